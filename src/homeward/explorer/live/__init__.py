"""What runs: scenarios with levers, member by member as far as anybody asks, and saved runs."""

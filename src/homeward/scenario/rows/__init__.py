"""What each row of a scenario says."""

"""What is legal but doubtful."""

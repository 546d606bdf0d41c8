"""What decides an outcome: parameters screened, and its variance divided among those that matter."""

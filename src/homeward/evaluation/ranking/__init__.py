"""Which of the numbers nobody knows exactly is worth replacing first (model §16.7)."""

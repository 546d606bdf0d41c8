"""How good it was, and why."""

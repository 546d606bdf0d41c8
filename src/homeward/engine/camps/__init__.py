"""Members of the camp models."""

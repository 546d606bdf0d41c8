"""A scenario as the arrays of Flee's rules (model §12)."""

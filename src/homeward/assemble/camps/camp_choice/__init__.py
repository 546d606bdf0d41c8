"""A scenario as the arrays of camp choice (model §13)."""

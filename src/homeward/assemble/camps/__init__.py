"""A scenario of camp registrations as the arrays of the camp models."""

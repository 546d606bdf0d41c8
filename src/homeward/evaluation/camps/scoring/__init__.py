"""Scores of camp registrations (model §12)."""

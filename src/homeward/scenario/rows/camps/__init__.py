"""Rows that only a scenario of camp registrations has (model §12)."""

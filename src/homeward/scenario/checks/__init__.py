"""Errors across the parts of a scenario."""

"""Rows, numbers and names in words for readers."""

"""Arithmetic that has never heard of displacement."""

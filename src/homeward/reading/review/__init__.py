"""Candidates and the claims of a folder: what a person decided, and what is written."""

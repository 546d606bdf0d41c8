"""Scenarios that come with homeward: each folder here can be run by its name."""

"""Scores and forecasts of camp registrations."""

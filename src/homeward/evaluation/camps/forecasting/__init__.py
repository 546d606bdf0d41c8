"""Forecasts of camp registrations (model §15)."""

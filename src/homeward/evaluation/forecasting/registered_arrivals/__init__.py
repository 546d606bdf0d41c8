"""Forecasts of registered arrivals, from what was counted before a day (model §15)."""

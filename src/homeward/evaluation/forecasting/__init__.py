"""Forecasts: what was foreseen from a day, and how often such statements came true (model §14, §15)."""

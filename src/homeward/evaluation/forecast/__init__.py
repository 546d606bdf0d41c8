"""Forecasts of the community model, and how good they were."""

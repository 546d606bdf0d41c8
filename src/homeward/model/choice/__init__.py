"""Destination choice of registered arrivals: how those who come share out among camps (model §13)."""

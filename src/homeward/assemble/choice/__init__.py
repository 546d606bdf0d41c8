"""Destination choice of registered arrivals: a scenario as its kernels read it (model §13)."""

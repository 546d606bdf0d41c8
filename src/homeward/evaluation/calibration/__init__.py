"""Calibration: what observations say of the parameters (model §18)."""

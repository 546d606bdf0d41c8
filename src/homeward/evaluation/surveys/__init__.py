"""Intention surveys beside the obstacles of the model (model §19)."""

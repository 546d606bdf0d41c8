"""Scores: ensembles beside observations."""

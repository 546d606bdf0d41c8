"""Flee's rules: people walk from place to place, link by link (model §12)."""

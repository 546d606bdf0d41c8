"""The route walk: people on roads, day by day, as counts (model §12)."""

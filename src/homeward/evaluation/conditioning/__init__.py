"""Members weighted by what was observed before a day."""

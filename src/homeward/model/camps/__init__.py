"""The camp models: where people who fled arrive, by one of two laws (model §12, §13)."""

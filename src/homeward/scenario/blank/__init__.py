"""A scenario of a few answers: valid, with broad ranges that are marked as defaults (model §2)."""

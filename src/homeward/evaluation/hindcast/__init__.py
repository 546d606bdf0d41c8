"""Hindcasts: members weighted by the past, scored on what came after."""

"""Streams of chance of the flee walk: numbered once after those of the ledger, never reused (model §12.9)."""

ORIGINATE = 40
"""Which places newcomers come from."""
ESCAPE = 41
"""How many flee where nobody was registered."""
WALK = 42
"""Who leaves a place, and by which way."""

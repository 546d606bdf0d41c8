"""How large the files of a scenario may be: tables kept by hand or by an importer, not public archives (model §2)."""

from __future__ import annotations

MOST_BYTES = 32_000_000
"""Bytes of a table."""

MOST_YAML_BYTES = 1_000_000
"""Bytes of a YAML file; a table is read a hundred times as fast."""

MOST_ROWS = 500_000
MOST_COLUMNS = 2_000
MOST_CELLS = 5_000_000
"""Rows, columns and cells of a table."""

MOST_PLACES = 3_000
"""Rows of places.csv: every place is held against every other, and twice as many take four times the memory."""

MOST_COMMUNITIES = 2_000_000
"""Homes by groups by places: each is counted in every condition, a gigabyte a member at this many."""

MOST_LETTERS = 100_000
"""Letters of one cell."""

MOST_LETTERS_OF_NUMBER = 100
"""Letters of a number; the longest that a computer writes has fewer than thirty."""

MOST_NESTED = 20
"""Levels of a YAML file; the deepest that means something has seven."""

MOST_KEYS = 1_000
MOST_ITEMS = 10_000
"""Keys of one part of a YAML file, and items of one list."""

MOST_LISTED = 200
"""Problems that are printed when all are asked for, unless --all is given."""

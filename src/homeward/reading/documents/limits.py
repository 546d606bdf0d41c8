"""How large a report may be: written for people to read, not archives (decision 35)."""

from __future__ import annotations

MOST_BYTES = 64_000_000
"""Bytes of a file."""

MOST_UNPACKED = 64_000_000
"""Bytes of all parts of a DOCX, unpacked; a packed part may be a thousand times as large as its package."""

MOST_TEXT = 400_000
"""Letters of a document, some hundred and thirty pages; each is read in some tens of microseconds."""

MOST_PAGES = 1_000
"""Pages of a PDF."""

MOST_SECONDS = 8.0
"""Seconds that taking a file apart may last."""

MOST_MEMORY = 2_000_000_000
"""Bytes of memory that taking a file apart may need, where the system can limit it."""

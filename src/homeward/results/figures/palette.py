"""Colours of the report; told apart also by those who see no red or no green."""

from __future__ import annotations

INK = "#1b2a30"
QUIET = "#5f6f76"
GRID = "#e3e8ea"
SIMULATED = "#2f66ac"
OBSERVED = "#b8501c"
RETURN = "#0f7a4c"
FLIGHT = "#7a5c86"
SEA = "#d6e4ec"
LAND = "#edeae2"
HOMELAND = "#fdfcf9"
BORDER = "#b9b4a6"

KINDS: dict[str, tuple[str, str]] = {
    "home": ("#d99a16", "home"),
    "host": ("#3f5a6e", "inside the country"),
    "camp": ("#8a4d83", "camp"),
    "abroad": ("#2f7d6b", "abroad"),
}
"""Colour and name of each kind of place on the map; those of the explorer, as of who leaves and goes home."""

LINES: tuple[str, ...] = ("#2f66ac", "#b9561f", "#237a69", "#8d5683", "#8a680a", "#4d6577")
"""Colours of lines, in order; their names are written in them, so each can be read on white."""

GRADES: dict[str, str] = {
    "A": "#2e7d5b",
    "B": "#457c33",
    "C": "#8a680a",
    "D": "#b8501c",
    "E": "#9c2f2f",
    "F": "#5f6f76",
}
"""Colours of the grades of sources."""

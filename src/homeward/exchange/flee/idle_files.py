"""Files of an instance that change nothing: their settings are refused where they are switched on."""

from __future__ import annotations

from pathlib import Path

from homeward.exchange.flee.findings import Findings

IDLE_FILES = {
    "major_routes.csv": "Only fixed_routes would use it.",
    "region_attributes_IPC.csv": "Hunger is not simulated.",
    "demographics_*.csv": "People have no attributes.",
    "agents.csv": "People come as registered, not one by one from a list.",
    "flood_level.csv": "Floods are not simulated.",
}
"""Files of Flee's that are not read, and why."""


def warn_of_idle_files(folder: Path, findings: Findings) -> None:
    """Name every file that is there and changes nothing."""
    for pattern, why in IDLE_FILES.items():
        for path in sorted(folder.glob(pattern)):
            findings.warn(path.name, "the file has no effect.", why)

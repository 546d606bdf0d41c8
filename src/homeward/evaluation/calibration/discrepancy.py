"""What the model leaves out of a figure (decision 31)."""

from __future__ import annotations

DISCREPANCY = 0.8
"""As a share of the figure, at 90%: with 0.2 and with 0.5 posteriors were too sure of what came after."""
DISCREPANCY_DAYS = 365.0
"""Days in which its correlation within a series falls by a factor e."""

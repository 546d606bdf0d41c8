"""Pictures for a notebook: drawn with matplotlib, which is fetched only when one is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from homeward.errors import Problem, ScenarioError
from homeward.libraries import load_optional
from homeward.results.figures.palette import OBSERVED, SIMULATED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Numbers = Sequence[float] | np.ndarray
ROW_INCHES = 0.32
"""Height of a row of bands, inches."""


def axes_for(axes: Axes | None, rows: int = 12) -> Axes:
    """Return the axes given, or new ones with room for some rows.

    Raises
    ------
    ScenarioError
        If matplotlib is not installed.
    """
    if axes is not None:
        return axes
    plt = load_optional("matplotlib.pyplot", "plot", "to draw")
    return plt.subplots(figsize=(8.0, max(2.5, 1.2 + ROW_INCHES * rows)), layout="constrained")[1]


def check_plotted(name: str, known: Iterable[str], noun: str) -> None:
    """Refuse a name of which there is nothing to draw: an empty picture would say that nobody is counted.

    Raises
    ------
    ScenarioError
        With the names that there are.
    """
    names = list(dict.fromkeys(known))
    if name not in names:
        way = f"name one of {', '.join(names)}."
        raise ScenarioError(Problem("plot", f'there is no {noun} "{name}".', "", (way,)))


def draw_bands(
    axes: Axes,
    labels: Sequence[str],
    middle: Numbers,
    low: Numbers,
    high: Numbers,
    observed: Numbers | None = None,
) -> Axes:
    """Draw a dot and a 90% band for each row, the first row on top, and what was observed if it is known."""
    at = np.arange(len(labels))[::-1]
    axes.hlines(at, low, high, color=SIMULATED, linewidth=4, alpha=0.4, label="90% of members")
    axes.plot(middle, at, "o", color=SIMULATED, label="median")
    if observed is not None:
        axes.plot(observed, at, "|", color=OBSERVED, markersize=14, mew=2, label="observed")
    axes.set_yticks(at, labels)
    axes.legend(loc="best", frameon=False)
    return axes


def fill_bands(
    axes: Axes, days: Any, bands: Sequence[tuple[Numbers, Numbers]], middle: Numbers
) -> Axes:
    """Draw a median over days, and bands around it, the widest first."""
    for low, high in bands:
        axes.fill_between(days, low, high, color=SIMULATED, alpha=0.2, linewidth=0)
    axes.plot(days, middle, color=SIMULATED, label="median")
    axes.set_ylim(bottom=0)
    return axes

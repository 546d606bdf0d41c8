"""How far a verb is: one phase after the other, each by its name."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

Progress = Callable[[int, int], None]
"""Told the members done and the members asked for."""


class Phases:
    """Tells nobody, or one function whatever the phase; the command line draws a bar for each.

    Parameters
    ----------
    advance
        Called with members done and members asked for.
    """

    def __init__(self, advance: Progress | None = None) -> None:
        self._advance = advance

    def phase(self, name: str) -> AbstractContextManager[Progress]:
        """Tell what phase begins; gives what to call with done and all."""
        del name
        return nullcontext(self._advance or _nobody)

    def compiling(self, is_needed: bool) -> None:
        """Tell that the model will be compiled, if it will."""

    def expecting(self, what: str) -> Callable[[float], None] | None:
        """Give what to call with the seconds that something will take, or None: nobody wants to know."""
        del what

    def working(self, what: str) -> AbstractContextManager[None]:
        """Tell that something without a count is under way."""
        del what
        return nullcontext()


def as_phases(progress: Progress | Phases | None) -> Phases:
    """Take what a caller gave to be told by."""
    return progress if isinstance(progress, Phases) else Phases(progress)


def _nobody(done: int, members: int) -> None:
    del done, members

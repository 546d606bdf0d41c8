"""Telling that a model will be compiled before a verb runs it, which happens once for each version."""

from __future__ import annotations

from homeward.api.phases import Phases
from homeward.engine.camps import by_law
from homeward.engine.communities.ready import must_compile
from homeward.scenario.scenario import MovementLaw


def tell_compiling(phases: Phases, law: MovementLaw | None = None) -> None:
    """Tell it of the community model, or of a law of the camp models."""
    phases.compiling(must_compile() if law is None else by_law.must_compile(law))

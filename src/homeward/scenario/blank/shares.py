"""Shares of groups: everywhere, and in the units of which something else was said."""

from __future__ import annotations

from collections.abc import Iterator

from homeward.errors import Problem
from homeward.scenario.blank.answers import Answers, Community, Unit
from homeward.scenario.blank.named import named, none_of

ROUNDING = 1e-6
"""How far above 1 shares may sum."""
ROUNDED = 0.015
"""How far below 1, as three thirds of 0.33 do: they are then made whole."""
EVERYWHERE = ""
"""Stands for all units of which nothing was said."""


def misgiven_shares(answers: Answers) -> Iterator[Problem]:
    """Find shares above one, shares in no unit, and groups of which nobody is left."""
    if sum(group.share or 0.0 for group in answers.groups) > 1 + ROUNDING:
        yield Problem("groups", "the shares sum to more than 1.", "", ("write shares of 0 to 1.",))
    problems = [*_in_no_unit(answers), *_above_one(answers), *_nobody_else(answers)]
    yield from problems
    if problems or not any(group.share_in for group in answers.groups):
        return
    for group in answers.groups:
        if not shares_of(answers, group):
            found = f"nobody is left to be of {group.name}: others have all of every unit."
            way = "give it a share, or leave it out."
            yield Problem(f"groups, line {group.line}", found, "", (way,))


def _in_no_unit(answers: Answers) -> Iterator[Problem]:
    units = {named(unit.name): unit.name for unit in answers.units}
    for group in answers.groups:
        for name in group.share_in:
            if named(name) not in units:
                yield none_of(f"groups, line {group.line}, shares", name, units.values(), "units")


def _above_one(answers: Answers) -> Iterator[Problem]:
    for unit in answers.units:
        total = sum(_said_of(answers, unit.name).values())
        if total > 1 + ROUNDING:
            found = f"in {unit.name} the shares sum to {total:g}, more than 1."
            yield Problem("groups", found, "", ("write shares of 0 to 1.",))


def _nobody_else(answers: Answers) -> Iterator[Problem]:
    """Find places where shares leave people who are of no group: they would be made whole without a word."""
    way = "add the others as a group without a share, or correct the shares."
    if all(group.share is not None for group in answers.groups):
        total = sum(group.share or 0.0 for group in answers.groups)
        if answers.groups and total < 1 - ROUNDED:
            yield Problem(
                "groups", f"the shares sum to {total:g}, and nobody is the rest.", "", (way,)
            )
    for unit in answers.units:
        said = _said_of(answers, unit.name)
        if said and all(group.share_in for group in answers.groups):
            total = sum(said.values())
            if total < 1 - ROUNDED:
                found = f"in {unit.name} the shares sum to {total:g}, and nobody is the rest."
                yield Problem("groups", found, "", (way,))


def _said_of(answers: Answers, unit: str) -> dict[str, float]:
    """Share of each group of which something was said in a unit, by its name."""
    return {
        group.name: share
        for group in answers.groups
        for name, share in group.share_in.items()
        if named(name) == named(unit)
    }


def shares_everywhere(answers: Answers) -> list[float]:
    """Share of every group where no unit says otherwise: as given, and the rest evenly."""
    given = sum(group.share or 0.0 for group in answers.groups)
    without = sum(group.share is None for group in answers.groups)
    shares = [group.share or max(1 - given, 0.0) / without for group in answers.groups]
    return [share / given for share in shares] if given and not without else shares


def shares_of(answers: Answers, of: Community) -> dict[str, float]:
    """Share of a group by unit, and `EVERYWHERE`; none where it does not live.

    In a unit of which something was said, who says nothing of any unit has what is left, in proportion to the shares
    everywhere; who names other units only does not live there.
    """
    names = [group.name for group in answers.groups]
    everywhere = dict(zip(names, shares_everywhere(answers), strict=True))
    rest = [group.name for group in answers.groups if not group.share_in]
    whole = sum(everywhere[name] for name in rest)
    found: dict[str, float] = {}
    for unit in answers.units:
        said = _said_of(answers, unit.name)
        left = max(1 - sum(said.values()), 0.0)
        if not said:
            found[EVERYWHERE] = everywhere[of.name]
        elif of.name in said:
            # Where nobody else is left, what was given is all there is.
            found[named(unit.name)] = said[of.name] / (1.0 if rest else sum(said.values()))
        elif of.name in rest:
            part = everywhere[of.name] / whole if whole else 1 / len(rest)
            found[named(unit.name)] = left * part
    return {unit: share for unit, share in found.items() if share > ROUNDING}


def lives_in(answers: Answers, of: Community) -> list[Unit]:
    """List the units in which somebody of a group lives."""
    shares = shares_of(answers, of)
    return [
        unit
        for unit in answers.units
        if named(unit.name) in shares or (EVERYWHERE in shares and not _said_of(answers, unit.name))
    ]

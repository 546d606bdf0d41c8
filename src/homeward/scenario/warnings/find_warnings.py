"""What is legal but doubtful: judgement, contradiction, and what cannot act (model §2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from homeward.catalogue import JUDGEMENT
from homeward.errors import Problem
from homeward.scenario.blank.answers import ANSWERS_FILE
from homeward.scenario.changes.edits import rows_of
from homeward.scenario.checks.distances import doubtful_coordinates, doubtful_lengths
from homeward.scenario.reading.tables import (
    FILES,
    LEVERS_FILE,
    READING_FILE,
    SETTINGS_FILE,
    tables_of,
)
from homeward.scenario.scenario import Scenario
from homeward.scenario.warnings.doubtful_figures import displaced_at_home, more_than_there_are
from homeward.scenario.warnings.force_of_fighting import doubtful_force
from homeward.scenario.warnings.hostile_refuges import hostile_refuges
from homeward.scenario.warnings.no_effect import IDLE
from homeward.scenario.warnings.repeated_rows import alike_rows

_FIRST = 3
"""Claims that nothing rests on which are named."""


def find_warnings(scenario: Scenario) -> tuple[Problem, ...]:
    """List what a careful reader would ask about, slips first; none of it keeps the scenario from running."""
    judged = (_judgements, _parameter_sources, _judged_weights)
    return (*find_doubts(scenario), *(one for ask in judged for one in ask(scenario)))


def find_doubts(scenario: Scenario) -> tuple[Problem, ...]:
    """List what looks like a slip: all warnings but those of what rests on judgement."""
    asks = (
        _contradictions,
        _unused_claims,
        *IDLE,
        alike_rows,
        doubtful_lengths,
        doubtful_coordinates,
        displaced_at_home,
        more_than_there_are,
        doubtful_force,
        hostile_refuges,
        _unread_files,
    )
    return tuple(doubt for ask in asks for doubt in ask(scenario))


def claims_used(scenario: Scenario) -> Counter[str]:
    """Count the rows, parameters, levers and storylines that rest on each claim, and on judgement."""
    used: Counter[str] = Counter()
    for table in tables_of(scenario.model):
        for row in rows_of(scenario, table.name):
            used.update(getattr(row, "claims", ()))
    for name in scenario.parameters_set:
        used.update(scenario.parameters[name].claims)
    # A lever that is believed at once rests on what the one to be learned rests on.
    for lever in scenario.levers:
        used.update(() if lever.believed else lever.claims)
    for share in scenario.registration_coverage.values():
        used.update(share.claims)
    for told in (*scenario.storylines, *scenario.planning_figures):
        used.update(told.claims)
    return used


def _judgements(scenario: Scenario) -> Iterator[Problem]:
    for table in tables_of(scenario.model):
        if "claims" not in table.row.model_fields:
            continue
        rows = rows_of(scenario, table.name)
        judged = sum(JUDGEMENT in getattr(row, "claims", ()) for row in rows)
        bare = sum(getattr(row, "claims", ()) == () for row in rows)
        if judged:
            yield Problem(table.file, f"{judged} of {_count(len(rows), 'row')} on judgement.")
        if bare:
            yield Problem(table.file, f"{bare} of {_count(len(rows), 'row')} on no claim.")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun} rests" if number == 1 else f"{number} {noun}s rest"


def _parameter_sources(scenario: Scenario) -> Iterator[Problem]:
    n_parameter = len(scenario.parameters)
    judged = sum(JUDGEMENT in given.claims for given in scenario.parameters.values())
    if judged:
        found = f"{judged} of {_count(n_parameter, 'parameter')} on judgement."
        yield Problem(SETTINGS_FILE, found)
    bare = [name for name in scenario.parameters_set if not scenario.parameters[name].claims]
    if bare:
        yield Problem(SETTINGS_FILE, f"set without a claim: {', '.join(bare)}.")


def _judged_weights(scenario: Scenario) -> Iterator[Problem]:
    judged = sum(JUDGEMENT in storyline.claims for storyline in scenario.storylines)
    if judged:
        told = _count(len(scenario.storylines), "weight")
        yield Problem(SETTINGS_FILE, f"of its storylines, {judged} of {told} on judgement.")


def _contradictions(scenario: Scenario) -> Iterator[Problem]:
    used = claims_used(scenario)
    seen: set[frozenset[str]] = set()
    for claim in scenario.claims:
        for other in claim.contradicts:
            pair = frozenset((claim.claim, other))
            if pair in seen:
                continue
            seen.add(pair)
            found = f'"{claim.claim}" contradicts "{other}".'
            why = f"Inputs that rest on them: {used[claim.claim]} and {used[other]}."
            yield Problem(f"claims.csv, line {claim.line}", found, why)


def _unused_claims(scenario: Scenario) -> Iterator[Problem]:
    used = claims_used(scenario)
    idle = [claim for claim in scenario.claims if not used[claim.claim]]
    if len(idle) == 1:
        yield Problem(f"claims.csv, line {idle[0].line}", f'nothing rests on "{idle[0].claim}".')
    elif idle:
        # A report that was just read leaves dozens: they are one doubt, not dozens.
        first = ", ".join(f'"{claim.claim}"' for claim in idle[:_FIRST])
        more = f" and {len(idle) - _FIRST} more" if len(idle) > _FIRST else ""
        found = f"nothing rests on {len(idle)} of {len(scenario.claims)} claims: {first}{more}."
        yield Problem(f"claims.csv, line {idle[0].line}", found)
    said = {claim.document for claim in scenario.claims}
    for document in scenario.documents:
        if document.document not in said:
            found = f'no claim is taken from "{document.document}".'
            yield Problem(f"documents.csv, line {document.line}", found)


def _unread_files(scenario: Scenario) -> Iterator[Problem]:
    if not scenario.folder.is_dir():
        return
    for path in sorted(scenario.folder.iterdir()):
        if path.suffix in {".csv", ".yaml", ".yml"} and path.name not in (
            *FILES,
            LEVERS_FILE,
            READING_FILE,
            ANSWERS_FILE,
        ):
            yield Problem(path.name, "the file is not part of a scenario and is not read.")

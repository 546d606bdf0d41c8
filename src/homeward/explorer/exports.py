"""What is taken along: the lines of the screen as a table, and the report, after disclosure control (model §9)."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from collections.abc import Sequence

from homeward.engine.communities.ready import collect_members, prepare, run_whole_member
from homeward.engine.simulated import KeptRun, keep
from homeward.explorer.kept_answers import KeptAnswers
from homeward.explorer.picture import Where
from homeward.explorer.turns import Asked, Turns
from homeward.explorer.worlds import Terms
from homeward.results.files.long_tables import ALL, SHOWN_DIGITS
from homeward.results.files.provenance import describe_run
from homeward.results.publish.published import Published, publish
from homeward.results.report.page import make_page
from homeward.results.result import Result, from_simulated
from homeward.results.tables.axes import COMMUNITY
from homeward.results.tables.statistics import STATISTICS
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.text.cells import as_identifier

QUANTILES = ("q05", "q25", "median", "q75", "q95")
HEADER = ("date", "measure", *COMMUNITY, *QUANTILES, "suppressed")
_LONGEST_NAME = 80


def table(published: Published, show: Sequence[Where]) -> bytes:
    """Write lines of the screen as a long table, CSV; its numbers are those of the tables of a saved run."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEADER)
    for one in show:
        writer.writerows(_rows(published, one))
    return written.getvalue().encode()


def _rows(published: Published, where: Where) -> list[list[str]]:
    at = dict(where.at)
    names = [
        published.names.identifiers[axis][at[axis]] if axis in at else ALL for axis in COMMUNITY
    ]
    values = {
        name: published.summaries[where.measure].of(name, *where.at).tolist() for name in STATISTICS
    }
    return [
        [
            str(day),
            where.measure,
            *names,
            *(_cell(values[name][index]) for name in QUANTILES),
            "yes" if any(math.isnan(several[index]) for several in values.values()) else "no",
        ]
        for index, day in enumerate(published.axes.dates)
    ]


def _cell(value: float) -> str:
    """Write a count as the tables of a run do; nothing where it is withheld."""
    if math.isnan(value):
        return ""
    shown = round(value, SHOWN_DIGITS)
    return f"{shown:.0f}" if shown.is_integer() else repr(shown)


def report(result: Result, *, exact: bool) -> bytes:
    """Make the report of a result, the page that `homeward run` writes."""
    return make_page(result, publish(result, exact=exact)).encode()


def whole_run(
    terms: Terms, pulls: Sequence[AppliedLever], members: int, asked: Asked, turns: Turns
) -> Result:
    """Run a world with everything that a report tells; the screen keeps less of its members.

    Raises
    ------
    NotWanted
        Once nobody wants it any more.
    """
    started = dt.datetime.now(dt.UTC)
    scenario = apply_levers(terms.scenario, pulls)
    fixed = {name: values[:members] for name, values in (terms.fixed or {}).items()}
    ready = prepare(
        scenario, days=terms.days, members=members, seed=terms.seed, parameters=fixed or None
    )
    runs = KeptAnswers[int, KeptRun](
        ready, lambda member, space: keep(run_whole_member(ready, member, space)), terms.threads
    )
    kept = runs.of(range(members), asked, turns)
    simulated = collect_members(scenario, ready, kept, range(members), terms.seed)
    seconds = (dt.datetime.now(dt.UTC) - started).total_seconds()
    return from_simulated(simulated, describe_run(simulated, started=started, seconds=seconds))


def file_name(exhibit: str, pulls: Sequence[AppliedLever], members: int, suffix: str) -> str:
    """Name a file after what is in it: the exhibit, its levers, and members; letters, digits, _ and - only."""
    levers = [as_identifier(str(pull)) for pull in pulls]
    name = "-".join([as_identifier(exhibit) or "run", *levers])[:_LONGEST_NAME].rstrip("-_")
    return f"{name}-{members}-members{suffix}"

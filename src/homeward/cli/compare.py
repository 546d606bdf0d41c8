"""`homeward compare`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from homeward.cli import options
from homeward.cli.output import make_table, note, percent, say, show

if TYPE_CHECKING:
    from rich.table import Table

    from homeward.api.comparison_result import ChangeResult, ComparisonResult
    from homeward.evaluation.comparison.differences import CountDifference

BASELINE = "baseline"
OF_DIFFERENCES = (
    "The difference is the median of what each member differs from itself; it is not the difference of the two "
    "medians."
)

app = options.verb_app()


@app.command()
def compare(
    scenario: options.ScenarioName,
    lever: options.Levers = None,
    lift: options.Lifts = None,
    each: Annotated[
        bool, typer.Option("--each", help="Each by itself, side by side, instead of all together.")
    ] = False,
    ranges: Annotated[
        bool,
        typer.Option("--ranges", help="Also say where the width of the difference comes from."),
    ] = False,
    on: options.On = None,
    home: options.Homes = None,
    members: options.Members = 200,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    cluster: options.Cluster = None,
    parameters: options.Parameters = None,
    as_json: options.AsJson = False,
    exact: options.Exact = False,
    labels: options.ShowLabels = False,
) -> None:
    """The baseline is the scenario without levers; each member is compared with itself."""
    from homeward.api.arguments import as_scenario, check_homes, check_members
    from homeward.api.compare import compare as compare_scenario
    from homeward.cli.cost import say_cost
    from homeward.cli.progress import ScreenPhases

    check_members(members, exact=exact)
    check_homes(home or (), exact=exact)
    read, phases = as_scenario(scenario), ScreenPhases()
    worlds = 1 + (len(lever or ()) + len(lift or ()) if each else 1)
    say_cost(read, phases, worlds * members, members, threads=threads, cluster=cluster)
    found = compare_scenario(
        read,
        lever=lever or (),
        lift=lift or (),
        each=each,
        ranges=ranges,
        on=on,
        home=home or (),
        members=members,
        seed=seed,
        threads=threads,
        cluster=cluster,
        parameters=parameters,
        labels=labels,
        progress=phases,
    )
    shown = found if exact else found.publish()
    if as_json:
        say(shown.json())
        return
    if each:
        show(_side_by_side(shown))
    else:
        _print(shown, shown.changes[0])
    note(
        f"Counted on {shown.on}; {shown.members} members, each compared with itself. {shown.closing} "
        "Nothing here says that a place is safe."
    )


def _print(found: ComparisonResult, change: ChangeResult) -> None:
    """Print counts, groups and fears."""
    changed = "with change" if change.lifted else "with levers"
    columns = (BASELINE, changed, "difference", "90% band", "more in")
    table = make_table(change.title, "people", *columns)
    for name, one in change.outcomes.items():
        table.add_row(name, *_cells(one), style="bold")
    for name, one in change.harm.items():
        table.add_row(f"  {name.replace('_', ' ')}", *_cells(one))
    for label, row in zip(found.names.labels["group"], change.groups.values(), strict=True):
        table.add_section()
        for name, one in row.items():
            table.add_row(f"{label}: {name}", *_cells(one))
    show(table, f"Shown: {change.shows}.", OF_DIFFERENCES)
    if change.fears:
        show(_fear_table(found, change, changed))
    if change.variance_shares is not None:
        show(_width_table(change))


def _cells(one: CountDifference) -> tuple[str, ...]:
    from homeward.evaluation.scoring.spread import whole

    more = "" if one.more != one.more else percent(one.more)
    return whole(one.as_is.median), whole(one.changed.median), *_difference(one), more


def _difference(one: CountDifference) -> tuple[str, str]:
    """Word the median and the 90% band of a difference."""
    parts = (one.difference.median, one.difference.q05, one.difference.q95)
    median, low, high = (f"{round(people):+,}" for people in parts)
    return median, f"{low} to {high}"


def _fear_table(found: ComparisonResult, change: ChangeResult, changed: str) -> Table:
    title = "What people fear, not what is safe: share of the hazard of going home that each fear leaves (1: no fear)"
    table = make_table(title, "fear", BASELINE, "90% band", changed, "90% band")
    for fear in (*change.fears, change.all_fears):
        cells = [
            cell
            for one in (fear.as_is, fear.changed)
            for cell in (f"{one.median:.2f}", f"{one.q05:.2f} to {one.q95:.2f}")
        ]
        table.add_row(found.fear_label(fear.name), *cells)
    return table


def _width_table(change: ChangeResult) -> Table:
    title = "Where the width of the difference comes from"
    columns = ("chance", "ranges that are judgement", "ranges that rest on sources")
    table = make_table(title, "people", *columns)
    for name, one in (change.variance_shares or {}).items():
        table.add_row(name, percent(one.chance), percent(one.judgement), percent(one.evidence))
    return table


def _side_by_side(found: ComparisonResult) -> Table:
    outcomes = list(found.changes[0].outcomes)
    columns = [column for name in outcomes for column in (name, "90% band")]
    title = f"Each by itself, {found.on}: difference to the baseline"
    table = make_table(title, "change", *columns, "fears leave")
    for one in found.changes:
        cells = [cell for difference in one.outcomes.values() for cell in _difference(difference)]
        before, after = one.all_fears.as_is.median, one.all_fears.changed.median
        table.add_row(one.name, *cells, f"{before:.2f}, now {after:.2f}")
    return table

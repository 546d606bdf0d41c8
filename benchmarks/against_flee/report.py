"""The tables, as Markdown."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from measuring import CAN_PIN

if TYPE_CHECKING:
    from conflict import Conflict
    from contest import Contest, Leg

COMPARED = """\
Compared: the cost of running one conflict from its files to daily numbers in camps, one run on one core, by the same
rule of movement: Flee's stock settings, arrivals summed over camps, people of day 0 taken off the capacity of camps.
Flee, Mesa and NumPy have an agent for everybody, where a row does not say otherwise. Mesa and NumPy run that rule as
written here, which is less than Flee can do. Not compared: what each can do beyond this rule, runs on many cores, and
whether the rule is right: ARD (0 is perfect, 2 is everybody in the wrong camp) shows whether they agree,
not whether they are good. Start-up is the CPU of a run of one day; Homeward's is one member less what a further member
costs. Ratios are CPU seconds over those of Homeward, one member."""

HEADING = """\
| | wall, s | CPU, s | peak, MB | CPU: start-up, s | net of it, s | net / Homeward | gross / Homeward | ARD |
|---|---|---|---|---|---|---|---|---|"""


def report(contest: Contest, conflict: Conflict, legs: list[Leg]) -> str:
    """Return everything there is to say about a contest."""
    cores = "each on one core" if CAN_PIN else "not kept on one core (this system cannot)"
    n_people = sum(conflict.arrivals) + sum(conflict.observed[0])
    homeward = next(leg for leg in legs if leg.title.startswith("Homeward"))
    return "\n".join(
        [
            f"Conflict `{contest.folder.name}`: {conflict.n_day} days, {n_people:,} people,"
            f" {len(conflict.places)} places. Medians of {contest.runs}, {cores}.",
            "",
            COMPARED,
            "",
            HEADING,
            *(row_of(leg, homeward) for leg in legs),
            "",
            *ensemble_line(homeward, contest.members),
        ]
    )


def row_of(leg: Leg, homeward: Leg) -> str:
    """Return a leg's row of the table of costs."""
    if leg.unavailable:
        return f"| {leg.title} | {leg.unavailable} | | | | | | | |"
    net, cpu = statistics.median(leg.net), statistics.median(cost.cpu for cost in leg.whole)
    cells = [
        f"{statistics.median(cost.wall for cost in leg.whole):.2f}",
        f"{cpu:.2f}",
        f"{statistics.median(cost.peak for cost in leg.whole):.0f}",
        f"{statistics.median(leg.start_up):.2f}",
        f"{net:.4f}" if net < 0.1 else f"{net:.2f}",
        *ratios(net, cpu, homeward),
        f"{statistics.median(leg.ard):.4f}" if leg.ard else "–",
    ]
    return f"| {leg.title} | {' | '.join(cells)} |"


def ratios(net: float, cpu: float, homeward: Leg) -> list[str]:
    """Return a leg's cost in units of Homeward's, net of start-up and with it."""
    if homeward.unavailable:
        return ["–", "–"]
    gross = statistics.median(cost.cpu for cost in homeward.whole)
    both = [net / statistics.median(homeward.net), cpu / gross]
    return [f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}" for ratio in both]


def ensemble_line(homeward: Leg, members: int) -> list[str]:
    """Return what the whole of Homeward's ensemble takes."""
    if homeward.unavailable:
        return []
    wall = statistics.median(cost.wall for cost in homeward.ensemble)
    cpu = statistics.median(cost.cpu for cost in homeward.ensemble)
    return [f"Homeward, all {members} members in one command: {wall:.1f} s, {cpu:.1f} s CPU."]

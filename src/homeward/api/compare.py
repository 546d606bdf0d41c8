"""`homeward.compare`: a scenario beside what levers make of it, member by member."""

from __future__ import annotations

from homeward.api.arguments import (
    Day,
    Parameters,
    ScenarioLike,
    Texts,
    as_scenario,
    as_texts,
    as_values,
    check_numbers,
    day_of_run,
    homes_named,
)
from homeward.api.comparison_result import ComparisonResult, ComparisonRuns, subtract_worlds
from homeward.api.compiling import tell_compiling
from homeward.api.phases import Phases, Progress, as_phases
from homeward.api.workers import at_work
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.comparison.compare import Comparison
from homeward.evaluation.comparison.compare import compare as compare_members
from homeward.numerics.streams import other_seed
from homeward.results.tables.names import names_of_scenario
from homeward.scenario.changes.applied_levers import parse_lever
from homeward.scenario.changes.apply_levers import apply_levers
from homeward.scenario.changes.central_values import without_judged_ranges
from homeward.scenario.changes.lifting import lift_obstacles, parse_lift
from homeward.scenario.checks.camp_checks import check_modelled
from homeward.scenario.scenario import Scenario


def compare(
    scenario: ScenarioLike,
    *,
    lever: Texts = (),
    lift: Texts = (),
    each: bool = False,
    ranges: bool = False,
    on: Day | None = None,
    home: Texts = (),
    members: int = 200,
    seed: int = 1,
    threads: int | None = None,
    cluster: str | None = None,
    parameters: Parameters | None = None,
    labels: bool = False,
    progress: Progress | Phases | None = None,
) -> ComparisonResult:
    """Compare a scenario with what levers make of it, each member with itself.

    Parameters
    ----------
    scenario
        A scenario, its folder, or the name of one that comes with homeward.
    lever
        Levers to apply: ``NAME[=VALUE][@DATE]``, one or several.
    lift
        Obstacles to lift in the decision to go home only: ``OBSTACLE[:GROUP][@DATE]``, one or several.
    each
        Each by itself, side by side, instead of all together.
    ranges
        Also find where the width of the difference comes from: three times the runs.
    on
        Day on which people are counted; the last of the run by default.
    home
        Only people of this home, or of several.
    members
        Ensemble members.
    seed
        Random seed, 0 to 2**63 - 1.
    threads
        Threads; all processors by default. Changes no number.
    cluster
        Who does the work instead of threads here: ``local``, ``tcp://ADDRESS`` or ``slurm``. Changes no number.
    parameters
        Values of parameters instead of draws, (member) each: a mapping, a table, or the name of a CSV file.
    labels
        Show real group and actor names even if the scenario anonymises them.
    progress
        Called with members done and members asked for, in every phase.

    Returns
    -------
    ComparisonResult
        `table` holds a row of every change, group and outcome, `dataset` every member.

    Raises
    ------
    homeward.errors.ScenarioError
        If something that was asked cannot be understood, or nothing is to be changed.

    Examples
    --------
    >>> import homeward
    >>> found = homeward.compare("tiny", lever="open_to_all@2031-02-20", members=4, seed=1)
    >>> found.table.loc[0, ["change", "group", "outcome"]].tolist()
    ['open_to_all@2031-02-20', 'all', 'returned']
    >>> bool(found.table.loc[0, "difference.mean"] > 0)
    True
    >>> found.dataset.outcomes.dims
    ('world', 'member', 'outcome', 'home', 'group')
    """
    check_numbers(members=members, seed=seed, threads=threads)
    read = as_scenario(scenario)
    check_modelled(read)
    last = day_of_run(read, on, "--on") or read.end
    at = homes_named(read, home)
    others = changed_scenarios(read, as_texts(lever), as_texts(lift), each=each)
    values = as_values(parameters, members, read)
    phases = as_phases(progress)
    tell_compiling(phases)

    def members_in(worlds: list[Scenario], phase: str, chance_seed: int | None) -> Comparison:
        with phases.phase(phase) as advance:
            return compare_members(
                worlds[0],
                worlds[1:],
                on=last,
                members=members,
                seed=seed,
                threads=threads,
                parameters=values,
                chance_seed=chance_seed,
                progress=advance,
            )

    worlds = [read, *others]
    beside: tuple[Comparison, Comparison] | None = None
    with at_work(cluster, threads, phases):
        found = members_in(worlds, "Members", None)
        if ranges:
            settled = [without_judged_ranges(one) for one in worlds]
            beside = (
                members_in(worlds, "Members, other chance", other_seed(seed)),
                members_in(settled, "Members, judgements at their centre", None),
            )
    runs = ComparisonRuns(found, beside)
    names = names_of_scenario(read, labels=labels)
    return subtract_worlds(runs, names, at, tuple(as_texts(home)), each=each)


def changed_scenarios(
    scenario: Scenario, levers: list[str], lifts: list[str], *, each: bool
) -> list[Scenario]:
    """Apply the levers and lift the obstacles, together or each by itself.

    Raises
    ------
    ScenarioError
        If there is nothing to change.
    """
    if not levers and not lifts:
        known = ", ".join(lever.name for lever in scenario.levers)
        of_levers = (f"--lever NAME, of: {known}.",) if known else ()
        ways = (*of_levers, "--lift OBSTACLE, to lift one in the decision only.")
        raise ScenarioError(Problem("", "there is nothing to compare with.", "", ways))
    applied, lifted = [parse_lever(text) for text in levers], [parse_lift(text) for text in lifts]
    if each:
        alone = [apply_levers(scenario, [one]) for one in applied]
        return alone + [lift_obstacles(scenario, [one]) for one in lifted]
    return [lift_obstacles(apply_levers(scenario, applied), lifted)]

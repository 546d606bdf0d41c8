"""`homeward.explain`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from homeward.api.arguments import (
    Day,
    Parameters,
    ScenarioLike,
    Texts,
    as_scenario,
    as_values,
    check_numbers,
    check_word,
    day_of_run,
    groups_named,
    homes_named,
    refuges_named,
)
from homeward.api.compiling import tell_compiling
from homeward.api.explanation_result import By, ExplanationResult
from homeward.api.phases import Phases, Progress, as_phases
from homeward.api.workers import at_work
from homeward.errors import Problem, ScenarioError
from homeward.evaluation.explanation.asked_about import AskedAbout, since_when
from homeward.evaluation.explanation.binding import ObstacleAccount, account, renamed
from homeward.evaluation.explanation.explain import Explanation
from homeward.evaluation.explanation.explain import explain as explain_members
from homeward.evaluation.explanation.known_of import by_default, fought_over, unsaid
from homeward.evaluation.outcomes import OUTCOMES, Outcome
from homeward.results.tables.names import Names, names_of_scenario
from homeward.scenario.checks.camp_checks import check_modelled


def explain(
    scenario: ScenarioLike,
    *,
    outcome: Outcome = "returned",
    on: Day | None = None,
    since: Day | None = None,
    by: By | None = None,
    home: Texts = (),
    group: Texts = (),
    refuge: Texts = (),
    members: int = 200,
    seed: int = 1,
    exact_shapley: bool = False,
    threads: int | None = None,
    cluster: str | None = None,
    parameters: Parameters | None = None,
    lever: Texts = (),
    labels: bool = False,
    progress: Progress | Phases | None = None,
) -> ExplanationResult:
    """Say what keeps people away: what each obstacle contributes, and which one binds for whom.

    Parameters
    ----------
    scenario
        A scenario, its folder, or the name of one that comes with homeward.
    outcome
        What is explained: ``returned``, ``displaced`` or ``harmed``.
    on
        Day on which people are counted; the last of the run by default.
    since
        First day on which obstacles are lifted; a year before `on` by default, or the first of the run.
    by
        Whom the sentences are about: each ``group``, or each place of ``refuge``; groups by default, and refuges where
        some are named.
    home
        Only people of this home, or of several.
    group
        Only people of this group, or of several.
    refuge
        Only people at this place of refuge, or at several: *returned* are then those who set off home from there.
    members
        Ensemble members.
    seed
        Random seed, 0 to 2**63 - 1.
    exact_shapley
        Run all combinations of obstacles: 2 to their number runs a member, where an estimate takes 26 at most.
    threads
        Threads; all processors by default. Changes no number.
    cluster
        Who does the work instead of threads here: ``local``, ``tcp://ADDRESS`` or ``slurm``. Changes no number.
    parameters
        Values of parameters instead of draws, (member) each: a mapping, a table, or the name of a CSV file.
    lever
        Levers to apply first: ``NAME[=VALUE][@DATE]``, one or several.
    labels
        Show real group and actor names even if the scenario anonymises them.
    progress
        Called with members done and members asked for.

    Returns
    -------
    ExplanationResult
        `table` holds a row of every obstacle, `dataset` what each contributes in every member.

    Raises
    ------
    homeward.errors.ScenarioError
        If something that was asked cannot be understood, or the scenario is one of camp registrations.
    homeward.errors.Interrupted
        If interrupted; what is done is kept, and the same call goes on from there.

    Examples
    --------
    >>> import homeward
    >>> found = homeward.explain("tiny", since="2031-02-01", members=2, seed=1)
    >>> sorted(found.dataset.contribution.sizes)
    ['group', 'home', 'member', 'obstacle']
    >>> bool(abs(found.table["contribution.mean"].sum() - found.total.total.mean) < 1e-6)
    True
    """
    check_numbers(members=members, seed=seed, threads=threads)
    check_word("--outcome", outcome, OUTCOMES)
    check_word("--by", by, get_args(By))
    read = as_scenario(scenario, lever)
    check_modelled(read)
    last = day_of_run(read, on, "--on") or read.end
    first = day_of_run(read, since, "--since", until=last) or since_when(read.start, last)
    about = AskedAbout(
        tuple(homes_named(read, home) if home else ()),
        tuple(groups_named(read, group)),
        tuple(refuges_named(read, refuge)),
    )
    _check_by(by, about)
    values = as_values(parameters, members, read)
    phases = as_phases(progress)
    tell_compiling(phases)
    with at_work(cluster, threads, phases), phases.phase("Members") as advance:
        found = explain_members(
            read,
            on=last,
            since=first,
            members=members,
            seed=seed,
            is_exact=exact_shapley,
            groups=about.counted_groups,
            threads=threads,
            parameters=values,
            progress=advance,
            expected=phases.expecting(f"{members} members"),
            keep=True,
        )
    names = names_of_scenario(read, labels=labels)
    shown_by: By = by or ("refuge" if about.refuges else "group")
    return _result(found, names, outcome, shown_by, about)


def _check_by(by: By | None, about: AskedAbout) -> None:
    if by == "group" and about.refuges:
        found = "--by group and --refuge are given together."
        why = "Who set off from a refuge is not followed home group by group."
        ways = ("leave --by out, and name one group by --group.",)
        raise ScenarioError(Problem("--refuge", found, why, ways))


def _result(
    found: Explanation, names: Names, outcome: Outcome, by: By, about: AskedAbout
) -> ExplanationResult:
    n_group, n_place = len(names.labels["group"]), len(names.labels["place"])
    homes, last = about.cells(names)

    def of(name: str, last: list[int]) -> ObstacleAccount:
        return renamed(account(found, outcome, name, (homes, last)), found, names)

    places = (about.refuges or range(n_place)) if by == "refuge" else ()
    return ExplanationResult(
        scenario=found.scenario.name,
        levers=tuple(found.scenario.levers_pulled),
        outcome=outcome,
        on=found.on,
        since=found.since,
        members=found.members,
        runs=found.runs,
        shapley="exact" if found.is_exact else "estimated",
        by=by,
        names=names,
        about=about,
        total=of("all", last),
        away=account(found, "displaced", "all", (homes, last)).as_is,
        groups=tuple(
            of(names.identifiers["group"][g], [g])
            for g in about.groups
            or (g for g in range(n_group) if lives_there(found, about.homes, g))
        ),
        refuges=tuple(of(names.identifiers["place"][p], [n_group + p]) for p in places),
        source=found,
        elsewhere=fears_elsewhere(found, names),
        unsaid=frozenset(unsaid(found.scenario)),
        by_default=frozenset(by_default(found.scenario)),
        fought_over=_fought_over(found, names, about),
    )


def _fought_over(found: Explanation, names: Names, about: AskedAbout) -> tuple[str, ...]:
    asked = {found.labels.homes[home] for home in about.homes}
    homes = set(fought_over(found.scenario, asked, found.since, found.on))
    labels = zip(found.labels.homes, names.labels["home"], strict=True)
    return tuple(label for home, label in labels if home in homes)


def lives_there(found: Explanation, homes: Sequence[int], group: int) -> bool:
    """Tell whether anybody of a group is from some homes, all if none is named."""
    scenario, name = found.scenario, found.labels.groups[group]
    asked = {found.labels.homes[home] for home in homes} or set(found.labels.homes)
    shares = [row for home in asked for row in scenario.groups_of(home) if row.group == name]
    away = [row for row in (*scenario.displaced, *scenario.arrivals) if row.group == name]
    return any(row.share.high > 0 for row in shares) or any(row.home in asked for row in away)


def fears_elsewhere(found: Explanation, names: Names) -> frozenset[str]:
    """Name the fears of actors that never hold a home, and are present at none: they keep nobody from going home."""
    scenario, homes = found.scenario, set(found.labels.homes)
    near = {row.actor for row in scenario.control if row.place in homes}
    # What is present elsewhere may reach a home, by its radius.
    near |= {row.actor for row in scenario.presence if row.place in homes or row.radius_km}
    shown = zip(found.labels.actors, names.identifiers["actor"], strict=True)
    return frozenset(f"fear_of_{name}" for actor, name in shown if actor not in near)

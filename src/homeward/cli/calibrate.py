"""`homeward calibrate`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from homeward.cli import options
from homeward.cli.output import make_table, say, show, with_band
from homeward.evaluation.calibration.discrepancy import DISCREPANCY

if TYPE_CHECKING:
    from homeward.api.calibrate import CalibrationResult
    from homeward.assemble.communities.ranged_inputs import RangedInput

MOST_SHOWN = 10

HANDFUL = 10
"""Members below which an effective sample says nothing."""
app = options.verb_app()


@app.command()
def calibrate(
    scenario: options.ScenarioName,
    fit_before: Annotated[
        datetime | None,
        typer.Option(
            formats=options.DAY,
            help="Nothing dated on this day or later counts; all rows to fit by default.",
        ),
    ] = None,
    budget: Annotated[
        int,
        typer.Option(
            min=1,
            help="Members to run in all: 1000 at least to tell learning from chance, 5000 with many observations.",
        ),
    ] = 5000,
    model_error: Annotated[
        float,
        typer.Option(
            min=0.0,
            max=2.0,
            help="Model discrepancy: 90% half-width as a fraction of the observed value.",
        ),
    ] = DISCREPANCY,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    cluster: options.Cluster = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write; NAME-posterior by default.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a calibration that was stopped.")
    ] = False,
    exact: options.Exact = False,
) -> None:
    """The folder holds posterior.csv, which run, score and forecast take as --parameters."""
    from homeward.api.arguments import as_scenario
    from homeward.api.calibrate import calibrate as calibrate_scenario
    from homeward.api.calibrate import was_calibrated
    from homeward.cli.progress import ScreenPhases

    read = as_scenario(scenario)
    folder = out or Path(f"{read.name}-posterior")
    asked: dict[str, Any] = {
        "fit_before": fit_before,
        "budget": budget,
        "model_error": model_error,
        "seed": seed,
    }
    if resume and was_calibrated(read, folder, **asked):
        say(f"It was finished: {folder}.")
        return
    found = calibrate_scenario(
        read,
        **asked,
        threads=threads,
        cluster=cluster,
        out=folder,
        resume=resume,
        exact=exact,
        progress=ScreenPhases("--budget", budget),
    )
    shown = found if exact else found.publish()
    _print(shown, folder)
    say(shown.closing)


def _print(shown: CalibrationResult, folder: Path) -> None:
    """Print what the posterior fits, what was learned, and what was not."""
    from homeward.cli.print_headline import say_if_few
    from homeward.evaluation.calibration.posterior import POSTERIOR_FILE

    about = shown.about
    rows, unknowns = about["rows"], about["unknowns"]
    _print_rows(rows)
    misfits = [f"{row['name']} {row['date']}" for row in rows if not row["inside"]]
    say(
        f"{about['inside']} of {len(rows)} figures lie in the posterior's band of 90%, {about['inside_before']} in the "
        "prior's. " + _listed("Misfits", misfits)
    )
    say_if_few(about["played"])
    unused = [row for row in rows if not row["is_used"]]
    alike = [row for row in unused if row["prior"][0] == row["prior"][-1]]
    for why, several in (
        ("The same in every member, so that nothing can be learned of them", alike),
        ("Too few members had a value for", [row for row in unused if row not in alike]),
    ):
        if several:
            say(_listed(why, [f"{row['name']} {row['date']}" for row in several]))
    _print_learned(shown, unknowns)
    for sentence in _not_learned(about):
        say(sentence)
    tied = [
        f"{pair['one']} and {pair['other']} ({pair['correlation']:+.2f})"
        for pair in about["correlated"]
    ]
    say(_listed("Known together better than apart", tied[:MOST_SHOWN]))
    say(
        f"By their own likelihood, the {about['played']} members run at the end have an effective sample size of "
        f"{about['effective_members']:.1f}{_tails(about['effective_members'])}."
    )
    if about["doubt"]:
        say(
            f"Not to be used: {about['doubt']} Ask for a greater --budget, or look for what misfits: homeward score."
        )
        say(f"Wrote {folder}.")
    else:
        say(f"Wrote {folder}. Next: --parameters {folder / POSTERIOR_FILE}")


def _print_learned(shown: CalibrationResult, unknowns: list[dict[str, Any]]) -> None:
    """Print the unknowns of which most was learned; of inputs, values of their own ranges, and not quantiles."""
    from homeward.assemble.communities.ranged_inputs import ranged_inputs

    learned = [one for one in unknowns if one["is_informed"]][:MOST_SHOWN]
    if not learned:
        say("Nothing was learned of any unknown.")
        return
    inputs = {one.name: one for one in ranged_inputs(shown.scenario)}
    columns = ("prior [5%, 95%]", "posterior [5%, 95%]", "contraction")
    table = make_table("", "what was learned most of", *columns)
    for one in learned:
        known = inputs.get(one["name"])
        name = one["name"] if known is None else f"{known.what} ({known.where})"
        prior, posterior = (_own(known, one[which]) for which in ("prior", "posterior"))
        table.add_row(name, _band(prior), _band(posterior), f"{one['contraction']:.0%}")
    show(table)


def _own(known: RangedInput | None, values: tuple[float, ...]) -> tuple[float, ...]:
    """Turn quantiles of an input into values of its range; of a parameter they are values."""
    import numpy as np

    from homeward.assemble.communities.ensemble import value_at

    return values if known is None else tuple(value_at(known.known, np.array(values)).tolist())


def _not_learned(about: dict[str, Any]) -> list[str]:
    """Say what chance makes at this budget, what was learned nothing of, and what could not be learned of."""
    from homeward.evaluation.calibration.assimilate import USEFUL_BUDGET

    chance, unknowns = about["by_chance"], about["unknowns"]
    said = [
        "Chance alone, at this budget, contracts what cannot act by up to "
        f"{chance['contraction']:.0%} and moves it by up to {chance['shift']:.2f} standard deviations: "
        "less is not called learned.",
        f"The observations said nothing of {len(about['not_informed'])} of {len(unknowns)} unknowns: "
        f"{_parameters_first(about['not_informed'])}.",
    ]
    if about["budget"] < USEFUL_BUDGET:
        said.insert(
            1, f"Below a budget of {USEFUL_BUDGET} that is most of what is seen: ask for more."
        )
    if about["cannot_act"]:
        said.append(
            "Left out, for they move none of the figures in this scenario: "
            f"{_parameters_first(about['cannot_act'])}."
        )
    return said


def _parameters_first(names: list[str]) -> str:
    """Name parameters, and count inputs: those of a country are hundreds, and unknowns.csv has them."""
    from homeward.evaluation.calibration.unknowns import is_input

    parameters = [name for name in names if not is_input(name)]
    inputs = len(names) - len(parameters)
    return ", ".join([*parameters, *([f"{inputs} inputs"] if inputs else [])]) or "none"


def _tails(effective: float) -> str:
    """Say whether weights check the tails of the posterior."""
    from homeward.evaluation.calibration.informed import LEAST_EFFECTIVE

    if effective < HANDFUL:
        return (
            ", a handful: weights bear out next to nothing of it. Compare it with figures that were not fitted "
            "(use: test) before anything is built on it"
        )
    if effective < LEAST_EFFECTIVE:
        return f", fewer than {LEAST_EFFECTIVE}: its tails are the smoother's, and not checked"
    return ": weights bear its tails out"


def _print_rows(rows: list[dict[str, Any]]) -> None:
    numbers = ("observed [low, high]", "prior [5%, 95%]", "posterior [5%, 95%]")
    left = ("date", "the figure is")
    table = make_table("", "observation", "date", *numbers, "the figure is", left=left)
    for row in rows:
        table.add_row(
            row["name"],
            str(row["date"]),
            with_band(row["value"], row["low"], row["high"]),
            _band(row["prior"], row["person"]),
            _band(row["posterior"], row["person"]),
            "inside 90%" if row["inside"] else "OUTSIDE",
        )
    show(table)


def _band(values: tuple[float, ...], person: float = 1.0) -> str:
    low, middle, high = values
    return with_band(middle, low, high, person)


def _listed(what: str, names: list[str]) -> str:
    return f"{what}: {', '.join(names)}." if names else f"{what}: none."

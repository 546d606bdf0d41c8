"""What becomes of a damaged input: refused well, accepted, or a fault."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from homeward.api.parameter_file import read_parameters
from homeward.cli.wall import main
from homeward.errors import HomewardBug, Problem, ScenarioError, SimulationError
from homeward.exchange.flee import import_flee
from homeward.results.run_and_label import run_and_label
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario
from homeward.scenario.warnings.find_warnings import find_warnings
from mutate.balance import imbalances
from mutate.cases import Case
from mutate.folder import clear, write
from mutate.originals import FLEE, PARAMETER_FILE, PARAMETER_VALUES, SHIPPED, original

REFUSED = "refused"
SAME = "accepted, the same"
DOUBTED = "accepted, doubted"
SILENT = "accepted in silence"
GOOD = (REFUSED, SAME, DOUBTED, SILENT)
"""What may become of an input; everything else is a fault."""

DAYS = 70
"""As long a run as the shortest scenario has; none outlasts `MOST_SECONDS`."""
MEMBERS = 2
MOST_LETTERS = 10_000
"""Of one problem: what is longer is not read."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SAYS_WHAT_TO_DO = re.compile(
    r"expected|must|needs|write|is not|has no|there is no|never|only", re.IGNORECASE
)

Loader = Callable[[Path], Scenario]


@dataclass(frozen=True)
class Outcome:
    """What became of one input.

    Parameters
    ----------
    kind
        One of `GOOD`, or the kind of fault.
    said
        The message, or where the fault was raised.
    detail
        The traceback of a fault.
    """

    kind: str
    said: str = ""
    detail: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0

    @property
    def is_fault(self) -> bool:
        """Whether it should not be so."""
        return self.kind not in GOOD


class Judge:
    """Puts inputs on a disk one after the other, and tries each.

    Parameters
    ----------
    place
        Folder to work in; best in memory.
    load
        Reads a scenario folder.
    originals
        What may be damaged.
    """

    def __init__(
        self,
        place: Path,
        load: Loader = load_scenario,
        originals: Sequence[str] = (*SHIPPED, FLEE, PARAMETER_VALUES),
    ) -> None:
        self.place = place
        self.load = load
        self.originals = originals
        self.known: dict[str, tuple[str, frozenset[str]]] = {}

    def prepare(self) -> None:
        """Try everything undamaged: kernels are then compiled, and what is known is known."""
        for name in self.originals:
            outcome = self.judge(Case(0, 0, name, (), original(name)))
            if outcome.kind != SAME:
                raise AssertionError(
                    f"{name}, undamaged: {outcome.kind} {outcome.said}\n{outcome.detail}"
                )

    def judge(self, case: Case) -> Outcome:
        """Try one input."""
        folder = self.place / (case.original if case.original in SHIPPED else "input")
        outcome = self._judged(case, folder)
        return replace(outcome, said=outcome.said.replace(f"{self.place}/", ""))

    def _judged(self, case: Case, folder: Path) -> Outcome:
        try:
            clear(self.place)
            write(case.files, folder)
            with contextlib.chdir(self.place):
                return self._try(case, folder)
        except ScenarioError as error:
            return _refused(error)
        except SimulationError as error:
            return Outcome("stopped", str(error), traceback.format_exc())
        except (HomewardBug, Exception) as error:  # noqa: BLE001  every other exception is a fault: that is the question
            kind = "a bug of homeward" if isinstance(error, HomewardBug) else "traceback"
            return Outcome(kind, _raised(error), traceback.format_exc())

    def _try(self, case: Case, folder: Path) -> Outcome:
        if case.arguments:
            return _command(case.arguments, self.place / "out")
        if case.original == PARAMETER_VALUES:
            return self._parameters(case, folder)
        warnings: list[str] = []
        if case.original == FLEE:
            settings = folder / "simsetting.yml"
            warnings = import_flee(
                folder / "input",
                folder / "validation" if (folder / "validation").exists() else None,
                to=self.place / "made",
                settings=settings if os.path.lexists(settings) else None,
            )
            folder = self.place / "made"
        scenario = self.load(folder)
        said = {*warnings, *map(_unlined, find_warnings(scenario))}
        faults = list(_run(scenario))
        return self._accepted(case, faults, _meaning(scenario), said)

    def _parameters(self, case: Case, folder: Path) -> Outcome:
        tiny = load_scenario("tiny")
        values = read_parameters(folder / PARAMETER_FILE, MEMBERS, tiny)
        faults = list(_run(tiny, values))
        said = {name: given.tolist() for name, given in sorted(values.items())}
        return self._accepted(case, faults, repr(said), set())

    def _accepted(self, case: Case, faults: list[str], meaning: str, said: set[str]) -> Outcome:
        if not case.damages:
            self.known[case.original] = (meaning, frozenset(said))
        if faults:
            return Outcome(faults[0].partition(":")[0], "; ".join(faults))
        before, doubted = self.known.get(case.original, ("", frozenset()))
        if meaning == before:
            return Outcome(SAME)
        new = sorted(said - doubted)
        return Outcome(DOUBTED, "\n".join(new)) if new else Outcome(SILENT)


def _run(scenario: Scenario, parameters: dict[str, Any] | None = None) -> Iterator[str]:
    """Run some members for some weeks, and say what does not hold."""
    until = min(scenario.end, scenario.start + dt.timedelta(days=DAYS - 1))
    with np.errstate(all="ignore"):
        result = run_and_label(
            scenario, members=MEMBERS, seed=1, until=until, threads=1, parameters=parameters
        )
        yield from imbalances(scenario, result)


def _command(arguments: tuple[str, ...], out: Path) -> Outcome:
    """Run a command in this process, and read its exit status."""
    before = sys.argv
    printed, worded = io.StringIO(), io.StringIO()
    sys.argv = ["homeward", *(part.replace("{out}", str(out)) for part in arguments)]
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(worded):
            main()
    except SystemExit as end:
        status = end.code
    finally:
        sys.argv = before
    said = worded.getvalue()
    if status == 0:
        return Outcome(SILENT, printed.getvalue())
    if status == ScenarioError.exit_status:
        lacks = _lacking_text(said)
        return Outcome(lacks or REFUSED, said)
    last = next(
        (line for line in reversed(said.split("\n")) if "Error" in line and "Bug" not in line),
        said[-200:],
    )
    return Outcome(f"exit {status}", last[:300], said)


def _refused(error: ScenarioError) -> Outcome:
    for problem in error.problems:
        lacks = lacking(problem) or _lacking_text(str(problem))
        if lacks:
            return Outcome(lacks, str(problem), str(error))
    return Outcome(REFUSED, str(error))


def lacking(problem: Problem) -> str:
    """Say what a refusal lacks: where, or a way out; nothing if it is whole."""
    is_placed = problem.where or '"' in problem.found
    if not is_placed:
        return "refused without a place"
    if not (problem.ways_out or problem.why or _SAYS_WHAT_TO_DO.search(problem.found)):
        return "refused without a way out"
    return ""


def _lacking_text(text: str) -> str:
    if len(text) > MOST_LETTERS:
        return "refused at too great length"
    return "refused with signs that no terminal should be sent" if _CONTROL.search(text) else ""


def _unlined(doubt: Problem) -> str:
    return re.sub(r"line \d+", "line", str(doubt))


def _meaning(scenario: Scenario) -> str:
    """What a scenario says, wherever it is said; a digest of a file says nothing."""
    dumped = repr(scenario.model_copy(update={"folder": Path(), "digest": "", "name": ""}))
    return re.sub(r"line=\d+|\b[0-9a-f]{64}\b", "", dumped)


def _raised(error: BaseException) -> str:
    """Name an exception and where it was raised, so that faults of one kind have one name."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "homeward" in Path(frame.filename).parts]
    at = (ours or list(frames))[-1]
    message = str(error).split("\n")[0][:120]
    return f"{type(error).__name__} in {Path(at.filename).name}:{at.lineno} {at.name}: {message}"

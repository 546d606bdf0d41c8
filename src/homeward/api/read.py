"""`homeward.read`, and what it returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from homeward.api.verb_result import VerbResult, frame_of
from homeward.errors import Problem, ScenarioError
from homeward.reading.documents.guarded import opener
from homeward.reading.finding.candidate import Candidate
from homeward.reading.finding.read_report import make_finders, read_report
from homeward.reading.finding.read_sentence import Finders
from homeward.reading.language.guess import guess_language
from homeward.reading.language.published import read_part
from homeward.reading.language.rules import Rules, rules_file, shipped_rules
from homeward.reading.paragraphs import Paragraph, Report, number
from homeward.reading.review.claim_of import document_name
from homeward.reading.review.decisions import read_decisions, with_decisions
from homeward.reading.review.relations import ReadClaim, read_claims, with_relations
from homeward.reading.second_reader import SecondReader
from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


def read(
    *reports: str | Path,
    into: Scenario | str | Path | None = None,
    document: str = "",
    published: str = "",
    language: str = "",
    rules: Sequence[str | Path] = (),
    second_reader: SecondReader | None = None,
) -> ReadResult:
    """Read reports, and propose what they say for a person to decide.

    Parameters
    ----------
    *reports
        Files: text, HTML, PDF, DOCX, e-mail.
    into
        A scenario, or its folder or name: its places and actors are looked for, its documents say when they were
        published, and candidates say which of its claims they support or contradict. Nothing is written.
    document
        Name of the document in documents.csv; the name of the file if empty. Only with one report.
    published
        Year, month or day; empty: as documents.csv says. Without it, dates that leave out the year are left out.
    language
        Two letters; empty: by the text.
    rules
        Files of rules, each of one language, which they replace or add.
    second_reader
        A model on this machine, if the user has one.

    Returns
    -------
    ReadResult
        `candidates`, the best first, and `table`. No letter of a report is in them.

    Raises
    ------
    homeward.errors.ScenarioError
        If a report cannot be read, or something is not understood.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> import homeward
    >>> with tempfile.TemporaryDirectory() as place:
    ...     path = pathlib.Path(place, "news.txt")
    ...     _ = path.write_text("In May 2015 about 500 people were killed in Palmyra.")
    ...     found = homeward.read(path)
    >>> [(one.kind, one.value, one.date, one.place) for one in found.candidates]
    [('killed', 500.0, '2015-05', 'palmyra')]
    """
    _check(reports, document, published)
    scenario = load_scenario(into) if isinstance(into, str | Path) else into
    known = {**shipped_rules(), **{one.language: one for one in map(rules_file, map(Path, rules))}}
    if language and language not in known:
        found = f'there are no rules of the language "{language}".'
        raise ScenarioError(
            Problem("", found, "", (f"name one of {', '.join(known)}.", "give rules of it."))
        )
    claims = read_claims(scenario) if scenario else []
    has_folder = scenario is not None and scenario.folder.is_dir()
    decisions = read_decisions(scenario.folder) if scenario and has_folder else []
    done: list[Read] = []
    with opener() as opening:
        for path in map(Path, reports):
            paragraphs = number(opening.open(path))
            report = _report(path, paragraphs, document, published, language, known, scenario)
            one = _read(report, known[report.language], scenario, claims, second_reader)
            found = with_decisions(report, one.candidates, decisions)
            done.append(replace(one, candidates=tuple(found)))
    return ReadResult(tuple(done), scenario)


@dataclass(frozen=True)
class Read:
    """One report, and what was found in it."""

    report: Report
    candidates: tuple[Candidate, ...]
    finders: Finders = field(repr=False)


@dataclass(frozen=True, repr=False)
class ReadResult(VerbResult):
    """Candidates for claims, the best first in each report (`Candidate`: what, where, how sure)."""

    reports: tuple[Read, ...]
    scenario: Scenario | None = None
    exact = True

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """All candidates, report by report."""
        return tuple(one for read_ in self.reports for one in read_.candidates)

    @property
    def title(self) -> str:
        """How many there are."""
        return f"{len(self.candidates)} candidates of {len(self.reports)} reports"

    @property
    def closing(self) -> str:
        """What they are."""
        return "They are proposals: a person decides, and grades."

    @property
    def table(self) -> pd.DataFrame:
        """One row a candidate; columns as in the JSON. Dates are text, as they may be months or spans."""
        return frame_of(
            [
                {("when" if name == "date" else name): value for name, value in row.items()}
                for row in self._rows()
            ]
        ).rename(columns={"when": "date"})

    def publish(self) -> ReadResult:
        """Return itself: no count of a model is in it."""
        return self

    def _rows(self) -> list[dict[str, Any]]:
        return [one.as_record() for one in self.candidates]

    def _said(self) -> dict[str, Any]:
        return {"candidates": self._rows()}


def _check(reports: Sequence[str | Path], document: str, published: str) -> None:
    if not reports:
        raise ScenarioError(Problem("", "no report is named.", "", ("name the file of a report.",)))
    if document and len(reports) > 1:
        found = "a name of a document is given for several reports."
        raise ScenarioError(Problem("--document", found, "", ("read them one after the other.",)))
    if published and read_part(published) is None:
        found = f'"{published}" is not a year, month or day.'
        raise ScenarioError(
            Problem("--published", found, "", ("write it as 2019, 2019-09 or 2019-09-16.",))
        )


def _report(
    path: Path,
    paragraphs: tuple[Paragraph, ...],
    document: str,
    published: str,
    language: str,
    known: dict[str, Rules],
    scenario: Scenario | None,
) -> Report:
    name = document or document_name(path.stem)
    listed = {one.document: one for one in scenario.documents}.get(name) if scenario else None
    said = published or (listed.published if listed else "") or ""
    text = " ".join(one.text for one in paragraphs[:200])
    return Report(name, paragraphs, said, language or guess_language(text, known))


def _read(
    report: Report,
    rules: Rules,
    scenario: Scenario | None,
    claims: list[ReadClaim],
    second: SecondReader | None,
) -> Read:
    finders = (
        make_finders(rules, scenario.places, scenario.actors) if scenario else make_finders(rules)
    )
    found = read_report(report, finders)
    if second is not None:
        known = {(one.paragraph, one.kind, one.value, one.low, one.high) for one in found}
        found += [
            one
            for one in second.read(report)
            if (one.paragraph, one.kind, one.value, one.low, one.high) not in known
        ]
    return Read(report, tuple(with_relations(found, claims)), finders)

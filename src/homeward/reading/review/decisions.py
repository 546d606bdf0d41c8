"""What was decided of candidates, kept in the folder as reading.csv: refused ones are not shown again (decision 35)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from homeward.errors import Problem, ScenarioError
from homeward.reading.finding.candidate import Candidate
from homeward.reading.paragraphs import Report
from homeward.reading.review.fingerprint import fingerprint, words_of
from homeward.scenario.reading.tables import READING_FILE
from homeward.scenario.text.source_files import read_file

DECISIONS_FILE = READING_FILE
COLUMNS = ("document", "paragraph", "kind", "words", "decision", "claim")


@dataclass(frozen=True)
class Decision:
    """One row of reading.csv.

    Parameters
    ----------
    words
        Fingerprint of what the candidate rests on.
    decision
        accepted or refused.
    claim
        The claim that was made of it.
    """

    document: str
    paragraph: int
    kind: str
    words: str
    decision: str
    claim: str = ""

    @property
    def key(self) -> tuple[str, int, str, str]:
        """What it was decided of: words of a paragraph as one kind; the same words elsewhere are another thing."""
        return (self.document, self.paragraph, self.kind, self.words)

    @property
    def moved(self) -> tuple[str, str, str]:
        """The same without the paragraph, whose number changes where one is put in before it."""
        return (self.document, self.kind, self.words)


def decision_of(report: Report, one: Candidate, decision: str, claim: str = "") -> Decision:
    """Make a decision of a candidate."""
    return Decision(
        one.document, one.paragraph, one.kind, fingerprint(words_of(report, one)), decision, claim
    )


def read_decisions(folder: Path) -> list[Decision]:
    """Return what was decided before; nothing if there is no such file.

    Raises
    ------
    ScenarioError
        If the file cannot be understood: where, what, a way out.
    """
    if not (folder / DECISIONS_FILE).exists():
        return []
    content = read_file(folder / DECISIONS_FILE)
    if isinstance(content, Problem):
        raise ScenarioError(content)
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", errors="replace")))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        found = f"its columns are not {', '.join(COLUMNS)}."
        ways = (
            "put back the file that homeward read wrote, or remove it: all candidates are then shown again.",
        )
        raise ScenarioError(Problem(f"{DECISIONS_FILE}, line 1", found, "", ways))
    return [_decision(row, line) for line, row in enumerate(rows, 2)]


def _decision(row: Mapping[str, str | None], line: int) -> Decision:
    paragraph, decision = row["paragraph"] or "", row["decision"] or ""
    if not paragraph.isdecimal() or decision not in {"accepted", "refused"}:
        found = f'"{paragraph}" and "{decision}" are not a paragraph and a decision, accepted or refused.'
        raise ScenarioError(
            Problem(f"{DECISIONS_FILE}, line {line}", found, "", ("mend or remove the line.",))
        )
    return Decision(
        row["document"] or "",
        int(paragraph),
        row["kind"] or "",
        row["words"] or "",
        decision,
        row["claim"] or "",
    )


def decisions_text(decisions: Iterable[Decision]) -> bytes:
    """Write decisions as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [one.document, one.paragraph, one.kind, one.words, one.decision, one.claim]
        for one in decisions
    )
    return text.getvalue().encode()


def undecided(
    report: Report, candidates: Iterable[Candidate], decisions: Iterable[Decision]
) -> list[Candidate]:
    """Return the candidates of which nothing was decided yet."""
    return [one for one in with_decisions(report, candidates, decisions) if not one.decided]


def with_decisions(
    report: Report, candidates: Iterable[Candidate], decisions: Iterable[Decision]
) -> list[Candidate]:
    """Say of each candidate what was decided of it before."""
    decided = list(decisions)
    asked = [(one, decision_of(report, one, "")) for one in candidates]
    known = {one.key: one.decision for one in decided}
    here = {one.key for _, one in asked}
    # Only words that one candidate rests on are followed to another paragraph: of more, nobody knows which was meant.
    times = Counter(one.moved for _, one in asked)
    moved = {one.moved: one.decision for one in decided if one.key not in here}

    def of(one: Decision) -> str:
        return known.get(one.key) or (moved.get(one.moved, "") if times[one.moved] == 1 else "")

    return [replace(one, decided=of(at)) for one, at in asked]

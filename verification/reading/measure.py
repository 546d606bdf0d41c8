"""How well reports are read: recall and precision against keys made by hand, errors, reliability of the confidence.

    python verification/reading/measure.py [--errors] [--calibrate]

The texts are not in the repository: the two reports are read from the folder that HOMEWARD_SOURCES names, the openings
from the one that HOMEWARD_OPENINGS names, a file DOCUMENT.txt each. What is not there is left out, and said so.
"""

from __future__ import annotations

import math
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[1]))

from reading.keys import Document, Marked, mark, read_documents, read_key

from homeward.reading.documents.plain_text import text_blocks
from homeward.reading.finding.candidate import Candidate
from homeward.reading.finding.confidence import BASE, confidence
from homeward.reading.finding.read_report import make_finders, read_report
from homeward.reading.language.guess import guess_language
from homeward.reading.language.rules import shipped_rules
from homeward.reading.paragraphs import Report, number
from homeward.scenario.load import load_scenario

SOURCES = {
    "kalam_return_2019": "palmyra-return-2019.txt",
    "vice_battle_2016": "palmyra-battle-2016.txt",
}
SHRINKING, FOLDS = 2.0, 5
FORMS = ("quantity", "event")


@dataclass(frozen=True)
class Measured:
    """One document, read and marked."""

    document: Document
    candidates: list[Candidate]
    marked: dict[str, Marked]


def text_of(document: Document) -> Path | None:
    own = SOURCES.get(document.document)
    folder = os.environ.get("HOMEWARD_SOURCES" if own else "HOMEWARD_OPENINGS", "")
    path = Path(folder) / (own or f"{document.document}.txt")
    return path if folder and path.is_file() else None


def measure(document: Document, path: Path) -> Measured:
    """Read a document and hold it against its key."""
    paragraphs = number(text_blocks(path.read_bytes()))
    rules = shipped_rules()
    language = guess_language(" ".join(one.text for one in paragraphs), rules)
    scenario = load_scenario(document.scenario) if document.scenario else None
    finders = (
        make_finders(rules[language], scenario.places, scenario.actors)
        if scenario
        else make_finders(rules[language])
    )
    candidates = read_report(
        Report(document.document, paragraphs, document.published, language), finders
    )
    items = read_key(document.document)
    marked = {form: mark(form, items, candidates, document.published) for form in FORMS}
    return Measured(document, candidates, marked)


def table(title: str, measured: Iterable[Measured]) -> str:
    """Recall and precision of some documents together."""
    several = list(measured)
    lines = [f"{title}: {len(several)} documents"]
    for form in FORMS:
        right = sum(len(one.marked[form].right) for one in several)
        wrong = sum(len(one.marked[form].wrong) for one in several)
        missed = sum(len(one.marked[form].missed) for one in several)
        recall, precision = right / max(1, right + missed), right / max(1, right + wrong)
        counts = f"items {right + missed:4}  recall {recall:.2f}  precision {precision:.2f}"
        lines.append(f"  {form:9} {counts}")
    return "\n".join(lines)


def errors(measured: Iterable[Measured]) -> str:
    """What was wrong, and how often."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in measured:
        for form in FORMS:
            counts[form].update(
                "wrong " + ", ".join(parts) if parts != ["not in the key"] else parts[0]
                for _, parts in one.marked[form].wrong
            )
            counts[form]["missed"] += len(one.marked[form].missed)
    return "\n".join(
        f"  {form}: " + "; ".join(f"{what} {n}" for what, n in of.most_common())
        for form, of in counts.items()
    )


def judged(measured: Iterable[Measured]) -> list[tuple[Candidate, bool]]:
    """Every candidate, and whether it is right: in its figure if it has one, else as an event."""
    found: list[tuple[Candidate, bool]] = []
    for one in measured:
        right = {form: {id(candidate) for candidate, _ in one.marked[form].right} for form in FORMS}
        found.extend(
            (candidate, id(candidate) in right["quantity" if candidate.is_quantity else "event"])
            for candidate in one.candidates
        )
    return found


def reliability(measured: Iterable[Measured]) -> str:
    """Say what was said and what was found, by fifths of confidence; the Brier score beside that of the mean."""
    ones = [(confidence(one), is_right) for one, is_right in judged(measured)]
    mean = sum(r for _, r in ones) / len(ones)
    brier = sum((s - r) ** 2 for s, r in ones) / len(ones)
    return f"{bins(ones)}\n  Brier {brier:.3f}, of the mean alone {mean * (1 - mean):.3f}"


def bins(told: Iterable[tuple[float, bool]]) -> str:
    """What was said beside what was right, by fifths of confidence."""
    fifths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for said, is_right in told:
        fifths[min(int(said * 5), 4)].append((said, is_right))
    rows: list[str] = []
    for at, of in sorted(fifths.items()):
        said, right = (sum(pair[part] for pair in of) / len(of) for part in (0, 1))
        rows.append(
            f"  {at / 5:.1f}-{(at + 1) / 5:.1f}: said {said:.2f}, right {right:.2f} of {len(of)}"
        )
    return "\n".join(rows)


def fitted(ones: Sequence[tuple[Candidate, bool]]) -> dict[str, float]:
    """Log-odds of being right, a weight a sign, shrunk towards nought: what `confidence.yaml` holds."""
    names = [BASE, *sorted({part for one, _ in ones for part in one.signs.parts()})]
    at = {name: number for number, name in enumerate(names)}
    has = np.zeros((len(ones), len(names)))
    has[:, 0] = 1
    for row, (one, _) in enumerate(ones):
        has[row, [at[part] for part in one.signs.parts()]] = 1
    right = np.array([is_right for _, is_right in ones], dtype=float)

    def loss(weights: NDArray[np.float64]) -> float:
        odds = has @ weights
        return float(
            (np.logaddexp(0, odds) - right * odds).sum() + SHRINKING * (weights[1:] ** 2).sum()
        )

    return dict(zip(names, minimize(loss, np.zeros(len(names)), method="L-BFGS-B").x, strict=True))


def held_out(measured: Sequence[Measured]) -> str:
    """How well weights fitted on all other documents tell the candidates of each fifth of the documents."""
    told: list[tuple[float, bool, float]] = []
    for part in range(FOLDS):
        rest = judged(one for at, one in enumerate(measured) if at % FOLDS != part)
        weights = fitted(rest)
        share = sum(is_right for _, is_right in rest) / len(rest)
        for one, is_right in judged(one for at, one in enumerate(measured) if at % FOLDS == part):
            odds = weights[BASE] + sum(weights.get(name, 0.0) for name in one.signs.parts())
            told.append((1 / (1 + math.exp(-odds)), is_right, share))
    brier = sum((said - right) ** 2 for said, right, _ in told) / len(told)
    of_mean = sum((share - right) ** 2 for _, right, share in told) / len(told)
    shown = bins((said, right) for said, right, _ in told)
    return f"{shown}\n  Brier {brier:.3f}, of the mean alone {of_mean:.3f}"


def listing(one: Measured) -> str:
    """Every error of a document, by form."""
    lines = [one.document.document]
    for form in FORMS:
        marked = one.marked[form]
        for found, parts in marked.wrong:
            said = (
                found.kind,
                found.value,
                found.unit,
                found.date,
                f"[{found.place}]",
                found.actor,
            )
            lines.append(
                f"  wrong {form} p{found.paragraph} {' '.join(map(str, said))}: {', '.join(parts)}"
            )
        for item in marked.missed:
            said = (
                item.kind,
                item.value or item.low,
                item.unit,
                item.date,
                f"[{item.place}]",
                item.actor,
            )
            lines.append(f"  missed {form} p{item.paragraph} {' '.join(map(str, said))}")
    return "\n".join(lines)


def main() -> None:
    documents = read_documents()
    found = {
        document.document: path for document in documents if (path := text_of(document)) is not None
    }
    every = [
        measure(document, found[document.document])
        for document in documents
        if document.document in found
    ]
    print(f"{len(every)} of {len(documents)} documents at hand")
    own = [one for one in every if one.document.scenario]
    others = [one for one in every if not one.document.scenario]
    for title, group in (("The two reports", own), ("Openings", others)):
        if group:
            print(table(title, group), errors(group), reliability(group), sep="\n")
    for what in ("language", "crisis"):
        for value in sorted({getattr(one.document, what) for one in others}):
            print(
                table(
                    f"Openings, {what} {value}",
                    [one for one in others if getattr(one.document, what) == value],
                )
            )
    if "--calibrate" in sys.argv:
        print("Openings, each fifth told by weights of the others:", held_out(others), sep="\n")
        print(
            *(f"{name}: {weight:.2f}" for name, weight in fitted(judged(others)).items()), sep="\n"
        )
    if "--errors" in sys.argv:
        print(*map(listing, own), sep="\n")


if __name__ == "__main__":
    main()

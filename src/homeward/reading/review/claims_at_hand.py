"""Which claims name a paragraph that no longer says so, where the document is at hand (decision 35)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from homeward.errors import Problem
from homeward.reading.finding.read_sentence import masked
from homeward.reading.language.dates import DateFinder
from homeward.reading.language.guess import guess_language
from homeward.reading.language.numbers import NumberFinder
from homeward.reading.language.rules import shipped_rules
from homeward.reading.paragraphs import Paragraph, fold
from homeward.reading.review.decisions import Decision
from homeward.reading.review.fingerprint import says_so
from homeward.scenario.rows.evidence import Claim
from homeward.scenario.scenario import Scenario

_NEAR = 0.005


def documents_in(folder: Path, names: Iterable[str]) -> dict[str, Path]:
    """Find the documents of a scenario in a folder: files that bear their names, whatever their ending."""
    known = set(names)
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return {path.stem: path for path in files if path.stem in known}


def doubtful_claims(
    scenario: Scenario, texts: Mapping[str, Sequence[Paragraph]], decisions: Sequence[Decision]
) -> list[Problem]:
    """Find the claims whose paragraph no longer says so.

    Parameters
    ----------
    texts
        Paragraphs by document, of those at hand.
    decisions
        What was accepted, with the fingerprints of the words it rests on.
    """
    accepted = {one.claim: one for one in decisions if one.decision == "accepted"}
    figures = {name: _figures(paragraphs) for name, paragraphs in texts.items()}
    return [
        problem
        for claim in scenario.claims
        if claim.document in texts and claim.paragraph.isdecimal()
        for problem in _doubts(
            claim, texts[claim.document], figures[claim.document], accepted.get(claim.claim)
        )
    ]


def _figures(paragraphs: Sequence[Paragraph]) -> dict[int, set[float]]:
    """Return the figures of each paragraph: every number in it, whatever it counts."""
    rules = shipped_rules()[
        guess_language(" ".join(one.text for one in paragraphs), shipped_rules())
    ]
    dates, numbers = DateFinder(rules), NumberFinder(rules)
    found: dict[int, set[float]] = {}
    for one in paragraphs:
        undated = masked(fold(one.text), [(at.start, at.end, " ") for at in dates.find(one.text)])
        found[one.number] = {
            figure
            for number in numbers.find(undated)
            for figure in (number.low, number.value, number.high)
            if figure is not None
        }
    return found


def _doubts(
    claim: Claim,
    paragraphs: Sequence[Paragraph],
    figures: Mapping[int, set[float]],
    decision: Decision | None,
) -> Iterator[Problem]:
    where = f'claims.csv, line {claim.line}, column "paragraph"'
    number = int(claim.paragraph)
    if not 1 <= number <= len(paragraphs):
        found = f'"{claim.claim}" names paragraph {number} of {claim.document}, which has {len(paragraphs)}.'
        yield Problem(where, found, "", ("name the paragraph that says so, or give the claim up.",))
        return
    if decision is not None and decision.words:
        if not says_so(paragraphs[number - 1].text, decision.words):
            yield _no_longer(claim, where, _elsewhere(paragraphs, decision.words))
        return
    own = [figure for figure in (claim.low, claim.value, claim.high) if figure is not None]
    if own and not _any_near(own, figures.get(number, set())):
        others = [at for at, known in figures.items() if _any_near(own, known)]
        yield _no_longer(claim, where, others)


def _no_longer(claim: Claim, where: str, others: Sequence[int]) -> Problem:
    found = (
        f'paragraph {claim.paragraph} of {claim.document} does not say what "{claim.claim}" says.'
    )
    ways = [f"name paragraph {at}, which has it." for at in others[:2]]
    return Problem(
        where,
        found,
        "The document has changed, or the number was wrong.",
        (*ways, "read the paragraph and mend the claim."),
    )


def _elsewhere(paragraphs: Sequence[Paragraph], words: str) -> list[int]:
    return [one.number for one in paragraphs if says_so(one.text, words)]


def _any_near(own: Iterable[float], known: Iterable[float]) -> bool:
    return any(abs(one - other) <= _NEAR * max(abs(one), 1e-9) for one in own for other in known)

"""What befell those who are counted, and what only says who they are."""

from __future__ import annotations

import re

from homeward.reading.finding.quantities import Quantity
from homeward.reading.finding.read_sentence import Said, Sentence
from homeward.reading.language.rules import Rules

_BEFALLS = {
    "people": {
        "fled",
        "displaced",
        "returned",
        "killed",
        "arrested",
        "abducted",
        "conscripted",
        "recruited",
        "permitted",
        "refused",
        "interviewed",
    },
    "families": {"fled", "displaced", "returned", "permitted", "refused", "interviewed"},
    "houses": {"occupied", "destroyed"},
    "incidents": {"attacked"},
    "share": {"fled", "displaced", "returned", "permitted", "killed", "destroyed"},
}


def befallen(sentence: Sentence, quantity: Quantity, rules: Rules) -> list[Said]:
    """Return what is said to have befallen those who are counted, and what only says who they are.

    What stands nearest and can befall them; of "some 300 displaced people were interviewed", that they were asked.
    """
    known = _BEFALLS.get(quantity.unit, set())
    can = [one for one in sentence.said if one.kind in known]

    def distance(said: Said) -> int:
        if said.start >= quantity.end:
            return said.start - quantity.end
        return max(0, quantity.start - said.end)

    if not can:
        came = [one for one in sentence.said if one.kind == "arrived"]
        is_people = quantity.unit in {"people", "families"}
        return [min(came, key=distance)] if came and is_people else []
    best = _told_of(sentence, quantity, can, rules) or min(can, key=distance)
    if best.kind == "killed" and _are_injured(sentence, quantity, rules):
        return []
    if quantity.unit == "share" and quantity.is_bracketed:
        return []
    if quantity.unit == "share" and _is_of_another(sentence, quantity, best, rules):
        return []
    if not _is_who_they_are(sentence, quantity, best, rules):
        return [best]
    clause = sentence.clause(quantity.start)
    others = [
        one
        for one in sentence.said
        if (one.kind in known or one.kind == "arrived")
        and one.kind != best.kind
        and clause[0] <= one.start < clause[1]
        and not any(
            at.start <= one.start < at.end for at in sentence.quantities if at is not quantity
        )
    ]
    return [min(others, key=distance), best] if others else [best]


def _told_of(sentence: Sentence, quantity: Quantity, can: list[Said], rules: Rules) -> Said | None:
    """Return what "were" behind those who are counted leads to: 300 residents of Homs were reported as displaced."""
    behind = [one for one in can if one.start >= quantity.end]
    nearest = min(can, key=lambda one: abs(one.start - quantity.end))
    if not behind or _is_who_they_are(sentence, quantity, nearest, rules):
        return None
    between = sentence.undated[quantity.end : behind[0].start]
    is_next = re.search(r"[,;:()]", between) is None and not any(
        quantity.end <= one.start < behind[0].start for one in sentence.quantities
    )
    return behind[0] if is_next and rules.compiled.words.passive.search(between) else None


def _is_of_another(sentence: Sentence, quantity: Quantity, said: Said, rules: Rules) -> bool:
    """Tell whether what was said of one share stands nearest to the next: 90% return, 7% stay."""
    between = (
        (said.end, quantity.start) if said.end <= quantity.start else (quantity.end, said.start)
    )
    others = [one for one in sentence.quantities if one is not quantity and one.unit == "share"]
    if any(between[0] < one.start < between[1] for one in others):
        return True
    if said.end > quantity.start or not any(one.number.end <= said.end for one in others):
        return False
    behind = sentence.undated[quantity.number.end :]
    is_passive = rules.compiled.words.passive.match(behind)
    return is_passive is not None or rules.compiled.wanted.match(behind.lstrip()) is not None


def _is_who_they_are(sentence: Sentence, quantity: Quantity, said: Said, rules: Rules) -> bool:
    """Tell "displaced people" from "people were displaced"."""
    between = sentence.folded[quantity.number.end : said.start]
    is_beside = quantity.number.end <= said.start <= quantity.end + 1
    return (
        said.kind == "displaced"
        and is_beside
        and not rules.compiled.words.passive.search(f"{between} ")
    )


def _are_injured(sentence: Sentence, quantity: Quantity, rules: Rules) -> bool:
    """Tell the injured from the killed who are counted beside them."""
    start = max([0, *(one.end for one in sentence.quantities if one.end <= quantity.start)])
    after = sentence.folded[quantity.number.end :]
    until = min(
        [
            len(after),
            *(
                one.start - quantity.number.end
                for one in sentence.quantities
                if one.start >= quantity.end
            ),
        ]
    )
    before, behind = sentence.folded[start : quantity.start], after[:until]
    is_killed = any(
        start <= one.start < quantity.number.end + until and one.kind == "killed"
        for one in sentence.said
    )
    found = rules.compiled.injured.search(before) or rules.compiled.injured.search(behind)
    return found is not None and not is_killed

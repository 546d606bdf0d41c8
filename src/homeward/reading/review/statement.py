"""A claim in our own words, made of what was found: the words of the report are never copied (decision 35)."""

from __future__ import annotations

import re

from homeward.reading.finding.candidate import COUNTED, Candidate

_BEFALLEN = {
    "fled": "fled",
    "displaced": "were displaced",
    "returned": "returned",
    "killed": "were killed",
    "arrested": "were arrested",
    "abducted": "were abducted or disappeared",
    "conscripted": "were conscripted",
    "recruited": "were recruited",
    "occupied": "were taken over",
    "destroyed": "were destroyed or damaged",
    "permitted": "were allowed to go or return",
    "refused": "were kept from going or returning",
    "interviewed": "were interviewed",
    "arrived": "arrived",
    "attacked": "took place",
    COUNTED: "were counted",
}
_HAPPENED = {
    "fled": "People fled",
    "displaced": "People were displaced",
    "returned": "People returned",
    "captured": "The place was captured",
    "retaken": "The place was retaken",
    "killed": "People were killed",
    "arrested": "People were arrested",
    "abducted": "People were abducted or disappeared",
    "conscripted": "People were conscripted",
    "recruited": "People were recruited",
    "occupied": "Houses were taken over",
    "destroyed": "Houses were destroyed or damaged",
    "permitted": "Going or returning was allowed",
    "refused": "Going or returning was refused",
    "camp_opened": "A camp or site was opened",
    "camp_closed": "A camp or site was closed",
    "besieged": "The place was besieged",
    "attacked": "The place was attacked",
}
_WANTED = {"returned": "want to return", "fled": "want to leave", "displaced": "want to leave"}
_POSSIBLE = {
    "returned": "may return",
    "fled": "may flee",
    "displaced": "may be displaced",
    "arrived": "may arrive",
}
_HOW = {
    "negated": " It is denied.",
    "hypothesis": " It is said to be possible, not to have happened.",
    "hearsay": " It is hearsay.",
}
_THE_PLACE = "The place"
_WENT = frozenset({"fled", "displaced", "returned", "arrived", COUNTED})
"""Kinds that have a way: from somewhere, to somewhere."""
_CAPITAL = re.compile(r"^\w'\w|^\w|(?<=[/-])\w")
_SMALL = frozenset(
    ["al", "da", "das", "de", "del", "do", "dos", "du", "e", "el", "la", "le", "of", "the", "and"]
)


def statement(one: Candidate) -> str:
    """Word a candidate as a claim: what, who, from where and to where or in what place, when, and whether."""
    what = _counted(one) if one.is_quantity else _HAPPENED.get(one.kind, one.kind)
    is_of_place = what.startswith(_THE_PLACE) and one.place and one.is_placed
    if is_of_place:
        what = what.replace(_THE_PLACE, _named(one.place), 1)
    where = "" if is_of_place else _where(one)
    actor = f", by {one.actor.replace('_', ' ')}" if one.actor else ""
    how = "" if _is_wanted(one) or _is_possible(one) else _HOW.get(one.modality, "")
    return f"{what}{actor}{where}{_time(one)}.{how}"


def figure(one: Candidate) -> str:
    """Write a figure with what it counts, as a sentence begins with it."""
    if one.unit == "share":
        return f"{_ends(one, '.0%')} of {one.out_of or 'those spoken of'}"
    group = "" if one.whom == "displaced people" and one.kind in {"displaced", "fled"} else one.whom
    return f"{_ends(one, ',.10g')} {group or one.unit or 'people'}"


def _counted(one: Candidate) -> str:
    """Say what befell those who are counted, or who they were."""
    if _is_wanted(one):
        return f"{figure(one)} {_WANTED[one.kind]}"
    if _is_possible(one):
        return f"{figure(one)} {_POSSIBLE[one.kind]}"
    if one.unit == "share" and one.whom:
        return f"{figure(one)} were {one.whom}"
    is_who = one.kind in {COUNTED, "displaced"}
    if one.unit == "share" and is_who and one.origin == one.place != "":
        return f"{figure(one)} came"
    # Deaths are counted, not killed.
    befallen = _BEFALLEN[COUNTED] if one.whom == "deaths" else _BEFALLEN.get(one.kind, "")
    return f"{figure(one)} {befallen or _BEFALLEN[COUNTED]}"


def _is_wanted(one: Candidate) -> bool:
    return one.is_wanted and one.is_quantity and one.kind in _WANTED


def _is_possible(one: Candidate) -> bool:
    return one.modality == "hypothesis" and one.is_quantity and one.kind in _POSSIBLE


def _where(one: Candidate) -> str:
    if not one.is_placed:
        return ""
    ways = [
        f" {word} {_named(names)}"
        for word, names in (("from", one.origin), ("to", one.destination))
        if names and one.kind in _WENT
    ]
    if one.kind == "arrived" and one.place:
        origin = f" from {_named(one.origin)}" if one.origin != one.place and one.origin else ""
        return f" in {_named(one.place)}{origin}"
    if one.place.lower() in {one.origin.lower(), one.destination.lower()} and ways:
        return "".join(ways)
    return f", in {_named(one.place)}{''.join(ways)}" if one.place else ""


def _named(places: str) -> str:
    """Write identifiers and names of places as a sentence has them."""
    words = places.replace("_", " ").replace("; ", ", ").split()
    return " ".join(
        one if one in _SMALL and at else _CAPITAL.sub(_upper, one) for at, one in enumerate(words)
    )


def _upper(match: re.Match[str]) -> str:
    return match[0].upper()


def _time(one: Candidate) -> str:
    """Say when it was; where the text does not, when it was said."""
    if one.date:
        return f", {_when(one.date)}"
    return f", as reported {_when(one.said_on)}" if one.said_on else ""


def _ends(one: Candidate, form: str) -> str:
    ends = (one.low, one.value, one.high)
    low, value, high = ("" if end is None else format(end, form) for end in ends)
    if one.value is None:
        return f"{low} to {high}"
    if one.low is not None and one.high is None:
        return f"At least {value}"
    if one.high is not None and one.low is None:
        return f"Up to {value}"
    return f"About {value}" if one.is_about else value


def _when(date: str) -> str:
    first, _, last = date.partition("/")
    if last == "..":
        return f"since {first}"
    return (
        f"from {first} to {last}"
        if last
        else f"on {first}"
        if first.count("-") == 2
        else f"in {first}"
    )

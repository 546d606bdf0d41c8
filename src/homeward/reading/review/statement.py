"""A claim in our own words, made of what was found: the words of the report are never copied (decision 35)."""

from __future__ import annotations

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
}
_HOW = {
    "negated": " It is denied.",
    "hypothesis": " It is said to be possible, not to have happened.",
    "hearsay": " It is hearsay.",
}


def statement(one: Candidate) -> str:
    """Word a candidate as a claim."""
    what = (
        f"{figure(one)} {_BEFALLEN.get(one.kind, 'were counted')}"
        if one.is_quantity
        else _HAPPENED.get(one.kind, one.kind)
    )
    place = f", at {one.place}" if one.place else ""
    actor = f", by {one.actor}" if one.actor else ""
    date = f", {_when(one.date)}" if one.date else ""
    return f"{what}{actor}{place}{date}.{_HOW.get(one.modality, '')}"


def figure(one: Candidate) -> str:
    """Write a figure with its unit, as a sentence begins with it."""
    if one.unit == "share":
        return f"{_ends(one, '.0%')} of those spoken of"
    return f"{_ends(one, ',.10g')} {one.unit or 'people'}"


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

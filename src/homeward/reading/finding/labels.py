"""Words in names, whatever language a report is in: of countries, of a scenario's labels, of persons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ruamel.yaml import YAML


@dataclass(frozen=True)
class Labels:
    """What `labels.yaml` holds."""

    countries: dict[str, list[str]]
    places_explained_by: list[str]
    actors_explained_by: list[str]
    kinds_of_places: list[str]
    persons: list[str]


@cache
def labels() -> Labels:
    """Return the words in names."""
    text = files("homeward.reading.finding").joinpath("labels.yaml").read_text(encoding="utf-8")
    return Labels(**YAML(typ="safe", pure=True).load(text))


def before_explained(label: str, explained_by: Iterable[str]) -> str:
    """Return a label before its brackets, its comma, or a word from which on it only explains."""
    words = "|".join(f" {re.escape(one)} " for one in explained_by)
    return re.split(rf"[(,]|{words}", f"{label} ")[0].strip()

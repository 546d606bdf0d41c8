"""Flee's settings as rules of the flee walk: what they can say is taken over, the rest is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from homeward.exchange.flee import settings_keys as keys
from homeward.exchange.flee.findings import Findings
from homeward.exchange.flee.settings_words import (
    NOTHING,
    OFF,
    Key,
    SettingsWords,
    refuse_strangers,
    word_of,
)
from homeward.scenario.reading.columns import columns_of
from homeward.scenario.reading.refusals import problems_of
from homeward.scenario.rows.camps.flee_rules import FleeRules, Origins
from homeward.scenario.text.yaml_text import read_yaml

LEAST_LEAVING = 0.005
"""Flee makes a camp of every place that fewer than this share leave in a day."""

UNPRUNED = 1.001
"""Thresholds below this drop nothing."""

MODES: dict[str, tuple[Origins, float]] = {
    "constant": ("constant", 500.0),
    "poisson": ("poisson", 500.0),
    "pop_ratio": ("share", 0.01),
}
"""Ways in which conflicts drive arrivals, and how many a day where that is not given."""

MOST_AWARE = 3


def read_rules(file: str, content: bytes, findings: Findings) -> FleeRules | None:
    """Make rules of a settings file, or say what is wrong with it."""
    outline = read_yaml(file, content)
    findings.problems.extend(outline.problems)
    if not outline.is_read:
        return None
    words = SettingsWords(file, outline, findings)
    refuse_strangers(words)
    _refuse_what_is_not_simulated(words)
    values: dict[str, Any] = {}
    sources: dict[str, Key] = {}
    for read in (_numbers, _switches, _powers, _who_comes, _where_to):
        for rule, (value, key) in read(words).items():
            values[rule], sources[rule] = value, key
    _apply_version_1(words, values)
    _note_thinning(words)
    return _checked(words, values, sources)


Read = Mapping[str, tuple[Any, Key]]
"""Rules, their values, and the keys they are from."""


def _numbers(words: SettingsWords) -> Read:
    read = {
        rule: (words.number(key, default), key) for key, (rule, default) in keys.NUMBERS.items()
    }
    for name in ("leave_town", "leave_fighting"):
        share, key = read[name]
        if 0 <= share < LEAST_LEAVING:
            found = f"{share:g} is below {LEAST_LEAVING:g}."
            why = "Flee would make a camp of every such place."
            words.findings.refuse(
                words.where(key), found, why, f"write at least {LEAST_LEAVING:g}."
            )
    return read


def _switches(words: SettingsWords) -> Read:
    return {
        rule: (words.is_on(key, default=default), key)
        for key, (rule, default) in keys.SWITCHES.items()
    }


def _powers(words: SettingsWords) -> Read:
    read: dict[str, tuple[Any, Key]] = {}
    for key, (name, rule, default) in keys.POWERS.items():
        power_key = (key[0], name)
        power = words.number(power_key, default)
        read[rule] = (power if words.is_on(key, default=False) else 0.0, power_key)
    return read


def _who_comes(words: SettingsWords) -> Read:
    days = words.number(keys.DECAY_DAYS, 30.0)
    if not days.is_integer():
        found = f"{days:g} is not a whole number of days."
        words.findings.refuse(words.where(keys.DECAY_DAYS), found, "", f"write {round(days)}.")
    read: dict[str, tuple[Any, Key]] = {
        "from_total": (not words.is_on(keys.FROM_CAMPS, default=True), keys.FROM_CAMPS),
        "flight_decay": (words.numbers(keys.DECAY), keys.DECAY),
        "flight_decay_days": (int(days), keys.DECAY_DAYS),
    }
    driven = words.tree(keys.DRIVEN)
    if driven is None:
        return read
    if not isinstance(driven, dict):
        found = "expected the keys spawn_mode and displaced_per_conflict_day."
        words.findings.refuse(words.where(keys.DRIVEN), found, "", "write them, or remove the key.")
        return read
    return {**read, **_driven(words, driven)}


def _driven(words: SettingsWords, driven: Mapping[str, Any]) -> Read:
    section = f"{keys.SPAWN}.{keys.DRIVEN[1]}"
    for name in driven:
        if name not in {keys.MODE, keys.PER_DAY}:
            way = f"write {keys.MODE} and {keys.PER_DAY} alone."
            found = f'unknown key "{name}" in {section}.'
            words.findings.refuse(words.where(keys.DRIVEN), found, "", way)
    mode = word_of(driven.get(keys.MODE, "constant"))
    if mode not in MODES:
        found = f'{keys.MODE} "{mode}" is not known.'
        way = f"write one of {', '.join(MODES)}."
        words.findings.refuse(words.where(keys.DRIVEN), found, "", way)
        return {}
    origins, default = MODES[mode]
    number = words.number_of(driven.get(keys.PER_DAY), keys.DRIVEN, default)
    return {"arrivals": (origins, keys.DRIVEN), "per_fighting_day": (number, keys.DRIVEN)}


def _where_to(words: SettingsWords) -> Read:
    threshold = words.number(keys.PRUNING, 1.0)
    return {
        "pruning": (threshold if threshold >= UNPRUNED else 1.0, keys.PRUNING),
        "awareness": (_awareness(words), keys.AWARENESS),
    }


def _awareness(words: SettingsWords) -> int:
    level = words.number(keys.AWARENESS, 1.0)
    where = words.where(keys.AWARENESS)
    if level == -1:
        return 1
    if level == 0:
        words.findings.warn(where, "nobody ever moves.", "So it is in Flee at awareness_level 0.")
        return 0
    if level not in range(1, MOST_AWARE + 1):
        found = f"people who look {level:g} roads ahead are not simulated."
        words.findings.refuse(where, found, "", f"write 1 to {MOST_AWARE}.")
        return 1
    return int(level)


def _apply_version_1(words: SettingsWords, values: dict[str, Any]) -> None:
    if not words.is_on(keys.V1, default=False):
        return
    for name, (rule, value) in keys.VERSION_1.items():
        if words.tree((keys.MOVE, name)) is not None and values[rule] != value:
            what = f"use_v1_rules sets it to {value:g}, not {values[rule]:g}."
            words.findings.warn(words.where((keys.MOVE, name)), what)
        values[rule] = value


def _note_thinning(words: SettingsWords) -> None:
    factor = words.number(keys.THINNING, 1.0)
    if factor != 1:
        what = "people are not thinned: homeward counts them all."
        words.findings.warn(words.where(keys.THINNING), what)


def _refuse_what_is_not_simulated(words: SettingsWords) -> None:
    for key in sorted(keys.MUST_BE_OFF):
        if _is_given(words, key):
            way = "switch it off." if isinstance(words.tree(key), str) else "remove it."
            words.findings.refuse(words.where(key), "this is not simulated.", "", way)
    if not words.is_on(keys.SPAWN_WHERE, default=True):
        found = "newcomers from places at peace are not simulated."
        words.findings.refuse(words.where(keys.SPAWN_WHERE), found, "", "write True.")


def _is_given(words: SettingsWords, key: Key) -> bool:
    """Whether a key switches something on: by a word or number, or with anything in it that does."""
    tree = words.tree(key)
    if isinstance(tree, str):
        return tree.lower() not in NOTHING and words.is_on(key, default=False)
    parts = tree.values() if isinstance(tree, dict) else tree or ()
    return any(not isinstance(part, str) or part.lower() not in OFF | NOTHING for part in parts)


def _checked(
    words: SettingsWords, values: Mapping[str, Any], sources: Mapping[str, Key]
) -> FleeRules | None:
    def locate(rule: str) -> str:
        return words.where(sources[rule]) if rule in sources else words.file

    try:
        return FleeRules.model_validate(dict(values))
    except ValidationError as error:
        words.findings.problems.extend(problems_of(error, locate, columns_of(FleeRules)))
        return None

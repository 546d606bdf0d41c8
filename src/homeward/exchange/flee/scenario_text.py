"""scenario.yaml of an instance, with every rule written out."""

from __future__ import annotations

import json
from collections.abc import Iterator

from homeward.exchange.flee.instance import Instance
from homeward.exchange.flee.routes import FleeRoute
from homeward.scenario.rows.camps.flee_rules import FleeRules
from homeward.scenario.text.cells import write_cell

UNTITLED = "An instance of Flee"


def scenario_text(title: str, instance: Instance, unused: dict[str, str], *, is_stock: bool) -> str:
    """Write scenario.yaml; `unused` are the digests of files that no row names."""
    period = instance.period
    lines = [
        "# Imported from an instance of Flee. Files that no row names:",
        *(f"# {quoted(name)}, SHA-256 {digest}" for name, digest in unused.items()),
        f"title: {quoted(title.strip() or UNTITLED)}",
        f"start: {period.start}",
        f"end: {period.end}",
        "model: camps",
        f"home_country: {instance.home_country}",
        "movement: flee",
        f"rules:{'  # those that Flee ships, as no settings were given' if is_stock else ''}",
        *_rules(instance.rules, instance.routes),
    ]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Write a text in quotes, as YAML reads it; what cannot be printed becomes a blank."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return json.dumps(printable, ensure_ascii=False)


def _rules(rules: FleeRules, routes: list[FleeRoute]) -> Iterator[str]:
    doubled = tuple(route.identifier for route in routes if route.is_doubled)
    for name, info in FleeRules.model_fields.items():
        if name == "line":
            continue
        value = doubled if name == "doubled_routes" else getattr(rules, name)
        yield f"  {name}: {_written(value)}  # {info.description}"


def _written(value: object) -> str:
    if isinstance(value, tuple):
        parts: tuple[object, ...] = value
        return f"[{', '.join(write_cell(part) for part in parts)}]"
    return write_cell(value)

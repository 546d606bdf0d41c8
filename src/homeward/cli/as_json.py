"""What a command prints with --json: one object, whole or nothing, that says whether it is exact."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
from collections.abc import Mapping
from typing import Any

import typer


def print_json(said: Mapping[str, Any], *, exact: bool) -> None:
    """Print one object on standard output, and in it whether disclosure control was turned off."""
    typer.echo(json.dumps(as_json_holds({**said, "exact": exact}), indent=2, allow_nan=False))


def as_json_holds(value: Any) -> Any:
    """Return a value as JSON can hold it: dates as text, what has no value or is withheld as null."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = dataclasses.asdict(value)
    if isinstance(value, dict):
        return {key: as_json_holds(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json_holds(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.isoformat() if isinstance(value, dt.date) else value

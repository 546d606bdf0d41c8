"""scoringrules, imported when it is first asked for anything: that compiles for seconds, in every process that collects tests."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def __getattr__(name: str) -> Any:
    return getattr(import_module("scoringrules"), name)

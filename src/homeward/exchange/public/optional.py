"""Libraries that only imports and exports of public data need, imported when they are (decision 34)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from homeward.errors import Problem, ScenarioError

EXTRA = "public"


def load_optional(module: str, purpose: str) -> Any:
    """Import a library of the extra `public`.

    Parameters
    ----------
    module
        Its name, as Python imports it.
    purpose
        What needs it, e.g. ``"to read a workbook"``.

    Raises
    ------
    ScenarioError
        If it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        found = f"the library {module.partition('.')[0]} is needed {purpose}, and is not installed."
        ways = (f"pip install 'homeward[{EXTRA}]'.",)
        raise ScenarioError(Problem("", found, "", ways)) from error

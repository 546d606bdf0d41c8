"""Libraries of the extras, imported when they are asked for: most installations never ask."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal

from homeward.errors import Problem, ScenarioError

Extra = Literal["plot", "cluster", "read", "public"]


def load_optional(module: str, extra: Extra, purpose: str) -> Any:
    """Import a library that an extra installs.

    Parameters
    ----------
    module
        Its name, as Python imports it.
    extra
        What to install for it.
    purpose
        What needs it, e.g. ``"to read a workbook"``.

    Raises
    ------
    ScenarioError
        If it is not installed, with what installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        found = f"the library {library} is needed {purpose}, and is not installed."
        way = f'pip install "homeward[{extra}]"'  # double quotes, as every shell takes them
        raise ScenarioError(Problem("", found, "", (way,))) from error

"""The libraries that take documents apart: asked for when one is read, as most installations read none."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from homeward.errors import Problem, ScenarioError


def wanted(module: str) -> Any:
    """Import a library of the extra `read`.

    Raises
    ------
    ScenarioError
        If it is not installed, with what installs it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError:
        found = f"reading this needs {module.partition('.')[0]}, which is not installed."
        ways = ("pip install 'homeward[read]'",)
        raise ScenarioError(Problem("", found, "", ways)) from None

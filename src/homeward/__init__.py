"""Homeward: conflict-driven displacement and return, on counts of communities.

>>> import homeward
>>> scenario = homeward.load("tiny")
>>> result = homeward.run(scenario, members=4, seed=1)
>>> int(result.stocks.residents.isel(member=0, time=0).sum()) > 0
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from homeward.api.calibrate import calibrate
    from homeward.api.check import check
    from homeward.api.compare import compare
    from homeward.api.explain import explain
    from homeward.api.export import export
    from homeward.api.forecast import forecast
    from homeward.api.import_flee import import_flee
    from homeward.api.import_public import import_public
    from homeward.api.load import load
    from homeward.api.open import open_saved as open  # noqa: A004  as in `homeward.open(DIR)`
    from homeward.api.read import read
    from homeward.api.run import run
    from homeward.api.score import score
    from homeward.api.sensitivity import sensitivity

    __version__: str

SOURCE_TREE = "0.2.0.dev0"
"""Version of a source tree that is not installed; that of an installed package comes from the tags (decision 40)."""
__all__ = [
    "calibrate",
    "check",
    "compare",
    "explain",
    "export",
    "forecast",
    "import_flee",
    "import_public",
    "load",
    "open",
    "read",
    "run",
    "score",
    "sensitivity",
]

OTHER_NAMES = {"open": "open_saved"}
"""Functions whose public name would hide one of Python's."""


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


def __getattr__(name: str) -> Any:
    """Import a verb when it is first used, so that `import homeward` answers at once."""
    if name == "__version__":
        return _version()
    if name not in __all__:
        message = f"homeward has no {name!r}; its public names are {', '.join(__all__)}."
        raise AttributeError(message)
    verb = getattr(import_module(f"homeward.api.{name}"), OTHER_NAMES.get(name, name))
    globals()[name] = verb
    return verb


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  seldom wanted

    try:
        return version("homeward")
    except PackageNotFoundError:
        return SOURCE_TREE

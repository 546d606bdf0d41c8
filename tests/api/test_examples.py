"""Every public verb has an example in its docstring, and every example gives what it says."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import warnings
from pathlib import Path

import pytest

import homeward
import homeward.api

MODULES = [f"homeward.api.{one.name}" for one in pkgutil.iter_modules(homeward.api.__path__)]


def examples(module: str) -> list[doctest.DocTest]:
    found = doctest.DocTestFinder().find(importlib.import_module(module), module)
    return [one for one in found if one.examples]


@pytest.mark.parametrize("name", homeward.__all__)
def test_every_verb_says_what_it_takes_returns_and_raises_and_has_an_example(name: str):
    said = getattr(homeward, name).__doc__
    for heading in ("Parameters\n", "Returns\n", "Examples\n"):
        assert heading in said, heading
    assert "Raises\n" in said or name == "check"  # it returns what is wrong


@pytest.mark.parametrize("module", [*MODULES, "homeward"])
def test_examples_give_what_they_say(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOMEWARD_CACHE_DIR", str(tmp_path))
    for one in examples(module):
        said: list[str] = []
        with warnings.catch_warnings():
            failed = doctest.DocTestRunner(verbose=False).run(one, out=said.append).failed
        assert not failed, "".join(said)


def test_an_example_that_is_wrong_is_found():
    """Negative control."""
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, 0)
    assert doctest.DocTestRunner(verbose=False).run(wrong, out=lambda _: None).failed == 1

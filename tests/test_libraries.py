"""A library that is missing: said with what installs it, in a way that every shell takes."""

import sys
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from homeward.errors import ScenarioError
from homeward.libraries import Extra, load_optional

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("extra", get_args(Extra))
def test_it_says_what_installs_it(extra: Extra, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "made.up", None)
    with pytest.raises(ScenarioError) as refusal:
        load_optional("made.up", extra, "to try this")
    assert str(refusal.value) == (
        "the library made is needed to try this, and is not installed.\n"
        f'  Fix: pip install "homeward[{extra}]"'
    )


def test_every_extra_for_users_is_one_that_is_offered():
    with (ROOT / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]
    assert {*get_args(Extra), "test"} == set(extras)

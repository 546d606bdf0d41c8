"""Pictures for a notebook."""

from __future__ import annotations

import subprocess
import sys

import pytest

import homeward
from api.conftest import Found
from homeward.errors import ScenarioError

VERBS = (
    "run", "score", "hindcast", "score_camps", "explain", "compare", "sensitivity", "forecast", "forecast_camps",
    "calibrate",
)  # fmt: skip


pytest.importorskip("matplotlib").use("Agg")
plt = pytest.importorskip("matplotlib.pyplot")


@pytest.mark.parametrize("verb", VERBS)
def test_every_result_can_be_drawn_exact_and_published(found: Found, verb: str):
    for one in (found(verb), found(verb).publish()):
        axes = one.plot()  # pyright: ignore[reportAttributeAccessIssue]
        assert axes.has_data()
        assert one.plot(axes=axes) is axes  # pyright: ignore[reportAttributeAccessIssue]
        plt.close(axes.figure)


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("run", 'there is no measure "refugees".'),
        ("forecast", 'there is no quantity "refugees".'),
        ("compare", 'there is no outcome "refugees".'),
    ],
)
def test_of_a_name_that_is_not_there_nothing_is_drawn(found: Found, verb: str, said: str):
    with pytest.raises(ScenarioError) as refusal:
        found(verb).plot("refugees")  # pyright: ignore[reportAttributeAccessIssue]
    assert refusal.value.problems[0].found == said


def test_without_matplotlib_a_way_out_is_named(found: Found, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(ScenarioError) as refusal:
        found("score").plot()  # pyright: ignore[reportAttributeAccessIssue]
    assert str(refusal.value) == (
        "the library matplotlib is needed to draw, and is not installed.\n"
        '  Fix: pip install "homeward[plot]"'
    )


def test_matplotlib_is_imported_by_no_verb():
    said = "import sys, homeward; homeward.load('tiny'); homeward.run; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert (done.stdout, homeward.__all__[0]) == ("False\n", "calibrate")

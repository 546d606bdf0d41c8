"""`homeward new --blank`: answers from a file, or asked for."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from cli.command import call
from homeward.scenario.load import load_scenario
from scenario.blank.some_answers import some_answers

SAID = (
    "Somewhere\nSDN\n2020-01-01\n2020-12-31\n"  # what it is about
    "El Geneina\n13.45\n22.45\n1000\nArmy\n\n\n\n\n"  # a unit of the usual kind, its houses not known, and no other
    "Adré\n13.47\n22.2\nTCD\n\n\n\n\n"  # a refuge
    "El Geneina\nRebels\n2020-03-01\n\n\n\n"  # a capture
    "\n\n\n\n\n"  # nobody else, no groups, no rules, no siege, no figures
)


def test_it_asks_in_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(SAID))
    done = call("new", "mine", "--blank", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    scenario = load_scenario(tmp_path / "mine")
    assert scenario.title == "Somewhere"
    assert scenario.place_names == ("el_geneina", "adre")
    assert [row.actor for row in scenario.presence] == ["rebels"]
    assert "homeward check mine --rank" in done.stdout


def test_it_reads_a_file(tmp_path: Path):
    (tmp_path / "answers.yaml").write_text(some_answers(1))
    done = call("new", "mine", "--blank", "--answers", "answers.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert load_scenario(tmp_path / "mine").title == "Conflict 1"


def test_a_slip_is_asked_again_and_answers_that_do_not_fit_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    slips = SAID.replace("2020-01-01", "01/01/2020\n2020-01-01").replace("13.45", "13,45\n13.45")
    unknown = slips.replace("El Geneina\nRebels", "El Genina\nRebels")
    monkeypatch.setattr(sys, "stdin", io.StringIO(unknown))
    done = call("new", "mine", "--blank", cwd=tmp_path)
    assert '"01/01/2020" is not an ISO date.' in done.stdout
    assert "Fix: write 13.45." in done.stdout
    assert done.returncode == 2
    assert '"El Genina" is none of the places that are named.' in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine-answers.yaml"]
    kept = tmp_path / "mine-answers.yaml"
    kept.write_text(kept.read_text().replace("El Genina", "El Geneina"))
    assert call("new", "mine", "--blank", "--answers", kept.name, cwd=tmp_path).returncode == 0


def test_what_is_wrong_in_answers_that_were_asked_for_is_in_the_file_that_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    said = SAID.replace("El Geneina\nRebels", "El Genina\nRebels")
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    done = call("new", "mine", "--blank", cwd=tmp_path)
    assert "captures, line" in done.stderr
    assert "mine-answers.yaml" in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("SDN\n", "Sudan\nSDN\n", '"Sudan" is not a country code.'),
        ("\n13.45\n", "\n134.5\n13.45\n", "134.5 is above the most allowed, 90."),
        ("2020-12-31\n", "2019-12-31\n2020-12-31\n", "it ends on 2019-12-31"),
        ("Army\n\n", "Army\nvilage\n\n", 'unknown kind "vilage".'),
    ],
)
def test_what_cannot_be_is_asked_again_at_once(
    old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert old in SAID
    monkeypatch.setattr(sys, "stdin", io.StringIO(SAID.replace(old, new, 1)))
    done = call("new", "mine", "--blank", cwd=tmp_path)
    assert said in done.stdout
    assert done.returncode == 0, done.stderr
    assert "Armed actors, each as it is named: Army; Rebels; Host states." in done.stdout


def test_answers_that_are_broken_off_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first = SAID.partition("El Geneina\nRebels")[0]
    monkeypatch.setattr(sys, "stdin", io.StringIO(first))
    done = call("new", "mine", "--blank", cwd=tmp_path)
    assert done.returncode == 130
    assert "The answers are kept in mine-answers.yaml" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine-answers.yaml"]
    assert (
        call("new", "mine", "--blank", "--answers", "mine-answers.yaml", cwd=tmp_path).returncode
        == 0
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--answers", "a.yaml"), "answers are for a blank scenario."),
        (("--blank", "--from", "tiny"), "a blank scenario starts from answers"),
        (("--blank", "--answers", "a.yaml"), "a.yaml: there is no such file"),
    ],
)
def test_what_does_not_go_together_is_refused(options: tuple[str, ...], said: str, tmp_path: Path):
    done = call("new", "mine", *options, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert not list(tmp_path.iterdir())

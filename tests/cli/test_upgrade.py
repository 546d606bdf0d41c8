"""`homeward upgrade` from outside: what it prints, changes and refuses."""

from __future__ import annotations

from pathlib import Path

from builders import REGISTERED, make_folder
from cli.command import call


def old(folder: Path) -> None:
    made = make_folder(folder, REGISTERED)
    text = REGISTERED["scenario.yaml"].replace("model: camps", "displacement: registered")
    (made / "scenario.yaml").write_text(text.replace("movement: flee", "movement: fixed"))


SAID = """\
scenario.yaml, line 4: "displacement" is now "model".
scenario.yaml, line 4: "registered" is now "camps".
scenario.yaml, line 6: "fixed" is gone; "flee" takes its place: the ARD of the two differed by less than 0.005 in all \
six conflicts.
3 names changed.
"""


def test_what_was_changed_is_said_by_file_and_line_and_then_it_runs(tmp_path: Path):
    old(tmp_path)
    refused = call("check", "two_camps", cwd=tmp_path)
    assert (refused.returncode, "homeward upgrade two_camps" in refused.stderr) == (2, True)
    done = call("upgrade", "two_camps", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, SAID, "")
    assert call("check", "two_camps", cwd=tmp_path).returncode == 0
    again = call("upgrade", "two_camps", cwd=tmp_path)
    assert (again.returncode, again.stdout) == (
        0,
        "Nothing to do: two_camps has the names of today.\n",
    )


def test_a_copy_leaves_the_scenario_as_it_is(tmp_path: Path):
    old(tmp_path)
    done = call("upgrade", "two_camps", "--to", "new", cwd=tmp_path)
    assert done.stdout.endswith("3 names changed. The copy is in new.\n")
    assert "displacement" in (tmp_path / "two_camps" / "scenario.yaml").read_text()
    assert call("check", "new", cwd=tmp_path).returncode == 0


def test_what_cannot_be_read_ends_with_status_2(tmp_path: Path):
    old(tmp_path)
    (tmp_path / "two_camps" / "scenario.yaml").write_text("title: [")
    done = call("upgrade", "two_camps", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "scenario.yaml, line 1: this is not YAML" in done.stderr

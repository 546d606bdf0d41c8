"""Reading a scenario folder."""

import datetime as dt
import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from builders import FILES, header, make_folder, make_scenario
from homeward.errors import ScenarioError
from homeward.scenario.load import load_scenario


def test_the_small_scenario_is_read(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    assert (scenario.name, scenario.title) == ("three_places", "Three places")
    assert (scenario.start, scenario.end) == (dt.date(2015, 5, 1), dt.date(2015, 6, 30))
    assert scenario.n_day == 61
    assert [len(getattr(scenario, name.partition(".")[0])) for name in FILES if "csv" in name] == [
        3, 2, 1, 2, 4, 1, 2, 1, 1, 1, 1, 1, 1, 1, 2, 0,
    ]  # fmt: skip


def test_marks_and_line_ends_of_other_systems_change_nothing(tmp_path: Path):
    windows = {
        file.partition(".")[0]: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
        for file, text in FILES.items()
    }
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = make_scenario(tmp_path / "a")
    other = make_scenario(tmp_path / "b", **windows)
    same = {"folder": plain.folder, "digest": plain.digest}
    assert other.model_copy(update=same) == plain


def test_the_digest_follows_the_files_and_nothing_else(tmp_path: Path):
    folder = make_folder(tmp_path)
    digest = load_scenario(folder).digest
    (folder / "README.md").write_text("Read me.")
    assert load_scenario(folder).digest == digest
    (folder / "documents.csv").write_text(FILES["documents.csv"] + "\n")
    assert load_scenario(folder).digest != digest


def test_a_scenario_does_not_change(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    with pytest.raises(ValidationError):
        scenario.title = "Another"  # pyright: ignore[reportAttributeAccessIssue]


def test_tables_without_rows_are_legal(tmp_path: Path):
    empty = ("routes", "closures", "presence", "displaced", "arrivals", "harms", "conditions")
    bare = {name: FILES[f"{name}.csv"].splitlines()[0] for name in (*empty, "permissions")}
    scenario = make_scenario(tmp_path, closures=bare.pop("closures"), levers="{}", **bare)
    assert scenario.routes == ()


@given(
    file=st.sampled_from(list(FILES)),
    place=st.floats(0, 1),
    length=st.integers(0, 30),
    written=st.one_of(st.binary(max_size=6), st.sampled_from([b",", b"\n", b'"', b"-1", b"1e400"])),
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_written_a_scenario_is_read_or_refused(
    file: str, place: float, length: int, written: bytes, tmp_path_factory: pytest.TempPathFactory
):
    content = FILES[file].encode()
    start = round(place * len(content))
    content = content[:start] + written + content[start + length :]
    folder = make_folder(tmp_path_factory.mktemp("any"), **{file.partition(".")[0]: content})
    with suppress(ScenarioError):
        assert load_scenario(folder).n_day > 0


def test_what_cannot_be_read_is_one_problem_of_its_file(tmp_path: Path):
    folder = make_folder(tmp_path)
    (folder / "routes.csv").unlink()
    os.mkfifo(folder / "routes.csv")
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(folder)
    assert [problem.where for problem in refusal.value.problems] == ["routes.csv"]
    (folder / "scenario.yaml").unlink()
    (folder / "scenario.yaml").mkdir()
    with pytest.raises(ScenarioError, match=r"scenario\.yaml: it is a folder, not a file\."):
        load_scenario(folder)


def test_the_command_that_prints_all_is_one_that_can_be_typed(tmp_path: Path):
    (tmp_path / "my folder").mkdir()
    for n_row, command in ((30, "check '{}'"), (300, "check '{}' --all")):
        rows = "".join(f"r{number},nowhere,camp,1,,,\n" for number in range(n_row))
        folder = make_folder(tmp_path / "my folder", routes=header("routes") + rows)
        with pytest.raises(ScenarioError) as refusal:
            load_scenario(folder)
        assert f"`homeward {command.format(folder)}` prints all)" in str(refusal.value)
        shutil.rmtree(folder)


def test_a_table_in_another_form_is_recognised(tmp_path: Path):
    folder = make_folder(tmp_path, routes=None)
    (folder / "routes.xlsx").write_bytes(b"x")
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(folder)
    assert "  Fix: open routes.xlsx and save it as CSV UTF-8, routes.csv.\n" in str(refusal.value)

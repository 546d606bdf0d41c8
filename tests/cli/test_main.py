"""The command line from outside: exit statuses, one voice per stream, all or nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import numpy as np
import pytest

import homeward
from builders import header, make_folder
from cli.command import COMMAND, call, call_alone, first_progress, heed_interrupts


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "run.json"
    }


def test_help_and_version_answer(tmp_path: Path) -> None:
    assert "displacement" in call_alone("--help", cwd=tmp_path).stdout
    assert call("--version", cwd=tmp_path).stdout == f"homeward {homeward.__version__}\n"


def test_an_unknown_option_is_the_users_move(tmp_path: Path) -> None:
    done = call("run", "tiny", "--member", "3", cwd=tmp_path)
    assert done.returncode == 2
    assert "No such option" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_scenario_is_the_users_move(tmp_path: Path) -> None:
    done = call("run", "palmira", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith('ScenarioError: there is no folder "palmira" here')
    assert not list(tmp_path.iterdir())


def test_check_prints_every_problem_and_ends_with_two(tmp_path: Path) -> None:
    assert call("new", "mine", cwd=tmp_path).returncode == 0
    path = tmp_path / "mine" / "control.csv"
    path.write_text(path.read_text().replace("council", "counsel"))
    done = call("check", "mine", cwd=tmp_path)
    assert done.returncode == 2
    assert 'control.csv, line 2, column "actor"' in done.stderr
    assert '"council"' in done.stderr
    assert done.stdout == ""


def test_check_ends_well_and_lists_doubts(tmp_path: Path) -> None:
    done = call("check", "tiny", cwd=tmp_path)
    assert done.returncode == 0
    assert "0 errors" in done.stdout


@pytest.mark.usefixtures("compiled")
def test_json_owns_standard_output(tmp_path: Path) -> None:
    done = call("score", "tiny", "--members", "4", "--json", cwd=tmp_path)
    said = json.loads(done.stdout)
    assert (said["scenario"], said["members"], len(said["rows"])) == ("tiny", 4, 5)
    assert set(said["rows"][0]) >= {
        "name", "date", "use", "claim", "observed_low", "observed", "observed_high",
        "median", "q05", "q25", "q75", "q95", "crps", "inside", "inside_50", "log_crps", "rank", "z", "last_figure",
    }  # fmt: skip
    assert set(said["headline"]) == {"members", "right", "fit", "test"}
    assert (said["headline"]["fit"]["rows"], said["headline"]["test"]["rows"]) == (3, 1)
    assert set(said["headline"]["fit"]["by_row"]) == {
        "log_crps", "skill", "coverage_50", "coverage_90", "z2",
    }  # fmt: skip
    assert "Members" in done.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_equal_runs_write_equal_bytes_whatever_the_threads_and_the_way_in(tmp_path: Path) -> None:
    for way_in, threads in ((call, "1"), (call_alone, "2")):
        done = way_in(
            "run", "tiny", "--members", "6", "--threads", threads, "--out", threads, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
    homeward.run(homeward.load("tiny"), members=6, seed=1).save(tmp_path / "here")
    one = files_of(tmp_path / "1")
    assert set(one) == {
        "results.nc", "stocks.csv", "stocks.parquet", "flows.csv", "flows.parquet",
        "beliefs.csv", "beliefs.parquet", "report.html", "README.md",
        *(
            f"{kind}_{level}.csv"
            for kind in ("stocks", "flows")
            for level in (
                "total", "by_home", "by_place", "by_group", "by_home_and_place", "by_home_and_group",
            )
        ),
    }  # fmt: skip
    assert one == files_of(tmp_path / "2")
    assert one == files_of(tmp_path / "here")


@pytest.mark.usefixtures("compiled")
def test_another_seed_writes_other_bytes(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        call("run", "tiny", "--members", "3", "--seed", seed, "--out", seed, cwd=tmp_path)
    assert files_of(tmp_path / "1")["results.nc"] != files_of(tmp_path / "2")["results.nc"]


def test_four_members_are_the_first_four_of_eight() -> None:
    scenario = homeward.load("tiny")
    four = homeward.run(scenario, members=4, seed=1).stocks
    eight = homeward.run(scenario, members=8, seed=1).stocks.isel(member=slice(0, 4))
    for name in four:
        shared = eight[name].sum("community"), four[name].sum("community")
        np.testing.assert_array_equal(*shared)


@pytest.mark.usefixtures("compiled")
def test_runs_are_numbered_and_a_named_folder_is_not_overwritten(tmp_path: Path) -> None:
    for _ in range(2):
        assert call("run", "tiny", "--members", "2", cwd=tmp_path).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"tiny-run", "tiny-run-2"}
    before = files_of(tmp_path / "tiny-run")
    done = call("run", "tiny", "--members", "3", "--out", "tiny-run", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "ScenarioError: tiny-run: the folder exists.\n"
        "  homeward does not overwrite results.\n"
        "  Fix: name another folder.\n"
        "  Fix: --force to replace it.\n"
    )
    assert files_of(tmp_path / "tiny-run") == before


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_an_interrupted_run_stops_and_leaves_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "run", "palmyra", "--members", "500", "--out", "never"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    ) as running:
        assert running.stderr is not None
        line = first_progress(running.stderr)
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
        assert running.wait(timeout=60) == 130
    assert line.startswith("Members")  # the first members are done
    assert said.rstrip().endswith("Interrupted: nothing was written.")
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_a_disk_that_refuses_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows sets no limit to the size of files")

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = call_alone(
        "run", "tiny", "--members", "4", "--out", "full",
        cwd=tmp_path, preexec_fn=little_room, env=environment,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "othing" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("compiled")
def test_parameters_from_a_file_replace_draws(tmp_path: Path) -> None:
    (tmp_path / "given.csv").write_text("return_speed,caution\n0.05,0.8\n0.06,0.9\n")
    done = call(
        "run", "tiny", "--members", "3", "--parameters", "given.csv", "--out", "given", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    drawn = homeward.open(tmp_path / "given").parameters
    assert drawn["return_speed"].values.tolist() == [0.05, 0.06, 0.05]


def test_a_faulty_file_of_parameters_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "given.csv").write_text("return_sped,caution\n0.05,2\nx,0.9\n")
    done = call("score", "tiny", "--parameters", "given.csv", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        'ScenarioError: given.csv, line 1: unknown parameter "return_sped". '
        'Nearest name: "return_speed".\n'
        "  Fix: see `homeward variables` for the names.\n"
        'given.csv, line 2, column "caution": 2 1 is outside 0.65 to 0.999.\n'
        "  Fix: write a number from 0.65 to 0.999.\n"
        'given.csv, line 3, column "return_sped": "x" is not a number.\n'
        "  Fix: write a number such as 0.5 or 1500.\n"
    )


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        (
            "--every",
            "weekly",
            'ScenarioError: --every: "weekly" is not a number of days.\n'
            "  Fix: write days, e.g. --every 7d.\n",
        ),
        (
            "--until",
            "2040-01-01",
            "ScenarioError: --until: 2040-01-01 is outside the run, 2031-01-01 to 2031-03-11.\n"
            "  Fix: name a day from 2031-01-01 to 2031-03-11.\n",
        ),
    ],
)
def test_a_faulty_option_is_worded(tmp_path: Path, option: str, value: str, said: str) -> None:
    done = call("run", "tiny", option, value, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, said)
    assert not list(tmp_path.iterdir())


def test_variables_and_scenarios_are_listed(tmp_path: Path) -> None:
    register = json.loads(call("variables", "--json", cwd=tmp_path).stdout)
    assert {row["name"] for row in register["parameters"]} >= {"tolerance", "return_speed"}
    assert len(register["obstacles"]) == 12
    assert all({"name", "criterion", "meaning"} <= set(row) for row in register["obstacles"])
    assert register["obstacles"][-1]["name"] == "fear_of_ACTOR"
    printed = call("variables", cwd=tmp_path).stdout
    titles = ["Stocks and flows", "Parameters", "Obstacles"]
    assert [line.strip() for line in printed.splitlines() if line.strip() in titles] == titles
    assert "palmyra" in call("scenarios", cwd=tmp_path).stdout


@pytest.mark.usefixtures("compiled")
def test_a_hindcast_says_what_it_is_and_owns_standard_output(tmp_path: Path) -> None:
    asked = ("score", "tiny", "--fit-before", "2031-02-12", "--members", "8")
    done = call(*asked, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Hindcast from 2031-02-12")
    assert "Its authors knew the outcome." in done.stdout
    assert "Warning: the effective sample size is below 30" in done.stdout
    assert "Weighing: 8 of 8" in done.stderr
    said = json.loads(call(*asked, "--json", cwd=tmp_path).stdout)
    assert (said["fit_before"], said["members"]) == ("2031-02-12", 8)
    assert set(said["weights"]) == {"effective", "power", "members", "carried", "carried_share"}
    assert [row["informed"] for row in said["rows"]] == [True, True, False, True, False]
    names = [variant["name"] for variant in said["hindcast"]["variants"]]
    assert names == [
        "as it happened", "no change", "fear alone", "permission alone", "fear and permission", "houses as a veto",
        "unweighted",
    ]  # fmt: skip


def test_a_hindcast_that_cannot_be_made_is_the_users_move(tmp_path: Path) -> None:
    done = call("score", "tiny", "--fit-before", "2031-01-25", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "ScenarioError: --fit-before: no observation to fit is dated before 2031-01-25, but for imposed ones.\n"
        "  Fix: name a later day; observations.csv says which rows are for fitting.\n"
    )


def test_a_hindcast_takes_no_given_parameters(tmp_path: Path) -> None:
    done = call(
        "score", "tiny", "--fit-before", "2031-02-12", "--parameters", "given.csv", cwd=tmp_path
    )
    assert done.returncode == 2
    assert done.stderr == (
        "ScenarioError: --fit-before: --parameters and --fit-before are given together.\n"
        "  A hindcast weighs draws from the ranges; given values may have been fitted to what came later.\n"
        "  Fix: leave one of them out.\n"
    )


@pytest.mark.slow
@pytest.mark.usefixtures("compiled")
def test_an_interrupted_hindcast_stops(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "score", "palmyra", "--fit-before", "2024-12-01"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    ) as running:
        assert running.stderr is not None
        assert running.stdout is not None
        line = first_progress(running.stderr)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
        assert running.stdout.read() == ""
    assert line.startswith("Weighing")


@pytest.mark.usefixtures("compiled")
def test_a_run_with_a_lever_says_so_and_is_another_run(tmp_path: Path) -> None:
    asked = ("run", "tiny", "--members", "3")
    with_lever = ("--lever", "houses_given_back=0.1@2031-02-01")
    assert call(*asked, "--out", "plain", cwd=tmp_path).returncode == 0
    assert call(*asked, *with_lever, "--out", "given", cwd=tmp_path).returncode == 0
    info = json.loads((tmp_path / "given" / "run.json").read_text(encoding="utf-8"))
    assert info["scenario"]["levers_pulled"] == [with_lever[1]]
    assert "Occupied houses are given back, 0.1, from 2031-02-01" in (
        tmp_path / "given" / "report.html"
    ).read_text(encoding="utf-8")
    files = [(tmp_path / folder / "stocks.csv").read_bytes() for folder in ("plain", "given")]
    assert files[0] != files[1]


def test_a_run_refuses_a_lever_that_is_not_there(tmp_path: Path) -> None:
    refused = call("run", "tiny", "--lever", "houses", cwd=tmp_path)
    assert refused.returncode == 2
    assert 'ScenarioError: lever "houses" is not in levers.yaml of tiny.' in refused.stderr
    assert not any(tmp_path.iterdir())


def test_check_prints_all_or_says_how(tmp_path: Path) -> None:
    rows = "".join(f"r{number},nowhere,camp,1,,,\n" for number in range(250))
    folder = make_folder(tmp_path, routes=header("routes") + rows)
    done = call("check", folder.name, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count('place "nowhere" is not in places.csv.') == 200
    assert f"(and 51 more; `homeward check {folder.name} --all` prints all)" in done.stderr
    assert f"\n251 errors: {folder.name} cannot run.\n" in done.stderr
    every = call("check", folder.name, "--all", cwd=tmp_path)
    assert every.stderr.count('place "nowhere" is not in places.csv.') == 250


def test_a_run_ends_with_the_answer_and_its_folder(tmp_path: Path):
    done = call("run", "tiny", "--members", "20", cwd=tmp_path)
    *_, said, written = done.stdout.splitlines()
    assert said.startswith("By 11 March 2031 people had fled ")
    assert "in 90 of 100 histories" in said
    assert written.endswith("Written to tiny-run: open report.html first.")

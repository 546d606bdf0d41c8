"""`homeward score`, `run` and `check` of a scenario of camp registrations, and what is refused (model §12)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import homeward
from builders import REGISTERED, edit, make_folder, make_registered
from cli.command import call
from homeward.engine.camps.by_law import count_camps
from homeward.results.report.caveats import REFUSED

KEYS = [
    "scenario", "members", "movement", "with_capacity", "ard", "ard_median", "ard_rescaled", "crps", "coverage50",
    "coverage90", "crps_of_members", "coverage90_of_members", "baselines", "camps", "leaks", "seconds_per_member",
    "rows", "exact",
]  # fmt: skip
CAMP_KEYS = [
    "name", "label", "is_registered", "ard", "ard_median", "mean", "registered_mean", "last", "last_q05",
    "last_q95", "registered_last",
]  # fmt: skip
LAWS = ("camp-choice", "flee")
NOBODY = "Nobody goes home, is harmed, is born or dies."
OUT_OF_PLACE = (
    'ScenarioError: "two_camps" says how many were registered, and nothing of why they fled or would go home.\n'
    "  Fix: homeward run and homeward score take it; for the rest, name a scenario of the community model.\n"
)


@pytest.fixture(scope="module")
def compiled_laws(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compile the laws here, where it is not said."""
    scenario = make_registered(tmp_path_factory.mktemp("laws"))
    for law in LAWS:
        count_camps(scenario, law, with_capacity=True, members=1, seed=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where two_camps is."""
    choice = edit("scenario.yaml", "movement: flee", "movement: camp-choice", REGISTERED)
    make_folder(tmp_path, REGISTERED, **choice)
    return tmp_path


@pytest.mark.usefixtures("compiled_laws")
def test_the_table_says_every_camp_and_what_anybody_could_have_said(folder: Path):
    done = call("score", "two_camps", "--members", "5", cwd=folder)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "camp-choice, 5 members, capacities known."
    for words in (
        "part of ARD", "last day [5%, 95%]", "Near camp", "Far camp", "naive baselines", "equal shares",
        "by capacity", "gravity 1, full camps refuse",
    ):  # fmt: skip
        assert words in done.stdout, words
    assert re.search(
        r"^ARD \d\.\d{3} of members, \d\.\d{3} of their median, \d\.\d{3} rescaled: "
        r"people in the wrong camp over all registered, mean over days\.$",
        done.stdout,
        re.MULTILINE,
    )
    assert re.search(
        r"^CRPS \d\.\d{3}, in the same unit\. The 50% band holds \d+% of the camp-days, the 90% band \d+%\.$",
        done.stdout,
        re.MULTILINE,
    )
    assert re.search(r"^(None of them is better|Better) than camp-choice here", done.stdout, re.M)
    assert "Leak" not in done.stdout
    assert re.fullmatch(r"\d+\.\d ms a member, on one processor\.", lines[-2])
    assert lines[-1] == "Counts below 10 are withheld, all others rounded to 5."


@pytest.mark.usefixtures("compiled_laws")
def test_json_holds_the_score_and_owns_standard_output(folder: Path):
    done = call("score", "two_camps", "--members", "4", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert [*found] == KEYS
    assert (found["scenario"], found["members"]) == ("two_camps", 4)
    assert (found["movement"], found["with_capacity"]) == ("camp-choice", True)
    assert [[*camp] for camp in found["camps"]] == [CAMP_KEYS] * 2
    assert [camp["name"] for camp in found["camps"]] == ["near", "far"]
    assert found["camps"][0]["label"] == "Near camp"
    assert sum(camp["ard"] for camp in found["camps"]) == pytest.approx(found["ard"], abs=0.002)
    assert {*found["baselines"]} == {
        "equal shares", "by capacity", "gravity 1", "gravity 2", "gravity 1, full camps refuse",
        "gravity 2, full camps refuse",
    }  # fmt: skip
    assert [(row["name"], row["date"]) for row in found["rows"]][:2] == [
        ("near", "2015-05-01"),
        ("near", "2015-05-11"),
    ]
    assert found["leaks"] == []


@pytest.mark.usefixtures("compiled_laws")
@pytest.mark.parametrize("law", LAWS)
def test_any_law_may_be_asked_for(law: str, folder: Path):
    done = call(
        "score", "two_camps", "--movement", law, "--members", "3", "--json", cwd=folder
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["movement"] == law
    assert 0 < found["ard"] < 2
    same = found["crps"] == found["crps_of_members"]
    assert same == (law != "camp-choice")


@pytest.mark.usefixtures("compiled_laws")
def test_without_a_law_asked_for_it_is_the_scenarios_own(tmp_path: Path):
    make_folder(tmp_path, REGISTERED)
    done = call("score", "two_camps", "--members", "2", cwd=tmp_path)
    assert done.stdout.startswith("flee, 2 members, capacities known.\n")


@pytest.mark.usefixtures("compiled_laws")
def test_capacities_may_be_withheld(folder: Path):
    done = call(
        "score", "two_camps", "--no-capacity", "--members", "3", "--json", cwd=folder
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert not found["with_capacity"]
    assert {*found["baselines"]} == {"equal shares", "gravity 1", "gravity 2"}
    assert found["camps"][0]["mean"] > 0
    table = call("score", "two_camps", "--no-capacity", "--members", "3", cwd=folder).stdout
    assert table.startswith("camp-choice, 3 members, capacities not known.\n")


@pytest.mark.usefixtures("compiled_laws")
def test_a_capacity_that_gives_the_answer_away_is_said(tmp_path: Path):
    make_folder(tmp_path, REGISTERED, **edit("places.csv", ",,,,,800,", ",,,,,700,", REGISTERED))
    used = call("score", "two_camps", "--members", "2", cwd=tmp_path).stdout
    leak = "Leak: the capacity of near, 700, is the greatest number registered there"
    assert f"{leak}.\n" in used
    assert "These capacities give away what is to be predicted: see --no-capacity as well." in used
    unused = call("score", "two_camps", "--members", "2", "--no-capacity", cwd=tmp_path).stdout
    assert f"{leak}; it was not used.\n" in unused
    assert "give away" not in unused


@pytest.mark.usefixtures("compiled_laws")
def test_a_camp_of_which_nothing_is_registered_is_said_to_be_one(tmp_path: Path):
    rows = [line for line in REGISTERED["registrations.csv"].splitlines() if "far" not in line]
    make_folder(tmp_path, REGISTERED, registrations="\n".join(rows) + "\n")
    done = call("score", "two_camps", "--members", "2", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    far = next(line for line in done.stdout.splitlines() if "Far camp" in line)
    assert far.count("nothing") == 2
    said = json.loads(call("score", "two_camps", "--members", "2", "--json", cwd=tmp_path).stdout)
    assert said["camps"][1]["registered_mean"] is None
    assert not said["camps"][1]["is_registered"]


@pytest.mark.usefixtures("compiled_laws")
def test_equal_seeds_say_equal_things_and_others_do_not(folder: Path):
    def score(seed: str, threads: str) -> dict:
        done = call(
            "score", "two_camps", "--members", "4", "--seed", seed, "--threads", threads, "--json",
            cwd=folder,
        )  # fmt: skip
        return {**json.loads(done.stdout), "seconds_per_member": None}

    assert score("1", "1") == score("1", "2")
    assert score("1", "1") != score("2", "1")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("score", "tiny", "--movement", "flee"),
            "ScenarioError: --movement: --movement is given, and the model of this scenario is communities.\n"
            "  Fix: leave it out.\n",
        ),
        (
            ("score", "tiny", "--no-capacity"),
            "ScenarioError: --no-capacity: --no-capacity is given, and the model of this scenario is communities.\n"
            "  Fix: leave it out.\n",
        ),
        (
            ("score", "tiny", "--fit-before", "2031-02-12", "--movement", "flee"),
            "ScenarioError: --fit-before: --movement and --fit-before are given together.\n"
            "  A hindcast is made in the community model.\n"
            "  Fix: leave one of them out.\n",
        ),
        (
            ("score", "tiny", "--fit-before", "2031-02-12", "--no-capacity"),
            "ScenarioError: --fit-before: --no-capacity and --fit-before are given together.\n"
            "  A hindcast is made in the community model.\n"
            "  Fix: leave one of them out.\n",
        ),
        (
            ("score", "two_camps", "--parameters", "given.csv"),
            "ScenarioError: --parameters: --parameters is given, and the model of this scenario is camps.\n"
            "  Fix: leave it out.\n",
        ),
        (
            ("run", "two_camps", "--parameters", "given.csv"),
            "ScenarioError: --parameters: --parameters is given, and the model of this scenario is camps.\n"
            "  Fix: leave it out.\n",
        ),
        (("explain", "two_camps"), OUT_OF_PLACE),
        (("compare", "two_camps"), OUT_OF_PLACE),
        (("score", "two_camps", "--fit-before", "2015-05-10"), OUT_OF_PLACE),
    ],
)
def test_what_cannot_act_is_refused(arguments: tuple[str, ...], said: str, folder: Path):
    (folder / "given.csv").write_text("kin_power\n0.5\n")
    done = call(*arguments, cwd=folder)
    assert (done.returncode, done.stderr, done.stdout) == (2, said, "")
    assert sorted(path.name for path in folder.iterdir()) == ["given.csv", "two_camps"]


def test_an_unknown_law_is_refused(folder: Path):
    done = call("score", "two_camps", "--movement", "walk", cwd=folder)
    assert done.returncode == 2
    assert "camp-choice" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("compiled_laws")
@pytest.mark.parametrize("law", LAWS)
def test_a_run_writes_a_folder_and_says_nothing_of_return_or_harm(law: str, tmp_path: Path):
    make_folder(tmp_path, REGISTERED, **edit("scenario.yaml", "flee", law, REGISTERED))
    done = call("run", "two_camps", "--members", "4", "--out", "found", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "compil" not in done.stderr.lower()
    assert {path.name for path in (tmp_path / "found").iterdir()} >= {
        "results.nc", "stocks.csv", "flows.csv", "report.html", "run.json",
    }  # fmt: skip
    report = (tmp_path / "found" / "report.html").read_text(encoding="utf-8")
    text = re.sub(r"<(style|script).*?</\1>|<[^>]*>", " ", report, flags=re.S)
    assert "where displaced people went" in text
    assert "nothing is said about return or harm" in text
    said = text
    for admission in ("nothing is said about return or harm", NOBODY, *REFUSED):
        assert admission in said
        said = said.replace(admission, "")
    for word in (r"harm\w*", r"return\w*", r"killed", r"arrest\w*", r"went home", r"going home"):
        assert not re.search(rf"\b{word}\b", said), (word, context(said, word))
        assert not re.search(rf"\b{word}\b", done.stdout), (word, done.stdout)
    run = homeward.open(tmp_path / "found")
    assert int(run.stocks.idps.isel(member=0, time=-1).sum()) > 0
    assert int(run.stocks.refugees.isel(member=0, time=-1).sum()) > 0


def context(text: str, word: str) -> str:
    """Where a word stands, for the message of a test."""
    found = re.search(rf"\b{word}\b", text)
    return re.sub(r"\s+", " ", text[max(found.start() - 80, 0) : found.end() + 80]) if found else ""


@pytest.mark.usefixtures("compiled_laws")
def test_runs_are_the_same_whatever_the_threads(folder: Path):
    for threads in ("1", "2"):
        done = call(
            "run", "two_camps", "--members", "4", "--threads", threads, "--out", threads, cwd=folder
        )
        assert done.returncode == 0, done.stderr
    for file in ("results.nc", "stocks.csv", "flows.csv", "report.html"):
        assert (folder / "1" / file).read_bytes() == (folder / "2" / file).read_bytes()


def test_check_finds_nothing_wrong(folder: Path):
    done = call("check", "two_camps", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "scenario.yaml: 3 of 12 parameters rest on judgement.\n\ntwo_camps: 0 errors, 1 warning.\n"
    )


def test_check_names_what_is_wrong(tmp_path: Path):
    make_folder(tmp_path, REGISTERED, **edit("fighting.csv", "oldtown,1", "oldtowm,1", REGISTERED))
    done = call("check", "two_camps", cwd=tmp_path)
    assert done.returncode == 2
    assert 'fighting.csv, line 2, column "place"' in done.stderr
    assert '"oldtown"' in done.stderr
    assert done.stderr.endswith("1 error: two_camps cannot run.\n")

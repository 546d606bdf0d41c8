"""Words that nothing may be called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders import FILES, REGISTERED, edit, make_folder, make_scenario
from homeward.errors import ScenarioError
from homeward.scenario.load import load_scenario
from homeward.scenario.text.reserved_words import RESERVED, why_reserved

NAMES = {
    "place": "hills",
    "home": "oldtown",
    "route": "hills_oldtown",
    "actor": "south",
    "group": "traders",
    "document": "report",
    "claim": "c1",
    "observation": "fled_may",
    "lever": "buses",
}
"""A name of each kind in the small scenario."""
WORDS = ["all", "nan", "null", "na", "none", "nat", "inf", "true", "no", "con", "lpt9", "judgement"]
STORYLINE = (
    "storylines:\n  hills: {title: A storyline, weight: 1, levers: [], claims: [judgement]}\n"
)


def renamed(files: dict[str, str], name: str, word: str) -> dict[str, str | bytes | None]:
    """The files of a scenario with a name changed wherever it stands as a whole cell or word."""
    whole = rf"(?<![A-Za-z0-9_]){name}(?![A-Za-z0-9_])"
    return {
        file.partition(".")[0]: re.sub(whole, word, text)
        if file.endswith((".csv", ".yaml"))
        else text
        for file, text in files.items()
    }


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize("word", WORDS)
def test_nothing_is_called_by_a_word_that_means_something_else(
    tmp_path: Path, kind: str, word: str
):
    files = renamed(FILES, NAMES[kind], word)
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(make_folder(tmp_path, **files))
    said = [
        problem for problem in refusal.value.problems if "nothing may be called" in problem.found
    ]
    assert said
    assert f'"{word}"' in said[0].found
    assert said[0].why == RESERVED[word]
    assert f'"{word}_' in said[0].ways_out[0]


@pytest.mark.parametrize("series", ["elsewhere", "total"])
def test_no_series_is(tmp_path: Path, series: str):
    files = renamed(REGISTERED, series, "null")
    with pytest.raises(ScenarioError, match='nothing may be called "null"'):
        load_scenario(make_folder(tmp_path, REGISTERED, **files))


def test_no_storyline_is(tmp_path: Path):
    text = FILES["scenario.yaml"] + STORYLINE.replace("hills", "none")
    with pytest.raises(ScenarioError, match='line 7: nothing may be called "none"'):
        make_scenario(tmp_path, scenario=text)


@pytest.mark.parametrize("label", ["All", "NaN", "Judgement", "TRUE"])
@pytest.mark.parametrize(("table", "old"), [("groups", "Group 2"), ("actors", "Actor B")])
def test_no_neutral_label_becomes_one_in_tables(tmp_path: Path, table: str, old: str, label: str):
    with pytest.raises(ScenarioError, match=f'"neutral_label": nothing may be called "{label}"'):
        make_scenario(tmp_path, **edit(f"{table}.csv", old, label))


@pytest.mark.parametrize(
    "word", ["allies", "nancy", "nullarbor", "nates", "conakry", "com10", "no_town"]
)
def test_words_that_only_begin_so_may_be_names(tmp_path: Path, word: str):
    scenario = load_scenario(make_folder(tmp_path, **renamed(FILES, "hills", word)))
    assert word in scenario.place_names
    assert why_reserved(word) is None


def test_an_actor_is_not_called_by_what_makes_an_obstacle_of_its_own(tmp_path: Path):
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(make_folder(tmp_path, **renamed(FILES, "south", "recapture")))
    assert refusal.value.problems[0].found == 'no actor may be called "recapture".'
    assert "fear_of_recapture" in refusal.value.problems[0].why


def test_nor_is_its_neutral_label(tmp_path: Path):
    with pytest.raises(ScenarioError, match='"neutral_label": no actor may be called "Recapture"'):
        make_scenario(tmp_path, **edit("actors.csv", "Actor B", "Recapture"))


@pytest.mark.parametrize("kind", [kind for kind in NAMES if kind != "home"])
@pytest.mark.parametrize("word", ["ALL", "NaN", "N/a", "None", "True", "Judgement", "<NA>"])
def test_the_way_out_for_a_name_in_other_letters_is_no_such_word(
    tmp_path: Path, kind: str, word: str
):
    files = renamed(FILES, NAMES[kind], word)
    if kind == "lever":
        files["levers"] = str(files["levers"]).replace(f"{word}:", f'"{word}":')
    with pytest.raises(ScenarioError) as refusal:
        load_scenario(make_folder(tmp_path, **files))
    said = [one for one in refusal.value.problems if f'"{word}" is not an identifier' in one.found]
    assert said
    written = re.findall('"([^"]*)"', said[0].ways_out[0])
    assert len(written) == 1
    assert re.fullmatch("[a-z][a-z0-9_]*", written[0])
    assert why_reserved(written[0]) is None

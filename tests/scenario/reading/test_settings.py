"""scenario.yaml."""

import pytest

from homeward.scenario.reading.settings import SettingsRead, read_settings
from homeward.scenario.rows.uncertain_numbers import Range
from homeward.scenario.text.yaml_text import read_yaml

DAYS = "title: T\nstart: 2015-05-01\nend: 2015-05-10\n"


def read(text: str) -> SettingsRead:
    return read_settings(read_yaml("scenario.yaml", (DAYS + text).encode()))


def given(text: str) -> Range:
    settings = read(f"parameters:\n  return_speed: {text}\n")
    assert settings.problems == []
    return settings.parameters["return_speed"]


def test_defaults_of_the_settings():
    settings = read("").settings
    assert settings is not None
    assert (settings.movement, settings.show_group_labels, settings.sensitivity) == (
        "camp-choice",
        False,
        "moderate",
    )


@pytest.mark.parametrize("word", ["yes", "true", "True"])
def test_yes_has_the_usual_spellings(word: str):
    settings = read(f"show_group_labels: {word}").settings
    assert settings is not None
    assert settings.show_group_labels


@pytest.mark.parametrize(
    "text", ["1e-3", "0.001", "{value: 0.001}", "{value: 1.e-3, claims: [c1]}"]
)
def test_ways_of_giving_a_number(text: str):
    assert (given(text).low, given(text).value, given(text).high) == (0.001, 0.001, 0.001)


def test_a_range_takes_the_scale_of_the_register_and_its_middle():
    log = given("{low: 0.0001, high: 0.01, claims: judgement}")
    assert (log.scale, log.value) == (
        "log",
        pytest.approx(0.001, rel=1e-12),
    )  # rounding of the root
    even = given("{low: 0.1, high: 0.3, scale: linear, claims: [c1, c2]}")
    assert (even.value, even.claims) == (pytest.approx(0.2, rel=1e-12), ("c1", "c2"))


def test_a_range_may_state_its_central_value():
    assert given("{value: 0.2, low: 0.1, high: 0.5, claims: [c1]}").value == 0.2


def test_confounders_are_sentences():
    assert read("confounders: [One thing ended., Another began.]").confounders == (
        "One thing ended.",
        "Another began.",
    )
    assert read("confounders:\n").confounders == ()
    assert read("").confounders == ()
    assert len(read("confounders: [[a]]").problems) == 1


def test_a_series_may_count_a_share_of_people():
    said = "registration_coverage: {camp: {low: 0.6, high: 1, claims: [c1]}, town: 0.5}"
    coverage = read(said).coverage
    assert (coverage["camp"].low, coverage["camp"].value, coverage["camp"].high) == (0.6, 0.8, 1)
    assert coverage["town"].value == coverage["town"].high == 0.5
    assert read("registration_coverage:\n").coverage == {}
    assert len(read("registration_coverage: {camp: 0}").problems) == 1


def test_a_parameter_may_differ_by_home_group_or_refuge():
    said = "partial_pooling: {return_speed: {by: home, low: 0.2, high: 1, claims: [c1]}}"
    found = read(said)
    assert [(one.parameter, one.by) for one in found.pooling] == [("return_speed", "home")]
    spread = found.parameters["spread of return_speed"]
    assert (spread.low, spread.value, spread.high) == (0.2, 0.6, 1.0)
    assert read("partial_pooling:\n").pooling == []


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("[return_speed]", "partial_pooling is given as parameter: by, and low and high."),
        ("{return_speed: 0.3}", "expected by, and value, or low and high."),
        ("{return_speed: {value: 0.3}}", "nothing is given."),
        ("{return_speed: {by: place, value: 0.3}}", 'unknown by "place".'),
        ("{return_speed: {by: home}}", '"spread of return_speed" needs a value, or both low and high.'),
        ("{return_speed: {by: home, value: 6}}", "spread of return_speed = 6 is outside 0 to 5."),
        ("{tolerance: {by: home, value: 1}}", '"tolerance" is one for all.'),
        ("{return_sped: {by: home, value: 1}}", 'unknown parameter "return_sped".'),
    ],
)  # fmt: skip
def test_pooling_that_cannot_be_understood(said: str, found: str):
    assert [one.found for one in read(f"partial_pooling: {said}").problems] == [found]


def test_a_parameter_that_is_gone_says_what_takes_its_place():
    [problem] = read(
        "parameters:\n  journey_cost: {low: 0.01, high: 0.05, claims: [judgement]}\n"
    ).problems
    assert problem.found == 'parameter "journey_cost" is gone.'
    assert "`means` in conditions.csv" in problem.why


def test_the_run_ends_the_day_after_its_last():
    run = read("").run
    assert run is not None
    assert (str(run.start), str(run.end)) == ("2015-05-01", "2015-05-11")

"""Rules of languages: each example in them is a test; what cannot be understood is refused."""

from __future__ import annotations

import pytest

from homeward.errors import ScenarioError
from homeward.reading.finding.read_report import make_finders, read_report
from homeward.reading.language.rules import Example, Rules, read_rules, rules_file, shipped_rules
from homeward.reading.paragraphs import Report, number

EXAMPLES = [
    pytest.param(rules, example, id=f"{language}-{at + 1}")
    for language, rules in shipped_rules().items()
    for at, example in enumerate(rules.examples)
]


@pytest.mark.parametrize(("rules", "example"), EXAMPLES)
def test_an_example_is_read_as_it_says(rules: Rules, example: Example):
    report = Report("example", number([example.text]), example.published, rules.language)
    found = read_report(report, make_finders(rules))
    assert [one.kind for one in sorted(found, key=lambda one: one.words)] == [
        one.kind for one in example.found
    ]
    for read, said in zip(sorted(found, key=lambda one: one.words), example.found, strict=True):
        given = said.model_dump(exclude_unset=True)
        assert {name: getattr(read, name) for name in given} == pytest.approx(given)


def test_every_language_knows_the_same_kinds():
    kinds = {language: set(rules.events) for language, rules in shipped_rules().items()}
    assert kinds["en"] >= kinds["fr"] | kinds["ar"]
    assert {
        "fled",
        "displaced",
        "returned",
        "captured",
        "retaken",
        "killed",
        "arrested",
        "conscripted",
        "occupied",
        "destroyed",
    } <= kinds["ar"] & kinds["fr"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("language: [", "this is not YAML"),
        ("language: xx", "Field required"),
        ("language: xx\nunknown: 1", "Extra inputs"),
    ],
)
def test_what_cannot_be_understood_is_refused(text: str, found: str):
    with pytest.raises(ScenarioError) as refused:
        read_rules(text, "xx.yaml")
    assert any(found in problem.found for problem in refused.value.problems)


def test_a_file_of_rules_that_is_not_there(tmp_path):
    with pytest.raises(ScenarioError, match="cannot be read"):
        rules_file(tmp_path / "none.yaml")

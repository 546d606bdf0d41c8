"""Rules of languages: each example in them is a test; what cannot be understood is refused."""

from __future__ import annotations

import pytest

from homeward.errors import ScenarioError
from homeward.reading.finding.candidate import Candidate
from homeward.reading.finding.read_report import make_finders, read_report
from homeward.reading.finding.read_sentence import Finders
from homeward.reading.language.rule_parts import Example
from homeward.reading.language.rules import Rules, read_rules, rules_file, shipped_rules
from homeward.reading.paragraphs import Report, number

EXAMPLES = [
    pytest.param(rules, example, id=f"{language}-{at + 1}")
    for language, rules in shipped_rules().items()
    for at, example in enumerate(rules.examples)
]


PARTS = [
    pytest.param(language, part, name, id=f"{language}-{part}-{name}")
    for language, rules in shipped_rules().items()
    for part in ("words", "headings", "places")
    for name, value in getattr(rules, part)
    if value
]


def reading(example: Example, rules: Rules, finders: Finders) -> list[Candidate]:
    paragraphs = number(example.text.split("\n\n"))
    found = read_report(Report("example", paragraphs, example.published, rules.language), finders)
    return sorted(found, key=lambda one: (one.paragraph, one.words))


def is_as_said(found: list[Candidate], example: Example) -> bool:
    given = [said.model_dump(exclude_unset=True) for said in example.found]
    return len(found) == len(given) and all(
        getattr(read, name) == (pytest.approx(value) if isinstance(value, float) else value)
        for read, said in zip(found, given, strict=True)
        for name, value in said.items()
    )


@pytest.mark.parametrize(("rules", "example"), EXAMPLES)
def test_an_example_is_read_as_it_says(rules: Rules, example: Example):
    found = reading(example, rules, make_finders(rules))
    assert [one.kind for one in found] == [one.kind for one in example.found]
    for read, said in zip(found, example.found, strict=True):
        given = said.model_dump(exclude_unset=True)
        assert {name: getattr(read, name) for name in given} == pytest.approx(given)


@pytest.mark.parametrize(("language", "part", "name"), PARTS)
def test_every_list_of_small_words_is_one_that_an_example_needs(
    language: str, part: str, name: str
):
    rules = shipped_rules()[language]
    without = getattr(rules, part).model_copy(update={name: ()})
    said = rules.model_dump(by_alias=True) | {part: without.model_dump(by_alias=True)}
    changed = Rules.model_validate(said)
    finders = make_finders(changed)
    # Examples of small words stand last.
    assert not all(
        is_as_said(reading(one, changed, finders), one) for one in reversed(rules.examples)
    ), f"no example in {language}.yaml needs {part}, {name}"


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

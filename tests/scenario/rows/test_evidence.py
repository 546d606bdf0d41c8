"""Claims and documents."""

from pathlib import Path

from builders import make_scenario


def test_a_claim_keeps_its_figures_and_grades(tmp_path: Path):
    (claim,) = make_scenario(tmp_path).claims
    assert (claim.low, claim.value, claim.high, claim.unit) == (900, 1000, 1100, "persons")
    assert (claim.source_grade, claim.information_grade) == ("B", 2)


def test_dates_of_evidence_may_be_partial(tmp_path: Path):
    scenario = make_scenario(tmp_path)
    assert scenario.claims[0].said_on == "2015-06"
    assert scenario.documents[0].published == "2015"

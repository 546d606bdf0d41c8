"""Which inputs a run rests on."""

from __future__ import annotations

from pathlib import Path

from builders import FILES, make_scenario
from homeward.results.report.sources import bases, contradicting_claims
from homeward.scenario.scenario import Scenario

MORE = (
    "c2,report,13,mayor,2015-06,Two thousand lived there.,,2000,,persons,C,3,c1\n"
    "c3,report,14,clerk,2015-06,Five hundred lived there.,,500,,persons,C,3,c2\n"
)


def test_claims_stand_under_their_tables(small_scenario: Scenario) -> None:
    found = {basis.table: basis for basis in bases(small_scenario)}
    assert [cited.claim.claim for cited in found["control.csv"].cited] == ["c1"]
    assert found["control.csv"].cited[0].rows == 3
    assert found["control.csv"].judged == 1
    assert found["conditions.csv"].judged == 1
    assert "routes.csv" not in found
    cited = found["places.csv"].cited[0]
    assert cited.grade == "B2"
    assert cited.source == "A report, An agency, 2015, §12"
    assert cited.figure == "900 – 1,000 – 1,100 persons"
    assert cited.url == ""


def test_contradicting_claims_stand_side_by_side(tmp_path: Path) -> None:
    scenario = make_scenario(tmp_path, claims=FILES["claims.csv"] + MORE)
    several = contradicting_claims(scenario)
    assert [[cited.claim.claim for cited in one] for one in several] == [["c1", "c2", "c3"]]


def test_only_addresses_of_the_web_become_links(tmp_path: Path) -> None:
    text = FILES["documents.csv"].replace("2015,,report", "2015,javascript:alert(1),report")
    scenario = make_scenario(tmp_path, documents=text)
    assert {cited.url for basis in bases(scenario) for cited in basis.cited} == {""}

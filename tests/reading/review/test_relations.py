"""Which claims a candidate supports or contradicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from homeward.reading.finding.candidate import Candidate
from homeward.reading.review.relations import ReadClaim, read_claims, with_relations
from homeward.scenario.load import load_scenario

PALMYRA = load_scenario("palmyra")
CLAIM = PALMYRA.claims[0]
KNOWN = Candidate(
    "x", 1, "killed", 500.0, unit="people", date="2015-05", place="palmyra", actor="isis"
)


@pytest.mark.parametrize(
    ("one", "relation"),
    [
        (KNOWN, "supports"),
        (replace(KNOWN, value=460.0), "supports"),
        (replace(KNOWN, value=50.0), "contradicts"),
        (replace(KNOWN, value=50.0, date="2016-12"), ""),
        (replace(KNOWN, value=50.0, date=""), ""),
        (replace(KNOWN, place="homs"), ""),
        (replace(KNOWN, place="palmyra; homs"), ""),
        (replace(KNOWN, place="palmyra; homs", value=50.0), ""),
        (replace(KNOWN, document=CLAIM.document, value=50.0), ""),
        (replace(KNOWN, document=CLAIM.document, modality="negated"), "contradicts"),
        (replace(KNOWN, kind="arrested"), ""),
        (replace(KNOWN, actor="state"), ""),
        (replace(KNOWN, modality="negated"), "contradicts"),
        (replace(KNOWN, unit="families"), ""),
    ],
)
def test_relations(one: Candidate, relation: str):
    [related] = with_relations([one], [ReadClaim(CLAIM, KNOWN)])
    assert related.supports == ((CLAIM.claim,) if relation == "supports" else ())
    assert related.contradicts == ((CLAIM.claim,) if relation == "contradicts" else ())


def test_a_default_is_neither_supported_nor_contradicted():
    same = CLAIM.model_copy(
        update={"document": "homeward_defaults", "statement": "In May 2015 people fled Palmyra."}
    )
    own = same.model_copy(update={"document": "news"})
    assert read_claims(PALMYRA.model_copy(update={"claims": (own,)}))
    assert not read_claims(PALMYRA.model_copy(update={"claims": (same,)}))


def test_claims_of_palmyra_are_read():
    """The figure of the executed of May 2015 is found, and another figure of those days is against it."""
    claims = read_claims(PALMYRA)
    [same] = with_relations([KNOWN], claims)
    assert "k_500_executed" in same.supports
    [other] = with_relations([replace(KNOWN, value=5_000.0)], claims)
    assert "k_500_executed" in other.contradicts

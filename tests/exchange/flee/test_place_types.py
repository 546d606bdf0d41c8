"""Types of places."""

from __future__ import annotations

import pytest

from homeward.exchange.flee.place_types import PlaceType, type_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("camp", PlaceType("camp")),
        ("idpcamp", PlaceType("idp_camp")),
        ("IDP_Camp", PlaceType("idp_camp")),
        ("conflict_zone", PlaceType("town", is_conflict=True)),
        ("Conflict", PlaceType("town", is_conflict=True)),
        ("camp_conflict", PlaceType("camp")),
        ("forwarding_hub", PlaceType("transit")),
        ("marker", PlaceType("marker")),
        ("town", PlaceType("town")),
        ("default", PlaceType("town")),
        ("forward_town", PlaceType("transit")),
        ("", PlaceType("transit", is_known=False)),
        ("crossroads", PlaceType("transit", is_known=False)),
        ("flood_zone", None),
        ("conflict_flood_zone", PlaceType("town", is_conflict=True)),
        ("flood_zone_town", None),
    ],
)
def test_the_first_that_fits(text: str, expected: PlaceType | None):
    assert type_of(text) == expected

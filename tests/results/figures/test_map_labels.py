"""Names that do not cover each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from homeward.results.figures.map_labels import COUNTRY, Spot, place_labels

spots = st.lists(
    st.builds(
        Spot,
        st.sampled_from(["Homs", "Palmyra", "Raqqa"]),
        st.floats(0, 500),
        st.floats(0, 400),
        st.floats(1, 30),
    ),
    max_size=8,
)


@given(spots)
def test_a_place_with_people_is_always_named(several: list[Spot]) -> None:
    named = place_labels(several, 500, 400)
    assert len(named) >= sum(spot.radius > 4 for spot in several)


def test_a_small_place_without_room_is_not_named() -> None:
    crowd = [Spot("Everywhere else altogether", x, y, 30) for x in (0, 60) for y in (0, 60)]
    assert [one.name for one in place_labels([*crowd, Spot("Dot", 30, 30, 2)], 90, 90)].count(
        "Dot"
    ) == 0


def test_a_country_gives_way() -> None:
    spots = [Spot("SYRIA", 100, 100, 0, COUNTRY), Spot("Palmyra", 100, 100, 20)]
    assert [one.name for one in place_labels(spots, 300, 300)] == ["Palmyra"]
    assert place_labels(spots[:1], 300, 300)[0].style == COUNTRY

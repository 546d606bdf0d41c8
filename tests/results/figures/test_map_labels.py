"""Names that do not cover each other."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from homeward.results.figures.map_labels import COUNTRY, Label, Spot, place_labels

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


def assert_readable(labels: list[Label], width: float, height: float) -> None:
    for label in labels:
        left, top, right, bottom = label.box
        assert 0 <= left < right <= width, label
        assert 0 <= top < bottom <= height, label
    for one, other in combinations(labels, 2):
        apart = one.box[0] >= other.box[2] or other.box[0] >= one.box[2]
        assert apart or one.box[1] >= other.box[3] or other.box[1] >= one.box[3], (one, other)


@settings(max_examples=30)
@given(spots)
def test_names_neither_cross_nor_leave_the_frame(several: list[Spot]) -> None:
    assert_readable(place_labels(several, 500, 400), 500, 400)


@settings(max_examples=20)
@given(
    st.lists(
        st.sampled_from([(80 * at, 60 * row) for at in range(1, 6) for row in range(1, 6)]),
        unique=True,
    )
)
def test_a_place_with_people_and_room_is_named(points: list[tuple[int, int]]) -> None:
    several = [Spot("Homs", x, y, 8) for x, y in points]
    assert len(place_labels(several, 500, 400)) == len(several)


def test_a_small_place_without_room_is_not_named() -> None:
    crowd = [Spot("Everywhere else altogether", x, y, 30) for x in (0, 60) for y in (0, 60)]
    assert [one.name for one in place_labels([*crowd, Spot("Dot", 30, 30, 2)], 90, 90)].count(
        "Dot"
    ) == 0


def test_a_country_gives_way() -> None:
    spots = [Spot("SYRIA", 100, 100, 0, COUNTRY), Spot("Palmyra", 100, 100, 20)]
    assert [one.name for one in place_labels(spots, 300, 300)] == ["Palmyra"]
    assert place_labels(spots[:1], 300, 300)[0].style == COUNTRY

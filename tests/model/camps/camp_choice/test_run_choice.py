"""All days of one member of camp choice (model §13.3)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import TASTES, make_ground
from homeward.engine.camps.camp_choice import choice_sizes
from homeward.model.camps.camp_choice.choice_arrays import ChoiceDiary, ChoiceInputs, Chooser
from homeward.model.camps.camp_choice.pull import weigh_open_ways
from homeward.model.camps.camp_choice.run_choice import come_from, leave, run_choice
from homeward.numerics.allocate import allocate

GO_ON = np.zeros(1, dtype=np.int64)
FALSE_ALARM = 5  # standard errors: one in two million
counts = st.integers(0, 3000)


def lived(ground: ChoiceInputs, seed: int = 1, member: int = 0) -> ChoiceDiary:
    diary = allocate(ChoiceDiary, choice_sizes(ground))
    run_choice(seed, member, ground, TASTES, allocate(Chooser, choice_sizes(ground)), diary, GO_ON)
    return diary


def with_people(ground: ChoiceInputs, start: list[int], registered: list[int]) -> ChoiceInputs:
    return ground._replace(
        start=np.array(start, dtype=np.int64),
        registered=np.array([sum(start), *registered], dtype=np.int64),
    )


def left_of(people: list[int], registered: int) -> list[int]:
    chooser = allocate(Chooser, choice_sizes(make_ground([[50.0] * len(people)])))
    chooser.people[:] = people
    leave(registered, sum(people), chooser)
    return chooser.people.tolist()


def test_worked_departures():
    assert left_of([100, 200, 300], 300) == [50, 100, 150]
    # 1.5, 3, 4.5 add up to 1.5, 4.5, 9: cut to 1, 4, 9.
    assert left_of([3, 3, 3], 5) == [1, 2, 2]
    assert left_of([7, 0, 5], 0) == [0, 0, 0]
    assert left_of([10**6, 3 * 10**6], 2 * 10**6) == [500_000, 1_500_000]


@given(st.lists(counts, min_size=1, max_size=8), st.floats(0, 1))
def test_departures_add_up_and_no_camp_is_overdrawn(people: list[int], share: float):
    before = sum(people)
    if before == 0:
        return
    after = int(share * before)
    left = left_of(people, after)
    assert sum(left) == after
    for here, then in zip(left, people, strict=True):
        assert 0 <= here <= then
        assert abs(here - then * after / before) < 1


@pytest.mark.slow
@settings(max_examples=200)
@given(
    st.lists(counts, min_size=1, max_size=12),
    st.lists(st.tuples(counts, st.integers(0, 4000)), min_size=1, max_size=5),
    st.integers(0, 2**62),
)
def test_nobody_is_lost_and_no_camp_takes_more_than_it_has_room_for(
    registered: list[int], camps: list[tuple[int, int]], seed: int
):
    capacity = [limit for _, limit in camps]
    ground = make_ground(
        [[10.0 * (number + 1) for number in range(len(camps))], [200.0] * len(camps)],
        capacity=capacity,
    )
    n_day = len(registered) + 1
    ground = ground._replace(
        era=np.zeros(n_day, dtype=np.int64),
        is_active=np.ones((n_day, 2), dtype=np.bool_),
        is_open=np.ones((n_day, len(camps)), dtype=np.bool_),
        opened=np.zeros((n_day, len(camps)), dtype=np.int64),
    )
    ground = with_people(ground, [there for there, _ in camps], registered)
    diary = lived(ground, seed)
    assert (diary.people >= 0).all()
    np.testing.assert_array_equal(diary.people.sum(axis=1), ground.registered)
    rises = np.maximum(np.diff(ground.registered, prepend=ground.registered[0]), 0)
    np.testing.assert_array_equal(diary.displaced.sum(axis=1), rises)
    limit = np.where(ground.capacity > 0, ground.capacity, 10**9)
    for day in range(1, n_day):
        before, after = diary.people[day - 1], diary.people[day]
        if rises[day] == 0:
            assert (after <= before).all()
            continue
        assert (after >= before).all()
        is_beyond = (after > np.maximum(limit, before)).any()
        assert not is_beyond or (after >= limit).all()


def test_when_all_camps_are_full_they_are_taken_in_by_capacity():
    ground = make_ground([[50.0, 5000.0]], capacity=[1000, 3000])
    ground = with_people(ground, [1000, 3000], [44_000])
    people = lived(ground).people[1]
    # 40,000 more, a quarter of them to the first: standard deviation 87.
    assert people[0] == pytest.approx(11_000, abs=FALSE_ALARM * 87)
    assert people.sum() == 44_000


def test_whom_a_camp_has_no_room_for_look_again():
    ground = make_ground([[50.0, 50.0]], capacity=[300, 0])
    people = lived(with_people(ground, [0, 0], [1000])).people[1]
    assert people.tolist() == [300, 700]
    unlimited = lived(with_people(make_ground([[50.0, 50.0]]), [0, 0], [1000])).people[1]
    assert 400 < unlimited[0] < 600


def test_newcomers_are_drawn_by_the_shares():
    """Over members: the mean of a camp is its share, the spread that of one draw a person."""
    ground = with_people(make_ground([[50.0, 150.0]], country=[0, 1]), [0, 0], [1000])
    first = np.array([lived(ground, member=member).people[1, 0] for member in range(400)])
    near, far = 1.0, 2.0**-0.8
    share = near / (near + far)
    sd = (1000 * share * (1 - share)) ** 0.5
    assert first.mean() == pytest.approx(1000 * share, abs=FALSE_ALARM * sd / 20)
    assert first.std() == pytest.approx(sd, rel=FALSE_ALARM * (2 * 400) ** -0.5)


def test_newcomers_come_from_origins_by_what_each_sends():
    ground = make_ground([[50.0], [50.0], [50.0]], population=[1.0, 16.0, 81.0])
    ground.is_active[1, 0] = False
    diary = lived(with_people(ground, [0], [10_000]))
    assert diary.displaced[1, 0] == 0
    # 2 and 3 of 5: standard deviation 49.
    assert diary.displaced[1, 1] == pytest.approx(4000, abs=FALSE_ALARM * 49)
    assert diary.displaced[1].sum() == 10_000
    assert diary.displaced[0].sum() == 0


def test_when_all_camps_are_full_people_still_come_from_where_there_is_fighting():
    ground = make_ground([[50.0], [50.0]], capacity=[100])
    ground.is_active[:, 0] = False
    diary = lived(with_people(ground, [100], [300]))
    assert diary.displaced[1].tolist() == [0, 200]


def test_with_no_origin_nothing_is_said_of_where_people_come_from():
    ground = make_ground([[50.0, 50.0]])
    nowhere = ground._replace(
        km_open=ground.km_open[:, :0],
        km_all=ground.km_all[:0],
        is_active=ground.is_active[:, :0],
        population=ground.population[:0],
        origin_key=ground.origin_key[:0],
    )
    diary = lived(with_people(nowhere, [0, 0], [1000]))
    assert diary.people[1].sum() == 1000
    assert 400 < diary.people[1, 0] < 600
    assert diary.displaced.shape[1] == 0
    chooser = allocate(Chooser, choice_sizes(nowhere))
    weigh_open_ways(nowhere, TASTES, chooser)
    come_from(1, 0, 1, 1000, nowhere, chooser, diary)


def test_the_first_evening_is_what_was_registered():
    ground = with_people(make_ground([[50.0, 60.0]]), [30, 70], [100, 100])
    diary = lived(ground)
    assert diary.people.tolist() == [[30, 70]] * 3
    assert not diary.displaced.any()


def test_another_seed_or_member_sends_them_elsewhere():
    ground = with_people(make_ground([[50.0, 60.0, 70.0]]), [0, 0, 0], [5000])
    once = lived(ground).people
    assert np.array_equal(once, lived(ground).people)
    assert not np.array_equal(once, lived(ground, seed=2).people)
    assert not np.array_equal(once, lived(ground, member=1).people)


def test_a_stop_leaves_the_days_after_as_they_are():
    ground = with_people(make_ground([[50.0, 60.0]]), [0, 0], [5000])
    diary = allocate(ChoiceDiary, choice_sizes(ground))
    stop = np.ones(1, dtype=np.int64)
    run_choice(1, 0, ground, TASTES, allocate(Chooser, choice_sizes(ground)), diary, stop)
    assert not diary.people.any()

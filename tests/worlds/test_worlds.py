"""Two worlds that differ in one thing: what follows from it differs, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest

from conftest import MakeWorld
from homeward.catalogue import FLOWS, STOCKS
from homeward.engine.simulate import simulate
from homeward.engine.simulated import Simulated
from homeward.scenario.scenario import Scenario

MEMBERS = 6

# Two towns and their camps, with an actor of their own each, and no road from one pair to the other.
APART = {
    "places": (
        "east,East,town,AAA,,34,38,1000,800,1200,,,,,,,judgement\neast_camp,East camp,camp,AAA,,34,39,,,,,3000,1,0.5,2,,judgement\n"
        "west,West,town,AAA,,34,10,1000,800,1200,,,,,,,judgement\nwest_camp,West camp,camp,AAA,,34,11,,,,,3000,1,0.5,2,,judgement\n"
    ),
    "routes": "east_way,east,east_camp,100,,,\nwest_way,west,west_camp,100,,,\n",
    "actors": "".join(f"{actor},{actor},{actor},,,,,\n" for actor in ("king", "rebels", "duke", "raiders")),
    "control": (
        "east,king,,,judgement\neast_camp,king,,,judgement\nwest,duke,,,judgement\nwest_camp,duke,,,judgement\n"
    ),
    "groups": "people,People,Group 1,,,,,0.7,,,\nothers,Others,Group 2,,,,,0.3,,,\n",
    "displaced": "west,others,west_camp,100,50,150,judgement\neast,people,east_camp,200,100,300,judgement\nwest,people,west_camp,200,100,300,judgement\n",
    "presence": (
        "east,rebels,assault,0.5,0.3,0.7,,2030-01-10,2030-01-25,judgement\n"
        "west,raiders,assault,0.4,0.2,0.6,,2030-01-12,2030-01-20,judgement\n"
    ),
    "harms": (
        "king,arrest,,,control,east east_camp,0.4,0.2,0.6,,,,,judgement\n"
        "duke,arrest,,,control,west west_camp,0.4,0.2,0.6,,,,,judgement\n"
    ),
}  # fmt: skip


def every_day(scenario: Scenario, seed: int = 1) -> Simulated:
    return simulate(scenario, members=MEMBERS, seed=seed, days=range(scenario.n_day))


def whole(simulated: Simulated) -> dict[str, np.ndarray]:
    """Every variable with all its cells (member, time, home, group, place)."""
    labels = simulated.labels
    shape = (len(labels.homes), len(labels.groups), len(labels.places))
    found: dict[str, np.ndarray] = {}
    for name, series in (simulated.stocks | simulated.flows).items():
        values = np.zeros((*series.values.shape[:2], *shape), dtype=np.int64)
        home, group, place = series.cells.T
        values[:, :, home, group, place] = series.values
        found[name] = values
    return found


def differing(one: Simulated, other: Simulated) -> dict[str, np.ndarray]:
    """Mark, by variable, what differs (member, time, home, group, place)."""
    left, right = whole(one), whole(other)
    return {name: left[name] != right[name] for name in left}


def first_day(one: Simulated, other: Simulated) -> int:
    """First day on which anything differs."""
    marks = np.stack([values.any(axis=(0, 2, 3, 4)) for values in differing(one, other).values()])
    return int(marks.any(axis=0).argmax()) if marks.any() else -1


def test_all_variables_are_compared(tiny_run: Simulated):
    assert list(whole(tiny_run)) == [v.name for v in (*STOCKS, *FLOWS)]


def test_the_same_world_is_the_same_and_another_seed_is_another(quiet: MakeWorld):
    """Negative control of all tests here: chance differs everywhere at once."""
    world = quiet(days=40, **APART)
    assert first_day(every_day(world), every_day(world)) == -1
    marks = differing(every_day(world), every_day(world, seed=2))
    assert marks["residents"][:, 0, 0].any()  # east, on the first day
    assert marks["residents"][:, 0, 1].any()  # west


def test_a_rule_that_begins_on_a_day_changes_nothing_before_it(quiet: MakeWorld):
    world = quiet(days=40, **APART)
    for table, row in (
        ("permissions", "king,east,stay,,,refused,,,,,{},,judgement\n"),
        ("permissions", "king,east,home,,,refused,,,,,{},,judgement\n"),
        ("conditions", "east,mines,0.8,,,{},,judgement\n"),
        ("conditions", "east_camp,hardship,0.9,,,{},,judgement\n"),
        ("closures", "east_way,both,{},,judgement\n"),
        ("presence", "east,rebels,assault,0.9,,,,{},,judgement\n"),
        ("harms", "king,killing,,,control,,9,,,,,{},,judgement\n"),
        ("arrivals", "east,people,east_camp,500,,,{},2030-02-09,judgement\n"),
    ):
        rows = APART.get(table, "") + row.format("2030-01-31")
        changed = quiet(days=40, **{**APART, table: rows})
        assert first_day(every_day(world), every_day(changed)) == 30, (table, row)


# A row put in front of others must not move their chance: draws are addressed by what a row says (§5).
BUSY = {"willing_camp": 0.7, "unpermitted_ease": 0.5, "screening": 5}
WEST_LIST = "duke,west,home,,,listed,60,40,80,,2030-01-20,,judgement\n"
CHANGES_IN_THE_EAST = {
    "fighting": {"presence": APART["presence"].replace("0.5,0.3,0.7", "1,,")},
    "population": {"places": APART["places"].replace("1000,800,1200", "5000,,", 1)},
    "displaced": {"displaced": APART["displaced"].replace("200,100,300", "900,,", 1)},
    "services": {"conditions": "east,services,0.2,0.1,0.3,,,judgement\n"},
    "a rate": {"harms": APART["harms"].replace("0.4,0.2,0.6", "2,1,3", 1)},
    "an order to leave": {
        "permissions": WEST_LIST + "king,east,stay,,,refused,,,,1,2030-01-05,,judgement\n"
    },
    "a harm in the last row": {"harms": APART["harms"] + "rebels,killing,,,assault,east,5,1,9,,,,,judgement\n"},
    "a way of three days more": {"routes": APART["routes"].replace("100", "350", 1)},
    "a harm in the first row": {"harms": "rebels,killing,,,assault,east,5,1,9,,,,,judgement\n" + APART["harms"]},
    "displaced in the first row": {"displaced": "east,people,west_camp,0,,,judgement\n" + APART["displaced"]},
    "arrivals": {"arrivals": "east,people,east_camp,90,,,2030-01-05,2030-01-15,judgement\n"},
    "a list in the first row": {
        "permissions": "king,east,home,,,listed,50,,,,2030-01-20,,judgement\n" + WEST_LIST
    },
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES_IN_THE_EAST)
def test_what_happens_in_one_place_leaves_people_of_an_unconnected_home_alone(
    quiet: MakeWorld, change: str
):
    before = {
        **APART,
        "harms": APART["harms"]
        + "duke,conscription,,,control,west west_camp,0.4,,,,,,,judgement\n",
        "permissions": WEST_LIST,
    }
    changes = {**before, **CHANGES_IN_THE_EAST[change]}
    if "harms" in CHANGES_IN_THE_EAST[change]:
        changes["harms"] += "duke,conscription,,,control,west west_camp,0.4,,,,,,,judgement\n"
    marks = differing(
        every_day(quiet(days=40, parameters=BUSY, **before)),
        every_day(quiet(days=40, parameters=BUSY, **changes)),
    )
    if change != "displaced in the first row":  # nobody, and yet a row
        assert any(values[:, :, 0].any() for values in marks.values())  # east differs
    assert not any(values[:, :, 1].any() for values in marks.values())


def test_a_road_between_them_connects_them(quiet: MakeWorld):
    """Negative control: with a way from one to the other, the same change reaches the west."""
    joined = {**APART, "routes": APART["routes"] + "bridge,east_camp,west_camp,100,,,\n"}
    worse = {**joined, "presence": APART["presence"].replace("0.5,0.3,0.7", "1,,")}
    parameters = {"onward_hazard": 0.01, "kin_pull": 0}
    marks = differing(
        every_day(quiet(days=40, parameters=parameters, **joined)),
        every_day(quiet(days=40, parameters=parameters, **worse)),
    )
    assert any(values[:, :, 1].any() for values in marks.values())


def test_people_who_never_enter_change_nothing_before_they_would_have(tiny: Scenario):
    without = tiny.model_copy(update={"arrivals": ()})
    marks = differing(every_day(tiny), every_day(without))
    first = (tiny.arrivals[0].start - tiny.start).days
    assert not any(values[:, :first].any() for values in marks.values())
    assert marks["external_arrivals"][:, first:].any()

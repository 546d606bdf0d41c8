"""Actors, control, presence and harms."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from builders import edit, make_scenario
from homeward.scenario.rows.actors import Harm


def test_an_actor_without_beliefs_is_unknown(tmp_path: Path):
    north, south = make_scenario(tmp_path).actors
    assert (north.believed_hostile, north.believed_years) == (0.1, 2000)
    assert (south.believed_hostile, south.believed_years) == (None, None)


def test_a_harm_may_name_several_exposures_and_months(tmp_path: Path):
    cells = edit(
        "harms.csv",
        "farmers,,control,,0.05,0.01,0.2,,",
        "farmers,living crossing,control,,1,,,2 3,",
    )
    (harm,) = make_scenario(tmp_path, **cells).harms
    assert harm.exposure == ("living", "crossing")
    assert harm.months == (2, 3)


def test_blank_lists_of_a_harm_mean_all(tmp_path: Path):
    (harm,) = make_scenario(tmp_path).harms
    assert (harm.exposure, harm.places, harm.months) == ((), (), ())


def test_a_harm_cannot_be_made_with_a_capture_by_raiders(tmp_path: Path):
    (harm,) = make_scenario(tmp_path).harms
    values = harm.model_dump() | {"mode": "raiding", "after_capture_days": 30}
    with pytest.raises(ValidationError):
        Harm.model_validate(values)

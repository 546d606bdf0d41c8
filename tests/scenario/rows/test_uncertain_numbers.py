"""Ranges and parameters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from homeward.catalogue import PARAMETER
from homeward.scenario.rows.uncertain_numbers import DEFAULTS, Amount, Range, Share, middle

positive = st.floats(1e-9, 1e9)


@given(positive, positive, st.sampled_from(["linear", "log"]))
def test_the_middle_lies_within(one: float, other: float, scale):
    low, high = sorted((one, other))
    assert low <= middle(low, high, scale) <= high


def test_the_middle_of_a_log_range_is_the_geometric_mean():
    assert middle(0.01, 1, "log") == pytest.approx(0.1, rel=1e-12)  # rounding of the root


def test_every_parameter_has_its_default():
    assert list(DEFAULTS) == list(PARAMETER)
    for name, default in DEFAULTS.items():
        parameter = PARAMETER[name]
        assert parameter.least <= default.low <= default.high <= parameter.most


@pytest.mark.parametrize(
    ("kind", "value"), [(Share, 1.5), (Share, -0.1), (Amount, -1), (Range, float("nan"))]
)
def test_bounds_hold_however_a_range_is_made(kind: type[Range], value: float):
    with pytest.raises(ValidationError):
        kind(value=value, low=value, high=value)

"""Naive forecasts of a wave of returns."""

import pytest
from naive_wave import at_constant_hazard, if_all_who_say_so


def test_a_year_at_a_constant_hazard_is_the_last_year_again():
    assert at_constant_hazard(1000.0, 20.0, 0.0) == 0.0
    assert at_constant_hazard(1000.0, 20.0, 365.25) == pytest.approx(20.0)
    # Of the 980 left, 2% go in the second.
    assert at_constant_hazard(1000.0, 20.0, 730.5) == pytest.approx(20.0 + 0.02 * 980.0)


def test_all_who_say_so_go_evenly_over_a_year_and_no_more():
    assert if_all_who_say_so(1000.0, 0.27, 36.525) == pytest.approx(27.0)
    assert if_all_who_say_so(1000.0, 0.27, 365.25) == pytest.approx(270.0)
    assert if_all_who_say_so(1000.0, 0.27, 800.0) == pytest.approx(270.0)

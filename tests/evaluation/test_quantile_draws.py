"""Draws of a forecast by their address (model §5.2)."""

from __future__ import annotations

import numpy as np

from homeward.evaluation.quantile_draws import draw_quantiles
from homeward.numerics.draws import uniforms
from homeward.numerics.streams import CAMP_ERROR, FIGURE_ERROR, GAIN

KEYS = np.array([11, 22], dtype=np.int64)


def test_a_draw_is_a_function_of_its_address():
    found = draw_quantiles(5, CAMP_ERROR, 30, KEYS, 3)
    known = [
        [uniforms(5, CAMP_ERROR, member, 30, int(key), 0)[0] for key in KEYS] for member in range(3)
    ]
    np.testing.assert_array_equal(found, known)
    np.testing.assert_array_equal(draw_quantiles(5, CAMP_ERROR, 30, KEYS, 9)[:3], found)


def test_another_seed_stream_or_day_is_another_draw():
    plain = draw_quantiles(5, CAMP_ERROR, 30, KEYS, 3)
    for other in (
        draw_quantiles(6, CAMP_ERROR, 30, KEYS, 3),
        draw_quantiles(5, FIGURE_ERROR, 30, KEYS, 3),
        draw_quantiles(5, GAIN, 30, KEYS, 3),
        draw_quantiles(5, CAMP_ERROR, 31, KEYS, 3),
    ):
        assert not (plain == other).any()

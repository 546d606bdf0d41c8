"""How near an estimate of contributions is to all combinations."""

import numpy as np
import pytest
from explain_against_all import agreement


def test_what_is_off_is_seen():
    known = np.array([[60.0, 80.0], [40.0, 20.0], [0.0, 0.0]])
    same = agreement(known, known)
    assert (same.misplaced, same.right, same.off.tolist()) == (0.0, 1.0, [0.0, 0.0])
    other = agreement(np.array([[40.0, 80.0], [60.0, 20.0], [0.0, 0.0]]), known)
    assert other.misplaced == pytest.approx(0.2)
    assert other.right == 0.5
    assert other.off.tolist() == pytest.approx([10 / 70, 10 / 30])


def test_where_fewer_are_wanted_the_most_negative_binds_and_a_member_without_people_is_left_out():
    known = np.array([[-60.0, 1.0], [-40.0, 0.0]])
    assert agreement(known, known).right == 1.0
    assert agreement(known[::-1], known).right == 0.0

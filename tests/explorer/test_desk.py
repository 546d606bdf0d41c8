"""The desk: the newest question of a slot wins."""

from __future__ import annotations

from homeward.explorer.desk import Desk


def test_a_newer_question_of_the_same_slot_takes_the_place_of_the_older():
    desk = Desk()
    with desk.asked("tab A") as older, desk.asked("tab B") as other:
        assert older.is_wanted()
        with desk.asked("tab A") as newer:
            assert not older.is_wanted()
            assert newer.is_wanted()
            assert other.is_wanted()


def test_questions_without_a_slot_leave_each_other_alone():
    desk = Desk()
    with desk.asked(None) as one, desk.asked(None) as other:
        assert one.is_wanted()
        assert other.is_wanted()


def test_what_is_answered_is_forgotten():
    desk = Desk()
    with desk.asked("tab A") as first:
        pass
    with desk.asked("tab A"):
        assert first.is_wanted()


def test_closing_drops_all():
    desk = Desk()
    with desk.asked(None) as one, desk.asked("tab A") as other:
        desk.drop_all()
        assert not one.is_wanted()
        assert not other.is_wanted()

"""The pending: the newest question of a slot wins."""

from __future__ import annotations

from homeward.explorer.web.pending_requests import PendingRequests


def test_a_newer_question_of_the_same_slot_takes_the_place_of_the_older():
    pending = PendingRequests()
    with pending.asked("tab A") as older, pending.asked("tab B") as other:
        assert older.is_wanted()
        with pending.asked("tab A") as newer:
            assert not older.is_wanted()
            assert newer.is_wanted()
            assert other.is_wanted()


def test_questions_without_a_slot_leave_each_other_alone():
    pending = PendingRequests()
    with pending.asked(None) as one, pending.asked(None) as other:
        assert one.is_wanted()
        assert other.is_wanted()


def test_what_is_answered_is_forgotten():
    pending = PendingRequests()
    with pending.asked("tab A") as first:
        pass
    with pending.asked("tab A"):
        assert first.is_wanted()


def test_closing_drops_all():
    pending = PendingRequests()
    with pending.asked(None) as one, pending.asked("tab A") as other:
        pending.drop_all()
        assert not one.is_wanted()
        assert not other.is_wanted()

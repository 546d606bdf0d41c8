"""The account (model §9): where everybody is on the first day, and nobody lost since."""

from __future__ import annotations

from homeward.catalogue import STOCKS
from homeward.engine.simulated import Simulated
from homeward.model.communities import account


def test_everybody_is_counted_every_day(tiny_run: Simulated):
    people = sum(tiny_run.stocks[stock.name].values.sum(axis=2) for stock in STOCKS)
    entered = tiny_run.flows["external_arrivals"].values.sum(axis=2).cumsum(axis=1)
    assert (people - entered == (people - entered)[:, :1]).all()
    assert (entered[:, -1] >= 60).all()


def test_every_status_has_a_number_of_its_own():
    numbers = [
        account.WELL,
        account.NEGATIVE_STOCK,
        account.PEOPLE_LOST,
        account.NOT_A_NUMBER,
        account.STOPPED,
        account.OUTGROWN,
    ]
    assert numbers == list(range(6))

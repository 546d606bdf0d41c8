"""Streams of chance of the flee walk (model §12.9)."""

from homeward.model.camps.flee_walk import walk_streams as streams
from homeward.model.communities import ledger


def numbers(module: object) -> list[int]:
    return [
        value for name, value in vars(module).items() if name.isupper() and isinstance(value, int)
    ]


def test_no_stream_is_used_twice():
    ours = numbers(streams)
    assert len(ours) == len(set(ours)) == 3
    assert min(ours) > max(number for number in numbers(ledger) if number < 40)
    assert max(ours) < 2**12

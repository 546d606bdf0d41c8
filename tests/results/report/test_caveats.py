"""What every report says of its limits."""

from __future__ import annotations

from homeward.results.report import caveats as limits


def test_refused_uses_are_named() -> None:
    said = " ".join(limits.REFUSED)
    for word in ("targets", "borders", "against their will", "single person", "ranking"):
        assert word in said


def test_return_is_never_recommended() -> None:
    everything = " ".join([*limits.ASSUMES, *limits.LIMITS, *limits.REFUSED, limits.RETURN])
    assert "safe" not in everything
    assert "voluntary" in limits.RETURN

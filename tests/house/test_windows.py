"""Only what Windows itself refuses is skipped."""

from __future__ import annotations

import pytest

from windows import skipped_on_windows


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        (ValueError("preexec_fn is not supported on Windows platforms"), "heed interrupts"),
        (OSError("[WinError 1314] A required privilege is not held by the client"), "links"),
    ],
)
def test_what_windows_refuses_is_skipped(refused: Exception, reason: str) -> None:
    with pytest.raises(pytest.skip.Exception, match=reason), skipped_on_windows():
        raise refused


def test_anything_else_fails() -> None:
    with pytest.raises(ValueError, match="another"), skipped_on_windows():
        raise ValueError("another")

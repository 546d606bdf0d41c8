"""What Windows refuses to do at all is skipped there, and not failed."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import pytest

NOT_ON_WINDOWS = {
    "preexec_fn is not supported": "Windows starts no process that was told to heed interrupts",
    "WinError 1314": "this account of Windows may not make links",
}
"""Why a test is skipped, by what Windows says of what was asked."""


@contextmanager
def skipped_on_windows() -> Generator[None]:
    try:
        yield
    except (OSError, ValueError) as refused:
        for said, reason in NOT_ON_WINDOWS.items():
            if said in str(refused):
                pytest.skip(reason)
        raise

"""Giving up what only an administrator may: reading files that are forbidden."""

from __future__ import annotations

import ctypes
import os
import sys

_VERSION_3 = 0x20080522
_OVERRIDE, _SEARCH = 1, 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of Linux."""


def give_up_reading_everything() -> None:
    """Let this process be refused what it may not read, as other people's are; on Linux, for the administrator."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted, inheritable; twice
    if libc.capget(header, sets) == 0:
        sets[0] &= ~(1 << _OVERRIDE | 1 << _SEARCH)
        libc.capset(header, sets)

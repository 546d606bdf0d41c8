"""Where commands print: the terminal, or a page wide enough for tables where there is none to ask."""

from __future__ import annotations

from rich.console import Console

WIDTH = 132
"""Columns where there is no terminal to ask."""


def screen() -> Console:
    """Give a console on standard output."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    return console

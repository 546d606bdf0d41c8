"""The width of what is printed where there is no terminal."""

from __future__ import annotations

import pytest

from homeward.cli.output import WIDTH, screen


def test_without_a_terminal_a_table_has_room(capsys: pytest.CaptureFixture[str]):
    console = screen()
    assert console.width == WIDTH
    console.print("x" * (WIDTH + 1))
    assert capsys.readouterr().out.splitlines()[0] == "x" * WIDTH

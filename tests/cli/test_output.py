"""The width of what is printed where there is no terminal."""

from __future__ import annotations

import pytest

from homeward.cli.output import WIDTH, make_table, screen, show


def test_without_a_terminal_a_table_has_room(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("COLUMNS", raising=False)
    console = screen()
    assert console.width == WIDTH
    console.print("x" * (WIDTH + 1))
    assert capsys.readouterr().out.splitlines()[0] == "x" * WIDTH
    monkeypatch.setenv("COLUMNS", "200")
    assert screen().width == 200


def test_nothing_in_a_table_is_cut_however_narrow_it_is(capsys: pytest.CaptureFixture[str]):
    names = [f"a_long_name_of_a_figure_{number}" for number in range(6)]
    table = make_table("", "observation", *map(str, range(9)), left=("0",))
    for name in names:
        table.add_row(name, "2017-09-15", *["111,910 [97,400-190,285]"] * 8)
    show(table)
    said = capsys.readouterr().out
    assert "…" not in said

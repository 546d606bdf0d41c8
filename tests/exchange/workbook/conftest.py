"""One workbook of `tiny`, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from homeward.exchange.workbook.write_book import write_book


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("book") / "tiny.xlsx"
    write_book("tiny", made)
    return made

"""The notebooks run from their first cell to their last, and do what the page of commands lists."""

from __future__ import annotations

import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "docs" / "notebooks"
CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?::[^\n]*\n)*(.*?)^```$", re.MULTILINE | re.DOTALL)
SECONDS = 900
"""Most that a cell may take."""

needs_conflicts = pytest.mark.skipif(
    not os.environ.get("HOMEWARD_CONFLICTS"), reason="HOMEWARD_CONFLICTS is not set"
)


def cells_of(text: str) -> list[str]:
    """The cells of a notebook that is written as a page."""
    return [cell.strip() for cell in CELL.findall(text)]


def execute(cells: list[str], folder: Path) -> list[nbformat.NotebookNode]:
    """Execute cells one after the other, in a kernel of its own, in a folder; the cells with what they gave."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    return client.execute().cells


@pytest.mark.slow
def test_what_is_listed_is_done_in_python(tmp_path: Path):
    execute(cells_of((NOTEBOOKS / "everything-in-python.md").read_text(encoding="utf-8")), tmp_path)


@needs_conflicts
@pytest.mark.slow
def test_the_table_of_six_conflicts_is_made_again(tmp_path: Path):
    execute(cells_of((NOTEBOOKS / "six-conflicts.md").read_text(encoding="utf-8")), tmp_path)


def test_every_command_in_brief_is_named():
    table = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    commands = set(re.findall(r"`homeward (\w+)", table))
    notebook = (NOTEBOOKS / "everything-in-python.md").read_text(encoding="utf-8")
    assert len(commands) > 10
    assert commands <= set(re.findall(r"homeward[ .](\w+?)(?:_flee)?\b", notebook))


def test_cells_are_read_in_order_without_their_options():
    text = "# A\n\n```{code-cell} ipython3\n:tags: [x]\na = 1\n```\n\ntext\n\n```python\nno = 1\n```\n\n```{code-cell}\na\n```\n"
    assert cells_of(text) == ["a = 1", "a"]


def test_a_cell_that_fails_is_seen(tmp_path: Path):
    """Negative control."""
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        execute(["1 / 0"], tmp_path)

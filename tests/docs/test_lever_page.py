"""The lever of the how-to acts in the scenario of the tutorial, and is as short as it says."""

from __future__ import annotations

import re
from pathlib import Path

from homeward.api.arguments import as_scenario
from homeward.scenario.blank.new_blank import new_blank

DOCS = Path(__file__).parents[2] / "docs"
FENCE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_lever_of_the_page_acts(tmp_path: Path):
    answers = FENCE.search((DOCS / "tutorials/first-conflict.md").read_text(encoding="utf-8"))
    lever = FENCE.search((DOCS / "how-to/lever.md").read_text(encoding="utf-8"))
    assert answers is not None
    assert lever is not None
    assert len(lever[1].splitlines()) <= 7
    folder = new_blank(tmp_path / "ninewa", answers[1].encode())
    (folder / "levers.yaml").write_text(lever[1], encoding="utf-8")
    found = as_scenario(str(folder), ["houses_rebuilt"])
    rebuilt = [
        str(row.start)
        for row in found.conditions
        if (row.place, row.variable, row.value.value) == ("sinjar", "dwellings_usable", 0.9)
    ]
    assert rebuilt == ["2020-01-01"]

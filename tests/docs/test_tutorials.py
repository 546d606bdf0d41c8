"""Every command of a tutorial does what the page says, with fewer members than it asks for; the README stays short."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cli.command import call

ROOT = Path(__file__).parents[2]
TUTORIALS = sorted((ROOT / "docs/tutorials").glob("*-*.md"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FEWER = {"--members": "4", "--budget": "240", "--fit-before": "2019-06-01"}
"""What costs time is asked for less of, or up to an earlier day: what is printed is a better number."""
LEAST = {"check": "32", "forecast": "24", "explain": "2"}
"""Fewest members of a command, where four are too few, or too many to wait for."""
SHORTER = {"explain": ["--on", "2015-06-30"]}
"""And of fewer days, where a command runs each member many times."""


def commands(page: str) -> list[list[str]]:
    """The commands that a page prints to be typed, word by word."""
    blocks = [text for kind, text in FENCE.findall(page) if kind == "console"]
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line]


def files(page: str) -> dict[str, str]:
    """Files that a page says to save: blocks whose first line is their name."""
    named = (
        (text.partition("\n")[0], text) for kind, text in FENCE.findall(page) if kind == "yaml"
    )
    return {first.removeprefix("# "): text for first, text in named if first.startswith("# ")}


def cheaply(words: list[str]) -> list[str]:
    """The same with as few members as will do."""
    made = words[1:]
    for option, value in FEWER.items():
        if option in made:
            made[made.index(option) + 1] = LEAST.get(words[1], value)
    return made + SHORTER.get(words[1], [])


@pytest.mark.slow
@pytest.mark.parametrize("page", TUTORIALS, ids=lambda page: page.stem)
def test_every_command_of_a_tutorial_ends_well(page: Path, tmp_path: Path):
    text = page.read_text(encoding="utf-8")
    for name, content in files(text).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    asked = commands(text)
    assert len(asked) >= 3
    for words in asked:
        assert words[0] == "homeward"
        done = call(*cheaply(words), cwd=tmp_path)
        assert done.returncode == 0, (words, done.stderr)


def test_commands_and_files_are_found():
    """Negative control: what is in another kind of block is not run."""
    page = "```console\nhomeward run a --members 200\n```\n```\nhomeward explore a\n```\n```yaml\n# a.yaml\nb: 1\n```\n"
    assert commands(page) == [["homeward", "run", "a", "--members", "200"]]
    assert cheaply(commands(page)[0]) == ["run", "a", "--members", "4"]
    assert files(page) == {"a.yaml": "# a.yaml\nb: 1\n"}


def test_every_tutorial_is_tried():
    assert [page.stem for page in TUTORIALS] == ["first-conflict", "first-forecast", "first-run"]


def test_the_readme_is_short_and_its_test_command_is_found():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 70
    found = [line for line in lines if re.match(r"pip install '\.\[test\]' && pytest", line)]
    assert found == ["pip install '.[test]' && pytest -n auto"]
    assert "^pip install '.\\[test\\]' && pytest" in (ROOT / ".ci/run").read_text(encoding="utf-8")

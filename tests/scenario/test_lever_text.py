"""levers.yaml."""

from homeward.scenario.lever_text import read_levers
from homeward.scenario.yaml_text import read_yaml


def test_no_levers_is_legal():
    assert read_levers(read_yaml("levers.yaml", b"{}")) == ((), [])
    assert read_levers(read_yaml("levers.yaml", b"# none\n")) == ((), [])


def test_a_change_without_where_adds_a_row():
    text = b"""\
a:
  title: A
  what: Does a.
  changes:
    - table: control
      set: {place: here, actor: them}
    - table: control
      where: {}
      set: {actor: them}
"""
    (lever,), problems = read_levers(read_yaml("levers.yaml", text))
    assert problems == []
    assert [change.where for change in lever.changes] == [None, {}]
    assert [change.line for change in lever.changes] == [5, 7]

"""levers.yaml."""

from datetime import date

from homeward.scenario.reading.lever_text import read_levers
from homeward.scenario.text.yaml_text import read_yaml


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


BELIEVED = b"""\
a:
  title: A
  what: Does a.
  from: 2015-06-01
  value: {default: 0.5, low: 0, high: 1, meaning: a share}
  trust: [north, south]
  changes:
    - table: harms
      where: {}
      set: {rate: "{value}"}
"""


def test_a_lever_has_a_day_and_a_value():
    (lever, _), problems = read_levers(read_yaml("levers.yaml", BELIEVED))
    assert problems == []
    assert lever.start == date(2015, 6, 1)
    assert lever.value is not None
    assert (lever.value.default, lever.value.low, lever.value.high) == (0.5, 0, 1)
    assert lever.value.meaning == "a share"
    assert lever.changes[0].cells == {"rate": "{value}"}


def test_a_lever_with_trust_comes_twice():
    (learned, believed), _ = read_levers(read_yaml("levers.yaml", BELIEVED))
    assert (learned.trust, learned.believed) == (("north", "south"), ())
    assert (believed.trust, believed.believed) == ((), ("north", "south"))
    assert (believed.name, believed.title) == ("a_believed", "A (believed at once)")
    assert believed.what == "Does a. People believe it at once."
    assert believed.changes == learned.changes
    assert (believed.start, believed.value) == (learned.start, learned.value)


def test_trust_is_a_word_or_a_list():
    word = BELIEVED.replace(b"[north, south]", b"north south")
    assert read_levers(read_yaml("levers.yaml", word)) == read_levers(
        read_yaml("levers.yaml", BELIEVED)
    )

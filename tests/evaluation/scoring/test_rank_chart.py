"""Where figures fall among the members, as a picture."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np

from evaluation.scoring.test_headline import made_up, observed, scored
from homeward.evaluation.scoring.rank_chart import BINS, count_ranks, draw_ranks, likely
from homeward.evaluation.scoring.score import score_one


def test_figures_are_counted_from_below_all_members_to_above_all():
    row = observed(made_up(1)[0])
    at = [score_one(row, np.arange(99.0) - shift + row.value) for shift in (-1, 49.5, 110)]
    assert [count_ranks([one]).index(1) for one in at] == [0, 5, BINS - 1]
    assert count_ranks([one.published() for one in at]) == count_ranks(at)


def test_what_is_likely_holds_the_expected_count():
    """Of 100 figures, 10 a bin with a deviation of 3: 5 to 15 nine times of ten."""
    assert likely(100) == (5, 15)
    assert likely(0) == (0, 0)
    for figures in (1, 7, 40):
        low, high = likely(figures)
        assert low <= figures / BINS <= high


def test_the_picture_says_how_many_figures_there_are():
    rows = made_up(2)
    drawn = draw_ranks([*scored(rows[:4]), *scored(rows[4:], "test")], "tiny, 12 members")
    ElementTree.fromstring(drawn)
    for words in ("tiny, 12 members", "fit: 4 figures", "test: 6 figures", "below all members"):
        assert words in drawn
    assert "nan" not in drawn


def test_no_text_runs_out_of_the_picture():
    drawn = draw_ranks(scored(made_up(3)), "a scenario of a long name, 2000 members")
    root = ElementTree.fromstring(drawn)
    width = float(root.attrib["viewBox"].split()[2])
    said = [one for one in root.iter() if one.tag.endswith("}text")]
    assert len(said) > 10
    for one in said:
        x, words = float(one.attrib["x"]), one.text or ""
        sides = {"end": x, "middle": 2 * min(x, width - x)}
        room = sides.get(one.attrib.get("text-anchor", "start"), width - x)
        assert len(words) * 6.2 < room or len(words) < 6, words


def test_nothing_predicted_is_an_empty_picture():
    ElementTree.fromstring(draw_ranks([], "nothing"))

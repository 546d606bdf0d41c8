"""The fan chart."""

from __future__ import annotations

from xml.etree import ElementTree

from homeward.evaluation.forecast.fan_chart import draw_fan
from homeward.evaluation.forecast.shown_forecast import ShownForecast

SVG = "{http://www.w3.org/2000/svg}"


def test_every_quantity_has_bands_and_a_line_for_each_storyline(shown: ShownForecast):
    root = ElementTree.fromstring(draw_fan(shown))
    panels = [group for group in root.findall(f"{SVG}g") if group.get("transform")]
    assert len(panels) == len(shown.quantities)
    for panel in panels:
        paths = panel.findall(f"{SVG}path")
        assert sum(path.get("class") == "line" for path in paths) == 3
        assert sum(path.get("fill-opacity") is not None for path in paths) == 4


def test_what_came_later_is_hollow(shown: ShownForecast):
    root = ElementTree.fromstring(draw_fan(shown))
    fills = [dot.get("fill") for dot in root.iter(f"{SVG}circle")]
    assert fills.count("#ffffff") == 2
    assert len(fills) == 5


def test_it_says_what_it_shows(shown: ShownForecast):
    said = "".join(
        text.text or "" for text in ElementTree.fromstring(draw_fan(shown)).iter(f"{SVG}text")
    )
    assert "The town falls again (20%)" in said
    assert "Returns since 15 February 2031" in said

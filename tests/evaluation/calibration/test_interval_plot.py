"""Prior and posterior as a picture (model §18.6)."""

import xml.etree.ElementTree as ET

from evaluation.calibration.test_informed import UNKNOWNS, made
from homeward.evaluation.calibration.informed import informed
from homeward.evaluation.calibration.interval_plot import LEFT, RIGHT, interval_plot


def test_every_unknown_has_a_bar_within_its_range_and_pale_is_what_nothing_was_said_of():
    found = informed(UNKNOWNS, made())
    root = ET.fromstring(interval_plot(found))
    dots = [one for one in root.iter() if one.tag.endswith("circle")]
    assert len(dots) == 3
    assert [dot.get("opacity") for dot in dots] == ["1", "1", "0.3"]
    assert all(LEFT <= float(dot.get("cx", 0)) <= RIGHT for dot in dots)
    words = {one.text for one in root.iter() if one.tag.endswith("text")}
    assert {"told", "moved", "untold"} <= words

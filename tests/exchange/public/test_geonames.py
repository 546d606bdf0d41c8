"""Towns of GeoNames as the centres of areas: the largest within an outline, by another route than the index."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from exchange.public.small_downloads import BOXES, ask, make_downloads
from homeward.exchange.public.geonames import NAMES
from homeward.exchange.public.import_public import import_public
from homeward.exchange.public.recognise import LeftOut, Taken, recognised


def place(number: int, latitude: float, longitude: float, people: int, **other: str) -> str:
    row = dict.fromkeys(NAMES, "") | {
        "geonameid": str(number), "name": f'Town "{number}"', "latitude": str(latitude), "longitude": str(longitude),
        "feature_class": "P", "country_code": "SD", "population": str(people), **other,
    }  # fmt: skip
    return "\t".join(row.values())


ROWS = (
    place(1, 15.3, 26.4, 90_000),
    place(2, 15.9, 27.9, 250_000),
    place(3, 14.2, 28.3, 0),
    place(4, 13.1, 26.2, 4_000_000, feature_class="A"),
    place(5, 12.7, 26.9, 12_000),
    place(6, 12.2, 28.8, 700_000, country_code="TD"),
)


def test_the_largest_town_of_an_area_is_its_centre(tmp_path: Path):
    folder = make_downloads(tmp_path / "downloads")
    import_public([folder], ask(), to=tmp_path / "before", works_back=False)
    (folder / "SD.txt").write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    made = import_public([folder], ask(), to=tmp_path / "made", works_back=False)
    places = pd.read_csv(tmp_path / "made" / "places.csv").set_index("place")
    assert places.loc["sd01", ["latitude", "longitude"]].tolist() == [15.9, 27.9]
    assert places.loc["sd03", ["latitude", "longitude"]].tolist() == [12.7, 26.9], (
        "an area is no town"
    )
    was = pd.read_csv(tmp_path / "before" / "places.csv").set_index("place")
    for name in ("sd02", "sd04"):
        assert places.loc[name, "latitude"] == was.loc[name, "latitude"], (
            "nobody known, or another country"
        )
        west, south = BOXES[name.upper()]
        assert west < places.loc[name, "longitude"] < west + 2
        assert south < places.loc[name, "latitude"] < south + 2
    assert any("2 areas have their centre at their largest town" in note for note in made.notes)
    assert "geonames_areas" in places.loc["sd01", "claims"]


@pytest.mark.parametrize(
    "row", [ROWS[0].replace("26.4", "east"), ROWS[0].replace("\tP\t", "\tPPL\t"), ROWS[0] + "\t"]
)
def test_what_only_looks_like_a_dump_is_left_out(tmp_path: Path, row: str):
    (tmp_path / "SD.txt").write_text(row + "\n", encoding="utf-8")
    with recognised([tmp_path / "SD.txt"]) as found:
        assert isinstance(found[0], LeftOut)


def test_quotes_in_names_join_no_lines(tmp_path: Path):
    (tmp_path / "SD.txt").write_text(
        "\n".join(ROWS).replace('Town "1"', '"Town') + "\n", encoding="utf-8"
    )
    with recognised([tmp_path / "SD.txt"]) as found:
        assert isinstance(found[0], Taken)
        assert found[0].seen.rows == len(ROWS)

"""Excerpts of real files, where they are to be had: recognised, joined by geometry, one command to a folder."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest

from homeward.api.check import check
from homeward.exchange.public.ask import Ask
from homeward.exchange.public.import_public import Imported, import_public
from homeward.exchange.public.recognise import LeftOut, Taken, recognised

SUDAN = Ask("SDN", dt.date(2026, 4, 1), dt.date(2026, 6, 30))
PROVINCES = {
    "CD10": (-4.32, 15.31), "CD20": (-5.2, 14.3), "CD31": (-4.8, 17.04), "CD32": (-3.32, 17.38), "CD33": (-1.94, 18.28),
    "CD41": (0.05, 18.26), "CD42": (3.25, 19.77), "CD43": (4.28, 21.0), "CD44": (2.15, 21.51), "CD45": (-0.28, 20.88),
    "CD51": (0.52, 25.2), "CD52": (2.79, 24.73),
}  # fmt: skip
"""Seats of provinces of the DRC that the excerpt of COD-PS has, by hand."""
KNOWN_OTHERWISE = {"625037": "SD19", "628599": "SD19"}
"""Events at Abyei, which is an area of its own in the boundaries and West Kordofan to UCDP."""


@pytest.fixture(scope="module")
def sudan(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return import_public(
        [samples], SUDAN, to=tmp_path_factory.mktemp("sudan") / "sdn", works_back=False
    )


def test_every_file_is_recognised_or_left_out_with_a_reason(samples: Path):
    with recognised([samples]) as found:
        seen = {one.name.partition(", ")[0] for one in found}
        assert all(
            one.why.endswith(".") and len(one.why) > 10 for one in found if isinstance(one, LeftOut)
        )
        assert all(one.seen.rows for one in found if isinstance(one, Taken))
    files = {path.relative_to(samples).as_posix() for path in samples.rglob("*") if path.is_file()}
    assert seen == files


def test_sudan_is_made_in_one_command_without_errors(sudan: Imported):
    assert not check(sudan.folder).errors
    assert sudan.rows["presence"] > 10
    assert sudan.rows["displaced"] > 200


def is_inside(x: float, y: float, ring: list[list[float]]) -> bool:
    """By crossings of a ray, in plain Python: another route than shapely's."""
    inside = False
    for (x1, y1, *_), (x2, y2, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def areas_of(samples: Path) -> list[tuple[str, str, list[list[list[float]]]]]:
    tree = json.loads((samples / "cod_ab" / "sdn_admin1_v03_simplified.geojson").read_text("utf-8"))
    found = []
    for one in tree["features"]:
        shape = one["geometry"]
        parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        found.append(
            (
                one["properties"]["adm1_pcode"],
                one["properties"]["adm1_name"],
                [part[0] for part in parts],
            )
        )
    return found


def worded(name: object) -> str:
    text = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode().lower()
    return re.sub(r"\b(state|province)\b|[^a-z]", "", text)


def test_46_events_are_in_states_two_of_them_in_all_and_none_in_a_wrong_one(
    samples: Path, sudan: Imported
):
    table = pd.read_csv(samples / "ucdp_candidate" / "GEDEvent_v26_0_4_excerpt.csv")
    table = table[table["country"] == "Sudan"].set_index("id")
    assert len(table) == 46
    placed = {one.event.key: one.pcode for one in sudan.placed.placed if one.share == 1}
    spread: dict[str, float] = defaultdict(float)
    for one in sudan.placed.placed:
        spread[one.event.key] += one.share if one.share < 1 else 0.0
    of_country = set(table.index[table["where_prec"] == 6].astype(str))
    assert {key for key, share in spread.items() if share} == of_country
    assert all(spread[key] == pytest.approx(1) for key in of_country)
    assert placed.keys() == set(table.index.astype(str)) - of_country
    assert (len(placed), len(of_country)) == (44, 2)
    areas = areas_of(samples)
    label = {code: name for code, name, _ in areas}
    by_ray = 0
    for key, code in placed.items():
        row = table.loc[int(key)]
        inside = [
            one
            for one, _, rings in areas
            if any(is_inside(row["longitude"], row["latitude"], ring) for ring in rings)
        ]
        by_ray += bool(inside)
        assert not inside or code in inside, key
        assert KNOWN_OTHERWISE.get(key, "") == code or worded(label[code]) == worded(
            row["adm_1"]
        ), (key, label[code], row["adm_1"])
    assert by_ray >= 40


def test_the_figures_are_those_of_the_files(samples: Path, sudan: Imported):
    """By pandas."""
    dtm = pd.read_csv(
        samples / "dtm_api" / "global-iom-dtm-from-api_SDN_admin1_2025-05_totals.csv", skiprows=[1]
    )
    held = pd.read_csv(sudan.folder / "displaced.csv")
    inside = held[~held["place"].str.startswith("abroad_")]
    assert inside["people"].sum() == pytest.approx(dtm["numPresentIdpInd"].sum(), abs=200)
    places = pd.read_csv(sudan.folder / "places.csv")
    people = pd.read_csv(samples / "cod_ps" / "sdn_admpop_adm1_2024_reshaped.csv").set_index(
        "ADM1_PCODE"
    )["T_TL"]
    present = dtm.set_index("admin1Pcode")["numPresentIdpInd"]
    at_home = places.dropna(subset="population").set_index("pcode")["population"]
    entered = pd.read_csv(sudan.folder / "arrivals.csv").groupby("home")["people"].sum()
    away = present.add(entered.rename(index=str.upper), fill_value=0)
    expected = (people - away).clip(lower=0.1 * people)
    assert (at_home - expected.reindex(at_home.index)).abs().max() < 5, (
        "rows of fewer than ten are left out"
    )


def test_the_drc_is_made_with_centres_given_by_hand(samples: Path, tmp_path: Path):
    centres = "adm1_pcode,latitude,longitude\n" + "".join(
        f"{code},{y},{x}\n" for code, (y, x) in PROVINCES.items()
    )
    (tmp_path / "centres.csv").write_text(centres, encoding="utf-8")
    ask = Ask("COD", dt.date(2023, 1, 1), dt.date(2024, 12, 31))
    made = import_public(
        [samples, tmp_path / "centres.csv"], ask, to=tmp_path / "cod", works_back=False
    )
    assert made.rows["places"] == len(PROVINCES)
    assert made.rows["observations"] >= 3
    assert not check(tmp_path / "cod").errors


def test_pitfalls_that_are_files_are_told(samples: Path):
    folder = samples.parent / "pitfalls"
    if not folder.is_dir():
        pytest.skip("there is no folder of pitfalls beside the samples")
    with recognised([folder]) as found:
        left = {one.name[:2]: one.why for one in found if isinstance(one, LeftOut)}
        notes = {one.name[:2]: " ".join(one.notes) for one in found if isinstance(one, Taken)}
    assert "tags" in notes["01"]
    assert "spreadsheet" in left["02"]
    assert "9 columns" in left["03"]
    assert "sorted (624800, 628283)" in left["04"]
    assert "middle of a province" in left["05"]
    assert "lines above the header" in notes["06"]
    assert "UTF-8" in left["11"]
    assert "of several areas" in notes["15"]
    assert "row of sums" in notes["16"]
    assert {"07", "08", "09", "12", "13", "14"} <= set(notes)

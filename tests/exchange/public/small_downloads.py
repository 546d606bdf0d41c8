"""Downloads of a country that is drawn by hand: the forms are those of the sources, every figure is invented."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from homeward.exchange.public.ask import Ask
from homeward.exchange.public.ucdp import NOW

START, END = dt.date(2023, 1, 1), dt.date(2024, 12, 31)
CODES = ("SD01", "SD02", "SD03", "SD04")
BOXES = {"SD01": (26, 14), "SD02": (28, 14), "SD03": (26, 12), "SD04": (28, 12)}
"""South-west corners, longitude and latitude, of areas of 2 by 2 degrees."""
PEOPLE = {"SD01": 1_000_000, "SD02": 2_000_000, "SD03": 500_000, "SD04": 1_500_000}


def ask(**asked: object) -> Ask:
    """What is asked, unless it is said otherwise."""
    return Ask(**{"country": "SDN", "start": START, "end": END, "members": 120, **asked})


def square(west: float, south: float, size: float = 2.0) -> list[list[list[float]]]:
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def areas_json() -> str:
    features = [
        {
            "type": "Feature",
            "properties": {"adm1_name": f"Area {code[-1]}", "adm1_pcode": code, "adm0_pcode": "SD"},
            "geometry": {"type": "Polygon", "coordinates": square(*BOXES[code])},
        }
        for code in CODES
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def event(number: int, day: str, code: str, deaths: int, **other: object) -> dict[str, object]:
    west, south = BOXES[code]
    return {
        **dict.fromkeys(NOW, ""),
        "id": 1000 + number, "relid": f"SUD-{number}", "year": day[:4], "active_year": "true", "code_status": "Clear",
        "type_of_violence": 1, "side_a": "Government of Exampleland", "side_b": "Front", "where_prec": 1,
        "adm_1": "a name that nobody joins by", "latitude": south + 1.1, "longitude": west + 0.9, "country": "Sudan",
        "country_id": 625, "date_prec": 1, "date_start": f"{day} 00:00:00.000", "date_end": f"{day} 00:00:00.000",
        "best": deaths, "high": deaths + 5, "low": max(deaths - 5, 0), **other,
    }  # fmt: skip


def events() -> list[dict[str, object]]:
    """Two events a month in SD01, one in SD03: 48 and 24."""
    months = [(year, month) for year in (2023, 2024) for month in range(1, 13)]
    found = []
    for number, (year, month) in enumerate(months):
        found.append(event(3 * number, f"{year}-{month:02d}-03", "SD01", 30))
        found.append(event(3 * number + 1, f"{year}-{month:02d}-17", "SD01", 20))
        found.append(event(3 * number + 2, f"{year}-{month:02d}-20", "SD03", 10))
    return found


def write_events(path: Path, rows: Sequence[dict[str, object]]) -> Path:
    return write_csv(path, NOW, [list(row.values()) for row in rows])


DTM_HEADER = [
    "id",
    "operation",
    "admin0Name",
    "admin0Pcode",
    "admin1Name",
    "admin1Pcode",
    "admin2Name",
    "admin2Pcode",
    "adminLevel",
    "numPresentIdpInd",
    "reportingDate",
    "yearReportingDate",
    "monthReportingDate",
    "roundNumber",
    "displacementReason",
    "numberMales",
    "numberFemales",
    "idpOriginAdmin1Name",
    "idpOriginAdmin1Pcode",
    "assessmentType",
    "operationStatus",
]


def dtm_row(
    day: str, code: str, people: object, origin: str = "Not available", **other: str
) -> list[object]:
    row = {
        **dict.fromkeys(DTM_HEADER, ""), "operation": "Clashes", "admin0Name": "Sudan", "admin0Pcode": "SDN",
        "admin1Pcode": code, "adminLevel": 1, "numPresentIdpInd": people, "reportingDate": f"{day}T00:00:00",
        "roundNumber": 1, "displacementReason": "Conflict", "idpOriginAdmin1Pcode": origin, **other,
    }  # fmt: skip
    return list(row.values())


def dtm_rows() -> list[list[object]]:
    return [
        dtm_row("2022-12-01", "SD02", 60_000, "SD01"),
        dtm_row("2022-12-01", "SD02", 20_000, "SD02"),
        dtm_row("2022-12-01", "SD04", 40_000, "SD03"),
        dtm_row("2022-12-01", "SD04", 7, "SD01"),
        dtm_row("2023-12-01", "SD02", 90_000),
        dtm_row("2023-12-01", "SD04", 50_000),
    ]


def make_downloads(folder: Path) -> Path:
    """Write every source into a folder."""
    folder.mkdir(parents=True)
    (folder / "areas.geojson").write_text(areas_json(), encoding="utf-8")
    people = [(code, "SD", PEOPLE[code], 2022) for code in CODES]
    write_csv(folder / "people.csv", ("ADM1_PCODE", "ADM0_PCODE", "T_TL", "year"), people)
    write_events(folder / "GEDEvent_v25_1.csv", events())
    write_csv(folder / "dtm.csv", DTM_HEADER, dtm_rows())
    unhcr = [
        ("Chad", "TCD", "Sudan", "SDN", "Refugees", "UNHCR", day, people)
        for day, people in (("2022-11-30", 40_000), ("2023-12-31", 60_000), ("2024-11-30", 90_000))
    ]
    header = [
        "Country",
        "ISO3",
        "Country of Origin",
        "ISO3 of Origin",
        "Population type",
        "Source",
        "Date",
        "Individuals",
    ]
    write_csv(folder / "situations.csv", header, unhcr)
    header = "iso3,country_name,year,new_displacement,new_displacement_rounded,total_displacement,total_displacement_rounded"
    years = [
        ("SDN", "Sudan", 2023, 150_000, 150_000, 240_000, 240_000),
        ("SDN", "Sudan", 2024, 130_000, 130_000, 300_000, 300_000),
    ]
    write_csv(folder / "gidd.csv", header.split(","), years)
    return folder

"""Where public data of a country are to be had, and what of it a folder still lacks: text, nothing is asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pycountry

from homeward.exchange.public.layouts import LayoutName
from homeward.exchange.public.recognise import Found, Taken
from homeward.exchange.public.sources import SOURCES, SourceName
from homeward.exchange.public.ucdp import GLEDITSCH_WARD


@dataclass(frozen=True)
class Wanted:
    """One thing that a scenario is made of."""

    what: str
    source: SourceName
    layouts: tuple[LayoutName, ...]
    is_needed: bool
    hint: str = ""


WANTED: tuple[Wanted, ...] = (
    Wanted(
        "areas with outlines",
        "cod_ab",
        ("cod_places", "centres"),
        is_needed=True,
        hint="{hdx}cod-ab-{iso3}",
    ),
    Wanted(
        "people by area",
        "cod_ps",
        ("cod_population", "cod_groups", "hapi_population"),
        is_needed=True,
        hint="{hdx}cod-ps-{iso3}",
    ),
    Wanted(
        "events of violence", "ucdp", ("ucdp",), is_needed=False, hint="country number {number}"
    ),
    Wanted(
        "events of violence, instead of UCDP",
        "acled",
        ("acled", "acled_months", "hapi_conflict"),
        is_needed=False,
    ),
    Wanted(
        "displaced people by area",
        "dtm",
        ("dtm_rounds", "dtm_list", "hapi_idps"),
        is_needed=False,
        hint="https://dtm.iom.int",
    ),
    Wanted(
        "people abroad",
        "unhcr",
        ("unhcr_situation", "unhcr_totals", "unhcr_solutions"),
        is_needed=False,
    ),
    Wanted(
        "movements and displaced of years", "idmc", ("idmc_years", "idmc_events"), is_needed=False
    ),
    Wanted("towns, for the centres of areas", "geonames", ("geonames",), is_needed=False),
    Wanted("roads, for `homeward import routes`", "osm", (), is_needed=False),
)


@dataclass(frozen=True)
class Row:
    """A thing wanted: where it is to be had, under which licence, and which files of it are there."""

    what: str
    where: str
    licence: str
    have: tuple[str, ...]
    is_needed: bool


def where_from(iso3: str, found: list[Found]) -> Iterator[Row]:
    """List what a scenario of a country is made of, and where it is to be had."""
    for one in WANTED:
        source = SOURCES[one.source]
        words = {
            "hdx": "https://data.humdata.org/dataset/",
            "iso3": iso3.lower(),
            "number": GLEDITSCH_WARD.get(iso3, "as its codebook lists"),
        }
        hint = f"; {one.hint.format(**words)}" if one.hint else ""
        have = tuple(
            file.name for file in found if isinstance(file, Taken) and _is_of(file, one, iso3)
        )
        yield Row(one.what, f"{source.where}{hint}", source.licence, have, one.is_needed)


def _is_of(file: Taken, wanted: Wanted, iso3: str) -> bool:
    if wanted.source == "osm":
        return file.is_roads
    country = pycountry.countries.get(alpha_3=iso3)
    codes = {iso3, country.alpha_2 if country else iso3}
    return file.layout.name in wanted.layouts and (
        not file.seen.countries or bool(codes & set(file.seen.countries))
    )

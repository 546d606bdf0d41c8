"""Layouts of the files that analysts hold, told apart by the names of their columns alone (decision 34)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from homeward.exchange.public.sources import SourceName

LayoutName = Literal[
    "ucdp", "acled", "acled_months", "hapi_conflict", "hapi_idps", "hapi_population",
    "dtm_rounds", "dtm_list", "unhcr_totals", "unhcr_solutions", "unhcr_situation",
    "idmc_years", "idmc_events", "cod_places", "cod_groups", "cod_population", "centres",
    "geonames", "pcodes", "pcode_lengths", "refused",
]  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """A form in which a source publishes.

    Parameters
    ----------
    needs
        Columns that must be there, as `plain` writes them; a bar separates names of one column.
    why_left
        Why such a file is left out, whatever it holds; empty: it is read.
    """

    name: LayoutName
    source: SourceName
    title: str
    needs: tuple[str, ...]
    why_left: str = ""


ADMIN_PCODE = re.compile(
    r"(?:adm|admin)_?([0-4])_?(?:pcode|p_code|code)|(?:admin)([0-4])pcode|adm([0-4])pcode"
)
"""Columns of place codes of the common operational datasets, in the forms of all years."""
_ORIGIN = "country_of_origin_iso|country_of_origin_code|iso3coo|coo_iso"
_ASYLUM = "country_of_asylum_iso|country_of_asylum_code|iso3coa|coa_iso"

LAYOUTS: tuple[Layout, ...] = (
    Layout("acled", "acled", "ACLED events", ("event_id_cnty", "event_date", "event_type")),
    Layout(
        "acled_months",
        "acled",
        "ACLED by month and area, on HDX",
        ("country", "admin1|admin2", "month", "year", "events", "fatalities"),
    ),
    Layout(
        "hapi_conflict",
        "acled",
        "HDX HAPI, conflict events by month (ACLED)",
        ("location_code", "event_type", "events", "fatalities", "reference_period_start"),
    ),
    Layout(
        "hapi_idps",
        "dtm",
        "HDX HAPI, internally displaced people (IOM DTM)",
        ("location_code", "operation", "population", "reporting_round", "reference_period_start"),
    ),
    Layout(
        "hapi_population",
        "cod_ps",
        "HDX HAPI, baseline population (COD-PS)",
        ("location_code", "gender", "age_range", "population", "reference_period_start"),
    ),
    Layout(
        "refused",
        "hapi",
        "HDX HAPI, humanitarian needs",
        ("location_code", "sector_code", "population_status", "population"),
        "needs by sector overlap and must not be added; no table of a scenario rests on them.",
    ),
    Layout(
        "refused",
        "hapi",
        "HDX HAPI, refugees or returnees",
        ("origin_location_code", "asylum_location_code", "population_group"),
        "it is made of UNHCR's tables, which are to be given instead: each figure is counted once.",
    ),
    Layout(
        "dtm_rounds",
        "dtm",
        "IOM DTM API, displaced people by round",
        ("operation", "numpresentidpind", "reportingdate"),
    ),
    Layout(
        "refused",
        "dtm",
        "IOM DTM API, list of operations",
        ("operation", "operationstatus"),
        "it lists operations and holds no figures.",
    ),
    Layout(
        "refused",
        "dtm",
        "IOM DTM, event tracking",
        ("date_incident", "idps_ind|idps_hh"),
        "it holds sites, their coordinates and small counts, which are sensitive.",
    ),
    Layout("unhcr_solutions", "unhcr", "UNHCR solutions", ("year", _ASYLUM, "ret|returned_refugees")),
    Layout(
        "refused",
        "unhcr",
        "UNHCR asylum decisions",
        ("year", _ASYLUM, "recognized|decisions_recognized|dec_recognized"),
        "it counts decisions, not people who moved.",
    ),
    Layout(
        "refused",
        "unhcr",
        "UNHCR demographics",
        ("year", _ASYLUM, "female_total|f_total", "male_total|m_total"),
        "ages and sexes are parts of the totals, which are to be given instead.",
    ),
    Layout(
        "unhcr_totals",
        "unhcr",
        "UNHCR end-year populations",
        ("year", f"{_ORIGIN}|{_ASYLUM}", "refugees|refugees_under_unhcr_s_mandate|ref"),
    ),
    Layout(
        "unhcr_situation",
        "unhcr",
        "UNHCR operational portal",
        ("iso3|geomaster_name", "iso3_of_origin|pop_origin_name", "date", "individuals"),
    ),
    Layout(
        "refused",
        "unhcr",
        "UNHCR operational portal, places by name",
        ("location_name", "data_date", "population"),
        "its places have names and no codes, and names are never joined by. "
        "The same figures with p-codes are IOM DTM's.",
    ),
    Layout(
        "refused",
        "other",
        "refugees by country, compiled",
        ("country", "data_date", "total_refugees|total_new_arrivals"),
        "its countries have names and no codes, several populations stand side by side, and no "
        "country of origin is given. The portal's own table has all three.",
    ),
    Layout(
        "idmc_years",
        "idmc",
        "IDMC GIDD, conflict, by year",
        ("iso3", "year", "new_displacement|total_displacement"),
    ),
    Layout(
        "idmc_events",
        "idmc",
        "IDMC IDU, preliminary events",
        ("iso3", "displacement_type", "figure", "displacement_date|displacement_start_date"),
    ),
    Layout("pcode_lengths", "cod_ab", "digits of p-codes", ("location", "country_length", "admin_1_length")),
    Layout("pcodes", "cod_ab", "global list of p-codes", ("location", "admin_level", "p_code", "name")),
    Layout(
        "refused",
        "hapi",
        "humanitarian needs (HPC)",
        ("country_iso3", "cluster", "category", "in_need"),
        "clusters and categories overlap and must not be added; no table of a scenario rests on them.",
    ),
    Layout(
        "refused",
        "other",
        "INFORM index",
        ("iso3", "indicatorname", "indicatorscore"),
        "it is an index of countries; no table of a scenario rests on it.",
    ),
    Layout("cod_groups", "cod_ps", "COD-PS, long", ("population_group", "population", "iso3|adm1_pcode")),
    Layout("cod_population", "cod_ps", "COD-PS, by area", ("@pcode", "t_tl|population|pop_total")),
    Layout("cod_places", "cod_ab", "COD-AB, areas", ("@pcode", "center_lat", "center_lon")),
    Layout("cod_places", "cod_ab", "COD-AB, areas without centres", ("@pcode", "valid_on|validon")),
    Layout("centres", "hand", "centres of areas", ("pcode|p_code|@pcode", "latitude|lat", "longitude|lon|long")),
    Layout("geonames", "geonames", "GeoNames, places", ("geonameid", "feature_class", "population")),
    Layout("ucdp", "ucdp", "UCDP GED", ("id", "best", "high|low|where_prec|date_start")),
    Layout(
        "refused",
        "other",
        "notes on another table",
        ("iso3", "date", "individuals", "origin"),
        "it says where the rows of another table come from.",
    ),
)  # fmt: skip
_IDPS = re.compile(
    r"(?:total_)?(?:no_)?(?:of_)?idps?(?:_ind(?:ividuals)?)?|idp_ind|idps_total|idps_present"
)
_MIGRANTS = re.compile(r"migrants?(?:_ind(?:ividuals)?)?|total_migrants")
_RETURNEES = re.compile(r"(?:total_)?returnees?(?:_ind(?:ividuals)?)?")
_PLACES = re.compile(
    r".*(?:pcode|p_code|state|lga|adm|district|governorate|region|location|area|baladiya).*"
)
LIST = Layout("dtm_list", "dtm", "IOM DTM, displaced people by area", ())
MIGRANTS = Layout(
    "refused",
    "dtm",
    "IOM DTM, migrants",
    (),
    "it counts migrants, who are neither displaced by fighting nor counted by a scenario.",
)
RETURNEES = Layout(
    "refused",
    "dtm",
    "IOM DTM, returnees",
    (),
    "it counts returnees by area, of whose homes it does not say where they were.",
)


def plain(name: str) -> str:
    """Write the name of a column in small letters, digits and underscores."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", ascii_name).strip("_")


def layout_of(names: Sequence[str]) -> Layout | None:
    """Tell the layout of a table by its header, as `plain` writes it; None if no layout has these columns."""
    known = set(names)
    if any(ADMIN_PCODE.fullmatch(name) for name in known):
        known.add("@pcode")
    for layout in LAYOUTS:
        if all(known & set(need.split("|")) for need in layout.needs):
            return layout
    return _list_of(names)


def _list_of(names: Sequence[str]) -> Layout | None:
    """Tell a list of one country's office, whose columns have no standard."""
    if not any(_PLACES.fullmatch(name) for name in names):
        return None
    for pattern, layout in ((_IDPS, LIST), (_MIGRANTS, MIGRANTS), (_RETURNEES, RETURNEES)):
        if any(pattern.fullmatch(name) for name in names):
            return layout
    return None


def idps_column(names: Sequence[str]) -> int | None:
    """Find the column of displaced people, not households."""
    return next((at for at, name in enumerate(names) if _IDPS.fullmatch(name)), None)


def level_of(names: Sequence[str]) -> int | None:
    """Return the deepest administrative level that the header has codes of."""
    found = [ADMIN_PCODE.fullmatch(name) for name in names]
    levels = [int(next(filter(None, one.groups()))) for one in found if one]
    return max(levels, default=None)


def pcode_column(names: Sequence[str], level: int) -> int | None:
    """Find the column of codes of a level."""
    for at, name in enumerate(names):
        one = ADMIN_PCODE.fullmatch(name)
        if one and int(next(filter(None, one.groups()))) == level:
            return at
    return None

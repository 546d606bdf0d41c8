"""Who publishes what, under which licence, and where it is to be had: said once, for documents, tables and messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SourceName = Literal[
    "ucdp",
    "acled",
    "dtm",
    "unhcr",
    "idmc",
    "cod_ab",
    "cod_ps",
    "hapi",
    "osm",
    "geonames",
    "hand",
    "other",
]


@dataclass(frozen=True)
class Source:
    """A publisher of data, as it asks to be cited."""

    name: SourceName
    title: str
    publisher: str
    licence: str
    where: str


SOURCES: dict[SourceName, Source] = {
    one.name: one
    for one in (
        Source(
            "ucdp",
            "UCDP Georeferenced Event Dataset",
            "Uppsala Conflict Data Program",
            "CC BY 4.0",
            "https://ucdp.uu.se/downloads/ (GED, and GED Candidate for the current year)",
        ),
        Source(
            "acled",
            "Armed Conflict Location & Event Data",
            "ACLED",
            "ACLED terms of use: raw data may not be passed on, so that sums alone are kept",
            "https://acleddata.com (an account is needed)",
        ),
        Source(
            "dtm",
            "Displacement Tracking Matrix",
            "International Organization for Migration (IOM)",
            "as its data set on HDX states; usually CC BY-IGO",
            "https://data.humdata.org/organization/international-organization-for-migration",
        ),
        Source(
            "unhcr",
            "Refugee Population Statistics Database",
            "UNHCR",
            "CC BY 4.0",
            "https://www.unhcr.org/refugee-statistics/download, and https://data.unhcr.org",
        ),
        Source(
            "idmc",
            "Global Internal Displacement Database",
            "Internal Displacement Monitoring Centre",
            "IDMC terms of use; CC BY-IGO on HDX",
            "https://www.internal-displacement.org/database/displacement-data",
        ),
        Source(
            "cod_ab",
            "Common operational dataset: administrative boundaries",
            "OCHA",
            "CC BY-IGO, unless its page says otherwise",
            "https://data.humdata.org/dashboards/cod (COD-AB, as GeoPackage, shapefile or GeoJSON)",
        ),
        Source(
            "cod_ps",
            "Common operational dataset: population statistics",
            "OCHA and UNFPA",
            "as its data set on HDX states; often CC BY-IGO",
            "https://data.humdata.org/dashboards/cod (COD-PS)",
        ),
        Source(
            "hapi",
            "Humanitarian API (HAPI)",
            "OCHA Centre for Humanitarian Data",
            "as the data set that each row names states",
            "https://data.humdata.org/organization/hdx-hapi",
        ),
        Source(
            "osm",
            "OpenStreetMap",
            "OpenStreetMap contributors",
            "ODbL 1.0: a table of routes made of it is a derivative database, under the same licence",
            "https://download.geofabrik.de, or the roads of HOT on HDX",
        ),
        Source(
            "geonames",
            "GeoNames",
            "GeoNames",
            "CC BY 4.0",
            "https://download.geonames.org/export/dump/ (the archive of the country)",
        ),
        Source("hand", "Table made by hand", "whoever imported it", "its maker's", "a spreadsheet"),
        Source("other", "", "", "", ""),
    )
}

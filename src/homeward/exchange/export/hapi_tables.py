"""Displaced people with the column names of HDX HAPI, so that notebooks that read HAPI read them at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from homeward.exchange.export.run_tables import RunTables, sum_or_withheld

if TYPE_CHECKING:
    import pandas as pd

LONGEST_OF_LEVEL_1 = 5
"""Letters and digits of a code, beyond which it is of the second level unless the user says otherwise."""
IDPS = [
    "location_code",
    "has_hrp",
    "in_gho",
    "provider_admin1_name",
    "provider_admin2_name",
    "admin1_code",
    "admin1_name",
    "admin2_code",
    "admin2_name",
    "admin_level",
    "operation",
    "assessment_type",
    "population",
    "reporting_round",
    "reference_period_start",
    "reference_period_end",
    "dataset_hdx_id",
    "resource_hdx_id",
    "warning",
    "error",
]
"""Columns of HAPI's bulk file of internally displaced people."""
REFUGEES = [
    "origin_location_code",
    "origin_has_hrp",
    "origin_in_gho",
    "asylum_location_code",
    "asylum_has_hrp",
    "asylum_in_gho",
    "population_group",
    "gender",
    "age_range",
    "min_age",
    "max_age",
    "population",
    "reference_period_start",
    "reference_period_end",
    "dataset_hdx_id",
    "resource_hdx_id",
    "warning",
    "error",
]
"""Columns of HAPI's bulk file of refugees."""
SIMULATED = "simulated by homeward: not an observation"
WITHHELD = "withheld: a count below 10"


def write_hapi(run: RunTables, folder: Path, level: int | None = None) -> list[str]:
    """Write ``hapi_idps.csv`` by area and ``hapi_refugees.csv`` by country; `population` is the mean, which adds up.

    Parameters
    ----------
    level
        Administrative level of the p-codes; told by their length by default.
    """
    idps_table(run, level).to_csv(folder / "hapi_idps.csv", index=False, lineterminator="\n")
    refugees_table(run).to_csv(folder / "hapi_refugees.csv", index=False, lineterminator="\n")
    return ["hapi_idps.csv", "hapi_refugees.csv"]


def idps_table(run: RunTables, level: int | None) -> pd.DataFrame:
    """(area and day): people displaced inside their country."""
    table = run.table("stocks", "by_place")
    rows = table[(table["quantity"] == "idps") & (table["place_pcode"] != "")]
    keys = ["place_iso3", "place_pcode", "date"]
    sums = rows.groupby(keys)["mean"].agg(sum_or_withheld).reset_index()
    named = cast("pd.DataFrame", rows).sort_values(["place"]).drop_duplicates(["place_pcode"])
    labels = dict(zip(named["place_pcode"], named["place_label"], strict=True))
    if level is None:
        level = 1 if sums["place_pcode"].str.len().max() <= LONGEST_OF_LEVEL_1 else 2
    sums = sums.assign(
        location_code=sums["place_iso3"],
        admin_level=level,
        operation="homeward",
        assessment_type="simulation",
        **{
            f"admin{level}_code": sums["place_pcode"],
            f"admin{level}_name": [labels[code] for code in sums["place_pcode"]],
        },
    )
    return _shaped(sums, IDPS)


def refugees_table(run: RunTables) -> pd.DataFrame:
    """(country of origin, country of asylum and day): people displaced across a border."""
    table = run.table("stocks", "by_home_and_place")
    rows = table[table["quantity"] == "refugees"]
    keys = ["home_iso3", "place_iso3", "date"]
    sums = rows.groupby(keys)["mean"].agg(sum_or_withheld).reset_index()
    sums = sums.assign(
        origin_location_code=sums["home_iso3"],
        asylum_location_code=sums["place_iso3"],
        population_group="REF",
        gender="all",
        age_range="all",
    )
    return _shaped(sums, REFUGEES)


def _shaped(sums: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    warning = [
        f"{SIMULATED}; {WITHHELD}" if is_withheld else SIMULATED
        for is_withheld in sums["mean"].isna()
    ]
    sums = sums.assign(
        population=sums["mean"].round(),
        reference_period_start=sums["date"],
        reference_period_end=sums["date"],
        warning=warning,
    )
    return sums.reindex(columns=columns).astype({"population": "Int64"})

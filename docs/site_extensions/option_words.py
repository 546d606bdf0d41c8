"""Unit and example of every argument and option of the command line."""

from __future__ import annotations

import re
from typing import Any

KINDS = {
    "str": "text",
    "path": "file or folder",
    "int": "whole number",
    "int range": "whole number",
    "float": "number",
    "float range": "number",
    "%Y-%m-%d": "date",
    "list[str]": "text, may be repeated",
    "list[path]": "files or folders",
}
UNITS = {
    "--members": "members",
    "--budget": "members",
    "--lead": "days",
    "--every": "days",
    "--days": "days",
    "--people": "persons",
    "--deaths": "persons",
    "--buildings": "buildings",
    "--destroyed": "buildings",
    "--severe": "buildings",
    "--moderate": "buildings",
    "--possible": "buildings",
    "--model-error": "share of the figure",
    "--threads": "threads",
    "--trajectories": "trajectories",
    "--keep": "parameters",
    "--base": "points",
    "--port": "port",
    "--level": "administrative level",
}
"""Of numbers whose help does not say it."""
EXAMPLES = {
    "name": "mine",
    "scenario": "palmyra",
    "scenarios": "palmyra palmyra-run",
    "source": "tiny",
    "folder": "palmyra-run",
    "run": "palmyra-run",
    "run_dir": "palmyra-run",
    "reports": "report.pdf",
    "files": "events.csv",
    "input_dir": "car2014",
    "downloads": "downloads",
    "--from": "tiny",
    "--answers": "ninewa.yaml",
    "--to": "made",
    "--documents": "documents",
    "--mark": "marked.xlsx",
    "--parameters": "palmyra-posterior/posterior.csv",
    "--lever": "houses_given_back=0.5@2017-06-01",
    "--lift": "permission@2018-01-01",
    "--cluster": "local",
    "--out": "made",
    "--home": "palmyra",
    "--group": "opposition_linked",
    "--refuge": "rukban",
    "--severity": "high",
    "--movement": "flee",
    "--plot": "drawn.svg",
    "--verify": "verified.svg",
    "--origins": "4",
    "--into": "mine",
    "--country": "SDN",
    "--as": "csv,gpkg",
    "--areas": "adm2.geojson",
    "--encoding": "cp1252",
    "--document": "unhcr_2019",
    "--published": "2019-06-30",
    "--language": "fr",
    "--rules": "rules.yaml",
    "--second-reader": "http://localhost:11434",
    "validation_dir": "car2014/source_data",
    "--settings": "simsetting.yml",
    "--operation": "Sudan",
    "shown": "palmyra palmyra-run",
    "--tiles": "http://localhost:8080/{z}/{x}/{y}.png",
}
"""Of arguments, and of options that take text or a file, by name; the numbers and words of others are made."""
NUMBERS = {
    "--deaths": "40",
    "--people": "5000",
    "--buildings": "2000",
    "--threads": "2",
    "--level": "2",
}


def unit_of(record: tuple[str, str], option: Any) -> str:
    """Say what stands after an option: a unit, a kind, or words to choose from."""
    name = max(option.opts, key=len)
    said = (
        record[0].rpartition(" ")[2]
        if name not in record[0]
        else record[0].partition(name)[2].strip()
    )
    if not said and option.param_type_name == "option":
        return "flag"
    kind = re.fullmatch(r"<(.+)>", said)
    if kind is None:
        return said
    if "|" in kind[1]:
        return f"one of {kind[1].replace('|', ', ')}"
    return UNITS.get(name) or KINDS.get(kind[1], kind[1])


def example_of(record: tuple[str, str], option: Any) -> str:
    """Show an argument or option as it might be typed; nothing where nobody has said how."""
    name, unit = max(option.opts, key=len), unit_of(record, option)
    is_argument = option.param_type_name == "argument"
    if unit == "flag":
        return name
    value = EXAMPLES.get(name) or NUMBERS.get(name)
    if value is None and unit.startswith("one of "):
        value = unit.removeprefix("one of ").partition(",")[0]
    if value is None and unit == "date":
        value = "2019-06-30"
    is_plain = isinstance(option.default, int | float | str) and option.default not in ("", None)
    if value is None and is_plain:
        value = str(option.default)
    if value is None and (name in UNITS or (unit in KINDS.values() and "number" in unit)):
        value = "8"
    if value is None:
        return ""
    return value if is_argument else f"{name} {value}"

"""A new scenario of a few answers, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

from homeward.atomic.target import hold
from homeward.scenario.blank.answers import ANSWERS_FILE, About
from homeward.scenario.blank.defaults import HOUSES
from homeward.scenario.blank.read_answers import read_answers
from homeward.scenario.blank.tables import tables_of_answers
from homeward.scenario.load import load_scenario
from homeward.scenario.new import check_new
from homeward.scenario.reading.table_text import table_text
from homeward.scenario.reading.tables import NEEDED, SETTINGS_FILE, tables_of


def new_blank(name: str | Path, content: bytes, file: str = ANSWERS_FILE) -> Path:
    """Write a scenario of answers.

    Parameters
    ----------
    content
        A file of answers.
    file
        Its name in messages.

    Returns
    -------
    Path of the new folder.

    Raises
    ------
    ScenarioError
        If the answers cannot be understood, or the folder cannot be made.
    """
    folder = Path(name)
    answers = read_answers(file, content)
    tables = tables_of_answers(answers)
    with hold(folder, check_new, "choose another name") as place, place.folder() as made:
        (made / SETTINGS_FILE).write_text(_settings(answers.about), encoding="utf-8")
        (made / ANSWERS_FILE).write_bytes(content)
        for table in tables_of("communities"):
            if tables.get(table.name) or table.name in NEEDED["communities"]:
                text = table_text(table, tables[table.name])
                (made / table.file).write_text(text, encoding="utf-8", newline="")
        load_scenario(made)
    return folder


def _settings(about: About) -> str:
    return (
        f"title: {json.dumps(about.title, ensure_ascii=False)}\n"
        f"start: {about.start}\n"
        f"end: {about.end}\n"
        "sensitivity: high\n"
        "# Groups and actors are shown as Group 1 and Actor 1; write true where their own names may be shown.\n"
        "show_group_labels: false\n"
        "# Every parameter has the broad default range of `homeward variables`; set here what is known better.\n"
        "parameters:\n"
        "  # Houses are what conditions.csv says of them; without these lines fighting destroys more.\n"
        f"  destruction_hazard: {{value: {HOUSES.value:g}, claims: [{', '.join(HOUSES.claims.split())}]}}\n"
    )

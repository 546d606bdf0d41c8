"""The town of the law as a scenario of Homeward."""

from __future__ import annotations

import tempfile
from pathlib import Path

import law
from made_up_country import EMPTY

from homeward.scenario.load import load_scenario
from homeward.scenario.scenario import Scenario

FILES = {
    "scenario.yaml": f"""\
title: One town, one camp
start: 2031-01-01
end: 2031-12-31
parameters:
  family_size: 1
  pace: {law.KM_A_DAY}
  willing_camp: {law.WILLING}
  return_speed: {law.SPEED}
  hardship_push: {law.PUSH}
  weight_mines: {law.WEIGHT_MINES}
  weight_destroyed: {law.WEIGHT_DESTROYED}
  weight_services: {law.WEIGHT_SERVICES}
  weight_livelihood: {law.WEIGHT_LIVELIHOOD}
  livelihood_needed: {law.LIVELIHOOD_NEEDED}
  house_needed: {law.HOUSE_NEEDED}
  tolerance: {law.TOLERANCE}
  caution: {law.CAUTION}
  viability: 0
""",
    "places.csv": """\
place,label,kind,country,latitude,longitude,population,dwellings,claims
town,Town,town,AAA,34,36,0,2500,judgement
camp,Camp,camp,AAA,34,38,,,judgement
""",
    "routes.csv": f"route,from,to,km,claims\nroad,town,camp,{law.KM},judgement\n",
    "actors.csv": f"""\
actor,label,neutral_label,believed_neither,claims
council,Council,Actor A,{law.FEARED},judgement
""",
    "control.csv": "place,actor,claims\ntown,council,judgement\ncamp,council,judgement\n",
    "groups.csv": "group,label,neutral_label,share,claims\neverybody,Everybody,Everybody,1,judgement\n",
    "displaced.csv": f"home,group,place,people,claims\ntown,everybody,camp,{law.PEOPLE},judgement\n",
    "permissions.csv": "actor,place,movement,rule,claims\ncouncil,camp,enter,refused,judgement\n",
    "conditions.csv": f"""\
place,variable,value,claims
town,mines,{law.MINES},judgement
town,dwellings_usable,0,judgement
camp,dwellings_usable,{law.USABLE_CAMP},judgement
town,services,{law.SERVICES_HOME},judgement
camp,services,{law.SERVICES_CAMP},judgement
town,livelihood,{law.LIVELIHOOD_HOME},judgement
camp,livelihood,{law.LIVELIHOOD_CAMP},judgement
camp,hardship,{law.HARDSHIP},judgement
camp,means,{law.MEANS},judgement
camp,transport_support,{law.SUPPORT},judgement
""",
    "closures.csv": "route,direction,from,to,claims\n",
    "presence.csv": "place,actor,mode,strength,from,to,claims\n",
    "harms.csv": "actor,kind,groups,exposure,mode,rate,claims\n",
    "levers.yaml": "{}\n",
    **{f"{name}.csv": f"{header}\n" for name, header in EMPTY.items() if name != "displaced"},
}
"""By name of the file; refused at the camp's gate, whoever is back stays."""


def load_town() -> Scenario:
    """Read the town."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        return load_scenario(folder)

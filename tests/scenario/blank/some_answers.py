"""Answers made at random: conflicts of a few units, as an analyst might describe them."""

from __future__ import annotations

import datetime as dt
import json
from random import Random

ACTORS = ("Government", "Northern Front", "Free Brigades", "Local Guards")
HOW = ("garrison", "raiding", "informers", "assault")
GROUPS = ("Farmers", "Herders", "Traders", "Miners")


def some_answers(seed: int) -> str:
    """A file of answers, different for every seed."""
    dice = Random(seed)
    start = dt.date(2000, 1, 1) + dt.timedelta(days=dice.randrange(8000))
    n_day = dice.randrange(300, 900)
    units = [
        {
            "name": f"Unit {number}",
            "latitude": round(dice.uniform(8, 12), 3),
            "longitude": round(dice.uniform(20, 25), 3),
            "population": dice.randrange(2_000, 400_000),
            "held_by": ACTORS[0],
        }
        for number in range(dice.randrange(1, 6))
    ]
    refuges = [
        {
            "name": f"Refuge {number}",
            "latitude": round(dice.uniform(8, 12), 3),
            "longitude": round(dice.uniform(20, 25), 3),
            "country": dice.choice(("SDN", "TCD", "SSD")),
        }
        for number in range(dice.randrange(1, 4))
    ]
    taker = dice.choice(ACTORS[1:])
    captures = [
        {
            "unit": unit["name"],
            "by": taker,
            "on": str(start + dt.timedelta(days=dice.randrange(5, 120))),
        }
        for unit in units
        if unit is units[0] or dice.random() < 0.8
    ]
    captures += [
        {**one, "by": ACTORS[0], "on": str(start + dt.timedelta(days=dice.randrange(150, 280)))}
        for one in captures
        if dice.random() < 0.4
    ]
    groups = [{"name": name} for name in GROUPS[: dice.choice((0, 2, 3, 4))]]
    if groups:
        groups[0] |= {"share": str(round(dice.uniform(0.1, 0.6), 2)), "in_danger_from": taker}
    counted = [
        {
            "people": dice.randrange(500, 50_000),
            "on": str(start + dt.timedelta(days=dice.randrange(60, n_day))),
            "where": refuges[0]["name"],
            "source": "An agency",
        }
    ] * (dice.random() < 0.7)
    more = Random(f"more {seed}")
    others = [{"by": ACTORS[3], "where": units[-1]["name"], "how": more.choice(HOW)}]
    others *= more.random() < 0.5
    if groups and more.random() < 0.3:
        groups[-1]["in_danger_from"] = "Bandits"
    if more.random() < 0.4:
        units[0]["destroyed"] = round(more.uniform(0.1, 0.9), 2)
    if more.random() < 0.4:
        counted = [one | {"where": [place["name"] for place in refuges]} for one in counted]
    also = Random(f"also {seed}")
    units[0] |= {"source": "A census"} if also.random() < 0.5 else {}
    captures[0] |= {"fought_since": str(start)} if also.random() < 0.4 else {}
    closed = {
        "where": [unit["name"] for unit in units],
        "movement": also.choice(("home", "leave")),
        "whom": [one["name"] for one in groups[: also.randrange(0, 2)]] or "",
        "until": str(start + dt.timedelta(days=also.randrange(20, 200))),
        "source": also.choice(("", "A commission")),
    }
    about = {
        "title": f"Conflict {seed}",
        "country": "SDN",
        "start": str(start),
        "end": str(start + dt.timedelta(days=n_day)),
    }
    lists = {
        "units": units,
        "refuges": refuges,
        "captures": captures,
        "present": others,
        "groups": groups,
        "permissions": [closed] * also.choice((0, 1)),
        "counted": counted,
    }
    said = [f"{key}: {json.dumps(value)}" for key, value in about.items()]
    said += [
        f"{key}:" + "".join(f"\n  - {json.dumps(row)}" for row in rows)
        for key, rows in lists.items()
    ]
    return "\n".join(said) + "\n"

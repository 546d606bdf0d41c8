# ruff: noqa: E501  rows and headers of tables are as long as they are
"""A scenario made for the attack: many small counts, some that cannot change, and a lever with a value."""

from __future__ import annotations

from pathlib import Path

HAMLETS = {
    "ash": 7,
    "beck": 9,
    "croft": 12,
    "dell": 4,
    "elm": 30,
    "fen": 16,
    "garth": 5,
    "holt": 60,
    "inch": 8,
    "jarl": 3,
    "kirk": 14,
    "lade": 6,
}
"""People of the small homes, where nothing happens."""
TOWNS = {"mill": 600, "quay": 240}
"""People of the homes that are attacked."""
DISPLACED = {
    # One person of each of twelve homes in one place.
    "yard": dict.fromkeys(HAMLETS, 1),
    "camp": {"ash": 4, "croft": 7, "elm": 9, "fen": 2, "holt": 23, "mill": 60, "quay": 8},
    "away": {"beck": 2, "dell": 3, "garth": 6, "holt": 5, "quay": 37, "elm": 1},
}
"""People of a home who are displaced somewhere on the first morning."""

START = "2030-01-01"
BAND = (
    ("mill", "2030-01-10", "2030-01-20", 0.6), ("mill", "2030-01-10", "2030-02-08", 0.5),
    ("quay", "2030-01-10", "2030-02-08", 0.5),
)  # fmt: skip
"""Where the band is, from when, until when, and how strong: the browser shows these inputs."""

PARAMETERS = {
    "family_size": 1, "tolerance": 0.3, "caution": 0.7, "memory_half_life": 50, "news_delay": 1,
    "reach_own": 0.5, "reach_kin": 0.1, "reach_general": 0.01,
    "prior_friendly": 1e-6, "prior_neither": 1e-3, "prior_hostile": 0.05, "promise_credence": 100,
    "recapture_prior": 0, "recapture_memory": 5, "recapture_horizon": 1, "hub_protection": 0.5,
    "screening": 100, "flight_hazard": 0.03, "danger_half": 0.5, "attachment": 2, "dread_share": 0.5,
    "exit_refused_ease": 0.1, "expulsion_hazard": 0.2, "destruction_hazard": 0, "pace": 100,
    "distance_decay": 1, "kin_pull": 0, "crossing_ease": 0.1, "entry_refused_ease": 0.1,
    "onward_hazard": 0, "hardship_push": 5, "willing_camp": 1, "willing_inside": 1, "willing_abroad": 1,
    "return_speed": 0.02, "approved_speed": 0.1, "unpermitted_ease": 0.0, "weight_destroyed": 0.5,
    "weight_occupied": 0.5, "weight_services": 0.5, "weight_livelihood": 0.9, "weight_mines": 0.5,
    "house_needed": 0, "livelihood_needed": 0, "viability": 0, "garrison_relief": 0, "avoid_occupiers": 1,
    "redisplacement_hazard": 0,
}  # fmt: skip


def make(folder: Path) -> Path:
    """Write the scenario to a folder."""
    folder.mkdir(parents=True)
    for name, text in _files().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def _files() -> dict[str, str]:
    homes = {**HAMLETS, **TOWNS}
    parameters = "".join(f"  {name}: {value}\n" for name, value in PARAMETERS.items())
    places = "".join(
        f"{name},{name.title()},town,SYR,,{34 + index / 10:.1f},38.{index},{people},,,,,,,,,c1\n"
        for index, (name, people) in enumerate(homes.items())
    )
    places += (
        "camp,Camp,camp,SYR,,33.0,38.0,,,,,,1,,,,c1\nyard,Yard,camp,SYR,,33.2,38.4,,,,,,0.1,,,,c1\n"
    )
    places += "away,Away,camp,JOR,,32.0,38.0,,,,,,0.5,,,,c1\n"
    routes = "".join(
        f"{name}_camp,{name},camp,{60 + 5 * index},,yes,c1\n" for index, name in enumerate(homes)
    )
    routes += "camp_yard,camp,yard,30,,yes,c1\ncamp_away,camp,away,110,,yes,c1\n"
    control = "".join(f"{place},army,,,c1\n" for place in (*homes, "camp", "yard", "away"))
    displaced = "".join(
        f"{home},{'growers' if (len(home) + number) % 3 else 'traders'},{place},{people},,,c1\n"
        for number, (place, rows) in enumerate(DISPLACED.items())
        for home, people in rows.items()
    )
    refused = "".join(f"army,{home},home,,,refused,,,,,,,c1\n" for home in HAMLETS)
    return {
        "scenario.yaml": f"title: Hamlets\nstart: 2030-01-01\nend: 2030-02-25\nparameters:\n{parameters}",
        "places.csv": "place,label,kind,country,pcode,latitude,longitude,population,population_low,population_high,dwellings,"
        f"capacity,hosting,hosting_low,hosting_high,hub,claims\n{places}",
        "routes.csv": f"route,from,to,km,pace,both_ways,claims\n{routes}",
        "closures.csv": "route,direction,from,to,claims\n",
        "actors.csv": "actor,label,neutral_label,believed_friendly,believed_neither,believed_hostile,believed_years,claims\n"
        "army,Army,Actor A,,,,,c1\nband,Band,Actor B,,,,,c1\n",
        "control.csv": f"place,actor,from,to,claims\n{control}",
        "presence.csv": "place,actor,mode,strength,strength_low,strength_high,radius_km,from,to,claims\n"
        "mill,band,assault,0.6,,,,2030-01-10,2030-01-20,c1\nquay,band,assault,0.5,,,,2030-01-15,2030-01-25,c1\n"
        "mill,band,raiding,0.5,,,,2030-01-10,2030-02-08,c1\nquay,band,raiding,0.5,,,,2030-01-10,2030-02-08,c1\n",
        "groups.csv": "group,label,neutral_label,livelihood,friendly,hostile,home,share,share_low,share_high,claims\n"
        "growers,Growers,Group 1,farming,,band,,0.8,,,c1\ntraders,Traders,Group 2,,,band,,0.2,,,c1\n",
        "displaced.csv": f"home,group,place,people,people_low,people_high,claims\n{displaced}",
        "arrivals.csv": "home,group,place,people,people_low,people_high,from,to,claims\n",
        "harms.csv": "actor,kind,groups,exposure,mode,places,rate,rate_low,rate_high,months,after_capture_days,from,to,claims\n"
        "band,killing,,living,raiding,,0.25,,,,,,,c1\nband,abduction,growers,living,raiding,,0.2,,,,,,,c1\n"
        "band,recruitment,traders,living,raiding,,0.4,,,,,,,c1\n",
        "conditions.csv": "place,variable,value,value_low,value_high,from,to,claims\n"
        "mill,livelihood,0.2,,,,,c1\nquay,livelihood,0.4,,,,,c1\n",
        "permissions.csv": "actor,place,movement,groups,coming_from,rule,approvals,approvals_low,approvals_high,promise,from,"
        f"to,claims\n{refused}",
        "levers.yaml": "shops:\n  title: Shops\n  what: Shops open again.\n  claims: [c1]\n"
        "  value: {default: 0.8, low: 0, high: 1, meaning: livelihood at Mill}\n  changes:\n"
        '    - table: conditions\n      where: {place: mill, variable: livelihood}\n      set: {value: "{value}"}\n',
        "claims.csv": "claim,document,paragraph,said_by,said_on,statement,low,value,high,unit,source_grade,information_grade,"
        "contradicts\nc1,report,1,aid worker,2030,Invented.,,,,,B,2,\n",
        "documents.csv": "document,title,publisher,published,url,kind\nreport,A report,An agency,2030,,report\n",
        "observations.csv": "name,date,since,measure,homes,groups,places,low,value,high,use,imposed,base_since,base_date,levers,"
        f"claims,note\n{_observations()}",
    }


def _observations() -> str:
    rows = [
        f"at_{place}_{home},2030-02-12,,displaced,{home},,{place},0,{people},{people + 5},fit,no,,,,c1,"
        for place, homes in DISPLACED.items()
        for home, people in homes.items()
        if people < 10
    ]
    rows += [
        f"killed_{home}_{group},2030-02-25,2030-01-01,deaths,{home},{group},,0,4,20,test,no,,,,c1,"
        for home in TOWNS
        for group in ("growers", "traders")
    ]
    rows += [
        f"back_share_{home},2030-02-25,,share_returned,{home},,,0,0.02,0.2,test,no,,,,c1,"
        for home in TOWNS
    ] + [
        f"left_{place}_{home},2030-02-25,2030-01-29,departure_hazard,{home},,{place},0,0.1,1,test,no,,,,c1,"
        for place in ("camp",)
        for home in TOWNS
    ]
    rows += [
        f"series,2030-01-{day},,displaced,quay,,,20,60,200,fit,no,,,,c1," for day in ("22", "29")
    ]
    rows += ["series,2030-02-12,,displaced,quay,,,20,80,200,test,no,,,,c1,"]
    return "\n".join(rows) + "\n"

"""The map: people as circles, movements as curved lines, far places at the margin."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import zip_longest

from homeward.results.figures.land import country_names, draw_land
from homeward.results.figures.map_labels import COUNTRY, Label, Spot, place_labels
from homeward.results.figures.movements import Movement, Snapshot
from homeward.results.figures.palette import FLIGHT, KINDS, QUIET, RETURN, SEA
from homeward.results.figures.projection import Projection, far_places, fit
from homeward.results.figures.svg import Point, coordinate, drawing, element, people, text
from homeward.results.tables.axes import Axes
from homeward.scenario.rows.places import Place

WIDTH, HEIGHT = 560.0, 470.0
_MARGIN = 46.0
_LARGEST = 30.0
_WIDEST = 7.0
_DOT = 2.2
_BEND = 0.16
_LONGEST_NAME = 28
_SCALE_BARS = (10, 20, 50, 100, 200, 500, 1000)
_BAR_POINTS = 60.0
_SCALE_BOX = (0.0, HEIGHT - 34.0, 200.0, HEIGHT)


@dataclass(frozen=True)
class Atlas:
    """What all maps of a report share: projection, land and sizes.

    Parameters
    ----------
    most_people, most_moved
        Persons drawn as the largest circle and the widest line.
    """

    axes: Axes
    places: tuple[Place, ...]
    projection: Projection
    far: frozenset[str]
    most_people: float
    most_moved: float
    countries: tuple[Spot, ...]
    land: str = field(repr=False)

    def point(self, place: Place) -> Point:
        """Where a place is drawn."""
        if place.place in self.far:
            return self.projection.at_margin(place.longitude, place.latitude, _MARGIN / 2)
        return self.projection.point(place.longitude, place.latitude)

    def radius(self, count: float) -> float:
        """Radius of a circle whose area stands for people."""
        return max(_LARGEST * math.sqrt(count / self.most_people), 1.5)


def make_atlas(axes: Axes, places: tuple[Place, ...], taken: Sequence[Snapshot]) -> Atlas:
    """Prepare the maps of some days, so that their sizes can be compared."""
    far = far_places(places)
    near = [place for place in places if place.place not in far]
    projection = fit(near, WIDTH, HEIGHT, _MARGIN)
    homes = [(place.longitude, place.latitude) for place in places if place.is_home]
    return Atlas(
        axes=axes,
        places=places,
        projection=projection,
        far=far,
        most_people=max((n for one in taken for n in one.people.values()), default=1.0),
        most_moved=max((m.people for one in taken for m in one.movements), default=1.0),
        countries=tuple(Spot(name, x, y, 0.0, COUNTRY) for name, x, y in country_names(projection)),
        land="".join(draw_land(projection, homes)),
    )


def draw_map(atlas: Atlas, snapshot: Snapshot, said: str = "") -> str:
    """Draw who was where on one day, and who had moved.

    Parameters
    ----------
    said
        What it shows, for those who do not see it; its day if nothing is given.
    """
    parts = [
        element("rect", x=0, y=0, width=WIDTH, height=HEIGHT, fill=SEA),
        atlas.land,
        *(_draw_movement(atlas, one) for one in reversed(snapshot.movements)),
        *_draw_places(atlas, snapshot),
        *_draw_scale(atlas.projection),
    ]
    return drawing(WIDTH, HEIGHT, said or f"Map of {snapshot.date}", parts)


def _draw_places(atlas: Atlas, snapshot: Snapshot) -> Iterator[str]:
    for index, place in enumerate(atlas.places):
        x, y = atlas.point(place)
        count = snapshot.people.get(index, 0.0)
        if count:
            said = element("title", f"{escape(place.label)}: {people(count)}")
            colour = KINDS[kind_of(place)][0]
            radius = atlas.radius(count)
            yield element("circle", said, cx=x, cy=y, r=radius, fill=colour, class_="people")
        elif place.place not in atlas.far:
            yield element("circle", cx=x, cy=y, r=_DOT, class_="nobody")
    for label in labels_of(atlas, snapshot):
        yield text(label.name, label.x, label.y, label.style, label.anchor)


def labels_of(atlas: Atlas, snapshot: Snapshot) -> list[Label]:
    """Place the names of a map: of places near or with people, and of countries."""
    names = short_names(atlas.places)
    spots: list[Spot] = []
    for index, place in enumerate(atlas.places):
        count = snapshot.people.get(index, 0.0)
        if count or place.place not in atlas.far:
            name = _name_on_map(names[place.place], place, atlas)
            radius, style = (atlas.radius(count), "place") if count else (_DOT, "place minor")
            spots.append(Spot(name, *atlas.point(place), radius, style))
    named = {spot.name.upper() for spot in spots}
    spots += [spot for spot in atlas.countries if spot.name not in named]
    return place_labels(spots, WIDTH, HEIGHT, [_SCALE_BOX])


def kind_of(place: Place) -> str:
    """Which colour a place has."""
    if place.is_home:
        return "home"
    return place.kind if place.kind in KINDS else "host"


def short_name(place: Place) -> str:
    """Shorten the name of a place for a map: what stands before a bracket or a comma."""
    name = place.label.split(" (", maxsplit=1)[0].split(",", maxsplit=1)[0]
    if len(name) > _LONGEST_NAME:
        name = re.split(" (?:and|outside) ", name, maxsplit=1)[0]
    if len(name) <= _LONGEST_NAME:
        return name
    words = name[:_LONGEST_NAME].split(" ")[:-1]
    return f"{' '.join(words) or name[: _LONGEST_NAME - 1]}…"


def short_names(places: Sequence[Place]) -> dict[str, str]:
    """Shorten the names of places, by place; two that would be alike keep what tells them apart."""
    short = {place.place: short_name(place) for place in places}
    told: dict[str, list[Place]] = {}
    for place in places:
        told.setdefault(short[place.place], []).append(place)
    for alike in told.values():
        words = [place.label.split(" ") for place in alike]
        if len({place.label for place in alike}) < len(alike) or len(alike) == 1:
            continue
        shared = next(at for at, several in enumerate(zip_longest(*words)) if len({*several}) > 1)
        for place, own in zip(alike, words, strict=True):
            ending = short_name(place.model_copy(update={"label": " ".join(own[shared:])}))
            short[place.place] = f"{own[0]} … {ending}" if shared else ending
    return short


def _name_on_map(name: str, place: Place, atlas: Atlas) -> str:
    if place.place not in atlas.far:
        return name
    x, y = atlas.point(place)
    return f"{name} {_arrow(x - WIDTH / 2, y - HEIGHT / 2)}"


def _arrow(east: float, south: float) -> str:
    turn = round(math.atan2(-south, east) / (math.pi / 4)) % 8
    return "→↗↑↖←↙↓↘"[turn]


def _draw_movement(atlas: Atlas, one: Movement) -> str:
    by_name = {place.place: place for place in atlas.places}
    home = atlas.point(by_name[atlas.axes.homes[one.home]])
    place = atlas.point(by_name[atlas.axes.places[one.place]])
    start, end = (place, home) if one.is_return else (home, place)
    east, south = end[0] - start[0], end[1] - start[1]
    if math.hypot(east, south) < 1:
        return ""
    bend = (start[0] + east / 2 - south * _BEND, start[1] + south / 2 + east * _BEND)
    curve = " ".join(coordinate(part) for part in (*bend, *end))
    width = max(_WIDEST * math.sqrt(one.people / atlas.most_moved), 0.8)
    way = "home from" if one.is_return else "to"
    said = element("title", f"{way} {escape(atlas.places[one.place].label)}: {people(one.people)}")
    return element(
        "path",
        said,
        d=f"M{coordinate(start[0])} {coordinate(start[1])}Q{curve}",
        stroke=RETURN if one.is_return else FLIGHT,
        stroke_width=width,
        class_="move",
    )


def _draw_scale(projection: Projection) -> Iterator[str]:
    km = next((km for km in _SCALE_BARS if km * projection.scale >= _BAR_POINTS), _SCALE_BARS[-1])
    left, y = 16.0, HEIGHT - 16
    right = left + km * projection.scale
    bar = f"M{coordinate(left)} {y - 4:.0f}v4H{coordinate(right)}v-4"
    yield element("path", d=bar, fill="none", stroke=QUIET, stroke_width="1.2")
    yield text(f"{km} km", right + 6, y + 2, "tick")

"""Worded scales: what each number without a unit looks like, in five steps (model §2.3).

Pages, comments of workbooks, messages and `homeward check` all say what stands here. Steps are judgement; the example
of each is a row of a scenario that comes with homeward.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Beyond = Literal["", "above", "below"]


@dataclass(frozen=True)
class Step:
    """One step of a scale: a word for a number and its range.

    Parameters
    ----------
    looks_like
        What somebody there would see.
    example
        A row of a scenario that comes with homeward: scenario, the words that tell the row, its number.
    beyond
        Whether the step lies above or below that row, where none that is shipped is as high or as low.
    """

    word: str
    value: float
    low: float
    high: float
    looks_like: str
    example: tuple[str, str, float]
    beyond: Beyond = ""

    @property
    def said(self) -> str:
        """The step in a line: word, number, range and what it looks like."""
        return f"{self.word} {self.value:g} ({self.low:g} to {self.high:g}): {self.looks_like}"

    @property
    def as_in(self) -> str:
        """Its example in words."""
        scenario, row, number = self.example
        than = f"{'more' if self.beyond == 'above' else 'less'} than in " if self.beyond else ""
        return f"{than}{scenario}, {row}: {number:g}"


@dataclass(frozen=True)
class WordedScale:
    """Five steps of one number.

    Parameters
    ----------
    name
        Its name: a condition, a mode of presence, or a column.
    table, column
        Where the number stands.
    by, word
        Only in rows whose column `by` is this word; empty: in all.
    """

    name: str
    table: str
    column: str
    steps: tuple[Step, ...]
    by: str = ""
    word: str = ""

    def holds(self, cells: Mapping[str, str]) -> bool:
        """Whether it is the scale of a row of these cells."""
        return not self.by or cells.get(self.by, "").lower() == self.word

    def nearest(self, value: float) -> Step:
        """Find the step whose number is nearest."""
        return min(self.steps, key=lambda step: abs(step.value - value))


def _presence(mode: str, *steps: Step) -> WordedScale:
    return WordedScale(mode, "presence", "strength", steps, "mode", mode)


def _condition(variable: str, *steps: Step) -> WordedScale:
    return WordedScale(variable, "conditions", "value", steps, "variable", variable)


_RATES = (
    Step("rare", 0.001, 0.0003, 0.003, "one in a thousand people in a year",
         ("palmyra", "control state arrest", 0.001)),
    Step("seldom", 0.01, 0.003, 0.03, "one in a hundred people in a year: everybody knows of a case",
         ("palmyra", "control state arrest", 0.01)),
    Step("common", 0.05, 0.02, 0.12, "one in twenty people in a year: every street has one",
         ("iraq", "control isis killing", 0.05)),
    Step("systematic", 0.3, 0.1, 0.8, "one in four people in a year: a group is hunted",
         ("palmyra", "control isis killing", 0.2)),
    Step("massacre", 1.5, 0.7, 3.0, "one in 250 people a day: mass killing or abduction, for days or weeks",
         ("palmyra", "control isis killing", 1.5)),
)  # fmt: skip

SCALES: tuple[WordedScale, ...] = (
    _presence(
        "assault",
        Step("sporadic", 0.05, 0.01, 0.1, "shots or shells on some days of a month",
             ("iraq", "belts isis 2014-04-01", 0.0454)),
        Step("skirmishes", 0.15, 0.08, 0.25, "fighting at the edge of the place, life goes on inside",
             ("palmyra", "al_qaryatayn state 2015-08-06", 0.15)),
        Step("clashes", 0.4, 0.2, 0.6, "fighting in some quarters, or regular shelling",
             ("palmyra", "deir_ez_zor_city isis 2015-01-01", 0.4)),
        Step("heavy", 0.7, 0.5, 0.85, "bombardment or street fighting in most quarters",
             ("palmyra", "palmyra state 2017-01-13", 0.8)),
        Step("storming", 0.95, 0.8, 1.0, "the place is taken by storm, no quarter is spared",
             ("palmyra", "palmyra isis 2016-12-08", 1.0)),
    ),
    _presence(
        "raiding",
        Step("rare", 0.05, 0.02, 0.1, "a raid in several months", ("iraq", "diyala isis 2015-01-26", 0.06)),
        Step("occasional", 0.2, 0.1, 0.3, "a raid a month",
             ("palmyra", "abu_rujmain isis 2015-01-01", 0.2)),
        Step("regular", 0.4, 0.25, 0.55, "a raid a week, roads are avoided by night",
             ("palmyra", "abu_rujmain isis 2022-01-01", 0.4)),
        Step("frequent", 0.6, 0.45, 0.75, "several raids a week, roads are avoided by day",
             ("palmyra", "abu_rujmain isis 2016-03-27", 0.6)),
        Step("constant", 0.85, 0.7, 1.0, "raiders come and go as they please",
             ("palmyra", "abu_rujmain isis 2023-01-01", 0.7)),
    ),
    _presence(
        "garrison",
        Step("token", 0.1, 0.03, 0.2, "a post, seldom manned",
             ("palmyra", "palmyra militias 2015-01-01", 0.1)),
        Step("small", 0.25, 0.15, 0.4, "checkpoints at the ways in", ("iraq", "belts pmf 2014-10-24", 0.2)),
        Step("medium", 0.5, 0.3, 0.7, "checkpoints inside, some houses taken",
             ("palmyra", "palmyra militias 2016-03-27", 0.5)),
        Step("large", 0.7, 0.5, 0.85, "barracks, patrols and checkpoints in most quarters",
             ("palmyra", "palmyra militias 2017-03-02", 0.7)),
        Step("everywhere", 0.9, 0.8, 1.0, "a place more of soldiers than of people",
             ("palmyra", "palmyra militias 2017-03-02", 0.7), "above"),
    ),
    _presence(
        "informers",
        Step("few", 0.1, 0.03, 0.2, "a cell is rumoured", ("palmyra", "palmyra isis 2015-01-01", 0.1)),
        Step("some", 0.25, 0.12, 0.4, "attacks in the night that need somebody who knows",
             ("palmyra", "palmyra isis 2016-03-27", 0.25)),
        Step("many", 0.4, 0.3, 0.6, "people mind what they say in public",
             ("tiny", "oldtown front 2031-02-10", 0.4)),
        Step("dense", 0.65, 0.5, 0.8, "people mind what they say at home",
             ("tiny", "oldtown front 2031-02-10", 0.4), "above"),
        Step("everywhere", 0.9, 0.75, 1.0, "nobody can hide anything",
             ("tiny", "oldtown front 2031-02-10", 0.4), "above"),
    ),
    _condition(
        "dwellings_usable",
        Step("ruins", 0.1, 0.0, 0.2, "nine in ten cannot be lived in",
             ("palmyra", "abu_rujmain 2015-01-01", 0.05)),
        Step("mostly_destroyed", 0.3, 0.15, 0.45, "most cannot be lived in",
             ("iraq", "sinjar 2015-11-13", 0.4)),
        Step("half", 0.55, 0.4, 0.7, "one in two can be lived in",
             ("palmyra", "palmyra 2016-03-28", 0.55)),
        Step("mostly_standing", 0.75, 0.6, 0.88, "most can be lived in after repair",
             ("iraq", "salah_al_din 2015-03-31", 0.7)),
        Step("standing", 0.95, 0.85, 1.0, "damage is the exception", ("iraq", "kirkuk 2017-10-16", 0.92)),
    ),
    _condition(
        "dwellings_occupied",
        Step("none", 0.01, 0.0, 0.03, "no case is known", ("palmyra", "palmyra 2015-01-01", 0.02)),
        Step("few", 0.1, 0.03, 0.2, "cases are known by name", ("syria", "retaken 2016-12-22", 0.1)),
        Step("some", 0.3, 0.15, 0.45, "whole streets", ("palmyra", "palmyra 2016-03-28", 0.3)),
        Step("half", 0.5, 0.3, 0.7, "whole quarters", ("palmyra", "palmyra 2017-03-03", 0.5)),
        Step("most", 0.8, 0.65, 0.95, "the place is settled by others",
             ("palmyra", "palmyra 2017-03-03", 0.5), "above"),
    ),
    _condition(
        "services",
        Step("none", 0.03, 0.0, 0.1, "no water, power, clinic or school",
             ("palmyra", "palmyra 2024-12-08", 0.05)),
        Step("little", 0.2, 0.08, 0.32, "water is trucked, a clinic on some days",
             ("palmyra", "arak 2015-01-01", 0.2)),
        Step("some", 0.4, 0.25, 0.55, "water and power for hours, primary schools",
             ("syria", "government_areas 2020-01-01", 0.4)),
        Step("most", 0.65, 0.5, 0.8, "schools and a hospital work, with gaps",
             ("iraq", "dahuk 2014-01-01", 0.6)),
        Step("full", 0.9, 0.8, 1.0, "as in a provincial city at peace",
             ("palmyra", "palmyra 2015-01-01", 0.85)),
    ),
    _condition(
        "livelihood",
        Step("none", 0.05, 0.0, 0.12, "people live from aid alone", ("palmyra", "rukban 2015-01-01", 0.05)),
        Step("little", 0.2, 0.08, 0.32, "day labour for few, markets almost empty",
             ("palmyra", "al_tanf 2015-01-01", 0.2)),
        Step("some", 0.4, 0.25, 0.55, "a family earns half of what it needs",
             ("palmyra", "homs 2015-01-01", 0.4)),
        Step("most", 0.6, 0.5, 0.75, "most find work, legal or not", ("palmyra", "turkey 2015-01-01", 0.6)),
        Step("full", 0.9, 0.75, 1.0, "as before the conflict",
             ("palmyra", "turkey 2015-01-01", 0.6), "above"),
    ),
    _condition(
        "hardship",
        Step("none", 0.03, 0.0, 0.06, "as for the people around", ("syria", "turkey 2013-01-01", 0.05)),
        Step("some", 0.2, 0.1, 0.32, "crowded, little aid", ("iraq", "dahuk 2014-01-01", 0.2)),
        Step("severe", 0.5, 0.32, 0.68, "tents in winter, meals are left out",
             ("palmyra", "rukban 2016-06-21", 0.5)),
        Step("extreme", 0.8, 0.65, 0.92, "no aid for months, people die of what can be treated",
             ("palmyra", "rukban 2020-01-01", 0.8)),
        Step("starvation", 0.97, 0.88, 1.0, "people starve", ("palmyra", "rukban 2018-10-01", 1.0)),
    ),
    _condition(
        "mines",
        Step("cleared", 0.05, 0.0, 0.09, "an accident is news", ("iraq", "belts 2018-01-01", 0.05)),
        Step("some", 0.2, 0.1, 0.3, "fields at the edge are not entered",
             ("syria", "north_east 2013-01-01", 0.2)),
        Step("many", 0.4, 0.25, 0.55, "some houses and most fields are not entered",
             ("palmyra", "palmyra 2019-06-01", 0.4)),
        Step("heavy", 0.7, 0.5, 0.85, "accidents every week among those who come back",
             ("palmyra", "palmyra 2016-03-28", 0.7)),
        Step("everywhere", 0.9, 0.8, 1.0, "houses are trapped, clearing has not begun",
             ("palmyra", "palmyra 2017-03-03", 0.8)),
    ),
    _condition(
        "exit_opening",
        Step("sealed", 0.05, 0.01, 0.15, "hardly anybody gets out",
             ("palmyra", "rukban 2016-06-21", 0.06)),
        Step("by_bribe", 0.3, 0.1, 0.5, "smugglers and bribes", ("palmyra", "rukban 2015-01-01", 0.3)),
        Step("on_conditions", 0.55, 0.4, 0.75, "with papers or a sponsor",
             ("palmyra", "rukban 2015-01-01", 0.3), "above"),
        Step("mostly", 0.8, 0.65, 0.95, "most can leave, some are kept",
             ("palmyra", "rukban 2019-03-23", 1.0), "below"),
        Step("free", 1.0, 0.9, 1.0, "whoever wants to leaves", ("palmyra", "rukban 2019-03-23", 1.0)),
    ),
    _condition(
        "intake",
        Step("besieged", 0.1, 0.0, 0.25, "hardly anybody gets in", ("palmyra", "rukban 2018-10-01", 0.1)),
        Step("by_leave", 0.4, 0.25, 0.6, "those with papers or relatives are let in",
             ("palmyra", "rukban 2018-10-01", 0.1), "above"),
        Step("nearly_full", 0.75, 0.6, 0.9, "newcomers wait for a tent",
             ("palmyra", "rukban 2018-10-01", 0.1), "above"),
        Step("open", 1.0, 0.9, 1.1, "whoever comes is taken in", ("palmyra", "rukban 2018-10-01", 0.1), "above"),
        Step("inviting", 2.0, 1.2, 4.0, "buses bring people, registration gives food and a tent",
             ("palmyra", "rukban 2018-10-01", 0.1), "above"),
    ),
    _condition(
        "confinement",
        Step("none", 0.02, 0.0, 0.05, "streets are open", ("tiny", "oldtown 2031-01-20", 0.5), "below"),
        Step("some", 0.25, 0.1, 0.4, "curfew by night", ("tiny", "oldtown 2031-01-20", 0.5), "below"),
        Step("half", 0.5, 0.3, 0.7, "curfew by day, checkpoints between quarters",
             ("tiny", "oldtown 2031-01-20", 0.5)),
        Step("most", 0.7, 0.5, 0.85, "people are kept in their quarters",
             ("palmyra", "palmyra 2016-03-09", 0.6)),
        Step("whole", 0.95, 0.85, 1.0, "human shields: whoever leaves is shot",
             ("palmyra", "palmyra 2016-03-09", 0.6), "above"),
    ),
    _condition(
        "transport_support",
        Step("none", 0.02, 0.0, 0.05, "families pay all of it",
             ("palmyra", "rukban 2024-12-08", 0.2), "below"),
        Step("some", 0.2, 0.06, 0.35, "aid for the neediest", ("palmyra", "rukban 2024-12-08", 0.2)),
        Step("half", 0.5, 0.35, 0.65, "buses, and families pay the rest",
             ("palmyra", "homs 2019-06-08", 0.5)),
        Step("most", 0.8, 0.65, 0.94, "organised convoys with luggage",
             ("palmyra", "homs 2019-06-08", 0.5), "above"),
        Step("all", 1.0, 0.95, 1.0, "free, door to door", ("palmyra", "homs 2019-06-08", 0.5), "above"),
    ),
    _condition(
        "means",
        Step("nobody", 0.02, 0.0, 0.05, "no family has the price of a lorry",
             ("palmyra", "rukban 2015-01-01", 0.8), "below"),
        Step("few", 0.2, 0.06, 0.35, "those with a wage or money sent from abroad",
             ("palmyra", "rukban 2015-01-01", 0.8), "below"),
        Step("half", 0.5, 0.35, 0.65, "half say in a survey that they cannot pay for it",
             ("palmyra", "rukban 2015-01-01", 0.8), "below"),
        Step("mostly", 0.8, 0.65, 0.94, "most can sell or borrow enough",
             ("palmyra", "rukban 2015-01-01", 0.8)),
        Step("everybody", 1.0, 0.95, 1.0, "a bus fare that any family has",
             ("palmyra", "rukban 2015-01-01", 0.8), "above"),
    ),
    WordedScale("hosting", "places", "hosting", (
        Step("village", 0.05, 0.01, 0.15, "hundreds could stay", ("palmyra", "arak", 0.05)),
        Step("town", 0.4, 0.15, 1.0, "thousands, in rooms and schools", ("palmyra", "raqqa", 0.4)),
        Step("city", 1.0, 0.5, 2.0, "tens of thousands: a provincial city", ("palmyra", "homs", 1.0)),
        Step("large_city", 2.5, 1.5, 5.0, "hundreds of thousands: a capital, or a governorate",
             ("iraq", "baghdad", 2.6)),
        Step("country", 6.0, 2.0, 15.0, "millions: a country that lets them in", ("palmyra", "turkey", 6.0)),
    )),
    WordedScale("promise", "permissions", "promise", (
        Step("talk", 0.05, 0.01, 0.08, "said in public, nobody is bound",
             ("palmyra", "palmyra state 2018-05-05", 0.05)),
        Step("offer", 0.1, 0.08, 0.2, "an office takes names", ("palmyra", "palmyra state 2019-06-08", 0.1)),
        Step("agreement", 0.3, 0.2, 0.4, "signed by both sides",
             ("palmyra", "palmyra state 2019-06-08", 0.1), "above"),
        Step("guaranteed", 0.5, 0.4, 0.7, "signed, and watched by a third party",
             ("tiny", "oldtown council 2031-02-24", 0.5)),
        Step("full", 1.0, 0.8, 1.0, "whoever came back before was left in peace under it",
             ("palmyra", "- state 2019-03-23", 1.0)),
    )),
    WordedScale("rate", "harms", "rate", _RATES),
    *(WordedScale(column, "actors", column, _RATES) for column in
      ("believed_friendly", "believed_neither", "believed_hostile")),
)  # fmt: skip

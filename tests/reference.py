"""The slow twin: the whole model once more, in plain Python, written from docs/model alone.

It shares with the engine the input arrays and the random numbers (§5.0), and no law. `live` runs
one member and must give the engine's integers exactly; where the two differ, one of them, or a
page, is wrong. It is meant to be read beside the pages: every function names its section.

People are `people[status][home, group, place]`. A day only writes moves from one status to
another; they are carried out in the evening (§9.2), so that every step reads the morning, and
nobody can be lost on the way.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from homeward.model.arrays import Drivers, Params
from homeward.numerics import draws
from homeward.numerics.normal import normal_quantile

Cell = tuple[int, int, int]  # home, group, place
Status = tuple[Any, ...]
Counts = dict[str, dict[Cell, int]]  # by name of the register

# §2.2, §2.5, §2.6, §3.1: codes
SETTLED, SCREENED, APPROVED, STAYING = STANDINGS = range(4)
UNPERMITTED, PERMITTED = PERMITS = range(2)
DEAD, HELD, CONSCRIPTED = range(3)
LIVING, CROSSING, RETURNED_UNPERMITTED, RETURNED_PERMITTED, TRAVELLING = EXPOSURES = range(5)
CAMP, INSIDE, ABROAD = range(3)
CONTROL, GARRISON, RAIDING, INFORMERS, ASSAULT = MODES = range(5)
NEITHER, FRIENDLY, HOSTILE = range(3)
OPEN, LISTED, REFUSED = range(3)
CONDITIONS = (
    "dwellings_usable",
    "dwellings_occupied",
    "services",
    "livelihood",
    "hardship",
    "mines",
    "exit_opening",
    "confinement",
    "transport_support",
)
YEAR = 365.25
KIN_FLOOR, LEAST_KM = 0.02, 5.0  # §6.2

# §5.0, streams
FLEE, HARM_RESIDENTS, LEAVE_AGAIN, HARM_RETURNEES, LEAVE_REFUGE, SPLIT_REFUGE = 2, 3, 4, 5, 6, 7
HARM_DISPLACED, SETTLE, WILLING, HARM_TRAVELLERS, FROM_DOOR = 8, 9, 10, 11, 12
APPROVE, DISPERSE, ATTRIBUTE = 13, 14, 15

# §6.2, why people look for a refuge; permit or standing is added to some
FLEEING, LEFT, DOOR, TURNED_BACK, DRIVEN, LOOKING = 0, 1, 3, 5, 6, 10

# §2.2, statuses: RESIDENT, ("returnee", permit), ("displaced", standing), ("harmed", outcome),
# ("road", day of arrival, crossed), ("homeward", day of arrival, permit)
RESIDENT = ("resident",)
# where people pass through within a day: these, and ("door", permit)
GATE, SUFFERING = ("gate",), ("suffering",)
PASSING = {"door", "gate", "suffering"}
OUTSIDE = ("outside",)

BELIEVED = (LIVING, CROSSING, RETURNED_UNPERMITTED, RETURNED_PERMITTED)
RETURNED = {UNPERMITTED: RETURNED_UNPERMITTED, PERMITTED: RETURNED_PERMITTED}


class Row(NamedTuple):
    """What is kept of one record day (§9)."""

    stocks: Counts
    flows: Counts
    belief: dict[Cell, float]  # by home, group and actor


class Member:
    """One member: what is given, its people and beliefs, and what a step leaves for later ones."""

    def __init__(self, drivers: Drivers, params: Params) -> None:
        self.world: Drivers = plain(drivers)
        self.places = self.world.places
        self.laws, self.drawn, self.chance = params.laws, plain(params.drawn), params.chance
        self.family_size = int(params.laws.family_size)
        self.homes = range(len(self.places.home_place))
        self.groups = range(len(self.places.stance))
        self.actors = range(len(self.places.stance[0]))
        self.all_places = range(len(self.places.capacity))
        self.rules = range(len(self.world.rules.actor))
        self.day = self.era = 0
        self.people: dict[Status, Counter[Cell]] = defaultdict(Counter)
        self.moves: list[tuple[int, Status, Cell, Status, Cell]] = []
        self.flows: dict[str, Counter[Cell]] = defaultdict(Counter)
        self.captures: dict[tuple[int, int], float] = defaultdict(float)  # home, actor
        self.capture_years: dict[tuple[int, int], float] = defaultdict(float)
        self.standing_share: dict[int, float] = {}

    def at_home(self) -> list[tuple[int, int, int]]:
        """Every home, its place, and every group of it."""
        return [(h, self.places.home_place[h], g) for h in self.homes for g in self.groups]

    def move(self, n: int, cell: Cell, source: Status, target: Status, to: int | None = None):
        """Note that people change status this evening, and perhaps place."""
        home, group, place = cell
        self.moves.append((n, source, cell, target, (home, group, place if to is None else to)))

    def number(self, lead: int, home: int, group: int, place: int | None = None) -> int:
        """The cell of an address (§5.0)."""
        number = (lead * len(self.homes) + home) * len(self.groups) + group
        return number if place is None else number * len(self.all_places) + place

    def binomial(self, n: int, p: float, stream: int, cell: int, index: int = 0) -> int:
        """§5.0."""
        address = (self.chance.seed, stream, self.chance.member, self.day, cell, index)
        return draws.binomial(n, p, *address, self.chance.by_inversion)

    def families(self, people: int, p: float, stream: int, cell: int, index: int = 0) -> int:
        """§5.1."""
        families = math.ceil(people / self.family_size)
        going = self.binomial(families, p, stream, cell, index)
        return people - (families - going) * self.family_size if going else 0

    def willing(self, people: int, home: int, place: int, cell: int, index: int) -> int:
        """§7.1."""
        laws = self.laws
        shares = {
            CAMP: laws.willing_camp,
            INSIDE: laws.willing_inside,
            ABROAD: laws.willing_abroad,
        }
        share = shares[self.places.refuge_kind[home][place]]
        return self.families(people, share, WILLING, cell, index)


def plain(value: Any) -> Any:
    """Arrays as lists."""
    if isinstance(value, tuple):
        return type(value)(*map(plain, value))
    return value.tolist() if hasattr(value, "tolist") else value


def live(drivers: Drivers, params: Params, days: Sequence[int]) -> list[Row]:
    """Run one member and keep it on the evenings of some days, rising (§9.2)."""
    m = Member(drivers, params)
    first_morning(m)
    kept = {int(day) for day in days}
    rows = []
    for day in range(max(kept) + 1):
        m.day = day
        one_day(m)
        if day in kept:
            rows.append(Row(stocks_of(m), plain_counts(m.flows), belief_of(m)))
            m.flows.clear()
    return rows


def first_morning(m: Member) -> None:
    """§2.4 and §4.1."""
    for h, q, g in m.at_home():
        m.people[RESIDENT][h, g, q] = m.drawn.residents[h][g]
    starts, n_arrival = m.world.starts, len(m.world.entries.home)
    for r, (h, g, p) in enumerate(zip(starts.home, starts.group, starts.place, strict=True)):
        people = m.drawn.start[r]
        willing = m.willing(people, h, p, m.number(4, 0, 0, 0) + n_arrival + r, 3)
        m.people["displaced", SETTLED][h, g, p] += willing
        m.people["displaced", STAYING][h, g, p] += people - willing
    m.shape, m.years, m.prior_shape, m.prior_years, m.felt = {}, {}, {}, {}, {}
    for h in m.homes:
        for g in m.groups:
            for a in m.actors:
                shape, rate = m.drawn.prior_shape[g][a], m.drawn.prior[g][a]
                m.prior_shape[g, a], m.prior_years[g, a] = shape, shape / rate
                for x in BELIEVED:
                    m.shape[h, g, a, x], m.years[h, g, a, x] = shape, shape / rate
    m.fresh_incidents, m.fresh_years = defaultdict(float), defaultdict(float)


def one_day(m: Member) -> None:
    """§3.0."""
    eras = m.world.era_of_day
    m.era = eras[m.day]
    m.is_new = m.day == 0 or m.era != eras[m.day - 1]
    m.holder = m.places.holder[m.era]
    m.leaving, m.suffered, m.approved = Counter(), Counter(), Counter()
    if m.is_new:
        positions(m)
        conditions(m)
        threat(m)
        ways(m)
        promises(m)
    captures(m)
    news(m)
    fears_at_home(m)
    pulls(m)
    obstacles(m)
    residents(m)
    returnees(m)
    if m.is_new:
        approvals(m)
    displaced(m)
    travellers(m)
    arriving_home(m)
    entries(m)
    dispersal(m)
    attribution(m)
    experience(m)
    destruction(m)
    account(m)


# §3 The world ------------------------------------------------------------------------------------


def changed_hands(m: Member, place: int) -> bool:
    """§2.6: whether another actor holds a place since this morning."""
    return m.is_new and m.era > 0 and m.holder[place] != m.places.holder[m.era - 1][place]


def within_range(low: float, mid: float, high: float, q: float) -> float:
    """§5.3."""
    if q < 0.5:
        return low + (mid - low) * 2 * q
    return mid + (high - mid) * (2 * q - 1)


def positions(m: Member) -> None:
    """§3.1, §3.2."""
    stations, e = m.world.stations, m.era
    strength = {(k, a, p): 0.0 for k in MODES for a in m.actors for p in m.all_places}
    for p in m.all_places:
        strength[CONTROL, m.holder[p], p] = 1.0
    for s, (actor, mode) in enumerate(zip(stations.actor, stations.mode, strict=True)):
        ends = stations.low[e][s], stations.mid[e][s], stations.high[e][s]
        base = within_range(*ends, m.drawn.presence[s])
        for p in m.all_places:
            x = base * stations.reach[s][p]
            hub = m.places.hub[p]
            if mode == RAIDING and hub >= 0 and m.holder[hub] != actor:
                x *= 1 - m.laws.hub_protection
            strength[mode, actor, p] = max(strength[mode, actor, p], x)
    m.strength = strength
    m.presence, m.assault = {}, dict.fromkeys(m.all_places, 0.0)
    for p in m.all_places:
        for a in m.actors:
            m.presence[a, p] = max(strength[k, a, p] for k in MODES if k != ASSAULT)
            if a != m.holder[p]:
                m.assault[p] = max(m.assault[p], strength[ASSAULT, a, p])


def conditions(m: Member) -> None:
    """§3.1."""
    given, e = m.world.conditions, m.era
    m.condition = {}
    for c, name in enumerate(CONDITIONS):
        for p in m.all_places:
            ends = given.low[e][c][p], given.mid[e][c][p], given.high[e][c][p]
            m.condition[name, p] = within_range(*ends, m.drawn.condition[c][p])
    usable = CONDITIONS.index("dwellings_usable")
    for h, q in enumerate(m.places.home_place):
        ends, before = (
            (given.low[era][usable][q], given.high[era][usable][q]) for era in (e, max(e - 1, 0))
        )
        if e == 0 or ends != before:
            m.standing_share[h] = 1.0


def threat(m: Member) -> None:
    """§3.3."""
    rules = m.world.rules
    m.rule_hazard, m.hazard = {}, defaultdict(float)
    for r in m.rules:
        for p in m.all_places:
            strength = m.strength[rules.mode[r], rules.actor[r], p]
            m.rule_hazard[r, p] = m.drawn.harm[r] * strength if rules.on[m.era][r][p] else 0.0
            for x in EXPOSURES:
                for g in m.groups:
                    if concerns(m, r, x, g):
                        m.hazard[x, g, p] += m.rule_hazard[r, p]


def concerns(m: Member, rule: int, exposure: int, group: int) -> bool:
    """§3.3: whether a harm rule is about people of a group in an exposure."""
    return m.world.rules.exposure[rule][exposure] and m.world.rules.group[rule][group]


def ways(m: Member) -> None:
    """§6.2, §6.4."""
    given = m.world.ways
    way = given.of_era[m.era]
    m.km, m.decay, m.trip_days = {}, {}, {}
    for o in m.all_places:
        for p in m.all_places:
            km = m.km[o, p] = given.km[way][o][p]
            is_way = km >= 0 and o != p
            near = max(km, LEAST_KM) / 100
            m.decay[o, p] = near**-m.laws.distance_decay if is_way else 0.0
            days = given.free_km[way][o][p] / m.laws.pace + given.days[way][o][p]
            m.trip_days[o, p] = max(1, math.ceil(days - 1e-9)) if is_way else 0


# §4 Belief ---------------------------------------------------------------------------------------


def promises(m: Member) -> None:
    """§4.2."""
    given = m.world.promises
    for r in range(len(given.era)):
        if given.era[r] != m.era:
            continue
        for h, _, g in m.at_home():
            if given.group[r][g]:
                for x in (CROSSING, RETURNED_UNPERMITTED, RETURNED_PERMITTED):
                    m.years[h, g, given.actor[r], x] += m.laws.promise_credence * given.strength[r]


def captures(m: Member) -> None:
    """§4.4."""
    kept = math.exp(-math.log(2) / (m.laws.recapture_memory * YEAR))
    for h, q in enumerate(m.places.home_place):
        for a in m.actors:
            is_captor = changed_hands(m, q) and a == m.holder[q]
            m.captures[h, a] = kept * m.captures[h, a] + is_captor
            m.capture_years[h, a] = kept * m.capture_years[h, a] + 1 / YEAR


def news(m: Member) -> None:
    """§4.2."""
    kept = math.exp(-math.log(2) / (m.laws.memory_half_life * YEAR))
    released = 0.0 if m.chance.is_deaf else 1 - math.exp(-1 / m.laws.news_delay)
    z = normal_quantile(m.laws.caution)
    for fresh, known, prior in (
        (m.fresh_incidents, m.shape, m.prior_shape),
        (m.fresh_years, m.years, m.prior_years),
    ):
        hear(m, fresh, known, prior, kept, released)
    for key, shape in m.shape.items():
        m.felt[key] = felt_danger(shape, m.years[key], z)


def hear(m: Member, fresh, known, prior, kept: float, released: float) -> None:
    """§4.2: forget, hear of what is fresh, and let the pool shrink."""
    laws = m.laws
    of_home, of_all = defaultdict(float), defaultdict(float)
    for (h, _, a, x), amount in fresh.items():
        of_home[h, a, x] += amount
        of_all[a, x] += amount
    for h, g, a, x in known:
        own, home, everyone = fresh[h, g, a, x], of_home[h, a, x], of_all[a, x]
        heard = released * (
            laws.reach_own * own
            + laws.reach_kin * (home - own)
            + laws.reach_general * (everyone - home)
        )
        before = prior[g, a]
        known[h, g, a, x] = before + kept * (known[h, g, a, x] - before) + max(heard, 0.0)
    for key in fresh:
        fresh[key] *= 1 - released


def felt_danger(shape: float, years: float, z: float) -> float:
    """§4.3."""
    root = 1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))
    return shape / years * max(0.0, root) ** 3


def fear_factor(felt: float, tolerance: float) -> float:
    """§4.3."""
    return 1 / (1 + (felt / tolerance) ** 2)


def fears_at_home(m: Member) -> None:
    """§4.4."""
    laws = m.laws
    m.dread, m.home_factor = {}, {}
    for h, q, g in m.at_home():
        stay, back = 1.0, {UNPERMITTED: 1.0, PERMITTED: 1.0}
        for a in m.actors:
            s = m.presence[a, q]
            if s <= 0:
                continue
            near = s * m.felt[h, g, a, LIVING]
            stay *= fear_factor(near, laws.tolerance * laws.attachment)
            for permit in back:
                if a == m.holder[q]:
                    back[permit] *= fear_factor(m.felt[h, g, a, RETURNED[permit]], laws.tolerance)
                else:
                    danger = recaptures(m, h, a) * near * laws.recapture_horizon
                    back[permit] *= fear_factor(near, laws.tolerance)
                    back[permit] *= fear_factor(danger, laws.tolerance)
        m.dread[h, g] = 1 - stay
        for permit, factor in back.items():
            m.home_factor[permit, h, g] = factor


def recaptures(m: Member, home: int, actor: int) -> float:
    """§4.4: captures a year expected."""
    prior = m.laws.recapture_prior
    if prior == 0:
        return 0.0
    return (1 + m.captures[home, actor]) / (1 / prior + m.capture_years[home, actor])


def experience(m: Member) -> None:
    """§4.2, every evening, from the morning's stocks."""
    lived: dict[int, Counter[Cell]] = defaultdict(Counter)  # by exposure
    lived[LIVING] += m.people[RESIDENT]
    for standing in STANDINGS:
        lived[CROSSING if standing == SCREENED else LIVING] += m.people["displaced", standing]
    for permit, exposure in RETURNED.items():
        lived[exposure] += m.people["returnee", permit]
    for exposure, people in lived.items():
        for (h, g, p), n in people.items():
            for a in m.actors:
                if m.presence[a, p] > 0:
                    x = exposure if a == m.holder[p] else LIVING
                    m.fresh_years[h, g, a, x] += m.presence[a, p] / YEAR * n


# §6 Movement -------------------------------------------------------------------------------------


def within(hazard: float, days: float) -> float:
    """The probability of an exit of constant hazard (notation)."""
    return -math.expm1(-hazard * days)


def exit_share(hazard: float, total: float) -> float:
    """§5.2."""
    return 0.0 if total <= 0 else hazard / total * within(total, 1)


def harm_share(harm: float, moving: float) -> float:
    """§5.2: chance of harm for those who did not move."""
    total = moving + harm
    return exit_share(harm, total) / (1 - exit_share(moving, total)) if harm > 0 else 0.0


def leave_ease(m: Member, group: int, place: int) -> float:
    """§6.1: share of leavers who get out."""
    is_refused = m.world.answers.leave[m.era][group][place] == REFUSED
    return m.laws.exit_refused_ease if is_refused else 1.0


def driven_hazard(m: Member, danger: float, group: int, place: int) -> float:
    """§6.1, §6.3: the hazard of fleeing a danger as far as one is let out, or of being expelled."""
    hazard = m.laws.flight_hazard * danger**2 / (danger**2 + m.laws.danger_half**2)
    hazard *= (1 - m.condition["confinement", place]) * leave_ease(m, group, place)
    if m.world.answers.stay[m.era][group][place] == REFUSED:
        hazard += m.laws.expulsion_hazard
    return hazard


def suffer(m: Member, n: int, cell: Cell, source: Status, exposure: int) -> None:
    """§8.1: note people harmed, to be attributed after dispersal."""
    m.move(n, cell, source, SUFFERING)
    m.suffered[exposure, *cell] += n


def residents(m: Member) -> None:
    """§6.1."""
    m.flight = {}
    for h, q, g in m.at_home():
        cell, address = (h, g, q), m.number(0, h, g)
        danger = m.assault[q] + m.laws.dread_share * m.dread[h, g]
        flight = m.flight[h, g] = driven_hazard(m, danger, g, q)
        harm = m.hazard[LIVING, g, q]
        people = m.people[RESIDENT][cell]
        fleeing = m.families(people, exit_share(flight, flight + harm), FLEE, address)
        harmed = m.binomial(people - fleeing, harm_share(harm, flight), HARM_RESIDENTS, address)
        m.leaving[FLEEING, *cell] += fleeing
        suffer(m, harmed, cell, RESIDENT, LIVING)


def pulls(m: Member) -> None:
    """§6.2: people present, and the pull of every place before distance."""
    everywhere = [("displaced", s) for s in STANDINGS]
    everywhere += [RESIDENT, ("returnee", UNPERMITTED), ("returnee", PERMITTED)]
    present: Counter[int] = Counter()
    kin: Counter[tuple[int, int]] = Counter()
    for status in everywhere:
        for (h, _, p), n in m.people[status].items():
            present[p] += n
            if status[0] == "displaced":
                kin[h, p] += n
    m.pull = {}
    for h in m.homes:
        total = sum(kin[h, p] for p in m.all_places)
        for p, hosting in enumerate(m.drawn.hosting):
            share = kin[h, p] / max(total, 1) + KIN_FLOOR
            capacity = m.places.capacity[p]
            room = max(0.0, 1 - present[p] / capacity) if capacity > 0 else 0.0
            pull = hosting * share**m.laws.kin_pull * room * max(0.0, 1 - m.assault[p])
            m.pull[h, p] = 0.0 if hosting <= 0 or p == m.places.home_place[h] else pull


def dispersal(m: Member) -> None:
    """§6.2."""
    for (cause, h, g, o), people in m.leaving.items():
        if people <= 0:
            continue
        found = 0
        for p, n in choose(m, cause, (h, g, o), people).items():
            crossed = int(m.holder[p] != m.holder[o])
            road = ("road", m.day + m.trip_days[o, p], crossed)
            m.move(n, (h, g, o), source_of(cause), road, to=p)
            found += n
        settle_leavers(m, cause, (h, g, o), people, found)


def choose(m: Member, cause: int, cell: Cell, people: int) -> dict[int, int]:
    """§6.2: how many go to which place."""
    is_forced, address = cause < LOOKING, m.number(cause, *cell)
    accepted, total = weigh_places(m, cell, is_forced=is_forced)
    last = max(accepted, default=None)
    going: dict[int, int] = {}
    if people <= m.family_size:
        u, _ = draws.uniforms(
            m.chance.seed, DISPERSE, m.chance.member, m.day, address, len(m.all_places)
        )
        threshold = total * u
        for p, a in accepted.items():
            threshold -= a
            if threshold <= 0 or (is_forced and p == last):
                return {p: people}
        return {}
    for p, a in accepted.items():
        share = 1.0 if a >= total or (is_forced and p == last) else a / total
        going[p] = m.families(people, share, DISPERSE, address, p)
        people -= going[p]
        total -= a
        if people <= 0:
            break
    return going


def weigh_places(m: Member, cell: Cell, *, is_forced: bool) -> tuple[dict[int, float], float]:
    """§6.2: what is accepted of every place that is at all, in order, and what shares are of."""
    h, g, o = cell
    here = m.holder[o]
    accepted, total = {}, 0.0
    for p in m.all_places:
        x = m.pull[h, p] * m.decay[o, p]
        crosses = m.holder[p] != here
        if crosses:
            x *= m.laws.crossing_ease
        if m.world.answers.enter[m.era][g][here][p] != OPEN:
            x *= m.laws.entry_refused_ease
        felt = m.felt[h, g, m.holder[p], CROSSING if crosses else LIVING]
        a = x * fear_factor(felt, m.laws.tolerance)
        total += a if is_forced else x
        if a > 0:
            accepted[p] = a
    return accepted, total


def source_of(cause: int) -> Status:
    """§6.2: the status that those who look for a refuge leave."""
    if cause == FLEEING:
        return RESIDENT
    if cause == TURNED_BACK:
        return GATE
    if cause < DOOR:
        return ("returnee", cause - LEFT)
    if cause < TURNED_BACK:
        return ("door", cause - DOOR)
    return ("displaced", cause - (DRIVEN if cause < LOOKING else LOOKING))


def settle_leavers(m: Member, cause: int, cell: Cell, people: int, found: int) -> None:
    """§6.2, §9.1: those who find nothing, and what is recorded of both."""
    if cause == FLEEING:
        m.flows["displacements"][cell] += found
    elif cause < TURNED_BACK:
        m.flows["redisplacements"][cell] += found
    elif cause > TURNED_BACK:
        m.flows["onward_movements"][cell] += found
    if DOOR <= cause < TURNED_BACK:
        m.move(people - found, cell, source_of(cause), ("returnee", cause - DOOR))
        m.flows["returns"][cell] += people - found
    if cause == TURNED_BACK:
        m.flows["turned_back"][cell] += people
        arrive(m, people - found, cell, GATE, SCREENED)


def arrive(m: Member, n: int, cell: Cell, source: Status, standing: int) -> None:
    """§6.4, §9.1: people become displaced people of a place."""
    m.move(n, cell, source, ("displaced", standing))
    m.flows["arrivals"][cell] += n


def travellers(m: Member) -> None:
    """§6.4."""
    for road, people in list(m.people.items()):
        if road[0] == "road":
            for cell, n in people.items():
                travel(m, road, cell, n)


def travel(m: Member, road: Status, cell: Cell, people: int) -> None:
    """§6.4: one day of one community on the way."""
    h, g, p = cell
    _, arrival, crossed = road
    days_left = arrival - m.day
    address = m.number(days_left * 2 + crossed, h, g, p)
    chance = within(m.hazard[TRAVELLING, g, p], 1)
    harmed = m.binomial(people, chance, HARM_TRAVELLERS, address)
    suffer(m, harmed, cell, road, TRAVELLING)
    people -= harmed
    if newly_refused(m, g, p):
        m.move(people, cell, road, GATE)
        m.leaving[TURNED_BACK, *cell] += people
    elif days_left == 0 and crossed:
        arrive(m, people, cell, road, SCREENED)
    elif days_left == 0:
        willing = m.willing(people, h, p, address, 0)
        arrive(m, willing, cell, road, SETTLED)
        arrive(m, people - willing, cell, road, STAYING)


def newly_refused(m: Member, group: int, place: int) -> bool:
    """§6.4: whether a place refuses everybody of a group since this morning."""
    if not m.is_new or m.era == 0:
        return False
    before, now = (
        any(answer[place] == OPEN for answer in m.world.answers.enter[e][group])
        for e in (m.era - 1, m.era)
    )
    return before and not now


def entries(m: Member) -> None:
    """§2.4."""
    given, t = m.world.entries, m.day
    for r, (h, g, p) in enumerate(zip(given.home, given.group, given.place, strict=True)):
        people, first, last = m.drawn.arrivals[r], given.first[r], given.last[r]
        if not first <= t < last:
            continue
        entering = people * (t + 1 - first) // (last - first)
        entering -= people * (t - first) // (last - first)
        willing = m.willing(entering, h, p, m.number(4, 0, 0, 0) + r, 2)
        m.move(willing, (h, g, p), OUTSIDE, ("displaced", SETTLED))
        m.move(entering - willing, (h, g, p), OUTSIDE, ("displaced", STAYING))
        m.flows["entries"][h, g, p] += entering


# §7 Return ---------------------------------------------------------------------------------------


def obstacles(m: Member) -> None:
    """§7.3."""
    laws, condition = m.laws, m.condition
    m.occupied, m.hollow, m.soft = {}, {}, {}
    for h, q in enumerate(m.places.home_place):
        back_share, friends_share = who_is_back(m, h, q)
        usable = condition["dwellings_usable", q] * m.standing_share[h]
        relief = 1 - laws.garrison_relief * friends_share
        occupied = m.occupied[h] = condition["dwellings_occupied", q] * relief
        services = min(1.0, condition["services", q] + laws.viability * back_share)
        livelihood = min(1.0, condition["livelihood", q] + laws.viability * back_share)
        m.hollow[h] = 1 - 0.5 * (services + livelihood)
        for p in m.all_places:
            km = m.km[p, q]
            m.soft[h, p] = 0.0 if km < 0 else (
                (1 - laws.weight_mines * condition["mines", q])
                * (1 - laws.weight_occupied * occupied)
                * (1 - laws.weight_destroyed * max(0.0, condition["dwellings_usable", p] - usable))
                * (1 - laws.weight_services * max(0.0, condition["services", p] - services))
                * (1 - laws.weight_livelihood * max(0.0, condition["livelihood", p] - livelihood))
                * math.exp(-laws.journey_cost * km * (1 - condition["transport_support", p]))
            )  # fmt: skip


def who_is_back(m: Member, home: int, place: int) -> tuple[float, float]:
    """§7.3: the share of a home's people who are there, of the holder's friends who returned."""
    there = everyone = friends = friends_back = 0
    for g in m.groups:
        cell = (home, g, place)
        returned = sum(m.people["returnee", permit][cell] for permit in RETURNED)
        displaced = sum(
            m.people["displaced", s][home, g, p] for s in STANDINGS for p in m.all_places
        )
        here = m.people[RESIDENT][cell] + returned
        there += here
        everyone += here + displaced
        if m.places.stance[g][m.holder[place]] == FRIENDLY:
            friends += here + displaced
            friends_back += returned
    return there / max(everyone, 1), friends_back / max(friends, 1)


def destruction(m: Member) -> None:
    """§7.3, every evening."""
    for h, q in enumerate(m.places.home_place):
        m.standing_share[h] *= 1 - within(m.laws.destruction_hazard * m.assault[q], 1)


def approvals(m: Member) -> None:
    """§7.2: lists that open today."""
    lists = m.world.lists
    for r in range(len(lists.era)):
        if lists.era[r] == m.era:
            approve(m, r)


def approve(m: Member, r: int) -> None:
    """§7.2: hand out the approvals of one list."""
    lists = m.world.lists
    h = lists.home[r]
    concerned = {
        (s, g, p): m.people["displaced", s][h, g, p] - m.approved[s, h, g, p]
        for s in (SETTLED, SCREENED)
        for g in m.groups
        for p in m.all_places
        if lists.group[r][g] and lists.origin[r][m.holder[p]]
    }
    eligible = sum(concerned.values())
    left = min(m.drawn.approvals[r], eligible)
    for (s, g, p), people in concerned.items():
        if people == 0 or left == 0:
            continue
        address = m.number(s, h, g, p)
        approved = m.families(left, min(1.0, people / eligible), APPROVE, address, r)
        approved = min(people, approved)
        eligible -= people
        left -= approved
        m.approved[s, h, g, p] += approved
        m.move(approved, (h, g, p), ("displaced", s), ("displaced", APPROVED))


def displaced(m: Member) -> None:
    """§7.2: the exits of the displaced."""
    for s in STANDINGS:
        for (h, g, p), people in m.people["displaced", s].items():
            answer = m.world.answers.home[m.era][h][g][m.holder[p]]
            if s == APPROVED and answer != LISTED:
                m.move(people, (h, g, p), ("displaced", APPROVED), ("displaced", SETTLED))
            else:
                leave_refuge(m, s, (h, g, p), people - m.approved[s, h, g, p])


def homing_hazard(m: Member, s: int, cell: Cell) -> tuple[float, int]:
    """§7.2: the hazard of setting off home, and the permit people have."""
    h, g, p = cell
    laws, q = m.laws, m.places.home_place[h]
    soft = m.soft[h, p] if m.trip_days[p, q] > 0 else 0.0
    is_open = m.world.answers.home[m.era][h][g][m.holder[p]] == OPEN
    permit = PERMITTED if is_open or s == APPROVED else UNPERMITTED
    if s == STAYING or m.assault[q] > 0:
        return 0.0, permit
    fears = m.home_factor[permit, h, g]
    if s == APPROVED:
        return laws.approved_speed * fears * soft, permit
    gate = m.condition["exit_opening", p] * leave_ease(m, g, p)
    gate *= 1.0 if is_open else laws.unpermitted_ease
    return laws.return_speed * pushed(m, p) * gate * fears * soft, permit


def pushed(m: Member, place: int) -> float:
    """§6.3."""
    return 1 + (m.laws.hardship_push - 1) * m.condition["hardship", place]


def leave_refuge(m: Member, s: int, cell: Cell, people: int) -> None:
    """§7.2, §6.3: one community sets off home, is driven on, looks on, or is harmed."""
    h, g, p = cell
    source, address = ("displaced", s), m.number(s, *cell)
    looking = m.laws.onward_hazard * pushed(m, p) * m.condition["exit_opening", p]
    looking *= leave_ease(m, g, p)
    driven = driven_hazard(m, m.assault[p], g, p)
    homing, permit = homing_hazard(m, s, cell)
    exposure = CROSSING if s == SCREENED else LIVING
    harm = m.hazard[exposure, g, p]
    moving = homing + looking + driven

    gone = m.families(people, exit_share(moving, moving + harm), LEAVE_REFUGE, address)
    home = m.families(gone, homing / moving, SPLIT_REFUGE, address, 0) if gone else 0
    on = gone - home
    forced = m.families(on, driven / (driven + looking), SPLIT_REFUGE, address, 1) if driven else 0
    harmed = m.binomial(people - gone, harm_share(harm, moving), HARM_DISPLACED, address)

    suffer(m, harmed, cell, source, exposure)
    m.leaving[DRIVEN + s, *cell] += forced
    m.leaving[LOOKING + s, *cell] += on - forced
    arrival = m.day + m.trip_days[p, m.places.home_place[h]]
    m.move(home, cell, source, ("homeward", arrival, permit), to=m.places.home_place[h])
    m.flows["return_departures"][cell] += home
    if s == SCREENED:
        end_screening(m, cell, people - gone - harmed, address)


def end_screening(m: Member, cell: Cell, people: int, address: int) -> None:
    """§3.3."""
    h, _, p = cell
    chance = 1.0 if changed_hands(m, p) else within(1 / m.laws.screening, 1)
    settling = m.families(people, chance, SETTLE, address)
    willing = m.willing(settling, h, p, address, 1)
    m.move(willing, cell, ("displaced", SCREENED), ("displaced", SETTLED))
    m.move(settling - willing, cell, ("displaced", SCREENED), ("displaced", STAYING))


def arriving_home(m: Member) -> None:
    """§7.4: a roof or not."""
    for permit in PERMITS:
        homeward = ("homeward", m.day, permit)
        for (h, g, q), people in m.people[homeward].items():
            share = 1.0 if m.assault[q] > 0 else m.occupied[h] * m.laws.avoid_occupiers
            leaving = m.families(people, share, FROM_DOOR, m.number(permit, h, g))
            m.move(leaving, (h, g, q), homeward, ("door", permit))
            m.leaving[DOOR + permit, h, g, q] += leaving
            m.move(people - leaving, (h, g, q), homeward, ("returnee", permit))
            m.flows["returns"][h, g, q] += people - leaving


def returnees(m: Member) -> None:
    """§7.4: leaving again, and permission."""
    for permit, exposure in RETURNED.items():
        status = ("returnee", permit)
        for cell, people in m.people[status].items():
            h, g, q = cell
            address = m.number(permit, h, g)
            again = m.flight[h, g] + m.laws.redisplacement_hazard * m.hollow[h]
            harm = m.hazard[exposure, g, q]
            leaving = m.families(people, exit_share(again, again + harm), LEAVE_AGAIN, address)
            harmed = m.binomial(people - leaving, harm_share(harm, again), HARM_RETURNEES, address)
            m.leaving[LEFT + permit, *cell] += leaving
            suffer(m, harmed, cell, status, exposure)
            answer = m.world.answers.home[m.era][h][g][m.holder[q]]
            if permit == UNPERMITTED and answer == OPEN:
                m.move(people - leaving - harmed, cell, status, ("returnee", PERMITTED))


# §8 Harm -----------------------------------------------------------------------------------------


def attribution(m: Member) -> None:
    """§8.1."""
    rules = m.world.rules
    for (x, h, g, p), people in m.suffered.items():
        left, later, believed = people, m.hazard[x, g, p], CROSSING if x == TRAVELLING else x
        for r in m.rules:
            hazard = m.rule_hazard[r, p]
            if left == 0 or hazard == 0 or not concerns(m, r, x, g):
                continue
            share = hazard / later if later > hazard else 1.0
            due = m.binomial(left, share, ATTRIBUTE, m.number(x, h, g, p), r)
            left -= due
            later -= hazard
            outcome = rules.outcome[r]
            m.move(due, (h, g, p), SUFFERING, ("harmed", outcome))
            flow = {DEAD: "killed", HELD: "taken", CONSCRIPTED: "enlisted"}[outcome]
            m.flows[flow][h, g, p] += due
            m.fresh_incidents[h, g, rules.actor[r], believed] += due


# §9 The record -----------------------------------------------------------------------------------


def account(m: Member) -> None:
    """§9.2: carry out all moves of the day at once."""
    for n, source, cell, target, to in m.moves:
        m.people[source][cell] -= n
        m.people[target][to] += n
    m.moves.clear()
    for status, people in list(m.people.items()):
        for cell in [cell for cell, n in people.items() if n == 0]:
            del people[cell]
        if not people:
            del m.people[status]
        elif status[0] in PASSING or (status != OUTSIDE and min(people.values()) < 0):
            raise AssertionError(f"day {m.day}: {status} holds {dict(people)}")


def stocks_of(m: Member) -> Counts:
    """§9.1."""
    harmed = {DEAD: "dead", HELD: "held", CONSCRIPTED: "conscripted"}
    stocks: dict[str, Counter[Cell]] = defaultdict(Counter)
    for status, people in m.people.items():
        for (h, g, p), n in people.items():
            kind = status[0]
            if kind == "displaced":
                name = "refugees" if m.places.refuge_kind[h][p] == ABROAD else "idps"
            elif kind == "harmed":
                name = harmed[status[1]]
            else:
                name = {
                    "resident": "residents",
                    "returnee": "returnees",
                    "road": "travelling",
                    "homeward": "travelling",
                }.get(kind, kind)
            stocks[name][h, g, p] += n
    stocks.pop("outside", None)
    return plain_counts(stocks)


def plain_counts(counts: dict[str, Counter[Cell]]) -> Counts:
    """Without the cells that hold nobody."""
    full = {name: {cell: n for cell, n in cells.items() if n} for name, cells in counts.items()}
    return {name: cells for name, cells in full.items() if cells}


def belief_of(m: Member) -> dict[Cell, float]:
    """§9.1."""
    return {(h, g, a): felt for (h, g, a, x), felt in m.felt.items() if x == LIVING}

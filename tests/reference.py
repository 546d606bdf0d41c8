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
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from homeward.model.communities.drivers import Drivers, Params
from homeward.numerics import draws
from homeward.numerics.normal import normal_quantile

Cell = tuple[int, int, int]  # home, group, place
Status = tuple[Any, ...]
Counts = dict[str, dict[Cell, int]]  # by name of the register

# §2.2, §2.5, §2.6, §3.1: codes
SETTLED, SCREENED, APPROVED, STAYING, RECENT = STANDINGS = range(5)
UNPERMITTED, PERMITTED = PERMITS = range(2)
LIVING, CROSSING, RETURNED_UNPERMITTED, RETURNED_PERMITTED, TRAVELLING = EXPOSURES = range(5)
CAMP, INSIDE, ABROAD = range(3)
CONTROL, GARRISON, RAIDING, INFORMERS, ASSAULT = MODES = range(5)
NEITHER, FRIENDLY, HOSTILE = range(3)
OPEN, LISTED, REFUSED = range(3)
CONDITIONS = (
    "dwellings_usable", "dwellings_occupied", "services", "livelihood", "hardship", "mines",
    "exit_opening", "exit_capacity", "confinement", "intake",
    "transport_support", "means", "way_dared", "organised_return", "sent_home",
)  # fmt: skip
OF_WAY_HOME = CONDITIONS[10:]  # §3.1: these may differ by home and group
# §7.5, obstacles; the fear of each actor follows them
(
    RECAPTURE, PERMISSION, EXIT, FIGHTING, WAY_HOME, DWELLING_DESTROYED, DWELLING_OCCUPIED,
    LACK_OF_SERVICES, LACK_OF_LIVELIHOOD, MINED, JOURNEY, FEAR,
) = range(12)  # fmt: skip
# §5.4, dispositions
(
    WILLING_SHARE, RETURN_SPEED, RECENT_RETURN_SPEED, WEIGHT_DESTROYED, HOUSE_NEEDED,
    WEIGHT_OCCUPIED, WEIGHT_SERVICES, WEIGHT_LIVELIHOOD, LIVELIHOOD_NEEDED, WEIGHT_MINES,
) = range(10)  # fmt: skip
YEAR = 365.25
KIN_FLOOR, LEAST_KM, NOTHING_CLOSED = 0.02, 5.0, 0  # §6.2

# §5.0, streams
FLEE, HARM_RESIDENTS, LEAVE_AGAIN, HARM_RETURNEES, LEAVE_REFUGE, SPLIT_REFUGE = 2, 3, 4, 5, 6, 7
HARM_DISPLACED, SETTLE, WILLING, HARM_TRAVELLERS, FROM_DOOR = 8, 9, 10, 11, 12
APPROVE, DISPERSE, ATTRIBUTE, HARM_ON_THE_WAY_HOME = 13, 14, 15, 16
RATION = 18
UNLIMITED = 2**31 - 1  # §2.4: the capacity of an exit of which no row says otherwise

# §2.2, statuses: these, ("returnee", permit), ("displaced", standing),
# ("road", day of arrival, crossed) and ("homeward", day of arrival, permit)
RESIDENT, *OUTCOMES = ("resident",), ("dead",), ("detained",), ("recruited",)
LEAVING, SUFFERING = ("leaving",), ("suffering",)  # where people only pass through, within a day
OUTSIDE = ("outside",)  # where people enter from

NEAR = 4  # §4: of beliefs alone, where TRAVELLING stands among exposures to harm
BELIEVED = (LIVING, CROSSING, RETURNED_UNPERMITTED, RETURNED_PERMITTED, NEAR)
RETURNED = {UNPERMITTED: RETURNED_UNPERMITTED, PERMITTED: RETURNED_PERMITTED}


class Trip(NamedTuple):
    """A way from a place to another."""

    km: float
    days: int


class Row(NamedTuple):
    """What is kept of one record day (§9)."""

    stocks: Counts
    flows: Counts
    belief: dict[tuple[int, int, int, int], float]  # by home, group, actor and exposure


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
        self.gone: dict[int, float] = defaultdict(float)  # place
        self.leavers: Counter[int] = Counter()  # place

    def at_home(self) -> list[tuple[int, int, int]]:
        """Every home, its place, and every group of it."""
        return [(h, self.places.home_place[h], g) for h in self.homes for g in self.groups]

    def is_off(self, obstacle: int, group: int) -> bool:
        """§7.5: whether an obstacle no longer counts for a group."""
        return self.day >= self.world.lifted[obstacle][group]

    def unless_off(self, obstacle: int, group: int, factor: float) -> float:
        """§7.5: the factor of an obstacle, or 1."""
        return 1.0 if self.is_off(obstacle, group) else factor

    def is_trusted(self, actor: int, group: int) -> bool:
        """§7.5: whether a group expects no harm of an actor."""
        return self.day >= self.world.trusted[group][actor]

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
        return draws.binomial(n, p, *address)

    def uniform(self, stream: int, cell: int, index: int) -> float:
        """§5.0: the first of two."""
        chance = self.chance
        return draws.uniforms(chance.seed, stream, chance.member, self.day, cell, index)[0]

    def families(self, people: int, p: float, stream: int, cell: int, index: int = 0) -> int:
        """§5.1."""
        families = math.ceil(people / self.family_size)
        going = self.binomial(families, p, stream, cell, index)
        return people - (families - going) * self.family_size if going else 0

    def disposition(self, which: int, home: int, group: int, place: int) -> float:
        """§5.4: how people displaced to a place decide about going home."""
        kind = self.places.refuge_kind[home][place]
        return self.drawn.disposition[which][home][group][kind]

    def willing(self, people: int, cell: Cell, address: int, index: int) -> int:
        """§7.1."""
        share = self.disposition(WILLING_SHARE, *cell)
        return self.families(people, share, WILLING, address, index)

    def settle(self, people: int, cell: Cell, source: Status, address: int, index: int) -> None:
        """§7.1: people at a refuge are divided into those who want to go home and those who stay."""
        willing = self.willing(people, cell, address, index)
        self.move(willing, cell, source, ("displaced", SETTLED))
        self.move(people - willing, cell, source, ("displaced", STAYING))

    def come_to(self, people: int, cell: Cell, source: Status, address: int, index: int) -> None:
        """§7.1: people let into a refuge."""
        if self.laws.recent_days > 0:
            self.move(people, cell, source, ("displaced", RECENT))
        else:
            self.settle(people, cell, source, address, index)


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
    starts = m.world.starts
    for r, (h, g, p) in enumerate(zip(starts.home, starts.group, starts.place, strict=True)):
        people = m.drawn.start[r]
        willing = m.willing(people, (h, g, p), m.number(0, h, g, p), 3)
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
    m.leaving, m.suffered, m.approved, m.weighed = Counter(), Counter(), Counter(), {}
    if m.is_new:
        for step in (positions, conditions, threat, ways, promises):
            step(m)
    for step in (captures, news, fears_at_home, pulls, obstacles, residents, returnees):
        step(m)
    if m.is_new:
        approvals(m)
    for step in (displaced, travellers, way_home, entries, dispersal, attribution):
        step(m)
    for step in (experience, destruction, account):
        step(m)


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
        if e == 0 or any(
            end[e][usable][q] != end[e - 1][usable][q] for end in (given.low, given.mid, given.high)
        ):
            m.standing_share[h] = 1.0
    way_conditions(m)


def way_conditions(m: Member) -> None:
    """§3.1: of the way home of every community; a row of its home and group counts before one of its home, and so on."""
    m.way_home, m.seats = {}, {}
    for h, _, g in m.at_home():
        for p in m.all_places:
            for name in OF_WAY_HOME:
                m.way_home[name, h, g, p] = m.condition[name, p]
            m.seats[h, g, p] = ("everybody", p)
    for _, name, p, home, group, value in sorted(particular(m)):
        for h, _, g in m.at_home():
            if home in (-1, h) and group in (-1, g):
                m.way_home[name, h, g, p] = value
                if name == "organised_return":
                    m.seats[h, g, p] = (p, home, group)


def particular(m: Member) -> Iterator[tuple[int, str, int, int, int, float]]:
    """§3.1: rows of today of one home or group: how particular, of what and where, whose, and the value."""
    given = m.world.way_conditions
    for r, (c, p) in enumerate(zip(given.condition, given.place, strict=True)):
        if given.on[m.era][r]:
            home, group = given.home[r], given.group[r]
            ends = given.low[r], given.mid[r], given.high[r]
            value = within_range(*ends, m.drawn.way_condition[r])
            yield 2 * (home >= 0) + (group >= 0), CONDITIONS[c], p, home, group, value


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
    m.decay, m.trips = {}, {}
    for o in m.all_places:
        for p in m.all_places:
            m.trips[o, p] = trip(m, way, o, p)
            near = max(given.km[way][o][p], LEAST_KM) / 100
            m.decay[o, p] = near**-m.laws.distance_decay if m.trips[o, p] else 0.0


def trip(m: Member, way: int, origin: int, place: int) -> Trip | None:
    """§6.4: the way from a place to another in one of the sets, if there is one."""
    given = m.world.ways
    km = given.km[way][origin][place]
    if km < 0 or origin == place:
        return None
    days = given.free_km[way][origin][place] / m.laws.pace + given.days[way][origin][place]
    return Trip(km, max(1, math.ceil(days - 1e-9)))


def trip_home(m: Member, group: int, origin: int, home_place: int) -> Trip | None:
    """§7.5: the way home; that of no closure where there is none and this no longer counts."""
    found = m.trips[origin, home_place]
    if found is None and m.is_off(WAY_HOME, group):
        return trip(m, NOTHING_CLOSED, origin, home_place)
    return found


# §4 Belief ---------------------------------------------------------------------------------------


def promises(m: Member) -> None:
    """§4.2."""
    given = m.world.promises
    for r in range(len(given.era)):
        if given.era[r] != m.era or m.chance.without_news:
            continue
        for h, _, g in m.at_home():
            if given.group[r][g]:
                for x in (CROSSING, RETURNED_UNPERMITTED, RETURNED_PERMITTED):
                    m.years[h, g, given.actor[r], x] += m.laws.promise_credence * given.strength[r]


def captures(m: Member) -> None:
    """§4.4."""
    if m.chance.without_news:
        return
    kept = math.exp(-math.log(2) / (m.laws.recapture_memory * YEAR))
    for h, q in enumerate(m.places.home_place):
        for a in m.actors:
            is_captor = changed_hands(m, q) and a == m.holder[q]
            m.captures[h, a] = kept * m.captures[h, a] + is_captor
            m.capture_years[h, a] = kept * m.capture_years[h, a] + 1 / YEAR


def news(m: Member) -> None:
    """§4.2."""
    kept = math.exp(-math.log(2) / (m.laws.memory_half_life * YEAR))
    released = 0.0 if m.chance.without_news else 1 - math.exp(-1 / m.laws.news_delay)
    z = normal_quantile(m.laws.caution)
    for fresh, known, prior in (
        (m.fresh_incidents, m.shape, m.prior_shape),
        (m.fresh_years, m.years, m.prior_years),
    ):
        hear(m, fresh, known, prior, kept, released)
    for key, shape in m.shape.items():
        _, g, a, _ = key
        m.felt[key] = 0.0 if m.is_trusted(a, g) else felt_danger(shape, m.years[key], z)


def hear(m: Member, fresh, known, prior, kept: float, released: float) -> None:
    """§4.2: forget, hear of what is fresh, and let the pool shrink."""
    laws = m.laws
    of_home, of_all = defaultdict(float), defaultdict(float)
    for (h, g, a, x), amount in fresh.items():
        of_home[h, whose(m, g, a, x), a, x] += amount
        of_all[whose(m, g, a, x), a, x] += amount
    for h, g, a, x in known:
        alike = whose(m, g, a, x)
        own, home, everyone = fresh[h, g, a, x], of_home[h, alike, a, x], of_all[alike, a, x]
        heard = released * (
            laws.reach_own * own
            + laws.reach_kin * (home - own)
            + laws.reach_general * (everyone - home)
        )
        before = prior[g, a]
        known[h, g, a, x] = before + kept * (known[h, g, a, x] - before) + max(heard, 0.0)
    for key in fresh:
        fresh[key] *= 1 - released


def whose(m: Member, group: int, actor: int, exposure: int) -> int | None:
    """§4.2: whose news are heard together: of those who stand to the actor alike, or of everybody."""
    return None if exposure == NEAR else m.places.stance[group][actor]


def felt_danger(shape: float, years: float, z: float) -> float:
    """§4.3."""
    root = 1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))
    return shape / years * max(0.0, root) ** 3


def fear_factor(felt: float, tolerance: float) -> float:
    """§4.3."""
    return 1 / (1 + (felt / tolerance) ** 2)


def fears_at_home(m: Member) -> None:
    """§4.4, §7.5."""
    laws = m.laws
    m.dread, m.home_factor = {}, {}
    for h, q, g in m.at_home():
        stay, back = 1.0, {UNPERMITTED: 1.0, PERMITTED: 1.0}
        for a in m.actors:
            s = m.presence[a, q]
            if s <= 0:
                continue
            near = s * m.felt[h, g, a, LIVING if a == m.holder[q] else NEAR]
            stay *= fear_factor(near, laws.tolerance * laws.attachment)
            for permit in back:
                if a == m.holder[q]:
                    fear = fear_factor(m.felt[h, g, a, RETURNED[permit]], laws.tolerance)
                    back[permit] *= m.unless_off(FEAR + a, g, fear)
                else:
                    danger = recaptures(m, h, a) * m.felt[h, g, a, LIVING] * laws.recapture_horizon
                    fear = fear_factor(near, laws.tolerance)
                    back[permit] *= m.unless_off(FEAR + a, g, fear)
                    fear = fear_factor(danger, laws.tolerance)
                    back[permit] *= m.unless_off(RECAPTURE, g, fear)
        m.dread[h, g] = 1 - stay
        for permit, factor in back.items():
            m.home_factor[permit, h, g] = factor


def recaptures(m: Member, home: int, actor: int) -> float:
    """§4.4: captures a year expected, times the menace."""
    prior, q = m.laws.recapture_prior, m.places.home_place[home]
    if prior == 0:
        return 0.0
    menace = max(m.strength[RAIDING, actor, q], m.strength[INFORMERS, actor, q])
    return (1 + m.captures[home, actor]) / (1 / prior + m.capture_years[home, actor]) * menace


def experience(m: Member) -> None:
    """§4.2, every evening, from the morning's stocks."""
    lived: dict[int, Counter[Cell]] = defaultdict(Counter)  # by exposure
    for status, people in m.people.items():
        exposure = exposure_of(status)
        if exposure is not None:
            lived[CROSSING if exposure == TRAVELLING else exposure] += people
    for exposure, people in lived.items():
        for (h, g, p), n in people.items():
            for a in m.actors:
                felt = max(m.presence[a, p], m.strength[ASSAULT, a, p])
                x = exposure if a == m.holder[p] else NEAR
                if felt > 0:
                    m.fresh_years[h, g, a, x] += felt / YEAR * n


def exposure_of(status: Status) -> int | None:
    """§2.2."""
    kind = status[0]
    if kind == "returnee":
        return RETURNED[status[1]]
    if kind == "displaced":
        return CROSSING if status[1] == SCREENED else LIVING
    return {"resident": LIVING, "road": TRAVELLING, "homeward": TRAVELLING}.get(kind)


# §6 Movement -------------------------------------------------------------------------------------


def within(hazard: float, days: float) -> float:
    """The probability of an exit of constant hazard (notation)."""
    return -math.expm1(-hazard * days)


def exit_share(hazard: float, total: float) -> float:
    """§5.2."""
    return 0.0 if total <= 0 else hazard / total * within(total, 1)


def exits(
    m: Member, people: int, moving: float, cell: Cell, source: Status, streams: tuple[int, int]
) -> tuple[int, int]:
    """§5.2: how many of a community move today, and how many stay unharmed."""
    _, group, place = cell
    address = address_of(m, cell, source)
    harm = m.hazard[exposure_of(source), group, place]
    p_move = exit_share(moving, moving + harm)
    p_harm = exit_share(harm, moving + harm) / (1 - p_move) if harm > 0 else 0.0
    gone = m.families(people, p_move, streams[0], address)
    harmed = m.binomial(people - gone, p_harm, streams[1], address)
    suffer(m, harmed, cell, source)
    return gone, people - gone - harmed


def address_of(m: Member, cell: Cell, status: Status) -> int:
    """§5.0: the cell of the draws of a community."""
    home, group, place = cell
    kind, *more = status
    if kind == "displaced":
        return m.number(more[0], home, group, place)
    if kind == "returnee":
        return m.number(more[0], home, group)
    if kind == "road":
        return m.number((more[0] - m.day) * 2 + more[1], home, group, place)
    if kind == "homeward":
        return m.number((more[0] - m.day) * 2 + more[1], home, group)
    return m.number(0, home, group)


def leave_ease(m: Member, group: int, place: int) -> float:
    """§6.1: share of leavers who get out."""
    is_refused = m.world.answers.leave[m.era][group][place] == REFUSED
    return m.laws.exit_refused_ease if is_refused else 1.0


def forced_hazard(
    m: Member, danger: float, group: int, place: int, *, is_expelled: bool = True
) -> float:
    """§6.1, §6.3: the hazard of fleeing a danger as far as one is let out, or of being expelled."""
    hazard = m.laws.flight_hazard * danger**2 / (danger**2 + m.laws.danger_half**2)
    hazard *= (1 - m.condition["confinement", place]) * leave_ease(m, group, place)
    if is_expelled and m.world.answers.stay[m.era][group][place] == REFUSED:
        hazard += m.laws.expulsion_hazard
    return hazard


def suffer(m: Member, n: int, cell: Cell, source: Status) -> None:
    """§8.1: note people harmed, to be attributed after dispersal."""
    m.move(n, cell, source, SUFFERING)
    m.suffered[exposure_of(source), *cell] += n


def leave(m: Member, n: int, cell: Cell, source: Status, flow: str) -> None:
    """§6.2, §9.1: note people who leave a place for a refuge, to be dispersed together."""
    m.move(n, cell, source, LEAVING)
    m.leaving[cell] += n
    m.flows[flow][cell] += n


def residents(m: Member) -> None:
    """§6.1."""
    m.flight = {}
    for h, q, g in m.at_home():
        cell = h, g, q
        danger = m.assault[q] + m.laws.dread_share * m.dread[h, g]
        is_open = acceptance(m, cell) > 0
        flight = forced_hazard(m, danger, g, q) if is_open else 0.0
        # §7.5: who is let home is let stay.
        may_stay = m.is_off(PERMISSION, g)
        back = forced_hazard(m, danger, g, q, is_expelled=not may_stay)
        m.flight[h, g] = back if is_open else 0.0
        people = m.people[RESIDENT][cell]
        fleeing, _ = exits(m, people, flight, cell, RESIDENT, (FLEE, HARM_RESIDENTS))
        leave(m, fleeing, cell, RESIDENT, "displacements")


def pulls(m: Member) -> None:
    """§6.2: people present, and the pull of every place before distance."""
    present: Counter[int] = Counter()
    kin: Counter[tuple[int, int]] = Counter()
    for (kind, *_), people in m.people.items():
        for (h, _, p), n in people.items():
            present[p] += n if kind in {"displaced", "resident", "returnee"} else 0
            kin[h, p] += n if kind == "displaced" else 0
    m.pull = {}
    for h in m.homes:
        total = sum(kin[h, p] for p in m.all_places)
        for p, hosting in enumerate(m.drawn.hosting):
            share = kin[h, p] / max(total, 1) + KIN_FLOOR
            capacity = m.places.capacity[p]
            room = max(0.0, 1 - present[p] / capacity) if capacity > 0 else 0.0
            pull = hosting * m.condition["intake", p]
            pull *= share**m.laws.kin_pull * room * max(0.0, 1 - m.assault[p])
            m.pull[h, p] = 0.0 if hosting <= 0 or p == m.places.home_place[h] else pull


def weigh_places(m: Member, cell: Cell) -> tuple[dict[int, float], float]:
    """§6.2: what is accepted of every place that is at all, in order; the sum of what is in reach."""
    if cell in m.weighed:
        return m.weighed[cell]
    h, g, o = cell
    here, stay = m.holder[o], m.world.answers.stay[m.era][g]
    dares = fear_factor(m.felt[h, g, here, LIVING], m.laws.tolerance)
    accepted, in_reach = {}, 0.0
    for p in m.all_places:
        x = m.pull[h, p] * m.decay[o, p]
        crosses = m.holder[p] != here
        if crosses:
            x *= 1 - (1 - m.laws.crossing_ease) * dares
        if m.world.answers.enter[m.era][g][here][p] != OPEN or stay[p] == REFUSED:
            x *= m.laws.entry_refused_ease
        in_reach += x
        felt = m.felt[h, g, m.holder[p], CROSSING if crosses else LIVING]
        a = x * fear_factor(felt, m.laws.tolerance)
        if stay[o] == REFUSED and not crosses:
            a *= dares
        if a > 0:
            accepted[p] = a
    m.weighed[cell] = accepted, in_reach
    return accepted, in_reach


def acceptance(m: Member, cell: Cell) -> float:
    """§6.3: the share of the pull in reach that fear accepts."""
    accepted, in_reach = weigh_places(m, cell)
    return sum(accepted.values()) / in_reach if in_reach > 0 else 0.0


def dispersal(m: Member) -> None:
    """§6.2."""
    for cell, people in m.leaving.items():
        o = cell[2]
        if people and not weigh_places(m, cell)[0]:
            arrive(m, people, cell, LEAVING, SCREENED)
        elif people:
            for p, n in choose(m, cell, people).items():
                crossed = int(m.holder[p] != m.holder[o])
                m.move(n, cell, LEAVING, ("road", m.day + m.trips[o, p].days, crossed), to=p)


def choose(m: Member, cell: Cell, people: int) -> dict[int, int]:
    """§6.2: how many go to which place."""
    address = m.number(0, *cell)
    accepted, _ = weigh_places(m, cell)
    total, last = sum(accepted.values()), max(accepted)
    going: dict[int, int] = {}
    if people <= m.family_size:
        threshold = total * m.uniform(DISPERSE, address, len(m.all_places))
        for p, a in accepted.items():
            threshold -= a
            if threshold <= 0 or p == last:
                return {p: people}
    for p, a in accepted.items():
        share = 1.0 if p == last or a >= total else a / total
        going[p] = m.families(people, share, DISPERSE, address, p)
        people -= going[p]
        total -= a
        if people == 0:
            break
    return going


def arrive(m: Member, n: int, cell: Cell, source: Status, standing: int) -> None:
    """§6.4, §9.1: people become displaced people of a place."""
    m.move(n, cell, source, ("displaced", standing))
    m.flows["arrivals"][cell] += n


def travellers(m: Member) -> None:
    """§6.4."""
    for road, people in list(m.people.items()):
        if road[0] == "road":
            for cell, n in people.items():
                travel(m, road, cell, n - harmed_on_the_way(m, n, cell, road, HARM_TRAVELLERS))


def harmed_on_the_way(m: Member, people: int, cell: Cell, status: Status, stream: int) -> int:
    """§6.4: how many of a community on the way are harmed today."""
    _, group, place = cell
    chance = within(m.hazard[TRAVELLING, group, place], 1)
    harmed = m.binomial(people, chance, stream, address_of(m, cell, status))
    suffer(m, harmed, cell, status)
    return harmed


def travel(m: Member, road: Status, cell: Cell, people: int) -> None:
    """§6.4: one day of one community on the way to a refuge."""
    _, g, p = cell
    _, arrival, crossed = road
    if newly_refused(m, g, p):
        leave(m, people, cell, road, "entry_refusals")
    elif arrival == m.day and crossed:
        arrive(m, people, cell, road, SCREENED)
    elif arrival == m.day:
        m.come_to(people, cell, road, address_of(m, cell, road), 0)
        m.flows["arrivals"][cell] += people


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
        m.come_to(entering, (h, g, p), OUTSIDE, m.number(0, h, g, p), 2)
        m.flows["external_arrivals"][h, g, p] += entering


# §7 Return ---------------------------------------------------------------------------------------


def obstacles(m: Member) -> None:
    """§7.3, §7.5."""
    laws, condition = m.laws, m.condition
    m.occupied, m.unviability, m.soft = {}, {}, {}
    for h, q in enumerate(m.places.home_place):
        back_share, friends_share = who_is_back(m, h, q)
        usable = condition["dwellings_usable", q] * m.standing_share[h]
        relief = 1 - laws.garrison_relief * friends_share
        occupied = m.occupied[h] = condition["dwellings_occupied", q] * relief
        services = min(1.0, condition["services", q] + laws.viability * back_share)
        livelihood = min(1.0, condition["livelihood", q] + laws.viability * back_share)
        m.unviability[h] = 1 - 0.5 * (services + livelihood)
        for g in m.groups:
            for p in m.all_places:
                way = trip_home(m, g, p, q)
                of = partial(m.disposition, home=h, group=g, place=p)
                mines = 1 - of(WEIGHT_MINES) * condition["mines", q]
                strangers = 1 - of(WEIGHT_OCCUPIED) * occupied
                less_served = lack(m, of(WEIGHT_SERVICES), "services", services, p)
                less_work = lack(m, of(WEIGHT_LIVELIHOOD), "livelihood", livelihood, p)
                no_living = 1 - of(LIVELIHOOD_NEEDED) * (1 - livelihood)
                m.soft[h, g, p] = 0.0 if way is None else math.prod((
                    m.unless_off(MINED, g, mines),
                    m.unless_off(DWELLING_OCCUPIED, g, strangers),
                    m.unless_off(DWELLING_DESTROYED, g, ruins(m, of, usable, back_share, p)),
                    m.unless_off(LACK_OF_LIVELIHOOD, g, no_living),
                    m.unless_off(LACK_OF_SERVICES, g, less_served),
                    m.unless_off(LACK_OF_LIVELIHOOD, g, less_work),
                ))  # fmt: skip


def ruins(
    m: Member, of: Callable[[int], float], usable: float, back_share: float, refuge: int
) -> float:
    """§7.3: all go to a house; to a ruin go those who need none, and would leave the house they live in for it."""
    house = min(1.0, max(0.0, usable - back_share) / max(1 - back_share, 1e-9))
    in_a_house = m.condition["dwellings_usable", refuge]
    return house + (1 - house) * (1 - of(HOUSE_NEEDED)) * (1 - of(WEIGHT_DESTROYED) * in_a_house)


def lack(m: Member, weight: float, of: str, at_home: float, refuge: int) -> float:
    """§7.3: what fewer services, or less to live on, leave."""
    here = m.condition[of, refuge]
    return 1.0 if here <= at_home else 1 - weight * (1 - at_home / here)


def able_to_go(m: Member, cell: Cell) -> float:
    """§7.3, §7.5: the share who can pay for the way home, and dare to take it."""
    g = cell[1]
    can_pay = m.way_home["means", *cell] ** (1 - m.way_home["transport_support", *cell])
    dare = m.way_home["way_dared", *cell]
    return m.unless_off(JOURNEY, g, can_pay) * m.unless_off(WAY_HOME, g, dare)


def who_is_back(m: Member, home: int, place: int) -> tuple[float, float]:
    """§7.3: the share of a home's people who are there, of the holder's friends who returned."""
    there = everyone = friends = friends_back = 0
    for (kind, *_), people in m.people.items():
        if kind not in {"displaced", "resident", "returnee"}:
            continue
        for (h, g, _), n in people.items():
            if h == home:
                is_friend = m.places.stance[g][m.holder[place]] == FRIENDLY
                everyone += n
                there += n * (kind != "displaced")
                friends += n * is_friend
                friends_back += n * (is_friend and kind == "returnee")
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
        for s in (SETTLED, SCREENED, RECENT)
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
        drawn = m.families(left, min(1.0, people / eligible), APPROVE, address, lists.key[r])
        approved = max(min(drawn, people), left - (eligible - people))
        eligible -= people
        left -= approved
        m.approved[s, h, g, p] += approved
        m.move(approved, (h, g, p), ("displaced", s), ("displaced", APPROVED))


def displaced(m: Member) -> None:
    """§7.2: the exits of the displaced; then who of those in the queue leaves, and whose standing ends."""
    m.queue, m.waiting = [], Counter()
    kept = math.exp(-math.log(2) / m.laws.word_half_life)
    for p in m.all_places:
        m.gone[p] = m.gone[p] * kept + m.leavers[p]
    m.leavers = Counter()
    stand_in_line(m)
    leave_all(m)
    wanted: Counter[int] = Counter()
    for _, (_, _, p), gone, _, _ in m.queue:
        wanted[p] += gone
    for s, cell, gone, homing, moving in m.queue:
        p = cell[2]
        room = min(1.0, m.condition["exit_capacity", p] / wanted[p])
        left = m.families(gone, room, RATION, m.number(s, *cell))
        depart(m, s, cell, left, homing, moving)
        m.waiting[s, cell] += gone - left
    for (s, cell), people in m.waiting.items():
        if s == SCREENED:
            end_screening(m, cell, people, m.number(SCREENED, *cell))
        if s == RECENT:
            settle_recent(m, cell, people, m.number(RECENT, *cell))


def stand_in_line(m: Member) -> None:
    """§7.2: who may take the seats of each row."""
    m.in_line = Counter()
    for s in (SETTLED, SCREENED, RECENT):
        for cell, people in m.people["displaced", s].items():
            m.in_line[m.seats[cell]] += people


def leave_all(m: Member) -> None:
    """§7.2: every community of every standing in its turn."""
    for s in STANDINGS:
        for (h, g, p), people in m.people["displaced", s].items():
            is_refused = m.world.answers.home[m.era][h][g][m.holder[p]] == REFUSED
            lapses = is_refused or changed_hands(m, m.places.home_place[h])
            if s == APPROVED and lapses:
                m.move(people, (h, g, p), ("displaced", APPROVED), ("displaced", SETTLED))
            else:
                leave_refuge(m, s, (h, g, p), people - m.approved[s, h, g, p])


def homing_hazard(m: Member, s: int, cell: Cell) -> tuple[float, int]:
    """§7.2, §7.5: the hazard of setting off home, and the permit people have."""
    h, g, p = cell
    laws, soft = m.laws, m.soft[cell]
    is_open = m.world.answers.home[m.era][h][g][m.holder[p]] == OPEN
    permit = PERMITTED if is_open or s == APPROVED else UNPERMITTED
    is_fought_over = m.assault[m.places.home_place[h]] > 0
    if s == STAYING or (is_fought_over and not m.is_off(FIGHTING, g)):
        return 0.0, permit
    fears = m.home_factor[permit, h, g]
    if s == APPROVED:
        return laws.approved_speed * fears * soft * able_to_go(m, cell), permit
    gate = m.unless_off(EXIT, g, m.condition["exit_opening", p] * leave_ease(m, g, p))
    gate *= 1.0 if is_open else m.unless_off(PERMISSION, g, laws.unpermitted_ease)
    speed = m.disposition(RECENT_RETURN_SPEED if s == RECENT else RETURN_SPEED, *cell)
    alone = speed * pushed(m, p) * gate * fears * soft * able_to_go(m, cell)
    seats, in_line = m.way_home["organised_return", *cell], m.in_line[m.seats[cell]]
    if not is_open or seats <= 0 or in_line == 0:
        return alone, permit
    return alone + min(laws.approved_speed * fears * soft, seats / in_line), permit


def sent_home(m: Member, cell: Cell) -> float:
    """§7.2: the hazard of being sent home, of those who are ordered out of a place."""
    h, g, p = cell
    q, answers = m.places.home_place[h], m.world.answers
    is_fought_over = m.assault[q] > 0 and not m.is_off(FIGHTING, g)
    is_let_in = answers.home[m.era][h][g][m.holder[p]] != REFUSED
    if answers.stay[m.era][g][p] != REFUSED or not is_let_in or is_fought_over:
        return 0.0
    has_way = trip_home(m, g, p, q) is not None
    return m.laws.expulsion_hazard * m.way_home["sent_home", h, g, p] * has_way


def pushed(m: Member, place: int) -> float:
    """§6.3: by hardship, and by the word of those who left."""
    push = 1 + (m.laws.hardship_push - 1) * m.condition["hardship", place]
    if m.laws.word_needed <= 0:
        return push
    there = sum(
        n for s in STANDINGS for cell, n in m.people["displaced", s].items() if cell[2] == place
    )
    gone = m.gone[place]
    waiting = math.exp(-gone / max(gone + there, 1) / m.laws.word_share)
    return push * (1 - m.laws.word_needed * waiting)


def leave_refuge(m: Member, s: int, cell: Cell, people: int) -> None:
    """§7.2, §6.3: one community sets off home, moves on, or is harmed."""
    _, g, p = cell
    source = ("displaced", s)
    considered = m.laws.onward_hazard * pushed(m, p) * m.condition["exit_opening", p]
    considered *= leave_ease(m, g, p)
    accepted = acceptance(m, cell)
    forced = forced_hazard(m, m.assault[p], g, p)
    sent = sent_home(m, cell)
    homing = homing_hazard(m, s, cell)[0] + sent
    moving = homing + (forced - sent + considered * accepted if accepted > 0 else 0.0)

    gone, staying = exits(m, people, moving, cell, source, (LEAVE_REFUGE, HARM_DISPLACED))
    is_limited = m.condition["exit_capacity", p] < UNLIMITED and not m.is_off(EXIT, g)
    if gone and is_limited and s != APPROVED and not forced:
        m.queue.append((s, cell, gone, homing, moving))
    else:
        depart(m, s, cell, gone, homing, moving)
    m.waiting[s, cell] += staying


def depart(m: Member, s: int, cell: Cell, gone: int, homing: float, moving: float) -> None:
    """§7.2: people leave their refuge, some for home and the others for another."""
    h, g, p = cell
    source = ("displaced", s)
    home = m.families(gone, homing / moving, SPLIT_REFUGE, m.number(s, *cell)) if gone else 0
    if home:
        q = m.places.home_place[h]
        arrival = m.day + trip_home(m, g, p, q).days
        m.move(home, cell, source, ("homeward", arrival, homing_hazard(m, s, cell)[1]), to=q)
    m.flows["return_departures"][cell] += home
    m.leavers[p] += gone
    leave(m, gone - home, cell, source, "onward_movements")


def end_screening(m: Member, cell: Cell, people: int, address: int) -> None:
    """§3.3."""
    chance = 1.0 if changed_hands(m, cell[2]) else within(1 / m.laws.screening, 1)
    cleared = m.families(people, chance, SETTLE, address)
    m.come_to(cleared, cell, ("displaced", SCREENED), address, 1)


def settle_recent(m: Member, cell: Cell, people: int, address: int) -> None:
    """§7.1: those who came of late settle."""
    settling = m.families(people, within(1 / m.laws.recent_days, 1), SETTLE, address)
    m.settle(settling, cell, ("displaced", RECENT), address, 4)


def way_home(m: Member) -> None:
    """§6.4."""
    for status, people in list(m.people.items()):
        if status[0] == "homeward":
            for cell, n in people.items():
                harmed = harmed_on_the_way(m, n, cell, status, HARM_ON_THE_WAY_HOME)
                if status[1] == m.day:
                    arrive_home(m, cell, status, n - harmed)


def arrive_home(m: Member, cell: Cell, status: Status, people: int) -> None:
    """§7.4: a roof or not."""
    (h, g, q), (_, _, permit) = cell, status
    turned = 0.0 if m.is_off(DWELLING_OCCUPIED, g) else m.occupied[h] * m.laws.avoid_occupiers
    share = 1.0 if m.assault[q] > 0 else turned
    if acceptance(m, cell) <= 0:
        share = 0.0
    leaving = m.families(people, share, FROM_DOOR, m.number(permit, h, g))
    leave(m, leaving, cell, status, "redisplacements")
    m.move(people - leaving, cell, status, ("returnee", permit))
    m.flows["returns"][cell] += people - leaving


def returnees(m: Member) -> None:
    """§7.4: leaving again, and permission."""
    for permit in PERMITS:
        status = ("returnee", permit)
        for cell, people in m.people[status].items():
            h, g, q = cell
            is_open = acceptance(m, cell) > 0
            again = m.flight[h, g] + m.laws.redisplacement_hazard * m.unviability[h] * is_open
            streams = LEAVE_AGAIN, HARM_RETURNEES
            leaving, staying = exits(m, people, again, cell, status, streams)
            leave(m, leaving, cell, status, "redisplacements")
            is_welcome = m.world.answers.home[m.era][h][g][m.holder[q]] == OPEN
            if is_welcome or changed_hands(m, q):
                m.move(staying, cell, status, ("returnee", int(is_welcome)))


# §8 Harm -----------------------------------------------------------------------------------------


def attribution(m: Member) -> None:
    """§8.1."""
    rules = m.world.rules
    for (x, h, g, p), people in m.suffered.items():
        left, later = people, m.hazard[x, g, p]
        for r in m.rules:
            hazard = m.rule_hazard[r, p]
            if left == 0 or hazard == 0 or not concerns(m, r, x, g):
                continue
            share = hazard / later if later > hazard else 1.0
            due = m.binomial(left, share, ATTRIBUTE, m.number(x, h, g, p), rules.key[r])
            left -= due
            later -= hazard
            m.move(due, (h, g, p), SUFFERING, OUTCOMES[rules.outcome[r]])
            m.flows[("deaths", "detentions", "recruitments")[rules.outcome[r]]][h, g, p] += due
            m.fresh_incidents[h, g, rules.actor[r], believed(m, rules.actor[r], x, p)] += due


def believed(m: Member, actor: int, exposure: int, place: int) -> int:
    """§8.1: what a harm is news of."""
    if actor != m.holder[place]:
        return NEAR
    return CROSSING if exposure == TRAVELLING else exposure


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
        elif status in (LEAVING, SUFFERING) or (status != OUTSIDE and min(people.values()) < 0):
            raise AssertionError(f"day {m.day}: {status} holds {dict(people)}")


def stocks_of(m: Member) -> Counts:
    """§9.1."""
    stocks: dict[str, Counter[Cell]] = defaultdict(Counter)
    names = {"resident": "residents", "returnee": "returnees"}
    names |= {"road": "travelling", "homeward": "travelling"}
    for (kind, *_), people in m.people.items():
        for (h, g, p), n in people.items():
            name = names.get(kind, kind)
            if kind == "displaced":
                name = "refugees" if m.places.refuge_kind[h][p] == ABROAD else "idps"
            stocks[name][h, g, p] += n
    stocks.pop("outside", None)
    return plain_counts(stocks)


def plain_counts(counts: dict[str, Counter[Cell]]) -> Counts:
    """Without the cells that hold nobody."""
    full = {name: {cell: n for cell, n in cells.items() if n} for name, cells in counts.items()}
    return {name: cells for name, cells in full.items() if cells}


def belief_of(m: Member) -> dict[tuple[int, int, int, int], float]:
    """§9.1."""
    return dict(m.felt)

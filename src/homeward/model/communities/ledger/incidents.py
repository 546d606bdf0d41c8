"""Incidents: who harmed those who suffered today, and what it did to them (model §8)."""

from homeward.model.communities.codes import DEAD, HELD
from homeward.model.communities.drivers import HarmRules, Places, RandomKey
from homeward.model.communities.member import Beliefs, PlaceState, Roll, Stocks, Today
from homeward.model.communities.processes.harm import believed_exposure, share_of_rule
from homeward.model.communities.record import DEATHS, DETENTIONS, RECRUITMENTS
from homeward.model.communities.today import HURT, count_flow
from homeward.numerics.array_types import Tallies
from homeward.numerics.draws import binomial
from homeward.numerics.flat import as_row
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import ATTRIBUTE


@kernel
def attribute(
    day: int,
    era: int,
    places: Places,
    rules: HarmRules,
    chance: RandomKey,
    stocks: Stocks,
    roll: Roll,
    beliefs: Beliefs,
    scene: PlaceState,
    today: Today,
    kept: Tallies,
) -> None:
    """Divide the harmed among the rules that can have harmed them; each is an incident to hear of (§8)."""
    n_community = roll.home.size
    suffered = as_row(today.suffered)
    for index in range(today.n[HURT]):
        exposed = int(today.hurt[index])
        left = suffered[exposed]
        suffered[exposed] = 0
        exposure = exposed // n_community
        community = exposed - exposure * n_community
        home, group = int(roll.home[community]), int(roll.group[community])
        place = int(roll.place[community])
        later = scene.hazard[exposure, group, place]
        for rule in range(rules.actor.size):
            hazard = scene.rule_hazard[rule, place]
            concerns = rules.group[rule, group] and rules.exposure[rule, exposure]
            if left == 0 or hazard <= 0.0 or not concerns:
                continue
            due = binomial(
                left,
                share_of_rule(hazard, later),
                chance.seed,
                ATTRIBUTE,
                chance.member,
                day,
                exposed,
                rules.key[rule],
            )
            left -= due
            later -= hazard
            outcome = rules.outcome[rule]
            stocks.harmed[outcome, home, group, place] += due
            flow = DEATHS if outcome == DEAD else DETENTIONS if outcome == HELD else RECRUITMENTS
            count_flow(flow, community, due, kept, today)
            actor = rules.actor[rule]
            believed = believed_exposure(exposure, actor == places.holder[era, place])
            beliefs.fresh_incidents[home, group, actor, believed] += due
    today.n[HURT] = 0

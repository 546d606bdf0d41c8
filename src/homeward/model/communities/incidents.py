"""Incidents: who harmed those who suffered today, and what it did to them; the ledger's third page (model §8)."""

from homeward.model.communities.arrays import (
    N_EXPOSURE,
    Beliefs,
    Flows,
    HarmRules,
    Places,
    PlaceState,
    RandomKey,
)
from homeward.model.communities.processes.harm import believed_exposure, share_of_rule
from homeward.numerics.draws import binomial
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import ATTRIBUTE


@kernel
def attribute(
    day: int,
    era: int,
    places: Places,
    rules: HarmRules,
    chance: RandomKey,
    beliefs: Beliefs,
    scene: PlaceState,
    flows: Flows,
) -> None:
    """Divide the harmed among the rules that can have harmed them; each is an incident to hear of (§8)."""
    _, n_home, n_group, n_place = flows.suffered.shape
    for exposure in range(N_EXPOSURE):
        for home in range(n_home):
            for group in range(n_group):
                for place in range(n_place):
                    left = flows.suffered[exposure, home, group, place]
                    if left == 0:
                        continue
                    later = scene.hazard[exposure, group, place]
                    cell = ((exposure * n_home + home) * n_group + group) * n_place + place
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
                            cell,
                            rules.key[rule],
                        )
                        left -= due
                        later -= hazard
                        flows.harmed[rules.outcome[rule], home, group, place] += due
                        actor = rules.actor[rule]
                        believed = believed_exposure(exposure, actor == places.holder[era, place])
                        beliefs.fresh_incidents[home, group, actor, believed] += due

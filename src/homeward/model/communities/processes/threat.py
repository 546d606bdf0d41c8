"""Threat: what each group objectively faces at each place (model §3.3)."""

from homeward.model.communities.codes import N_EXPOSURE
from homeward.model.communities.drivers import HarmRules, SampledInputs
from homeward.model.communities.member import PlaceState
from homeward.numerics.fill import clear
from homeward.numerics.kernel import kernel


@kernel
def rule_hazard(hazard: float, strength: float) -> float:
    """Hazard (1/day) of one harm rule where its actor is present with some strength (0-1)."""
    return hazard * strength


@kernel
def feel_threat(era: int, rules: HarmRules, drawn: SampledInputs, scene: PlaceState) -> None:
    """Work out, for a new era, every rule's hazard at every place and its sum for every exposure."""
    n_place = scene.assault.size
    clear(scene.hazard)
    for rule in range(rules.actor.size):
        actor = rules.actor[rule]
        mode = rules.mode[rule]
        for place in range(n_place):
            hazard = 0.0
            if rules.on[era, rule, place]:
                hazard = rule_hazard(drawn.harm[rule], scene.strength[mode, actor, place])
            scene.rule_hazard[rule, place] = hazard
            if hazard <= 0.0:
                continue
            for exposure in range(N_EXPOSURE):
                if not rules.exposure[rule, exposure]:
                    continue
                for group in range(rules.group.shape[1]):
                    if rules.group[rule, group]:
                        scene.hazard[exposure, group, place] += hazard

"""Safety: how far each fear at home holds people back on a day, read from one member (model §4.4, §10.3)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from homeward.model.communities.codes import (
    FEAR,
    INFORMERS,
    LIVING,
    NEAR,
    OPEN,
    RAIDING,
    RECAPTURE,
    RETURNED_PERMITTED,
    RETURNED_UNPERMITTED,
)
from homeward.model.communities.drivers import Drivers, LawParameters
from homeward.model.communities.member import State
from homeward.model.communities.processes.fear import fear_factor, recapture_danger


def fear_shares(drivers: Drivers, laws: LawParameters, state: State) -> NDArray[np.float64]:
    """Share (1) of the hazard of going home that each fear left on the last day run (fear, home, group).

    Fears are those of the actors, in their order, and that of recapture; where one is lifted it leaves 1. Exposure to
    the holder is that of people who live in its territory: with permission if its answer to them is open.
    """
    era = int(drivers.era_of_day[-1])
    day = drivers.era_of_day.size - 1
    scene, beliefs = state.scene, state.beliefs
    n_home, n_group, n_actor, _ = beliefs.felt.shape
    shares = np.ones((n_actor + 1, n_home, n_group))
    for home in range(n_home):
        place = int(drivers.places.home_place[home])
        holder = int(drivers.places.holder[era, place])
        for group in range(n_group):
            since = drivers.lifted[:, group]
            answer = drivers.answers.home[era, home, group, holder]
            exposure = RETURNED_PERMITTED if answer == OPEN else RETURNED_UNPERMITTED
            for actor in range(n_actor):
                strength = float(scene.presence[actor, place])
                felt = beliefs.felt[home, group, actor]
                if strength <= 0.0:
                    continue
                near = float(felt[exposure]) if actor == holder else strength * float(felt[NEAR])
                if day < since[FEAR + actor]:
                    shares[actor, home, group] = fear_factor(near, laws.tolerance)
                if actor == holder or day >= since[RECAPTURE]:
                    continue
                danger = recapture_danger(
                    float(beliefs.captures[home, actor]),
                    float(beliefs.capture_years[home, actor]),
                    laws.recapture_prior,
                    float(max(scene.strength[mode, actor, place] for mode in (RAIDING, INFORMERS))),
                    float(felt[LIVING]),
                    laws.recapture_horizon,
                )
                shares[n_actor, home, group] *= fear_factor(danger, laws.tolerance)
    return shares

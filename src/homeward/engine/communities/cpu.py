"""Members over threads: each member is one compiled call that holds no lock (decision 4)."""

from __future__ import annotations

import numpy as np

from homeward.model.communities.arrays import (
    N_BELIEF,
    N_CHANGE,
    N_CONDITION,
    N_EXPOSURE,
    N_MODE,
    N_OUTCOME,
    N_STANDING,
    Beliefs,
    Codes,
    DecisionTerms,
    Drivers,
    Ensemble,
    Flows,
    LawParameters,
    Params,
    PlaceState,
    RandomKey,
    Reals,
    Record,
    SampledInputs,
    State,
    Stocks,
)
from homeward.variables import FLOWS, STOCKS


def params_of(ensemble: Ensemble, member: int) -> Params:
    """Return what is drawn for one member."""
    return Params(
        chance=RandomKey(
            seed=ensemble.seed,
            member=member,
            is_deaf=ensemble.is_deaf,
        ),
        laws=LawParameters(*ensemble.value[member].tolist()),
        drawn=SampledInputs(
            residents=ensemble.residents[member],
            start=ensemble.start[member],
            arrivals=ensemble.arrivals[member],
            approvals=ensemble.approvals[member],
            hosting=ensemble.hosting[member],
            presence=ensemble.presence[member],
            harm=ensemble.harm[member],
            condition=ensemble.condition[member],
            prior=ensemble.prior[member],
            prior_shape=ensemble.prior_shape[member],
        ),
    )


def make_state(drivers: Drivers, n_slot: int) -> State:
    """Allocate one member's state, for trips of fewer than `n_slot` days."""
    n_home, (n_group, n_actor) = drivers.places.home_place.size, drivers.places.stance.shape
    n_place, n_rule = drivers.places.capacity.size, drivers.rules.actor.size

    def whole(*shape: int) -> Codes:
        return np.zeros(shape, dtype=np.int64)

    def real(*shape: int) -> Reals:
        return np.zeros(shape)

    return State(
        stocks=Stocks(
            residents=whole(n_home, n_group),
            returnees=whole(2, n_home, n_group),
            displaced=whole(N_STANDING, n_home, n_group, n_place),
            on_the_way=whole(n_slot, 2, n_home, n_group, n_place),
            homeward=whole(n_slot, 2, n_home, n_group),
            on_the_road=whole(2, n_home, n_group, n_place),
            harmed=whole(N_OUTCOME, n_home, n_group, n_place),
        ),
        beliefs=Beliefs(
            shape=real(n_home, n_group, n_actor, N_BELIEF),
            years=real(n_home, n_group, n_actor, N_BELIEF),
            felt=real(n_home, n_group, n_actor, N_BELIEF),
            fresh_incidents=real(n_home, n_group, n_actor, N_BELIEF),
            fresh_years=real(n_home, n_group, n_actor, N_BELIEF),
            captures=real(n_home, n_actor),
            capture_years=real(n_home, n_actor),
        ),
        scene=PlaceState(
            presence=real(n_actor, n_place),
            strength=real(N_MODE, n_actor, n_place),
            assault=real(n_place),
            condition=real(N_CONDITION, n_place),
            rule_hazard=real(n_rule, n_place),
            hazard=real(N_EXPOSURE, n_group, n_place),
            decay=real(n_place, n_place),
            trip_days=whole(n_place, n_place),
            standing_share=real(n_home),
            way=whole(1),
        ),
        weighed=DecisionTerms(
            present=real(n_place),
            back_share=real(n_home),
            occupied=real(n_home),
            hollow=real(n_home),
            safety=real(2, n_home, n_group, n_place),
            pull=real(n_home, n_place),
            acceptance=real(n_home, n_group, n_place),
            dread=real(n_home, n_group),
            flight=real(n_home, n_group),
            home_factor=real(2, n_home, n_group),
            soft_factor=real(n_home, n_group, n_place),
            reach=real(n_place),
        ),
    )


def make_flows(drivers: Drivers, n_slot: int) -> Flows:
    """Allocate one member's flows."""
    n_home, n_group = drivers.places.home_place.size, drivers.places.stance.shape[0]
    n_place = drivers.places.capacity.size

    def whole(*shape: int) -> Codes:
        return np.zeros(shape, dtype=np.int64)

    return Flows(
        fled=whole(n_home, n_group),
        left_again=whole(2, n_home, n_group),
        from_door=whole(2, n_home, n_group),
        moved_on=whole(N_STANDING, n_home, n_group, n_place),
        turned_back=whole(n_home, n_group, n_place),
        leaving=whole(n_home, n_group, n_place),
        setting_out=whole(n_slot, 2, n_home, n_group, n_place),
        set_off_home=whole(N_STANDING, n_home, n_group, n_place),
        going_home=whole(n_slot, 2, n_home, n_group),
        departing=whole(n_slot),
        came_home=whole(2, n_home, n_group),
        arrived=whole(N_STANDING, n_home, n_group, n_place),
        entered=whole(n_home, n_group, n_place),
        restanding=whole(N_CHANGE, n_home, n_group, n_place),
        regularised=whole(n_home, n_group),
        suffered=whole(N_EXPOSURE, n_home, n_group, n_place),
        residents_harmed=whole(n_home, n_group),
        returnees_harmed=whole(2, n_home, n_group),
        displaced_harmed=whole(N_STANDING, n_home, n_group, n_place),
        off_road=whole(n_slot, 2, n_home, n_group, n_place),
        off_way_home=whole(n_slot, 2, n_home, n_group),
        stopped=whole(n_slot),
        harmed=whole(N_OUTCOME, n_home, n_group, n_place),
    )


def make_record(drivers: Drivers, days: Codes) -> Record:
    """Allocate one member's record, to be kept on the evenings of some days."""
    n_home, (n_group, n_actor) = drivers.places.home_place.size, drivers.places.stance.shape
    cells = (n_home, n_group, drivers.places.capacity.size)
    return Record(
        day=days,
        stocks=np.zeros((days.size, len(STOCKS), *cells), dtype=np.int32),
        flows=np.zeros((days.size, len(FLOWS), *cells), dtype=np.int32),
        belief=np.zeros((days.size, n_home, n_group, n_actor, N_BELIEF), dtype=np.float32),
        status=np.zeros(2, dtype=np.int64),
    )

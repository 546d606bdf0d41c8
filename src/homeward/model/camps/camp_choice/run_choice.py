"""All days of one member of camp choice (model §13)."""

from homeward.model.camps.camp_choice.choice_arrays import (
    ChoiceDiary,
    ChoiceInputs,
    ChoiceParameters,
    Chooser,
)
from homeward.model.camps.camp_choice.pull import (
    are_full,
    share_alike,
    share_out,
    weigh_camps,
    weigh_open_ways,
)
from homeward.numerics.array_types import Codes
from homeward.numerics.draws import binomial
from homeward.numerics.kernel import kernel
from homeward.numerics.streams import CHOOSE, COME_FROM


@kernel
def leave(registered: int, before: int, chooser: Chooser) -> None:
    """Let people leave all camps at the same rate until as many are left as were registered (§13.3).

    Shares are rounded so that the sum is exact: what one camp loses by rounding, the next does not.
    """
    seen = 0
    kept = 0
    for camp in range(chooser.people.size):
        seen += chooser.people[camp]
        until = seen * registered // before
        chooser.people[camp] = until - kept
        kept = until


@kernel
def come(
    seed: int,
    member: int,
    day: int,
    newcomers: int,
    ground: ChoiceInputs,
    tastes: ChoiceParameters,
    chooser: Chooser,
    diary: ChoiceDiary,
) -> None:
    """Share newcomers out among camps; whom a camp has no room for look again (§13.3)."""
    weigh_camps(day, ground, tastes, chooser)
    left = newcomers
    for look in range(chooser.people.size + 1):
        total = share_out(day, ground, tastes, chooser)
        is_full = are_full(ground, chooser)
        if total <= 0.0:
            total = share_alike(day, ground, chooser)
        if look == 0:
            come_from(seed, member, day, newcomers, ground, chooser, diary)
        left = settle_in_camps(seed, member, day, look, left, total, is_full, ground, chooser)
        if left == 0:
            return


@kernel
def settle_in_camps(
    seed: int,
    member: int,
    day: int,
    look: int,
    newcomers: int,
    total: float,
    is_full: bool,
    ground: ChoiceInputs,
    chooser: Chooser,
) -> int:
    """Draw how many go to each camp; return for how many there was no room."""
    last = chooser.people.size - 1
    while last > 0 and chooser.share[last] <= 0.0:
        last -= 1
    left = newcomers
    turned_away = 0
    for camp in range(last + 1):
        share = chooser.share[camp]
        if left == 0:
            break
        if share <= 0.0:
            continue
        going = left
        if camp < last:
            cell = ground.camp_key[camp]
            going = binomial(left, share / total, seed, CHOOSE, member, day, cell, look)
            total -= share
        left -= going
        room = ground.capacity[camp] - chooser.people[camp]
        if ground.capacity[camp] > 0 and going > room and not is_full:
            turned_away += going - room
            going = room
        chooser.people[camp] += going
    return turned_away


@kernel
def come_from(
    seed: int,
    member: int,
    day: int,
    newcomers: int,
    ground: ChoiceInputs,
    chooser: Chooser,
    diary: ChoiceDiary,
) -> None:
    """Draw which origins the newcomers of a day came from, by what each sends (§13.3)."""
    total = 0.0
    last = -1
    for origin in range(chooser.sent.size):
        total += chooser.sent[origin]
        if chooser.sent[origin] > 0.0:
            last = origin
    left = newcomers
    for origin in range(last + 1):
        here = left
        if origin < last:
            share = chooser.sent[origin]
            if share <= 0.0:
                continue
            cell = ground.origin_key[origin]
            here = binomial(left, share / total, seed, COME_FROM, member, day, cell, 0)
            total -= share
        left -= here
        diary.displaced[day, origin] = here


@kernel
def run_choice(
    seed: int,
    member: int,
    ground: ChoiceInputs,
    tastes: ChoiceParameters,
    chooser: Chooser,
    diary: ChoiceDiary,
    stop: Codes,
) -> None:
    """Run all days of one member; give up when `stop` (1) is set from outside."""
    diary.displaced[:] = 0
    for camp in range(ground.start.size):
        chooser.people[camp] = ground.start[camp]
    weigh_open_ways(ground, tastes, chooser)
    for day in range(ground.registered.size):
        if stop[0]:
            return
        if day > 0:
            before, after = ground.registered[day - 1], ground.registered[day]
            if after < before:
                leave(after, before, chooser)
            elif after > before:
                come(seed, member, day, after - before, ground, tastes, chooser, diary)
        for camp in range(chooser.people.size):
            diary.people[day, camp] = chooser.people[camp]

"""What a lever costs in the explorer: members taken up at a checkpoint beside members run from the first day.

    python benchmarks/explorer.py [--repeats 7]

Ratios within this run, and medians on this machine. Frames a second, and the time until a browser has drawn, are
measured by explorer_frames.py.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from homeward.explorer.picture import take_picture
from homeward.explorer.turns import Asked, Turns
from homeward.explorer.worlds import Terms, World, Worlds
from homeward.scenario.changes.applied_levers import AppliedLever
from homeward.scenario.load import load_scenario

FIRST = 2
"""Members of the first picture."""


def seconds(work: Callable[[], object]) -> float:
    """Seconds of wall time that something takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def run(world: World) -> World:
    """Run the members of the first picture."""
    world.extend(FIRST, Asked(), Turns())
    return world


def pulled(terms: Terms, lever: str, base: World | None) -> World:
    """Make a world with a lever that nobody has run; without a base its members begin on the first day."""
    world = Worlds(terms).world([AppliedLever(lever)])
    world.base = base
    return world


def picture(terms: Terms, lever: str, base: World) -> None:
    """Do all that the server does from a lever to its first picture."""
    take_picture(run(pulled(terms, lever, base)).result(FIRST), exact=False)


def members(terms: Terms, lever: str, base: World | None) -> float:
    """Seconds that the members of the first picture take, once the scenario is assembled."""
    world = pulled(terms, lever, base)
    _ = world.ready
    return seconds(lambda: run(world))


def main() -> None:
    """Measure some levers of palmyra, each on its own day."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=7)
    repeats = parser.parse_args().repeats
    terms = Terms(load_scenario("palmyra"), members=FIRST, seed=1)
    base = run(Worlds(terms).base)
    print(
        "lever and its day | first picture, s | of it members, s | as a share of members from the first day"
    )
    for lever in terms.scenario.levers[::4]:
        name = lever.name
        found = [
            (
                seconds(lambda name=name: picture(terms, name, base)),
                members(terms, name, base),
                members(terms, name, None),
            )
            for _ in range(repeats)
        ]
        whole, taken_up, from_first = (
            statistics.median(column) for column in zip(*found, strict=True)
        )
        print(f"{name} {lever.start} | {whole:.3f} | {taken_up:.3f} | {taken_up / from_first:.2f}")


if __name__ == "__main__":
    main()

"""What a second worker of a cluster gains, and whether its bytes are those of threads."""

from __future__ import annotations

import hashlib
import os
import statistics
import time
from contextlib import nullcontext

from timing import LeftOut, in_turn, number, ratio, say, table

import homeward
from homeward.engine.cluster import Workers, connected
from homeward.engine.members import record_days
from homeward.engine.pool import employ
from homeward.engine.simulate import simulate
from homeward.scenario.load import load_scenario

MEMBERS, ROUNDS, SAVED = 40, 3, 4
ABOUT = """\
`homeward.run("palmyra")` with {members} members and weekly records, by one and by two worker processes of this
machine (`--cluster local`) that are there already, each of which has run members before. Wall time, nothing saved,
medians of {rounds} rounds in turn. It means something only if nothing else ran: then the workers' CPU time is near
their number times the wall time. Stocks, flows and beliefs of {saved} members by each are compared bit by bit; a
test compares saved files."""


def measure(is_quick: bool) -> str:
    """Time both in turn, and compare what they save with what threads save."""
    try:
        import distributed  # noqa: F401, PLC0415  an extra
    except ImportError as error:
        raise LeftOut('Dask is not installed: pip install "homeward[cluster]".') from error
    if (os.cpu_count() or 1) < 2:
        raise LeftOut("this machine has one processor.")
    members, rounds = (4, 1) if is_quick else (MEMBERS, ROUNDS)
    with connected("local", 1) as one, connected("local", 2) as two:
        one.wait_for_workers(1)
        two.wait_for_workers(2)
        workers = [Workers("local", one, 1), Workers("local", two, 2)]
        costs: list[list[float]] = [[], []]
        for crew in workers:
            timed(crew, 4, [])
        say(f"{rounds} rounds of {members} members")
        jobs = zip(workers, costs, strict=True)
        found = in_turn(
            [lambda crew=crew, cpu=cpu: timed(crew, members, cpu) for crew, cpu in jobs], rounds
        )
        say("comparing what they find")
        saved = [digest(crew) for crew in (*workers, None)]
    rows = [
        [
            f"{number_of}",
            number(statistics.median(wall)),
            number(statistics.median(cpu)),
            number(ratio(found[0], wall)),
        ]
        for number_of, wall, cpu in zip((1, 2), found, costs, strict=True)
    ]
    same = "the same bytes" if len(set(saved)) == 1 else "**not the same bytes**"
    about = ABOUT.format(members=members, rounds=rounds, saved=SAVED)
    heading = "workers | wall, s | CPU of the workers, s | times faster than one"
    return f"{about}\n\n{table(heading, rows)}\n\nOne worker, two workers and threads find {same}."


def timed(crew: Workers, members: int, costs: list[float]) -> float:
    """Wall seconds of a run by some workers, whose CPU seconds are added to `costs`."""
    before = sum(crew.client.run(time.process_time).values())
    with employ(crew):
        began = time.perf_counter()
        homeward.run("palmyra", members=members)
        wall = time.perf_counter() - began
    costs.append(sum(crew.client.run(time.process_time).values()) - before)
    return wall


def digest(crew: Workers | None) -> str:
    """Return a digest of all that some workers, or threads, find of a few members."""
    scenario = load_scenario("palmyra")
    with employ(crew) if crew else nullcontext():
        found = simulate(scenario, days=record_days(scenario, 7), members=SAVED)
    whole = hashlib.sha256(found.belief.tobytes())
    for series in (*found.stocks.values(), *found.flows.values()):
        whole.update(series.cells.tobytes() + series.values.tobytes())
    return whole.hexdigest()

"""Return in Mesa 3, an agent for every person: prints, of each run, how many are home and its CPU seconds."""

from __future__ import annotations

import json
import math
import sys
import time

import law
import mesa


class Person(mesa.Agent):
    """Someone displaced, in the camp or on the way home."""

    def __init__(self, model: Town, is_willing: bool) -> None:
        super().__init__(model)
        self.is_willing = is_willing
        self.days_left = 0

    def step(self) -> None:
        """On the way: come nearer, and be done with it at home. In the camp: perhaps set off."""
        if self.days_left > 0:
            self.days_left -= 1
            if self.days_left == 0:
                self.model.home += 1
                self.remove()
        elif self.is_willing and self.model.random.random() < self.model.leaves:
            self.days_left = law.TRIP


class Town(mesa.Model):
    """Everybody who fled one town."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed=seed)
        self.home = 0
        willing = [self.random.random() < law.WILLING for _ in range(law.PEOPLE)]
        Person.create_agents(self, law.PEOPLE, is_willing=willing)

    def step(self) -> None:
        """Advance one day."""
        self.leaves = -math.expm1(-law.factors(law.SPEED, law.FEARED, math.exp))
        self.agents.do("step")


def main() -> None:
    """Run a model for each of the seeds."""
    found = []
    for seed in map(int, sys.argv[1:]):
        began = time.process_time()
        town = Town(seed)
        for _ in range(law.DAYS):
            town.step()
        found.append((town.home, time.process_time() - began))
    print(json.dumps({"version": f"Mesa {mesa.__version__}", "runs": found}))


if __name__ == "__main__":
    main()

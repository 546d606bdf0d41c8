"""The rule of movement with Mesa 3: a model, an agent for every person, shuffled twice a day."""

from __future__ import annotations

import mesa
from conflict import Conflict, Route, capacities, read_conflict
from leg import Outcome, Task, run_leg
from rule import CONFLICT_FACTOR, KM_ADDED, KM_PER_DAY, REFUSED_BELOW, room


class Person(mesa.Agent):
    """Someone displaced, in a place or on a road."""

    def __init__(self, model: Displacement, place: int) -> None:
        super().__init__(model)
        self.place = place
        self.route: int | None = None
        self.set_out = 0
        self.km_on_route = 0.0
        self.km_today = 0.0

    def decide(self) -> None:
        """In a place: leave it or stay; on leaving, choose a road."""
        self.km_today = 0.0
        if self.route is None:
            self.perhaps_leave()

    def perhaps_leave(self) -> None:
        """Set out with the chance of the place, unless the camp at the end of the road is full."""
        model = self.model
        if model.random.random() >= model.leaves[self.place]:
            return
        open_routes = model.open_from[self.place]
        if not open_routes:
            return
        route = model.choose(open_routes)
        if model.refuses(model.routes[route].end):
            return
        model.people_in[self.place] -= 1
        self.route, self.set_out, self.km_on_route = route, model.day, 0.0

    def travel(self) -> None:
        """On a road: go a day's distance, arrive if that is far enough, and go on if the day is not over.

        The whole day's distance is gone on every road, however many there are in a day: that is Flee's rule.
        """
        while self.route is not None:
            route = self.model.routes[self.route]
            self.km_on_route += KM_PER_DAY
            self.km_today += KM_PER_DAY
            if self.km_on_route <= route.km:
                return
            self.km_today += route.km - self.km_on_route
            turned_back = self.model.last_closed[self.route] > self.set_out
            self.arrive(route.start if turned_back else route.end)
            if turned_back or self.km_today >= KM_PER_DAY:
                return
            self.perhaps_leave()

    def arrive(self, place: int) -> None:
        """Leave the road for a place."""
        self.place, self.route = place, None
        self.model.people_in[place] += 1


class Displacement(mesa.Model):
    """Places as lists, people as agents."""

    def __init__(self, conflict: Conflict, seed: int) -> None:
        super().__init__(seed=seed)
        self.conflict = conflict
        self.day = 0
        self.routes: list[Route] = conflict.routes
        self.capacity = capacities(conflict)
        self.is_camp = [place.is_camp for place in conflict.places]
        # A count by place, not cells of a space: those keep lists of agents that are slow to leave.
        self.people_in = [0] * len(conflict.places)
        for camp, people in zip(conflict.camps, conflict.observed[0], strict=True):
            self.add([camp] * people)
        self.datacollector = mesa.DataCollector(
            model_reporters={"camps": lambda model: [model.people_in[c] for c in conflict.camps]}
        )

    def add(self, places: list[int]) -> None:
        """Add people, one in each of these places."""
        Person.create_agents(self, len(places), place=places)
        for place in places:
            self.people_in[place] += 1

    def choose(self, open_routes: list[int]) -> int:
        """Choose a road by the pull of its end; any, if nothing pulls."""
        pulls = [
            self.pull_on[route] * room(self.people_in[end], self.capacity[end])
            for route in open_routes
            for end in (self.routes[route].end,)
        ]
        return self.random.choices(open_routes, pulls if any(pulls) else None)[0]

    def refuses(self, place: int) -> bool:
        """Whether a place is a camp with too little room to set out for."""
        return (
            self.is_camp[place]
            and room(self.people_in[place], self.capacity[place]) < REFUSED_BELOW
        )

    def begin_day(self) -> None:
        """Read what is known of the day: conflicts, roads and the pull of each, and add who sets out."""
        conflict, intensity = self.conflict, self.conflict.intensity[self.day]
        self.leaves, self.last_closed = conflict.leaves[self.day], conflict.last_closed[self.day]
        self.pull_on = [
            CONFLICT_FACTOR ** intensity[route.end] / (KM_ADDED + route.km) for route in self.routes
        ]
        self.open_from: list[list[int]] = [[] for _ in conflict.places]
        for number, route in enumerate(self.routes):
            if conflict.is_open[self.day][number]:
                self.open_from[route.start].append(number)
        if setting_out := conflict.arrivals[self.day]:
            leaving = [
                place.population * now
                for place, now in zip(conflict.places, intensity, strict=True)
            ]
            self.add(self.random.choices(range(len(leaving)), leaving, k=setting_out))

    def step(self) -> None:
        """Advance one day: everybody decides, then everybody travels."""
        self.begin_day()
        self.agents.shuffle_do("decide")
        self.agents.shuffle_do("travel")
        self.datacollector.collect(self)
        self.day += 1


def run_mesa(task: Task) -> Outcome:
    """Run every day."""
    conflict = read_conflict(task.folder, task.thin)
    model = Displacement(conflict, task.seed)
    for _ in range(task.days or conflict.n_day):
        model.step()
    return Outcome(
        [conflict.places[camp].name for camp in conflict.camps],
        model.datacollector.model_vars["camps"],
    )


if __name__ == "__main__":
    run_leg(run_mesa, lambda: f"Mesa {mesa.__version__}")

"""The ways between two nodes of the network, and why there are none."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from atlas.charts.network.tie_kinds import BASED_IN
from atlas.charts.network.ties import carried_out, table_of, ties_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.values.words import agreeing, counted, listed

# So many ways are shown, and so many are counted at all.
MOST_WAYS, MOST_COUNTED = 8, 200
# What a country in between, or a “based in”, costs beside a hop: more than any way has hops.
AVOIDED = 1_000_000
# Where countries are avoided, ways of so many hops more than the shortest are shown too: past a
# country more ties meet than one way can show.
MORE_HOPS = 1
Way = tuple[str, ...]


class RouteState(StrEnum):
    """What came of the question for a way between two nodes."""

    NOT_ASKED = "not asked"
    ONE_END = "one end"
    SAME_END = "same end"
    NOT_IN_VIEW = "not in view"
    NO_WAY = "no way"
    FOUND = "found"


@dataclass(frozen=True)
class Route:
    """The ways between two nodes, the shortest first, then by id; none: no way.

    `ways` are the first of them, `n_ways` is how many there are (`MOST_COUNTED` + 1: more than
    that), `through` are the countries that each of them leads through though they were avoided.
    """

    start: str = ""
    goal: str = ""
    state: RouteState = RouteState.NOT_ASKED
    ways: tuple[Way, ...] = ()
    n_ways: int = 0
    through: Way = ()

    @property
    def nodes(self) -> Way:
        """The nodes of the first way, in their order."""
        return self.ways[0] if self.ways else ()


NO_ROUTE = Route()
# What each node is joined to, and what a step there costs.
Steps = dict[str, dict[str, int]]


@once_a_dataset
def route(
    dataset: Dataset, start: str, goal: str, *, every: bool = False, avoid: bool = True
) -> Route:
    """The shortest ways from `start` to `goal`.

    Every tie is one hop, whichever way it runs: those that came about, or `every` one. `avoid`:
    ways lead through countries and by “based in” only where no other way does, and then as seldom
    as can be; ways of one hop more are among them.
    """
    if not start and not goal:
        return NO_ROUTE
    if not start or not goal:
        return Route(start, goal, RouteState.ONE_END)
    if start == goal:
        return Route(start, goal, RouteState.SAME_END)
    steps = _steps(dataset, every=every, avoid=avoid)
    if {start, goal} - steps.keys():
        return Route(start, goal, RouteState.NOT_IN_VIEW)
    costs = _costs(steps, goal)
    if start not in costs:
        return Route(start, goal, RouteState.NO_WAY)
    most = costs[start] + (MORE_HOPS if avoid else 0)
    ways = list(islice(_ways(steps, costs, (start,), goal, most), MOST_COUNTED + 1))
    ways.sort(key=_length)
    shown = tuple(ways[:MOST_WAYS])
    through = _through(dataset, shown) if avoid else ()
    return Route(start, goal, RouteState.FOUND, shown, len(ways), through)


def _length(way: Way) -> tuple[int, Way]:
    return len(way), way


@once_a_dataset
def _steps(dataset: Dataset, *, every: bool, avoid: bool) -> Steps:
    """The steps of the whole network in view, whatever a picture can hold of it."""
    ties, tables = ties_of(dataset), table_of(dataset)
    if not every:
        ties = carried_out(ties)
    steps: Steps = {}
    rows = zip(ties["source"], ties["target"], ties["relation"], strict=True)
    for source, target, relation in rows:
        own = AVOIDED if avoid and relation == BASED_IN else 0
        for first, last in ((source, target), (target, source)):
            # Half a country is paid for where a way comes in, half where it leaves.
            n_countries = [tables[first], tables[last]].count("countries") if avoid else 0
            cost = 1 + own + n_countries * AVOIDED // 2
            others = steps.setdefault(first, {})
            others[last] = min(cost, others.get(last, cost))
    return steps


def _costs(steps: Steps, goal: str) -> dict[str, int]:
    """What the best way from each node to the goal costs (E. W. Dijkstra 1959)."""
    costs: dict[str, int] = {}
    waiting = [(0, goal)]
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node in costs:
            continue
        costs[node] = cost
        for neighbour, step in steps[node].items():
            if neighbour not in costs:
                heapq.heappush(waiting, (cost + step, neighbour))
    return costs


def _ways(steps: Steps, costs: dict[str, int], way: Way, goal: str, most: int) -> Iterator[Way]:
    """All ways that go on from a way and cost no more than `most` from its end, by id."""
    node = way[-1]
    if node == goal:
        yield way
        return
    for neighbour in sorted(steps[node]):
        rest = most - steps[node][neighbour]
        if neighbour in costs and costs[neighbour] <= rest and neighbour not in way:
            yield from _ways(steps, costs, (*way, neighbour), goal, rest)


def _through(dataset: Dataset, ways: tuple[Way, ...]) -> Way:
    """The countries between the ends of some ways."""
    tables = table_of(dataset)
    nodes = {node for way in ways for node in way[1:-1]}
    return tuple(sorted(node for node in nodes if tables[node] == "countries"))


def route_headline(path: Route, dataset: Dataset) -> str:
    """The ends and how far they are apart, or why there is no path; blank where nobody asked."""
    if path.state is not RouteState.FOUND:
        return route_sentence(path, dataset).removesuffix(".")
    hops = counted(len(path.nodes) - 1, "hops")
    more = f"; {_others_in_words(path)}" if path.n_ways > 1 else ""
    return f"{dataset.label(path.start)} – {dataset.label(path.goal)}: a path of {hops}{more}"


def route_sentence(path: Route, dataset: Dataset) -> str:
    """The shortest way in a sentence, or why there is none; blank where nobody asked for one."""
    start, goal = dataset.label(path.start), dataset.label(path.goal)
    match path.state:
        case RouteState.NOT_ASKED:
            return ""
        case RouteState.ONE_END:
            return "Choose both ends to see the paths between them."
        case RouteState.SAME_END:
            return f"Both ends of the path are {start}: choose two different nodes."
        case RouteState.NOT_IN_VIEW:
            reason = "under these filters one of them has no tie that was carried out"
            return f"No path from {start} to {goal}: {reason}."
        case RouteState.NO_WAY:
            return f"No path joins {start} and {goal} under these filters."
    return _way_in_words(path, dataset)


def _way_in_words(path: Route, dataset: Dataset) -> str:
    names = " – ".join(map(dataset.label, path.nodes))
    words = f"Shortest path, {counted(len(path.nodes) - 1, 'hops')}: {names}"
    if path.n_ways > 1:
        words += f"; {_others_in_words(path)}"
    if path.through:
        countries = listed([dataset.label(node) for node in path.through])
        words += f". Without {countries} no path joins the two"
    return f"{words}."


def _others_in_words(path: Route) -> str:
    """How many other ways there are, and how long they are."""
    if path.n_ways > MOST_COUNTED:
        return f"more than {MOST_COUNTED} others are as short or one hop longer"
    lengths = [len(way) for way in path.ways]
    n_others = path.n_ways - 1
    verb = agreeing(n_others, "is", "are")
    if len(set(lengths)) == 1 and path.n_ways <= MOST_WAYS:
        return f"{counted(n_others, 'others')} {verb} as short"
    if lengths.count(lengths[0]) == 1 and path.n_ways <= MOST_WAYS:
        return f"{counted(n_others, 'others')} {verb} one hop longer"
    return f"{counted(n_others, 'others')} {verb} as short or one hop longer"

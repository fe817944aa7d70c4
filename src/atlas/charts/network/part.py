"""The ties of the picture: of a path, of what is around a focus, or of all in view."""

from itertools import chain, pairwise

import pandas as pd

from atlas.charts.network.options import Apart, NetworkOptions, Nodes, Through
from atlas.charts.network.sides import unfiltered
from atlas.charts.network.ties import carried_out, core, ends, joining, ties_of
from atlas.charts.network.ways import Route, route
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset


def path_asked(dataset: Dataset, options: NetworkOptions) -> Route:
    """The shortest ways between the two ends of the options, or why there is none."""
    return route(
        dataset,
        options.path_from,
        options.path_to,
        every=options.apart == Apart.ON_PATHS,
        avoid=options.through == Through.AVOIDED,
    )


def in_view(dataset: Dataset, options: NetworkOptions) -> pd.DataFrame:
    """The ties in view; those that did not come about where they are to be drawn."""
    ties = ties_of(dataset)
    return carried_out(ties) if options.apart == Apart.HIDDEN else ties


def in_picture(dataset: Dataset, options: NetworkOptions, path: Route) -> tuple[pd.DataFrame, str]:
    """The ties that the picture is made of, and the `Nodes` that they lie between."""
    if path.ways:
        return _on_ways(ties_of(dataset), path), Nodes.ALL
    ties = in_view(dataset, options)
    if options.nodes == Nodes.CORE:
        ties = core(ties, dataset, {options.focus})
    return _in_focus(ties, options), options.nodes


def is_of_part(ties: pd.DataFrame, options: NetworkOptions, path: Route) -> bool:
    """Whether the ties of a picture are those of a path, or of what is around a focus."""
    return bool(path.ways) or _has_focus(ties, options)


def is_part(dataset: Dataset, options: NetworkOptions) -> bool:
    """Whether the picture is of a path, or of what is around a focus, and not of all."""
    return _ids(dataset, options) is not None


def among(dataset: Dataset, options: NetworkOptions) -> pd.Index | None:
    """What a path or the surroundings of a focus are drawn from, and what filters hide of that.

    The ids of its nodes, and of the records that say how they are tied; None for the whole network.
    """
    drawn = _ids(dataset, options)
    if drawn is None:
        return None
    shown = {identifier for table in dataset.frames for identifier in dataset.ids(table)}
    without_filters = _ids(unfiltered(dataset), options) or set()
    return pd.Index(sorted(drawn | (without_filters - shown)))


@once_a_dataset
def _ids(dataset: Dataset, options: NetworkOptions) -> set[str] | None:
    """The nodes and the records of a picture that is of a part; None for one of all."""
    path = path_asked(dataset, options)
    ties, _ = in_picture(dataset, options, path)
    return {*ends(ties), *ties["record"]} if is_of_part(ties, options, path) else None


def _on_ways(ties: pd.DataFrame, path: Route) -> pd.DataFrame:
    """The ties of the hops of the ways that are shown, what did not come about among them."""
    hops = {frozenset(hop) for way in path.ways for hop in pairwise(way)}
    near = ties[joining(ties, set(chain.from_iterable(path.ways)))]
    pairs = zip(near["source"], near["target"], strict=True)
    is_hop = [frozenset(pair) in hops for pair in pairs]
    return near[is_hop]


def _has_focus(ties: pd.DataFrame, options: NetworkOptions) -> bool:
    return bool(options.focus) and options.focus in ends(ties)


def _in_focus(ties: pd.DataFrame, options: NetworkOptions) -> pd.DataFrame:
    """The ties between the nodes within the steps around the focus.

    All ties where the view has no such focus.
    """
    if not _has_focus(ties, options):
        return ties
    near = {options.focus}
    for _ in range(int(options.depth)):
        near |= ends(ties[ties["source"].isin(near) | ties["target"].isin(near)])
    return ties[joining(ties, near)]

"""What a node and an edge of the network say when they are pointed at: rendered last, from ids."""

from typing import NamedTuple

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.network.node_countries import home_name
from atlas.charts.network.options import Colour, NetworkOptions
from atlas.charts.network.ties import KINDS, Tie
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.corroboration import resting

REGISTERED = "named by the records it is tied to"


class RecordWords(NamedTuple):
    """When a record was, its sources with their paragraphs, and on whom it rests (may be blank).

    `sources` are the ids behind the names of its sources.
    """

    when: str
    cited: str
    rests: str
    sources: str


@once_a_build
def record_words(dataset: Dataset) -> dict[str, RecordWords]:
    """The words of every record that can be a node or a tie, whatever the filters."""
    words: dict[str, RecordWords] = {}
    for table in {*KINDS, "links"} & dataset.built.keys():
        frame = dataset.built[table]
        rests = resting(dataset, frame).tolist()
        columns = (
            frame["when"].tolist(),
            frame["cited"].tolist(),
            rests,
            frame["sources"].tolist(),
        )
        words |= zip(frame.index.tolist(), map(RecordWords, *columns), strict=True)
    return words


def node_texts(nodes: pd.DataFrame, context: Context[NetworkOptions]) -> list[str]:
    """What each node says beneath its name: type and neighbours, its country, its sources.

    The country is there where colours ask for it.
    """
    words = record_words(context.dataset)
    texts = []
    for node in nodes.to_dict("records"):
        neighbours = f"{node['degree']:,} neighbour" + ("s" if node["degree"] > 1 else "")
        lines = [f"{KINDS[node['kind']]}, {neighbours}"]
        if context.options.colour == Colour.COUNTRY:
            lines.append(home_name(context.dataset, node["country"]))
        if node["standing"]:
            lines += [words[node["id"]].cited, words[node["id"]].rests]
        else:
            lines.append(REGISTERED)
        texts.append("\n".join(line for line in lines if line))
    return texts


def edge_texts(edges: pd.DataFrame, dataset: Dataset) -> list[str]:
    """What each edge says beneath the names of its ends: a line for each of its ties."""
    words = record_words(dataset)
    texts = []
    for ties in edges["ties"]:
        lines = [_tie_line(tie, words[tie.record]) for tie in ties]
        texts.append("\n".join(dict.fromkeys(lines)))
    return texts


def _tie_line(tie: Tie, words: RecordWords) -> str:
    projected = ", projected" if tie.projected else ""
    return f"{tie.relation}, {words.when}{projected} · {words.cited}"

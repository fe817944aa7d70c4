"""What a node and an edge of the network say when they are pointed at: rendered last, from ids."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.network.node_countries import home_name
from atlas.charts.network.options import Colour, NetworkOptions
from atlas.charts.network.tie_basis import basis_in_words
from atlas.charts.network.ties import KINDS, Tie
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.corroboration import resting
from atlas.records.outcome import State

REGISTERED = "named by the records it is tied to"


class RecordWords(NamedTuple):
    """When a record was, its sources with their paragraphs, and on whom it rests (may be blank).

    Apart stand those that only mention it.

    `sources` are the ids behind the names of its sources.
    """

    when: str
    cited: str
    mentioned_by: str
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
            frame["mentioned_by"].tolist(),
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
    words, statuses = record_words(dataset), dataset.schema.labels("status")
    texts = []
    for ties in edges["ties"]:
        lines = [_tie_line(tie, words[tie.record], statuses, dataset) for tie in ties]
        texts.append("\n".join(dict.fromkeys(lines)))
    return texts


def _tie_line(tie: Tie, words: RecordWords, statuses: Mapping[str, str], dataset: Dataset) -> str:
    status = statuses.get(tie.status, "").lower()
    if tie.state == State.PROJECTED:
        status = "projected"
    parts = filter(None, (tie.relation, words.when, status))
    basis = basis_in_words(tie.source, tie.target, tie.record, dataset)
    evidence = [basis.lower(), words.cited or words.mentioned_by]
    return f"{', '.join(parts)} · {': '.join(filter(None, evidence))}"

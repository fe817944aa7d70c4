"""What a node and an edge of the network say when they are pointed at: rendered last, from ids."""

from collections.abc import Hashable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.network.node_countries import home_name
from atlas.charts.network.options import NetworkOptions
from atlas.charts.network.tie_basis import evidence_in_words
from atlas.charts.network.tie_kinds import OF_MANY
from atlas.charts.network.ties import KINDS, Tie, table_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import Basis
from atlas.dataset.memo import once_a_build
from atlas.records.corroboration import resting
from atlas.records.facts import facts_of
from atlas.records.outcome import NOT_CARRIED_OUT, State
from atlas.values.words import counted

ORGANISATIONS = "organisations"
REGISTERED = "named by the entries it is tied to"


class RecordWords(NamedTuple):
    """When a record was, its sources with their paragraphs, and on whom it rests (may be blank)."""

    when: str
    cited: str
    rests: str


@once_a_build
def record_words(dataset: Dataset) -> dict[str, RecordWords]:
    """The words of every record that can be a node or a tie, whatever the filters."""
    words: dict[str, RecordWords] = {}
    for table in {*KINDS, "links"} & dataset.built.keys():
        frame = dataset.built[table]
        rests = resting(dataset, frame).tolist()
        columns = (frame["when"].tolist(), frame["cited"].tolist(), rests)
        words |= zip(frame.index.tolist(), map(RecordWords, *columns), strict=True)
    return words


class TieLine(NamedTuple):
    """One tie in words: a sentence, what it rests on, and whether it did not come about."""

    sentence: str
    evidence: str
    is_apart: bool


def node_texts(nodes: pd.DataFrame, context: Context[NetworkOptions]) -> list[str]:
    """What each node says beneath its name: type and neighbours, its country, its sources."""
    words = record_words(context.dataset)
    texts = []
    for node in nodes.to_dict("records"):
        neighbours = counted(node["degree"], "neighbours") if node["degree"] else "no neighbour"
        lines = [f"{KINDS[node['kind']]}, {neighbours}"]
        if node["kind"] != "countries":
            lines.append(_home(context.dataset, node))
        if node["leads"]:
            lines.append(f"The best connected of a community of {node['leads']}")
        if node["standing"]:
            lines += [words[node["id"]].cited, words[node["id"]].rests]
        else:
            lines.append(REGISTERED)
        texts.append("\n".join(line for line in lines if line))
    return texts


@once_a_build
def _homes_not_stated(dataset: Dataset) -> dict[str, str]:
    """How the country of an organisation is known, where no source states it, by id."""
    ids = dataset.built[ORGANISATIONS].index
    bases = facts_of(dataset, ORGANISATIONS, ids, "country")["basis"].dropna()
    labels = dataset.schema.labels("basis")
    weak = bases[bases.ne(Basis.STATED)]
    return {str(identifier): labels[basis].lower() for identifier, basis in weak.items()}


def _home(dataset: Dataset, node: Mapping[Hashable, Any]) -> str:
    """The country of a node; of an organisation how it is known, where no source states it."""
    name = home_name(dataset, node["country"])
    known = _homes_not_stated(dataset).get(node["id"])
    return f"{name} ({known})" if known else name


def edge_texts(edges: pd.DataFrame, dataset: Dataset) -> list[str]:
    """What each edge says beneath the names of its ends: a line for each of its ties."""
    return [
        "\n".join(f"{line.sentence} · {line.evidence}" for line in lines)
        for lines in edge_lines(edges, dataset)
    ]


def edge_lines(edges: pd.DataFrame, dataset: Dataset) -> list[list[TieLine]]:
    """The ties of each edge in words, each once."""
    lines_of_edges = []
    for ties in edges["ties"]:
        lines = [_line(dataset, tie) for tie in ties]
        lines_of_edges.append(list(dict.fromkeys(lines)))
    return lines_of_edges


@once_a_build
def _lines_by_tie(dataset: Dataset) -> dict[tuple[str, ...], TieLine]:
    """The ties in words that were asked for until now, whatever the filters."""
    return {}


def _line(dataset: Dataset, tie: Tie) -> TieLine:
    lines = _lines_by_tie(dataset)
    key = tie.source, tie.target, tie.relation, tie.record
    if key not in lines:
        lines[key] = _tie_line(dataset, tie)
    return lines[key]


def _tie_line(dataset: Dataset, tie: Tie) -> TieLine:
    words = record_words(dataset)[tie.record]
    status = dataset.schema.labels("status").get(tie.status, "").lower()
    if tie.state == State.PROJECTED:
        status = "projected"
    details = ", ".join(filter(None, (tie.word, words.when, status)))
    sentence = f"{dataset.label(tie.source)} {_verb(dataset, tie)} {dataset.label(tie.target)}"
    if details:
        sentence += f" ({details})"
    evidence = evidence_in_words(tie.source, tie.target, tie.relation, tie.record, dataset)
    return TieLine(sentence, evidence, tie.state in NOT_CARRIED_OUT)


def _verb(dataset: Dataset, tie: Tie) -> str:
    """The verb in the number of its subject: systems may be named in the plural, as “engines”."""
    name = dataset.label(tie.source).split(" (")[0]
    last_word = name.split()[-1]
    is_system = table_of(dataset).get(tie.source) == "systems"
    are_many = is_system and last_word.islower() and last_word.endswith("s")
    return OF_MANY.get(tie.verb, tie.verb) if are_many else tie.verb

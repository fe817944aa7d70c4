"""One system as a chain: who makes, designs and improves it, its transfers, who receives it."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.dataset.names import with_ids
from atlas.records.facts import Fact, facts, in_words
from atlas.records.outcome import state_of

SYSTEMS, TRANSFERS, LINKS = "systems", "transfers", "links"
VARIANT = "variant of"
# Relations of an organisation to a system: it makes it, or has it in use.
OF_MAKERS, OF_USERS = ("makes", "designs", "owns"), ("runs",)
# Relations between systems whose object is built with the subject.
POWERS = "powers"
BUILT_IN = (POWERS, "used in")
CARRIES_OUT = "carries out"
# Fields of a transfer in which a side of it stands, an organisation before its country.
SUPPLIERS, RECIPIENTS = ("supplier_org", "supplier"), ("recipient_org", "recipient")
PARTNERS = "partners"
MODERNISATION = "modernisation"
COLUMNS = ["From", "How", "To", "When", "What became of it", "Sources"]


class Layer(StrEnum):
    """Where a node stands, from those who make it to those who have it."""

    MAKERS = "Makers, suppliers and parts"
    SYSTEM = "System and contracts"
    TRANSFERS = "Transfers"
    USERS = "Recipients and users"


class Node(NamedTuple):
    """A record in a layer; one may stand in two, as a country that supplies and receives."""

    id: str
    layer: Layer


class Step(NamedTuple):
    """How one node leads to the next, and the rows that say so.

    `record` is the link or transfer that makes the step, whose `when` and `state` (of `State`, for
    a transfer) these are.
    """

    start: Node
    how: str
    end: Node
    record: str
    when: str
    state: str
    facts: tuple[Fact, ...]


@once_a_build
def steps(dataset: Dataset, system: str) -> list[Step]:
    """The steps of the chain of a system, its variants and their engines, whatever the filters.

    None for what is no system, or of which nothing leads anywhere.
    """
    if dataset.records["table"].get(system) != SYSTEMS:
        return []
    family = _family(dataset, system)
    links = list(_of_links(dataset, family))
    layers = {step.start.id: Layer.MAKERS for step in links if step.how == POWERS}
    layers |= dict.fromkeys(family, Layer.SYSTEM)
    return [*links, *_of_transfers(dataset, layers)]


def _family(dataset: Dataset, system: str) -> list[str]:
    """The system, its parts in the register, and its variants."""
    register = dataset.records["part_of"]
    parts = register.index[register.eq(system)].tolist()
    links = dataset.built[LINKS]
    variants = links[links["relation"].eq(VARIANT)]
    near = [*variants.loc[variants["object"].eq(system), "subject"]]
    near += [*variants.loc[variants["subject"].eq(system), "object"]]
    return list(dict.fromkeys([system, *parts, *near]))


def _of_links(dataset: Dataset, family: list[str]) -> Iterator[Step]:
    """Who makes or runs the system, what it is built with and into."""
    links = dataset.built[LINKS].sort_values("label", kind="stable")
    labels = dataset.schema.labels("relation")
    for row in links.itertuples():
        subject = str(row.subject)
        relation = str(row.relation)
        other = str(row.object)
        ends = _ends(subject, relation, other, family)
        if ends:
            when = str(row.when) if row.dated else ""
            rows = facts(dataset, LINKS, str(row.Index), "relation")
            how = POWERS if relation == POWERS else labels[relation].lower()
            yield Step(ends[0], how, ends[1], str(row.Index), when, "", tuple(rows))


def _ends(subject: str, relation: str, other: str, family: list[str]) -> tuple[Node, Node] | None:
    """The nodes of a link, in the direction of the chain; None where it has no place in it."""
    is_subject = subject in family
    is_object = other in family
    if is_object and relation in OF_MAKERS:
        return Node(subject, Layer.MAKERS), Node(other, Layer.SYSTEM)
    if is_object and relation in OF_USERS:
        return Node(other, Layer.SYSTEM), Node(subject, Layer.USERS)
    if is_subject and is_object:
        return Node(subject, Layer.SYSTEM), Node(other, Layer.SYSTEM)
    if is_object and relation in BUILT_IN:
        return Node(subject, Layer.MAKERS), Node(other, Layer.SYSTEM)
    if is_subject and relation in BUILT_IN:
        return Node(subject, Layer.SYSTEM), Node(other, Layer.USERS)
    return None


def _of_transfers(dataset: Dataset, layers: dict[str, Layer]) -> Iterator[Step]:
    """The transfers of systems in these layers: from whom, to whom, under which contract."""
    frame = dataset.built[TRANSFERS]
    own = frame[frame["system"].isin(layers.keys())]
    own = own.assign(state=state_of(own)).sort_values(["start", "label"], kind="stable")
    for identifier, row in own.iterrows():
        transfer = Node(str(identifier), Layer.TRANSFERS)
        when = str(row["when"]) if row["dated"] else ""
        system = Node(str(row["system"]), layers[str(row["system"])])
        for start, how, end, field in _sides(system, transfer, row):
            rows = facts(dataset, TRANSFERS, transfer.id, field)
            yield Step(start, how, end, transfer.id, when, str(row["state"]), tuple(rows))
        yield from _contracts(dataset, transfer, when, str(row["state"]))


def _sides(
    system: Node, transfer: Node, row: "pd.Series[Any]"
) -> Iterator[tuple[Node, str, Node, str]]:
    """Start, how, end and field of each step of a transfer."""
    is_better = row["kind"] == MODERNISATION
    yield system, "improved by" if is_better else "transferred by", transfer, "system"
    for name in _first_named(row, SUPPLIERS):
        for identifier in str(row[name]).split(";"):
            yield Node(identifier, Layer.MAKERS), "supplies", transfer, name
    for name in _first_named(row, RECIPIENTS):
        for identifier in str(row[name]).split(";"):
            yield transfer, "goes to", Node(identifier, Layer.USERS), name
    if isinstance(row[PARTNERS], str):
        for identifier in str(row[PARTNERS]).split(";"):
            yield Node(identifier, Layer.MAKERS), "takes part in", transfer, PARTNERS


def _first_named(row: "pd.Series[Any]", names: tuple[str, ...]) -> list[str]:
    """The first of these fields that has a value; none where none has."""
    return [name for name in names if isinstance(row[name], str)][:1]


def _contracts(dataset: Dataset, transfer: Node, when: str, state: str) -> Iterator[Step]:
    links = dataset.built[LINKS]
    is_contract = links["subject"].eq(transfer.id) & links["relation"].eq(CARRIES_OUT)
    own = links[is_contract]
    for row in own.itertuples():
        rows = facts(dataset, LINKS, str(row.Index), "relation")
        contract = Node(str(row.object), Layer.SYSTEM)
        yield Step(contract, "carried out by", transfer, str(row.Index), when, state, tuple(rows))


def chain_table(dataset: Dataset, chain: list[Step]) -> pd.DataFrame:
    """The steps as a reader sees them, each with who says so.

    Columns: `COLUMNS`, with the ids behind the names.
    """
    rows = [
        (
            dataset.label(step.start.id),
            step.how,
            dataset.label(step.end.id),
            step.when,
            step.state,
            in_words(dataset, step.facts),
        )
        for step in chain
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    sources = []
    for step in chain:
        own = dict.fromkeys(fact.source for fact in step.facts)
        sources.append(";".join(own))
    ids_behind = {
        "From": pd.Series([step.start.id for step in chain], dtype="str"),
        "To": pd.Series([step.end.id for step in chain], dtype="str"),
        "Sources": pd.Series([own or None for own in sources], dtype="str"),
    }
    return with_ids(table, ids_behind)

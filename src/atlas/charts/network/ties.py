"""Ties of the network: which two nodes a record joins, how, and when."""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.charts.network.tie_kinds import BASED_IN, PART_OF, VERBS, TieKind
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.records.listing import coded
from atlas.records.outcome import NOT_CARRIED_OUT, State, state_of

# The tables whose records can be nodes, and what one of them is called.
KINDS = {
    "countries": "Country",
    "organisations": "Organisation",
    "systems": "System",
    "agreements": "Agreement",
    "places": "Place",
    "context": "Context",
    "exercises": "Exercise",
    "transfers": "Transfer",
}
# The tables of what is drawn where countries are a background.
CORE = ("organisations", "systems", "agreements")
# The tables whose records join nodes.
JOINING = ("links", "transfers", "agreements", "organisations", "systems")
NOT_TEXT = {"year_first": "int64", "year_last": "int64", "dated": "bool"}


class Tie(NamedTuple):
    """What `record` says of two nodes.

    `verb` leads from source to target in a sentence, `word` is the kind of a transfer (blank for
    other records). `state` is what became of it (`outcome.State`), `status` what its record says
    of that (a code, blank where it says nothing).
    """

    source: str
    target: str
    tie: TieKind
    relation: str
    verb: str
    word: str
    year_first: int
    year_last: int
    dated: bool
    state: str
    status: str
    record: str


@once_a_dataset
def ties_of(dataset: Dataset) -> pd.DataFrame:
    """All ties in view, one row each (the fields of `Tie`), before parallel ones are merged.

    A tie is in view where its record is: of transfers the single ones, of parts those whose whole
    is in view too.
    """
    in_view: set[str] = set()
    for table in JOINING:
        in_view.update(dataset.ids(table).tolist())
    transfers = dataset.built["transfers"]
    in_view -= set(transfers.index[transfers["is_group"]])
    ties = every_tie(dataset)
    places, records = _records_of_ties(dataset)
    is_shown = _are_among(records, in_view)[places]
    parts = _ties_to_wholes(dataset)
    is_shown[parts] &= _are_among(ties["target"].iloc[parts].tolist(), in_view)
    shown: pd.DataFrame = ties[is_shown]
    return shown.reset_index(drop=True)


def _are_among(ids: list[str], wanted: set[str]) -> "np.ndarray":
    return np.fromiter((key in wanted for key in ids), dtype=bool, count=len(ids))


@once_a_build
def every_tie(dataset: Dataset) -> pd.DataFrame:
    """The ties of all records (the fields of `Tie`), whatever the filters; none is a loop."""
    built = dataset.built
    ties = [*_links(built), *_transfers(built), *_agreements(built), *_memberships(built)]
    ties = [tie for tie in ties if tie.source != tie.target]
    ties.sort(key=attrgetter("source", "target", "record", "relation"))
    # Text stays plain objects: every filter takes rows out of this frame, which costs least so.
    return pd.DataFrame(ties, columns=list(Tie._fields), dtype="object").astype(NOT_TEXT)


@once_a_build
def _records_of_ties(dataset: Dataset) -> tuple["np.ndarray", list[str]]:
    """For every tie the place of its record in the list of records, and that list."""
    places, records = pd.factorize(every_tie(dataset)["record"])
    return places, records.tolist()


@once_a_build
def _ties_to_wholes(dataset: Dataset) -> "np.ndarray":
    """The places of the ties that lead from a part to its whole."""
    ties = every_tie(dataset)
    return np.flatnonzero(ties["tie"].eq(TieKind.MEMBERSHIP) & ties["relation"].eq(PART_OF))


def _ties(
    frame: pd.DataFrame, source: str, target: str, kind: TieKind, relation: str, verb: str = ""
) -> list[Tie]:
    """A tie for each pair of items in two columns of records (lists joined with `;`).

    `relation` is the column that says how they are related; `verb` says so in a sentence. Where it
    is blank, the relation does.
    """
    facts = frame[[source, target, relation, "year_first", "year_last", "dated"]]
    columns = [facts[name].tolist() for name in facts]
    columns += [_words(frame, kind), state_of(frame).tolist(), _statuses(frame)]
    ties = []
    for record, givers, takers, related, first, last, dated, word, state, status in zip(
        frame.index.tolist(), *columns, strict=True
    ):
        if not (isinstance(givers, str) and isinstance(takers, str)):
            continue
        own_verb = verb or VERBS.get(related, related)
        rest = (kind, related, own_verb, word, first, last, dated, state, status, record)
        for giver in givers.split(";"):
            ties += [Tie(giver, taker, *rest) for taker in takers.split(";")]
    return ties


def _words(frame: pd.DataFrame, kind: TieKind) -> list[str]:
    """The kind of each transfer; blank for other records."""
    if kind not in (TieKind.SUPPLY, TieKind.PROGRAMME):
        return [""] * len(frame)
    return frame["kind"].tolist()


def _statuses(frame: pd.DataFrame) -> list[str]:
    """The status of each record of a frame; blank where it has none, or is of a table without."""
    if "status" not in frame:
        return [""] * len(frame)
    return frame["status"].astype(object).where(frame["status"].notna(), "").tolist()


def _links(built: Mapping[str, pd.DataFrame]) -> list[Tie]:
    return _ties(built["links"], "subject", "object", TieKind.LINK, "relation")


def _transfers(built: Mapping[str, pd.DataFrame]) -> list[Tie]:
    """Suppliers and recipients with the system between them; where none is named, with each other.

    Partners of a joint programme are tied to its system; without one, the two sides to each other.
    """
    frame = built["transfers"]
    frame = frame.assign(
        giver=_named(frame, "supplier_org", "supplier"),
        taker=_named(frame, "recipient_org", "recipient"),
        kind=frame["kind"].fillna("transfer"),
    )
    has_system, is_joint = frame["system"].notna(), frame["partners"].notna()
    supplied = frame[has_system]
    supplied = supplied.assign(
        supplies=supplied["kind"] + ": supplies", goes_to=supplied["kind"] + ": goes to"
    )
    direct, joint = frame[~has_system & ~is_joint], frame[has_system & is_joint]
    shared = frame[~has_system & is_joint]
    partners = shared["partners"].str.split(";")
    shared = shared.assign(
        giver=shared["giver"].fillna(partners.str[0]),
        taker=shared["taker"].fillna(partners.str[-1]),
    )
    return [
        *_ties(supplied, "giver", "system", TieKind.SUPPLY, "supplies", "supplies"),
        *_ties(supplied, "system", "taker", TieKind.SUPPLY, "goes_to", "goes to"),
        *_ties(direct, "giver", "taker", TieKind.SUPPLY, "kind", "supplies"),
        *_ties(joint, "partners", "system", TieKind.PROGRAMME, "kind", "takes part in"),
        *_ties(shared, "giver", "taker", TieKind.PROGRAMME, "kind", "works with"),
    ]


def _named(frame: pd.DataFrame, organisation: str, country: str) -> "pd.Series[str]":
    """Who is named at one end: the organisations, and the country beside them."""
    both = frame[organisation] + ";" + frame[country]
    return both.fillna(frame[organisation]).fillna(frame[country])


def _agreements(built: Mapping[str, pd.DataFrame]) -> list[Tie]:
    frame = built["agreements"]
    frame = frame.assign(agreement=frame.index, relation="party to")
    return _ties(frame, "parties", "agreement", TieKind.AGREEMENT, "relation")


def _memberships(built: Mapping[str, pd.DataFrame]) -> list[Tie]:
    """Organisations and their countries; records and the group that they are part of."""
    firms = built["organisations"]
    firms = firms.assign(firm=firms.index, relation=BASED_IN)
    ties = _ties(firms, "firm", "country", TieKind.MEMBERSHIP, "relation")
    for table in ("systems", "organisations", "agreements"):
        frame = built[table]
        parts = frame[frame["part_of"].isin(frame.index)]
        parts = parts.assign(part=parts.index, relation=PART_OF)
        ties += _ties(parts, "part", "part_of", TieKind.MEMBERSHIP, "relation")
    return ties


@once_a_build
def table_of(dataset: Dataset) -> dict[str, str]:
    """The table of each record of the register, whatever the filters."""
    tables = dataset.records["table"]
    return dict(zip(tables.index.tolist(), tables.tolist(), strict=True))


def carried_out(ties: pd.DataFrame) -> pd.DataFrame:
    """The ties that came about."""
    return ties[~ties["state"].isin(NOT_CARRIED_OUT)]


def status_in_words(ties: pd.DataFrame, dataset: Dataset) -> "pd.Series[str]":
    """What the record of each tie says of its status; of one that is only expected, just that."""
    words = coded(ties["status"], dataset.schema.labels("status"))
    is_expected = ties["status"].eq("") & ties["state"].eq(State.PROJECTED)
    return words.mask(is_expected, "Projected")


def ends(ties: pd.DataFrame) -> set[str]:
    """The nodes that the ties join."""
    return {*ties["source"].tolist(), *ties["target"].tolist()}


def joining(ties: pd.DataFrame, nodes: Iterable[str]) -> "pd.Series[bool]":
    """Which ties lie between two of these nodes."""
    wanted = set(nodes)
    return ties["source"].isin(wanted) & ties["target"].isin(wanted)


def core(ties: pd.DataFrame, dataset: Dataset, keep: Iterable[str] = ()) -> pd.DataFrame:
    """The ties between firms, systems and agreements, and those of the nodes to `keep`."""
    tables, kept = table_of(dataset), set(keep)
    ends_in = [
        [tables[node] in CORE or node in kept for node in ties[end].tolist()]
        for end in ("source", "target")
    ]
    is_core = np.logical_and(*np.array(ends_in, dtype=bool).reshape(2, len(ties)))
    chosen: pd.DataFrame = ties[is_core]
    return chosen

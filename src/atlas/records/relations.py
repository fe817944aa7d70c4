"""What a record is tied to, in groups: a row for each record and each way in which it is tied."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.outcome import State, is_carried_out, state_of
from atlas.records.ties import LINKS, related
from atlas.values.words import agreeing

COLUMNS = ["id", "how", "via", "group", "places"]


class _Relation(NamedTuple):
    """The link that makes a relation (blank: none does), and the rows that say it."""

    via: str
    places: dict[tuple[str, str], None]


class Group(NamedTuple):
    """A group of related records: how a single record and how several are called."""

    single: str
    several: str


GROUPS = {
    "agreements": Group("contract or agreement", "contracts and agreements"),
    "transfers": Group("transfer", "transfers"),
    "not carried out": Group("transfer not carried out", "transfers not carried out"),
    "organisations": Group("organisation", "organisations"),
    "sanctions": Group("sanction", "sanctions"),
    "exercises": Group("exercise", "exercises"),
    "series": Group("series of exercises", "series of exercises"),
    "deeper": Group("finding for a deeper alignment", "findings for a deeper alignment"),
    "shallower": Group("finding against a deeper alignment", "findings against a deeper alignment"),
    "mixed": Group("finding both ways", "findings both ways"),
    "systems": Group("system", "systems"),
    "context": Group("event or document", "events and documents"),
    "places": Group("place", "places"),
    "countries": Group("country", "countries"),
    LINKS: Group("other tie", "other ties"),
}


@once_a_build
def relations(dataset: Dataset, identifier: str) -> pd.DataFrame:
    """The ties of a record that are no facts of its own rows, in order of group and time.

    Columns: id of the related record, how (`records.ties`), via (the link that ties both, blank
    where none does),
    group (a key of `GROUPS`), places (source and locator of each row that says so; none for the
    register).
    """
    ties = related(dataset, identifier)
    # A value of the record's own rows is a fact of its card already.
    others = ties[~ties["is_own"]].fillna("")
    links = set(others["via"])
    relation_by_tie: dict[tuple[str, str], _Relation] = {}
    columns = [others[name].tolist() for name in ("id", "how", "via", "source", "locator")]
    for record, how, via, source, locator in zip(*columns, strict=True):
        # A link is named by its other end.
        if record in links:
            continue
        relation = relation_by_tie.setdefault((record, how), _Relation(via, {}))
        if source:
            relation.places[source, locator] = None
    groups = _groups(dataset)
    tables = dataset.records["table"].to_dict()
    rows = [
        (record, how, relation.via, groups.get(record, tables[record]), tuple(relation.places))
        for (record, how), relation in relation_by_tie.items()
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    order = pd.Categorical(frame["group"], list(GROUPS))
    in_order = frame.assign(order=order, start=frame["id"].map(_starts(dataset)))
    in_order = in_order.sort_values(["order", "start"], kind="stable", ignore_index=True)
    return in_order[COLUMNS]


@once_a_build
def _starts(dataset: Dataset) -> "pd.Series[pd.Timestamp]":
    """The first day of every dated record, by id."""
    frames = [dataset.built[table.name] for table in dataset.schema.sheets]
    starts: pd.Series[pd.Timestamp] = pd.concat(
        [frame.loc[frame["dated"], "start"] for frame in frames]
    )
    return starts


def _groups(dataset: Dataset) -> dict[str, str]:
    """The group of each record that does not stand in that of its table."""
    transfers = dataset.built["transfers"]
    context = dataset.built["context"]
    stances = dataset.built["findings"]["stance"]
    groups = {str(key): str(stance) for key, stance in stances.items()}
    groups |= dict.fromkeys(context.index[context["kind"].eq("sanction")], "sanctions")
    # A series is no exercise beside those that it has, here as where exercises are counted.
    exercises = dataset.built["exercises"]
    groups |= dict.fromkeys(exercises.index[exercises["is_group"]], "series")
    return groups | dict.fromkeys(transfers.index[~is_carried_out(transfers)], "not carried out")


def counts(rows: pd.DataFrame) -> dict[str, int]:
    """How many records of each group there are, in the order of `GROUPS`."""
    distinct = rows.drop_duplicates(["group", "id"])["group"].value_counts()
    return {group: int(distinct[group]) for group in GROUPS if group in distinct}


def counted(group: str, number: int) -> str:
    """How many of a group: “1 exercise”, “12 exercises”."""
    words = GROUPS[group]
    return f"{number:,} {agreeing(number, words.single, words.several)}"


def times(dataset: Dataset, ids: Iterable[str]) -> list[str]:
    """When each of these records was, and what became of it if it did not come about.

    “2018–2019”, “September 2018, cancelled”; blank where neither is known.
    """
    wanted = list(ids)
    words: dict[str, str] = {}
    for table in dataset.schema.sheets:
        frame = dataset.built[table.name]
        own = frame[frame.index.isin(wanted)]
        columns = zip(own.index, own["dated"], own["when"], state_of(own), strict=True)
        for record, is_dated, when, state in columns:
            parts = [when] if is_dated else []
            if state != State.CARRIED_OUT:
                parts.append(state)
            words[str(record)] = ", ".join(parts)
    return [words.get(record, "") for record in wanted]

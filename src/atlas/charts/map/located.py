"""Which record is at which place, and which source says so."""

from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.corroboration import Standing, standing
from atlas.records.facts import attributions, in_words, item_facts
from atlas.records.listing import main_domain, singles
from atlas.records.outcome import is_carried_out


class Mark(StrEnum):
    """What a mark of the map stands for."""

    EXERCISES = "exercises"
    CENTRES = "centres"
    OTHER = "other"
    SEVERAL = "several"


# A system that stands somewhere is a data centre: nothing else that is coded as one does.
TABLES = {
    "exercises": Mark.EXERCISES,
    "systems": Mark.CENTRES,
    "organisations": Mark.OTHER,
    "agreements": Mark.OTHER,
    "context": Mark.OTHER,
}
STANDS_IN = "stands in"
# What every table has, and the rows beneath the map or the order of its records need.
COLUMNS = ["label", "when", "cited", "domains", "sources", "supporting", "year_first"]


class _Placing(NamedTuple):
    """Places by the record's id; beside each the row that says so, and the field that does."""

    places: "pd.Series[str]"
    saying: pd.Index
    field: tuple[str, str]


@once_a_dataset
def located(dataset: Dataset) -> pd.DataFrame:
    """A row for each record in view and place of it.

    Columns: id, place, basis and evidence (of its being there), dating (who says when), mark,
    domain, alone (one origin or one state), carried (it came about), latitude, longitude,
    precision, and `COLUMNS` of its table.
    Exercises name their places, of the others a link says where they stand; an exercise without a
    place has a row too.
    """
    by_link = links_to_places(dataset["links"], dataset.records)
    parts = []
    for table, mark in TABLES.items():
        if table == "exercises":
            frame = singles(dataset[table])
            placing = _named_in_rows(frame)
        else:
            frame = dataset[table]
            placing = _named_in_links(by_link, frame)
        rows = _at_places(dataset, frame, placing)
        dating = _dating(dataset, table)
        parts.append(rows.assign(mark=mark, dating=[dating.get(key, "") for key in rows.index]))
    rows = pd.concat(parts).rename_axis("id").reset_index()
    rows["domain"] = main_domain(rows)
    rows["alone"] = standing(dataset, rows).ne(Standing.CORROBORATED)
    where = dataset.records.reindex(rows["place"])
    rows["latitude"] = where["latitude"].to_numpy(dtype=float)
    rows["longitude"] = where["longitude"].to_numpy(dtype=float)
    rows["precision"] = where["precision"].to_numpy()
    return rows


def _dating(dataset: Dataset, table: str) -> dict[str, str]:
    """Who gives the date of each record of a table, where and how firmly, by its id."""
    dating: dict[str, str] = {}
    for field in reversed(dataset.schema.tables[table].when):
        own = attributions(dataset, table, field)
        dating |= {identifier: "; ".join(notes) for identifier, notes in own.items()}
    return dating


def links_to_places(links: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """The links that say in which place a record stands: place and link, by the record's id."""
    of_places = records.index[records["table"].eq("places")]
    ties = links[links["relation"].eq(STANDS_IN) & links["object"].isin(of_places)]
    columns = {"place": ties["object"].to_numpy(), "link": ties.index}
    return pd.DataFrame(columns, index=pd.Index(ties["subject"]))


def _named_in_rows(exercises: pd.DataFrame) -> _Placing:
    places = exercises["place"].str.split(";").explode()
    return _Placing(places, places.index, ("exercises", "place"))


def _named_in_links(by_link: pd.DataFrame, frame: pd.DataFrame) -> _Placing:
    own = by_link[by_link.index.isin(frame.index)]
    return _Placing(own["place"], pd.Index(own["link"]), ("links", "object"))


def _at_places(dataset: Dataset, frame: pd.DataFrame, placing: _Placing) -> pd.DataFrame:
    """The rows of the records at their places, with the basis and the evidence of each place."""
    carried = frame[COLUMNS].assign(carried=is_carried_out(frame))
    at_places = carried.loc[placing.places.index]
    facts_by_place = item_facts(dataset, *placing.field)
    keys = zip(placing.saying, placing.places, strict=True)
    facts_of_each = [facts_by_place.get(key, []) for key in keys]
    evidence = [in_words(dataset, facts) for facts in facts_of_each]
    first = [facts[0].basis if facts else None for facts in facts_of_each]
    basis = pd.Series(first, index=at_places.index, dtype="str")
    places = placing.places.to_numpy()
    return at_places.assign(place=places, basis=basis, evidence=evidence)

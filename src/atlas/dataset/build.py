"""Tables × sources → dataset: one record per id, from the rows of the chosen sources alone.

Everything here works on whole columns: a hundred thousand rows are built in a second or two.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from atlas.datapackage.schema import Table
from atlas.datapackage.tables import Tables
from atlas.dataset.citations import citation
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.dataset.domains import with_domains
from atlas.dataset.evidence import COLUMNS, STRENGTH, evidence
from atlas.dataset.homes import with_homes
from atlas.dataset.record_sources import record_sources
from atlas.dataset.record_values import record_values
from atlas.dataset.when import when
from atlas.values import dates

NUMBER = re.compile(r"\d+")
COUNTS = "counts"
COUNTED = [
    "id",
    "source",
    "locator",
    "basis",
    "said_by",
    "note",
    "counted",
    "period",
    "published",
    "number",
    "number_to",
    "unit",
    "bound",
    "rule",
    "nearest",
    "series",
]
SCALE = "scale"
NOBODY: Mapping[str, set[str]] = MappingProxyType({})
GRADED = [
    "id",
    "source",
    "locator",
    "basis",
    "said_by",
    "note",
    "criterion",
    "stage",
    "period",
    "grade",
    "confidence",
    "proposed_by",
    "about",
]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def build(tables: Tables, sources: Iterable[str]) -> Dataset:
    """One record per id from the rows of `sources` (ids of sources.csv), in any order.

    KeyError for an id that is not there. Which cell shows, what counts as a conflict and how a
    record without a date is filed are in `data/README.md`.
    """
    register = _register(tables["sources"]).loc[list(sources)].sort_values("rank")
    schema = tables.schema
    records = tables["records"].set_index("id")
    frames, lines = {}, []
    for table in schema.sheets:
        rows = _chosen_rows(tables[table.name], register)
        own_lines = evidence(schema, table, rows)
        frames[table.name] = _frame(table, rows, own_lines, records, register)
        lines.append(own_lines)
    frames[VOLUMES] = _volumes(_chosen_rows(tables[VOLUMES], register), register)
    completed = with_homes(with_domains(schema, frames))
    built = MappingProxyType(completed)
    return Dataset(
        schema=schema,
        version=tables.version,
        frames=built,
        evidence=pd.concat(lines, ignore_index=True)[COLUMNS],
        records=records,
        sources=register,
        labels=MappingProxyType(dict(zip(records.index, records["label"], strict=True))),
        built=built,
        gaps=tables["gaps"].set_index("id"),
        counts=_counts(tables, register),
        scale=_of_sources(tables, SCALE, GRADED, register),
        updated=tables.updated,
        further=tables.further,
    )


def _register(sources: pd.DataFrame) -> pd.DataFrame:
    """The register of sources by id, with `published_day`, and `rank` as a number.

    `short` is the name in citations, such as `The Diplomat 2018`. A blank `origin` is the source
    itself.
    """
    days = dates.bounds(sources["published"])
    short = sources["publisher"] + " " + days["start"].dt.year.astype(str)
    namesakes = short.groupby(short)
    is_alone = namesakes.transform("size").eq(1)
    letters = namesakes.cumcount().map(_letter)
    lettered = short + letters
    columns = {
        "rank": pd.to_numeric(sources["rank"]),
        "published_day": days["start"],
        "short": short.where(is_alone, lettered),
        "origin": sources["origin"].fillna(sources["id"]),
    }
    return sources.assign(**columns).set_index("id")


def _letter(number: int) -> str:
    """What tells a source from others of the same publisher and year: a to z, then -27 …"""
    return LETTERS[number] if number < len(LETTERS) else f"-{number + 1}"


def _chosen_rows(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The rows of the chosen sources in order of record, source's rank and locator.

    Beside the sheet's columns: `code` (the record's place among all ids in order), `strength` of
    the basis (0: stated), and `rank` and `published` of the source.
    """
    chosen = rows[rows["source"].isin(sources.index)]
    locators = chosen["locator"]
    numbers = {text: _first_number(text) for text in locators.unique()}
    places = sources.index.get_indexer(pd.Index(chosen["source"]))
    codes = pd.factorize(chosen["id"], sort=True)[0]
    # ¶9 comes before ¶15, so numbers go before letters.
    number = locators.map(numbers).to_numpy()
    text = locators.to_numpy(dtype=object).astype(str)
    order = np.lexsort((text, number, places, codes))
    numbered = chosen.assign(
        code=codes,
        strength=chosen["basis"].map(STRENGTH),
        rank=sources["rank"].to_numpy()[places],
        published=sources["published_day"].to_numpy()[places],
    )
    return numbered.iloc[order].reset_index(drop=True)


def _first_number(text: str) -> float:
    number = NUMBER.search(text)
    return float(number.group()) if number else np.inf


def _frame(
    table: Table,
    rows: pd.DataFrame,
    lines: pd.DataFrame,
    records: pd.DataFrame,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    ids = pd.Index(rows["id"].drop_duplicates(), name="id")
    chosen = lines[lines["chosen"]]
    values = record_values(table, chosen, ids)
    register = records[["label", "aliases", "part_of"]].reindex(ids)
    speaking = record_sources(rows, lines, ids, sources)
    speaking["cited"] = _cited(speaking["places"], sources, _who_only_expected(speaking))
    speaking["mentioned_by"] = _cited(speaking["mention_places"], sources)
    time = when(table, values, rows, chosen, speaking["projected"])
    # Decided here, where no filter has hidden a part yet: none may bring a group into a count.
    is_group = pd.Series(ids.isin(register["part_of"]), index=ids, name="is_group")
    return pd.concat([register, is_group, values, speaking, time], axis=1)


def _volumes(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Volumes by year or month, each row as its source has it.

    They are no records, so what two sources say of one year stays two rows.
    """
    source = rows["source"].astype("str")
    days = dates.bounds(rows["period"])
    pairs = zip(source.tolist(), rows["locator"].tolist(), strict=True)
    single_places = [((identifier, (locator,)),) for identifier, locator in pairs]
    places = pd.Series(single_places, index=rows.index, dtype=object)
    volumes = rows.assign(
        value=rows["value"].astype(float),
        sources=source,
        stating=source,
        mentions="",
        supporting=source,
        places=places,
        cited=_cited(places, sources),
        year_first=days["start"].dt.year.astype(int),
        year_last=days["end"].dt.year.astype(int),
        n_independent=1,
    )
    return volumes.drop(columns=["code", "strength", "published"]).set_index("id")


def _counts(tables: Tables, sources: pd.DataFrame) -> pd.DataFrame:
    """What the chosen sources have counted, by id, with `number` and `number_to` as numbers."""
    chosen = _of_sources(tables, COUNTS, COUNTED, sources)
    numbers = {name: chosen[name].astype(float) for name in ("number", "number_to")}
    return chosen.assign(**numbers)


def _of_sources(
    tables: Tables, name: str, columns: list[str], sources: pd.DataFrame
) -> pd.DataFrame:
    """The rows of the chosen sources in a table that is about no record, by id.

    Packages of earlier versions may lack the table, or some of its columns.
    """
    rows = tables[name] if name in tables.schema.tables else pd.DataFrame()
    rows = rows.reindex(columns=columns)
    return rows[rows["source"].isin(sources.index)].set_index("id")


def _who_only_expected(speaking: pd.DataFrame) -> dict[str, set[str]]:
    """By id, the sources that say of a record no more than a plan, where others say more."""
    names = (speaking.index, speaking["stating"], speaking["supporting"])
    columns = [column.tolist() for column in names]
    return {
        identifier: {*stating.split(";")} - {*supporting.split(";")}
        for identifier, stating, supporting in zip(*columns, strict=True)
        if stating != supporting
    }


def _cited(
    places: pd.Series, sources: pd.DataFrame, expecting: Mapping[str, set[str]] = NOBODY
) -> pd.Series:
    """Places in words, which many charts show; `expecting` are by id who only expected it."""
    names = dict(zip(sources.index, sources["short"], strict=True))
    texts = [
        citation(own, names, expecting.get(str(identifier), ()))
        for identifier, own in places.items()
    ]
    return pd.Series(texts, index=places.index, dtype="str")

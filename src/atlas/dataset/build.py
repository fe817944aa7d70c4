"""Tables × sources → dataset: one record per id, vectorised, from the rows of the chosen sources alone."""

import re
from collections.abc import Iterable
from functools import reduce
from types import MappingProxyType

import numpy as np
import pandas as pd

from atlas.datapackage.schema import Table
from atlas.datapackage.tables import Tables
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.dataset.domains import with_domains
from atlas.dataset.evidence import BASIS, COLUMNS, STRENGTH, evidence
from atlas.values import dates

NUMBER = re.compile(r"\d+")


def build(tables: Tables, sources: Iterable[str]) -> Dataset:
    """One record per id from the rows of `sources` (ids of sources.csv); KeyError for an id that is not there.

    Which cell shows, what counts as a conflict and how a record without a date is filed are in `data/README.md`.
    """
    register = _sources(tables["sources"]).loc[list(sources)].sort_values("rank")
    schema, records = tables.schema, tables["records"].set_index("id")
    frames, parts = {}, []
    for table in schema.sheets:
        rows = _from(tables[table.name], register)
        said = evidence(schema, table, rows)
        frames[table.name] = _frame(table, rows, said, records, register)
        parts.append(said)
    frames[VOLUMES] = _volumes(_from(tables[VOLUMES], register), register)
    lines = pd.concat(parts, ignore_index=True)[COLUMNS]
    labels = MappingProxyType(dict(zip(records.index, records["label"], strict=True)))
    ready = MappingProxyType(with_domains(schema, frames))
    gaps = tables["gaps"].set_index("id")
    return Dataset(
        schema,
        tables.version,
        ready,
        lines,
        records,
        register,
        labels,
        ready,
        gaps,
        tables.updated,
        tables.further,
    )


def _sources(frame: pd.DataFrame) -> pd.DataFrame:
    """The register of sources with number ranks, days of publication, and short names like `The Diplomat 2018`."""
    days = dates.bounds(frame["published"])
    short = frame["publisher"] + " " + days["start"].dt.year.astype(str)
    same = short.groupby(short)
    letter = same.cumcount().map(
        lambda number: chr(ord("a") + number) if number < 26 else f"-{number + 1}"
    )
    short = short.where(same.transform("size").eq(1), short + letter)
    ready = frame.assign(
        rank=pd.to_numeric(frame["rank"]), published_day=days["start"], short=short
    )
    return ready.assign(origin=frame["origin"].fillna(frame["id"])).set_index("id")


def _from(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The rows of the chosen sources in order of record, source's rank and locator.

    Beside the sheet's columns: `code` (the record's place among all ids in order), `rank` and `published` of the source.
    """
    chosen = rows[rows["source"].isin(sources.index)]
    numbers = {
        text: float(found.group()) if (found := NUMBER.search(text)) else np.inf
        for text in chosen["locator"].unique()
    }
    number, locator = (
        chosen["locator"].map(numbers).to_numpy(),
        chosen["locator"].to_numpy(dtype=object),
    )
    source = sources.index.get_indexer(pd.Index(chosen["source"]))
    codes = pd.factorize(chosen["id"], sort=True)[0]
    order = np.lexsort((locator.astype(str), number, source, codes))
    told = {
        "code": codes,
        "rank": sources["rank"].to_numpy()[source],
        "published": sources["published_day"].to_numpy()[source],
    }
    return chosen.assign(**told).iloc[order].reset_index(drop=True)


def _frame(
    table: Table,
    rows: pd.DataFrame,
    lines: pd.DataFrame,
    records: pd.DataFrame,
    sources: pd.DataFrame,
) -> pd.DataFrame:
    ids = pd.Index(rows["id"].drop_duplicates(), name="id")
    frame = _values(table, lines[lines["chosen"]], ids)
    register = records[["label", "aliases", "part_of"]].reindex(ids)
    return pd.concat(
        [register, frame, _standing(rows, ids, sources), _when(table, frame, rows)], axis=1
    )


def _volumes(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Yearly volumes, each row as its source has it: they are no records, so what two sources say of one year stays two rows."""
    source, year = rows["source"].astype("str"), rows["year"].astype(int)
    cited = source.map(sources["short"].to_dict()).astype("str") + " " + rows["locator"]
    told = rows.assign(
        year=year,
        tiv=rows["tiv"].astype(float),
        sources=source,
        cited=cited,
        year_first=year,
        year_last=year,
        n_independent=1,
    )
    return told.drop(columns=["code", "published"]).set_index("id")


def _values(table: Table, lines: pd.DataFrame, ids: pd.Index) -> pd.DataFrame:
    """The chosen cells as one row per record: numbers as numbers, the rest as text; lists of several rows united."""
    names = [field.name for field in table.content]
    lists = [field.name for field in table.content if field.many]
    place = pd.Index([*names, "exists"]).get_indexer(lines["field"].cat.categories)
    row, column = lines["code"].to_numpy(), place[lines["field"].cat.codes]
    cells = np.full((len(ids), len(names) + 1), None, dtype=object)
    cells[row, column] = lines["value"].to_numpy(dtype=object)
    several = lines["field"].isin(lists) & lines.duplicated(["code", "field"], keep=False)
    for where, items in _items(
        row[several], column[several], lines.loc[several, "value"].to_numpy(dtype=object)
    ).items():
        cells[where] = ";".join(items)
    columns = {
        name: pd.Series(cells[:, number], index=ids, dtype="str")
        for number, name in enumerate(names)
    }
    return pd.DataFrame(
        {
            name: pd.to_numeric(columns[name]) if table.field(name).number else columns[name]
            for name in names
        },
        index=ids,
    )


def _items(
    row: "np.ndarray", column: "np.ndarray", values: "np.ndarray"
) -> dict[tuple[int, int], dict[str, None]]:
    """The distinct items of each record and field, in order of precedence."""
    found: dict[tuple[int, int], dict[str, None]] = {}
    for where, value in zip(
        zip(row.tolist(), column.tolist(), strict=True), values.tolist(), strict=True
    ):
        found.setdefault(where, {}).update(dict.fromkeys(value.split(";")))
    return found


def _standing(rows: pd.DataFrame, ids: pd.Index, sources: pd.DataFrame) -> pd.DataFrame:
    """Per record: its strongest basis, its sources with their paragraphs, speakers, and how many are independent."""
    short, origin = sources["short"].to_dict(), sources["origin"].to_dict()
    basis = [len(BASIS)] * len(ids)
    places: list[dict[str, dict[str, None]]] = [{} for _ in ids]
    speakers: list[dict[str, None]] = [{} for _ in ids]
    columns = [
        rows[name].to_numpy(dtype=object).tolist()
        for name in ("code", "source", "locator", "basis", "said_by")
    ]
    for code, source, locator, strength, speaker in zip(*columns, strict=True):
        basis[code] = min(basis[code], STRENGTH[strength])
        places[code].setdefault(source, {})[locator] = None
        if isinstance(speaker, str):
            speakers[code][speaker] = None
    cited = [
        "; ".join(f"{short[source]} {', '.join(locators)}" for source, locators in one.items())
        for one in places
    ]
    told = {
        "basis": pd.array([BASIS[strength] for strength in basis], dtype="str"),
        "sources": pd.array([";".join(one) for one in places], dtype="str"),
        "n_sources": [len(one) for one in places],
        "n_independent": [len({origin[source] for source in one}) for one in places],
        "cited": pd.array(cited, dtype="str"),
        "said_by": pd.array(["; ".join(one) or None for one in speakers], dtype="str"),
    }
    return pd.DataFrame(told, index=ids)


def _when(table: Table, frame: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Days, years and text of each record's time; without a date, the year of the first source that mentions it."""
    published = rows["published"].to_numpy().astype("datetime64[s]")
    first_of = np.flatnonzero(np.diff(rows["code"].to_numpy(), prepend=-1))
    mentioned, latest = (
        side.reduceat(published, first_of) if len(rows) else published
        for side in (np.fmin, np.fmax)
    )
    days = [dates.bounds(frame[name]) for name in table.when]
    blank = np.full(len(frame), "NaT", dtype="datetime64[s]")
    start = reduce(np.fmin, [day["start"].to_numpy() for day in days], blank)
    end = reduce(np.fmax, [day["end"].to_numpy() for day in days], blank)
    dated = ~(np.isnat(start) & np.isnat(end))
    approximate = reduce(
        np.logical_or,
        [day["approximate"].to_numpy() for day in days],
        np.zeros(len(frame), dtype=bool),
    )
    texts = reduce(
        lambda a, b: a.fillna(b),
        [frame[name] for name in table.when],
        pd.Series(None, index=frame.index, dtype="str"),
    )
    # A side that is open reaches as far as the sources that speak of it; an open start begins where the record ends.
    end = np.where(np.isnat(end) & dated, np.where(latest >= start, latest, start), end)
    start = np.where(np.isnat(start) & dated, end, start)
    told = {
        "start": start,
        "end": end,
        "approximate": approximate,
        "dated": dated,
        "when": _texts(texts, dated, mentioned),
    }
    years = {
        name: _year(np.where(dated, side, mentioned))
        for name, side in (("year_first", start), ("year_last", end))
    }
    return pd.DataFrame({**told, **years}, index=frame.index)


def _year(moments: "np.ndarray") -> "np.ndarray":
    return moments.astype("datetime64[Y]").astype(int) + 1970


def _texts(texts: pd.Series, dated: "np.ndarray", mentioned: "np.ndarray") -> pd.Series:
    """Each record's time in words; without a date, the year of the mention."""
    known = {text: dates.label(text) for text in texts.dropna().unique()}
    told = zip(texts.tolist(), dated.tolist(), _year(mentioned).tolist(), strict=True)
    return pd.Series(
        [known.get(text) if known_date else f"mentioned {year}" for text, known_date, year in told],
        index=texts.index,
        dtype="str",
    )

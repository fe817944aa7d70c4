"""Tables × sources → dataset: one record per id, vectorised, from the rows of the chosen sources alone."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from types import MappingProxyType

import pandas as pd

from atlas import dates
from atlas.dataset import Dataset
from atlas.evidence import conflicts, evidence
from atlas.schema import Schema, Table
from atlas.tables import Tables

BASIS = ("stated", "reported", "inferred", "projected")


def build(tables: Tables, sources: Iterable[str]) -> Dataset:
    """One record per id from the rows of `sources` (ids of sources.csv); KeyError for an id that is not there.

    Which cell shows, what counts as a conflict and how a record without a date is filed are in `data/README.md`.
    """
    register = _sources(tables["sources"]).loc[list(sources)]
    chosen = [(table, _from(tables[table.name], register)) for table in tables.schema.sheets]
    lines = evidence(tables.schema, chosen, register)
    records = tables["records"].set_index("id")
    frames = {table.name: _frame(table, rows, lines[lines["table"].eq(table.name)], records, register) for table, rows in chosen}
    frames = _with_domains(tables.schema, frames)
    return Dataset(tables.schema, tables.version, MappingProxyType(frames), lines, conflicts(tables.schema, lines), records, register)


def _sources(frame: pd.DataFrame) -> pd.DataFrame:
    """The register of sources with number ranks, days of publication, and short names like `The Diplomat 2018`."""
    days = dates.bounds(frame["published"])
    short = frame["publisher"] + " " + days["start"].dt.year.astype(str)
    same = short.groupby(short)
    letter = same.cumcount().map(lambda number: chr(ord("a") + number) if number < 26 else f"-{number + 1}")
    short = short.where(same.transform("size").eq(1), short + letter)
    ready = frame.assign(rank=pd.to_numeric(frame["rank"]), published_day=days["start"], short=short)
    return ready.assign(origin=frame["origin"].fillna(frame["id"])).set_index("id").sort_values("rank")


def _from(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["source"].isin(sources.index)].reset_index(drop=True)


def _frame(table: Table, rows: pd.DataFrame, lines: pd.DataFrame, records: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    ids = pd.Index(sorted(rows["id"].unique()), name="id")
    shown = lines[lines["chosen"]]
    values = {field.name: _values(shown[shown["field"].eq(field.name)], field.many).reindex(ids) for field in table.content}
    frame = pd.DataFrame(values, index=ids)
    for field in table.content:
        if field.number:
            frame[field.name] = pd.to_numeric(frame[field.name])
    register = records.reindex(ids)[["label", "aliases", "part_of"]]
    return pd.concat([register, frame, _standing(rows, sources).reindex(ids), _when(table, frame, rows, sources)], axis=1)


def _values(lines: pd.DataFrame, many: bool) -> pd.Series:
    if many:
        items = lines.assign(value=lines["value"].str.split(";")).explode("value").drop_duplicates(["id", "value"])
        return items.groupby("id", sort=False)["value"].agg(";".join).astype("str")
    return lines.set_index("id")["value"].astype("str")


def _standing(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Per record: its strongest basis, its sources with their paragraphs, speakers, and how many are independent."""
    rank = rows["source"].map(sources["rank"])
    number = pd.to_numeric(rows["locator"].str.extract(r"(\d+)")[0], errors="coerce")
    ordered = rows.assign(rank=rank, number=number).sort_values(["id", "rank", "number", "locator"])
    ordered["origin"] = ordered["source"].map(sources["origin"])
    strongest = ordered["basis"].map(BASIS.index).groupby(ordered["id"]).min().map(dict(enumerate(BASIS)))
    once = ordered.drop_duplicates(["id", "source", "locator"])
    places = once.groupby(["id", "source"], sort=False)["locator"].agg(", ".join).reset_index()
    cited = (places["source"].map(sources["short"]) + " " + places["locator"]).groupby(places["id"]).agg("; ".join)
    speakers = ordered.dropna(subset="said_by").drop_duplicates(["id", "said_by"]).groupby("id")["said_by"].agg("; ".join)
    by_id = ordered.groupby("id")
    return pd.DataFrame(
        {
            "basis": strongest,
            "sources": places.groupby("id")["source"].agg(";".join),
            "n_sources": by_id["source"].nunique(),
            "n_independent": by_id["origin"].nunique(),
            "cited": cited,
            "said_by": speakers,
        }
    )


def _when(table: Table, frame: pd.DataFrame, rows: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Days, years and text of each record's time; without a date, the year of the first source that mentions it."""
    first = rows["source"].map(sources["published_day"]).groupby(rows["id"]).min().reindex(frame.index)
    days = [dates.bounds(frame[name]) for name in table.when]
    blank = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[s]")
    start = reduce(lambda a, b: a.where(b.isna() | (a <= b), b), [day["start"] for day in days], blank)
    end = reduce(lambda a, b: a.where(b.isna() | (a >= b), b), [day["end"] for day in days], blank)
    dated = start.notna() | end.notna()
    approximate = reduce(lambda a, b: a | b, [day["approximate"] for day in days], ~dated & False)
    texts = reduce(lambda a, b: a.fillna(b), [frame[name] for name in table.when], pd.Series(pd.NA, index=frame.index, dtype="str"))
    mentioned = "mentioned " + first.dt.year.astype(str)
    last_known = rows["source"].map(sources["published_day"]).groupby(rows["id"]).max().reindex(frame.index)
    end = end.where(end.notna() | ~dated, last_known.where(last_known >= start, start))
    start = start.where(start.notna() | ~dated, end)
    return pd.DataFrame(
        {
            "start": start,
            "end": end,
            "approximate": approximate,
            "dated": dated,
            "when": _labels(texts).where(dated, mentioned),
            "year_first": start.dt.year.fillna(first.dt.year).astype(int),
            "year_last": end.dt.year.fillna(first.dt.year).astype(int),
        }
    )


def _labels(texts: pd.Series) -> pd.Series:
    known = {text: dates.label(text) for text in texts.dropna().unique()}
    return texts.map(known)


def _with_domains(schema: Schema, frames: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Give transfers the category and domains of their system, links those of their ends, findings of what they are about."""
    ready = dict(frames)
    systems, transfers = ready["systems"], ready["transfers"]
    named = transfers["system"].notna()
    for name in ("category", "domains"):
        taken = transfers["system"].map(systems[name].to_dict()).astype("str")
        transfers = transfers.assign(**{name: transfers[name].where(~named, taken)})
    ready["transfers"] = transfers
    known = pd.concat([frame["domains"] for frame in ready.values() if "domains" in frame]).dropna()
    for table in schema.sheets:
        if table.domains_of:
            frame = ready[table.name]
            ready[table.name] = frame.assign(domains=_union(frame[list(table.domains_of)], known.to_dict().get))
    return ready


def _union(ends: pd.DataFrame, domains: Callable[[str], str | None]) -> pd.Series:
    """The domains of all records that each row leads to, the first end's first; NA where none has any."""
    long = ends.stack().str.split(";").explode().map(domains).dropna().str.split(";").explode()
    items = pd.DataFrame({"id": long.index.get_level_values(0), "domain": long.to_numpy()}).drop_duplicates()
    return items.groupby("id", sort=False)["domain"].agg(";".join).reindex(ends.index).astype("str")

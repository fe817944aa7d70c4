"""The part of the tables that may be passed on, as a package of its own that is valid by itself."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from atlas.datapackage.contents import version_of
from atlas.datapackage.schema import Schema, Table
from atlas.datapackage.tables import Tables

MAY_BE_PASSED_ON = "redistributable"
REGISTER, SOURCES = "records", "sources"
N_ROWS = "n_rows"


@dataclass(frozen=True)
class PassedOn:
    """The tables that are passed on, and the register rows of the sources whose rows are not.

    `left_out` has one column more, `n_rows`: how many rows of the source would have been among
    them.
    """

    tables: Tables
    left_out: pd.DataFrame


def passed_on(
    tables: Tables, chosen: Collection[str], ids_in_view: Mapping[str, Collection[str]] | None
) -> PassedOn:
    """The rows of those `chosen` sources (ids) whose terms allow that they are passed on.

    Of the tables in `ids_in_view` it is the rows of these ids alone; None: whatever the record.
    The register keeps the records that these rows speak of or lead to, and the sources are those
    that speak in them.
    """
    coded = [table for table in tables.schema.tables.values() if _names_a_source(table)]
    wanted = {table.name: _wanted(tables, table, ids_in_view) for table in coded}
    sources = tables[SOURCES]
    sources = sources[sources["id"].isin(list(chosen))]
    is_allowed = sources[MAY_BE_PASSED_ON].eq("true")
    allowed = sources.loc[is_allowed, "id"]
    kept = {name: frame[frame["source"].isin(allowed)] for name, frame in wanted.items()}
    frames = {**tables.frames, **kept}
    frames[REGISTER] = _needed(tables.schema, frames)
    speaking = {source for frame in kept.values() for source in frame["source"]}
    frames[SOURCES] = sources[sources["id"].isin(speaking)]
    schema = replace(tables.schema, package=_with_rows(tables.schema.package, frames))
    version = version_of(schema.package, frames)
    part = replace(tables, schema=schema, frames=MappingProxyType(frames), version=version)
    return PassedOn(part, _left_out(sources[~is_allowed], wanted))


def _with_rows(package: Mapping[str, Any], frames: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """The declaration with the number of rows of each table: one may have none."""
    resources = [{**table, "rows": len(frames[table["name"]])} for table in package["resources"]]
    return {**package, "resources": resources}


def _names_a_source(table: Table) -> bool:
    return any(field.name == "source" for field in table.fields)


def _wanted(
    tables: Tables, table: Table, ids_in_view: Mapping[str, Collection[str]] | None
) -> pd.DataFrame:
    frame = tables[table.name]
    if ids_in_view is None or table.name not in ids_in_view:
        return frame
    return frame[frame["id"].isin(list(ids_in_view[table.name]))]


def _needed(schema: Schema, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The records of the register that rows speak of or lead to, and those that these lead to."""
    register = frames[REGISTER]
    needed: set[str] = set()
    for table in schema.tables.values():
        if table.name != REGISTER:
            needed.update(_referred(table, frames[table.name]))
    size = -1
    while len(needed) > size:
        size = len(needed)
        rows = register[register["id"].isin(needed)]
        needed.update(_referred(schema.tables[REGISTER], rows))
    return register[register["id"].isin(needed)]


def _referred(table: Table, frame: pd.DataFrame) -> Iterator[str]:
    for field in table.fields:
        if field.reference is not None:
            for cell in frame[field.name].dropna():
                yield from cell.split(";")


def _left_out(sources: pd.DataFrame, wanted: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    counts = pd.concat([frame["source"] for frame in wanted.values()]).value_counts()
    speaking = sources[sources["id"].isin(counts.index)]
    return speaking.assign(**{N_ROWS: speaking["id"].map(counts).astype(int)})

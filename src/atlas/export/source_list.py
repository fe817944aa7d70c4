"""The sources of the rows of a file: every one of them, with all that is needed to look it up."""

from collections import Counter

import pandas as pd

from atlas.datapackage.schema import Schema
from atlas.dataset.names import SOURCE_COLUMNS, ids_column

SOURCE, ROWS = "Source", "Rows"
# Columns of the register, in the order in which a reader asks for them.
OF_REGISTER = (
    "author",
    "institution",
    "title",
    "publisher",
    "published",
    "kind",
    "url",
    "accessed",
    "licence",
)
NO_SOURCES = pd.DataFrame({SOURCE: pd.Series(dtype="str")})


def names_sources(frame: pd.DataFrame) -> bool:
    """Whether the rows of a table name their sources, by the ids behind the names."""
    return any(ids_column(name) in frame for name in SOURCE_COLUMNS)


def source_list(frame: pd.DataFrame, register: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """A row for each source that the rows of a table name, in order of rank.

    `register` are the sources that they may name. Columns: Source (its short name), those of the
    register (dates are EDTF), and Rows (how many rows name it).
    """
    counts = _rows_by_source(frame)
    named = register[register.index.isin(counts.keys())]
    listed = listed_sources(named, schema)
    listed[ROWS] = [counts[str(source)] for source in named.index]
    return listed


def _rows_by_source(frame: pd.DataFrame) -> Counter[str]:
    columns = [ids_column(name) for name in SOURCE_COLUMNS if ids_column(name) in frame]
    counts = Counter[str]()
    for ids in frame[columns].fillna("").itertuples(index=False, name=None):
        counts.update({source for joined in ids for source in joined.split(";") if source})
    return counts


def listed_sources(register: pd.DataFrame, schema: Schema) -> pd.DataFrame:
    """Rows of the register of sources as a file lists them; see `source_list`."""
    kinds = schema.labels("source-kind")
    table = schema.tables["sources"]
    columns = {SOURCE: register["short"].astype("str")}
    for name in OF_REGISTER:
        field = table.field(name)
        values = register[name].map(kinds) if name == "kind" else register[name]
        columns[field.heading] = values.str.replace(";", "; ") if field.many else values
    return pd.DataFrame(columns).reset_index(drop=True)

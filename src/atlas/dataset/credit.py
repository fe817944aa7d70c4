"""The line that the terms of a source ask for.

It stands wherever rows of the source are shown: beneath charts and tables, and in files.
"""

import pandas as pd

from atlas.dataset.names import SOURCE_COLUMNS, ids_column

SIPRI = "Information from the SIPRI Arms Transfers Database, https://armstransfers.sipri.org"
CREDITS = {"SIPRI": SIPRI}


def credit(sources: pd.DataFrame) -> str:
    """The credit lines that these sources, rows of the register, ask for by their origin.

    Blank where none asks for one.
    """
    lines = [line for origin, line in CREDITS.items() if sources["origin"].eq(origin).any()]
    return "; ".join(lines)


def credit_in(frame: pd.DataFrame, sources: pd.DataFrame) -> str:
    """The credit lines of the sources that a table names, by the ids behind its names.

    `sources` is the register. A table without a column of sources asks for none.
    """
    columns = [ids_column(name) for name in SOURCE_COLUMNS if ids_column(name) in frame]
    named: set[str] = set()
    for column in columns:
        for ids in frame[column].dropna().unique():
            named.update(ids.split(";"))
    is_named = sources.index.isin(named)
    return credit(sources[is_named])

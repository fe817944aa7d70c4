"""What a reader sees when the data cannot be used."""

import pandas as pd
import streamlit as st

from atlas.datapackage.tables import Problem
from atlas.ui.text import plain

MOST = 300


def show(problems: list[Problem]) -> None:
    """The problems as a table whose cells wrap: file, row, column, rule, and how to mend it."""
    st.title("The data need mending")
    noun = "problem was" if len(problems) == 1 else "problems were"
    st.write(
        f"{len(problems):,} {noun} found. Mend the files and reload this page; `atlas validate` prints the same list."
    )
    if len(problems) > MOST:
        st.caption(f"The first {MOST} of them:")
    rows = [
        (one.file, str(one.row or ""), one.column, one.rule, one.message) for one in problems[:MOST]
    ]
    st.table(
        pd.DataFrame(
            [map(plain, row) for row in rows],
            columns=["File", "Row", "Column", "Rule", "What to do"],
        ),
        hide_index=True,
        alt="Problems of the data by file and row",
    )

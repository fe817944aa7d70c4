"""What a reader sees when the data cannot be used."""

import pandas as pd
import streamlit as st

from atlas.tables import Problem


def show(problems: list[Problem]) -> None:
    """All problems as a table: file, row, column, rule, and how to mend it."""
    st.title("The data need mending")
    st.write(f"{len(problems)} problems were found. Mend the files and reload this page; `atlas validate` prints the same list.")
    rows = [{"File": one.file, "Row": one.row, "Column": one.column, "Rule": one.rule, "What to do": one.message} for one in problems]
    st.dataframe(pd.DataFrame(rows).astype({"Row": "Int64"}), hide_index=True, alt="Problems of the data by file and row")

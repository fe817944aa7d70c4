"""What a reader sees when the data cannot be used."""

import pandas as pd
import streamlit as st

from atlas.datapackage.tables import Problem
from atlas.ui.text import plain

MOST_PROBLEMS = 300
COLUMNS = ["File", "Row", "Column", "Rule", "What to do"]


def show(problems: list[Problem]) -> None:
    """The problems as a table whose cells wrap: file, row, column, rule, and how to mend it."""
    st.title("The data need mending")
    noun = "problem was" if len(problems) == 1 else "problems were"
    st.write(
        f"{len(problems):,} {noun} found. Mend the files and reload this page; `atlas validate` "
        "prints the same list."
    )
    if len(problems) > MOST_PROBLEMS:
        st.caption(f"The first {MOST_PROBLEMS} of them:")
    rows = [_cells(problem) for problem in problems[:MOST_PROBLEMS]]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    st.table(frame, hide_index=True, alt="Problems of the data by file and row")


def _cells(problem: Problem) -> list[str]:
    row = str(problem.row or "")
    return [plain(t) for t in (problem.file, row, problem.column, problem.rule, problem.message)]

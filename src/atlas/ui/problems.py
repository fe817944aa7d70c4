"""What a reader sees when the data cannot be used, or when the program itself fails."""

import logging

import pandas as pd
import streamlit as st

from atlas.tables import Problem

log = logging.getLogger(__name__)


def show(problems: list[Problem]) -> None:
    """All problems as a table: file, row, column, rule, and how to mend it."""
    st.title("The data need mending")
    st.write(f"{len(problems)} problems were found. Mend the files and reload this page; `atlas validate` prints the same list.")
    rows = [{"File": one.file, "Row": one.row, "Column": one.column, "Rule": one.rule, "What to do": one.message} for one in problems]
    st.dataframe(pd.DataFrame(rows).astype({"Row": "Int64"}), hide_index=True, alt="Problems of the data by file and row")


def accident(error: Exception) -> bool:
    """A failure of the program: the whole of it in the server's log, one sentence for the reader; True: nothing more is shown."""
    log.error("A page failed", exc_info=error)
    st.error(
        "This page could not be shown: the program failed, and its log on the server says where. Going back one step, or opening the page without "
        "filters, may help; please report the address of this page.",
        title="Something went wrong",
        icon=":material/error:",
    )
    return True

"""What a reader sees when the data have problems: the problems alone, or a banner above a page."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from atlas.datapackage.tables import Problem
from atlas.dataset.dataset import Dataset
from atlas.dataset.store import Fault
from atlas.ui.tables import opened
from atlas.ui.text import plain
from atlas.values import dates
from atlas.values.words import agreeing, counted

MOST_PROBLEMS, MOST_IN_BANNER = 300, 3
COLUMNS = ["Where", "Rule", "What to do"]
MEND = "Mend the files, and the next click shows them; `atlas validate` prints every problem."


def show(problems: Sequence[Problem]) -> None:
    """The problems where there is nothing else to show."""
    st.title("The data need mending")
    were = agreeing(len(problems), "was", "were")
    st.write(
        f"{counted(len(problems), 'problems')} {were} found. Mend the files and reload this page; "
        "`atlas validate` prints the same list."
    )
    _table(problems)


def banner(fault: Fault | None, shown: Dataset) -> None:
    """Since when the data have had problems, the first of them, and which version is shown instead.

    Draw it once on every page; it is nothing where the data have none.
    """
    if fault is None:
        return
    number = len(fault.problems)
    counted_problems = counted(number, "problems")
    sentence = plain(
        f"Since {_moment(fault.since)} the data folder has {counted_problems}, so this page still "
        f"shows version {shown.edition}."
    )
    first = [f"- {plain(str(problem))}" for problem in fault.problems[:MOST_IN_BANNER]]
    if number > MOST_IN_BANNER:
        first.append(f"- and {number - MOST_IN_BANNER:,} more, in the table beneath")
    st.warning(
        "\n".join([sentence, "", *first, "", MEND]),
        title="The newest data are not shown",
        icon=":material/build:",
    )
    with opened(f"Table: the {counted_problems} of the data folder", "problems") as is_open:
        if is_open:
            _table(fault.problems)


def _moment(when: datetime) -> str:
    return f"{dates.label(when.date().isoformat())}, {when:%H:%M} UTC,"


def _table(problems: Sequence[Problem]) -> None:
    """Problems as a table whose cells wrap, on a phone too: where, rule, and how to mend it."""
    if len(problems) > MOST_PROBLEMS:
        st.caption(f"The first {MOST_PROBLEMS} of them:")
    rows = [_cells(problem) for problem in problems[:MOST_PROBLEMS]]
    frame = pd.DataFrame(rows, columns=COLUMNS)
    st.table(frame, hide_index=True, alt="Problems of the data by file and row")


def _cells(problem: Problem) -> list[str]:
    return [plain(text) for text in (problem.place, problem.rule, problem.message)]

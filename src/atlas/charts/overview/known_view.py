"""What is known, up to when, in which paragraphs, and what is not covered."""

from dataclasses import dataclass

import pandas as pd

from atlas.charts.exercises.held import held
from atlas.dataset.dataset import Dataset
from atlas.records.listing import singles
from atlas.records.outcome import is_carried_out
from atlas.values import dates

# What the front page counts, in its order.
EXERCISES = "exercises"
COUNTED = (EXERCISES, "transfers", "agreements")
PARAGRAPH = "¶"
MOST_GAPS = 3


@dataclass(frozen=True)
class Known:
    """`counts` of what was carried out by table, `apart` of what was not, in all tables.

    `sources` speak of these records; the newest of them is of `newest` (EDTF; blank: no date).
    `articles` of the sources of the evidence base stand at the core.
    """

    counts: dict[str, int]
    apart: int
    sources: int
    newest: str
    articles: int


def known(dataset: Dataset) -> Known:
    """The counts of what is in view."""
    counts, apart = {}, 0
    speaking: set[str] = set()
    for table in COUNTED:
        frame = singles(dataset[table])
        done = held(dataset) if table == EXERCISES else frame[is_carried_out(frame)]
        counts[table] = len(done)
        apart += len(frame) - len(done)
        for joined in done["sources"].unique():
            speaking.update(joined.split(";"))
    own = dataset.sources[dataset.sources.index.isin(speaking)]
    dated = own.dropna(subset="published_day").sort_values("published_day", kind="stable")
    newest = "" if dated.empty else str(dated["published"].iloc[-1])
    articles = int(dataset.sources["tier"].eq("core").sum())
    return Known(counts, apart, len(own), newest, articles)


def share_with_paragraph(dataset: Dataset) -> float:
    """Of all statements of the evidence base, the share whose locator is a paragraph.

    1.0 where there is no statement.
    """
    locators = dataset.evidence["locator"].astype("str")
    if locators.empty:
        return 1.0
    return float(locators.str.startswith(PARAGRAPH).mean())


def main_gaps(dataset: Dataset) -> pd.DataFrame:
    """The gaps that matter most to what the front page counts: table, years, gap.

    One of each counted table that has any. First comes what is still open (it reaches the last
    year that any gap names), then what spans more years, then what stands first in its file: a
    long gap that is open bends every comparison of then and now.
    """
    gaps = dataset.gaps
    days = dates.bounds(gaps["years"])
    first = days["start"].dt.year
    last = days["end"].dt.year
    order = pd.DataFrame({"table": gaps["table"], "open": last.eq(last.max())})
    order["years"] = (last - first).fillna(-1)
    order = order.sort_values(["open", "years"], ascending=False, kind="stable")
    order = order[order["table"].isin(COUNTED)].drop_duplicates("table")
    places = {table: place for place, table in enumerate(COUNTED)}
    ids = order["table"].map(places).sort_values().index[:MOST_GAPS]
    return gaps.loc[ids, ["table", "years", "gap"]]

"""Exercises in time: single exercises by lane, and how many a year."""

import pandas as pd

from atlas.dataset import Dataset
from atlas.views.listing import hover, listing, main_domain, singles
from atlas.views.standing import standing

OTHER, MENTIONED = "Other exercises", "Mentioned, date not given"
LANES_OF_THEIR_OWN = 12
AIR = pd.Timedelta(days=45)
CLASSES = ["not stated", "under 1,000", "1,000 to 2,999", "3,000 to 9,999", "10,000 and more"]
SIDES = ("china", "russia", "total")
COUNTED = tuple(f"{what}_{side}" for what in ("personnel", "ships", "aircraft", "equipment") for side in SIDES)
FACTS = ("kind", "framework", "participants", "place", *COUNTED)
EXACT = r"\d{4}-\d{2}-\d{2}(?:/\d{4}-\d{2}-\d{2})?"


def timeline(dataset: Dataset) -> pd.DataFrame:
    """Single exercises as marks: id, label, lane, row, domain, start, end, exact, dated, contingents (class), standing, hover.

    `end` is the midnight after the last day, so that one day has a width. A lane is a series, else the exercise itself
    while there are few; `row` parts what would overlap in it. Those without a date have a lane of their own, at the year
    that mentions them.
    `contingents` is the class of what is stated of the two contingents together; whole-exercise totals do not count.
    """
    frame = singles(dataset["exercises"])
    undated = _within_year(frame[~frame["dated"]]).reindex(frame.index)
    people = frame[["personnel_china", "personnel_russia"]].sum(axis=1, min_count=1)
    sizes = pd.cut(people, [0, 1_000, 3_000, 10_000, float("inf")], right=False, labels=CLASSES[1:])
    marks = pd.DataFrame(
        {
            "label": frame["label"],
            "lane": _lanes(dataset, frame),
            "domain": main_domain(frame),
            "start": frame["start"].fillna(undated),
            "end": frame["end"].fillna(undated) + pd.Timedelta(days=1),
            "exact": frame["date"].str.fullmatch(EXACT).eq(True),
            "dated": frame["dated"],
            "contingents": sizes.astype("str").fillna(CLASSES[0]),
            "standing": standing(dataset, frame),
            "hover": hover(dataset, "exercises", frame.index, FACTS),
        },
        index=frame.index,
    )
    ordered = marks.sort_values(["start", "label"]).reset_index()
    return ordered.assign(row=_packed(ordered))


def _within_year(frame: pd.DataFrame) -> pd.Series:
    """Records that have a year alone, spread evenly over it so that none hides another."""
    place = frame.groupby("year_first").cumcount() + 1
    share = place / (frame.groupby("year_first")["label"].transform("size") + 1)
    return pd.to_datetime(frame["year_first"].astype(str), format="%Y") + pd.to_timedelta((share * 365).astype(int), unit="D")


def _lanes(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """The series that each exercise is, or belongs to; else itself, or one lane for all of these where they are many.

    A group of series is no lane: its parts have lanes of their own.
    """
    groups = dataset.records["part_of"].dropna()
    of_series = groups[groups.index.isin(groups)]
    itself = frame.index.isin(groups) | frame["part_of"].isin(of_series)
    group = frame["part_of"].mask(itself, frame.index.to_series())
    alone = group.isna() & frame["dated"]
    own = frame["label"] if alone.sum() <= LANES_OF_THEIR_OWN else pd.Series(OTHER, index=frame.index)
    return group.map(dataset.records["label"].to_dict()).where(group.notna(), own).where(frame["dated"], MENTIONED)


def _packed(marks: pd.DataFrame) -> list[int]:
    """The row of each mark in its lane (marks in order of start): the first in which it does not touch the one before."""
    ends: dict[str, list[pd.Timestamp]] = {}
    rows = []
    for lane, start, end in marks[["lane", "start", "end"]].itertuples(index=False, name=None):
        taken = ends.setdefault(lane, [])
        row = next((number for number, last in enumerate(taken) if last <= start), len(taken))
        taken[row : row + 1] = [end + AIR]
        rows.append(row)
    return rows


def per_year(dataset: Dataset) -> pd.DataFrame:
    """Single exercises by the year they begin: year, domain, dated, n; series stand out, and count only without a part in view."""
    frame = singles(dataset["exercises"])
    counts = frame.assign(domain=main_domain(frame)).groupby(["year_first", "domain", "dated"]).size()
    return counts.rename("n").reset_index().rename(columns={"year_first": "year"})


def per_year_table(dataset: Dataset) -> pd.DataFrame:
    """The same counts as a reader sees them: a row per year, a column per domain."""
    labels = {**dataset.schema.labels("domain"), "unclassified": "Unclassified"}
    counts = per_year(dataset)
    wide = counts.assign(domain=counts["domain"].map(labels)).pivot_table(index="year", columns="domain", values="n", aggfunc="sum", fill_value=0)
    mentioned = counts[~counts["dated"]].groupby("year")["n"].sum().reindex(wide.index, fill_value=0)
    wide = wide.assign(**{"of these, date not given": mentioned})
    return wide.reset_index().rename(columns={"year": "Year"}).rename_axis(columns=None)


def timeline_table(dataset: Dataset) -> pd.DataFrame:
    """The exercises of the timeline as a reader sees them, each with its lane."""
    marks = timeline(dataset).set_index("id")
    table = listing(dataset, "exercises", marks.index)
    table.insert(1, "Lane", marks["lane"])
    return table

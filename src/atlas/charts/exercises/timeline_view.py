"""Exercises in time: single exercises by lane, and how many a year."""

from dataclasses import dataclass, field

import pandas as pd

from atlas.charts.chart import NO_OPTIONS, Context, NoOptions
from atlas.charts.exercises.room import Axis, in_lines, reaches
from atlas.dataset.dataset import Dataset
from atlas.records.corroboration import standing
from atlas.records.hovers import hover
from atlas.records.listing import listing, main_domain, singles
from atlas.values.dates import EXACT

OTHER, MENTIONED = "Other exercises", "Mentioned, date not given"
LANES_OF_THEIR_OWN = 12
MIXED = (OTHER, MENTIONED)
NAMED, DEEP, MOST_LANES = 8, 8, 24
AIR = pd.Timedelta(days=45)
CLASSES = ["not stated", "under 1,000", "1,000 to 2,999", "3,000 to 9,999", "10,000 and more"]
SIDES = ("china", "russia", "total")
COUNTED = tuple(
    f"{what}_{side}" for what in ("personnel", "ships", "aircraft", "equipment") for side in SIDES
)
FACTS = ("kind", "framework", "participants", "place", *COUNTED)
ALL, SHOWN = "all", "shown"
CONTEXT = {SHOWN: "Shown", "hidden": "Hidden"}

NOTE = (
    "Each lane is a series, or an exercise that belongs to none. Colour is the main domain; the larger a mark, the larger the stated contingents of "
    "China and Russia together. Hatched or hollow: the date is known less exactly than by the day, or not at all. An asterisk above "
    "a mark: one origin alone says so; a triangle: the state media of one country alone."
)


@dataclass(frozen=True)
class TimelineOptions:
    """Which decade is drawn (or all years), and whether treaties, wars and sanctions stand above the exercises."""

    decade: str = field(default=ALL, metadata={"title": "Decade", "choices": {}, "whole": ALL})
    context: str = field(default=SHOWN, metadata={"title": "Context", "choices": CONTEXT})


EVERY = TimelineOptions()


def decades(dataset: Dataset) -> dict[str, str]:
    """The decades that have an exercise, whatever the filters."""
    frame = dataset.built["exercises"]
    known = sorted({year // 10 * 10 for year in (*frame["year_first"], *frame["year_last"])})
    return {ALL: "All years", **{str(decade): f"{decade}s" for decade in known}}


def _in_decade(frame: pd.DataFrame, options: TimelineOptions) -> pd.DataFrame:
    if options.decade == ALL:
        return frame
    first = int(options.decade)
    return frame[frame["year_last"].ge(first) & frame["year_first"].le(first + 9)]


def among(dataset: Dataset, options: TimelineOptions) -> pd.Index | None:
    """The ids of the exercises of the decade, whatever the filters; none where all years are drawn."""
    return None if options.decade == ALL else _in_decade(dataset.built["exercises"], options).index


def axis(marks: pd.DataFrame, options: TimelineOptions) -> Axis:
    """From when to when the timeline is drawn: the decade and a little more, or whole years around all marks."""
    if options.decade != ALL:
        first = int(options.decade)
        return pd.Timestamp(first - 1, 11, 1), pd.Timestamp(first + 10, 3, 1)
    return pd.Timestamp(marks["start"].min().year - 1, 7, 1), pd.Timestamp(
        marks["end"].max().year + 1, 7, 1
    )


def timeline(dataset: Dataset, options: TimelineOptions = EVERY) -> pd.DataFrame:
    """Single exercises as marks: id, label, lane, row, domain, start, end, exact, dated, contingents (class), standing, hover, name, side.

    `end` is the midnight after the last day, so that one day has a width. A lane is a series, else the exercise itself
    while there are few; `row` parts what would overlap in it, and is -1 for what is too much to draw. Those without a date have a
    lane of their own, at the year that mentions them. `name` is blank where a name has no room, and in a series,
    whose lane says it; `context` is blank in all of them.
    `contingents` is the class of what is stated of the two contingents together; whole-exercise totals do not count.
    """
    frame = _in_decade(singles(dataset["exercises"]), options)
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
            "context": "",
        },
        index=frame.index,
    )
    ordered = marks.sort_values(["start", "label"]).reset_index()
    return _placed(ordered, options) if len(ordered) else ordered.assign(row=0, name="", side="")


def _within_year(frame: pd.DataFrame) -> pd.Series:
    """Records that have a year alone, spread evenly over it so that none hides another."""
    place = frame.groupby("year_first").cumcount() + 1
    share = place / (frame.groupby("year_first")["label"].transform("size") + 1)
    return pd.to_datetime(frame["year_first"].astype(str), format="%Y") + pd.to_timedelta(
        (share * 365).astype(int), unit="D"
    )


def _lanes(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """The series that each exercise is, or belongs to; else itself, or one lane for all of these where they are many.

    A group of series is no lane: its parts have lanes of their own.
    """
    groups = dataset.records["part_of"].dropna()
    of_series = groups[groups.index.isin(groups)]
    itself = frame.index.isin(groups) | frame["part_of"].isin(of_series)
    group = frame["part_of"].mask(itself, frame.index.to_series())
    alone = group.isna() & frame["dated"]
    own = (
        frame["label"] if alone.sum() <= LANES_OF_THEIR_OWN else pd.Series(OTHER, index=frame.index)
    )
    return (
        group.map(dataset.records["label"].to_dict())
        .where(group.notna(), own)
        .where(frame["dated"], MENTIONED)
    )


def _placed(marks: pd.DataFrame, options: TimelineOptions) -> pd.DataFrame:
    """The marks with their rows and the names that have room; of very many, the largest lanes."""
    largest = set(marks["lane"].value_counts().index[:MOST_LANES])
    placed = pd.DataFrame(
        _packed(marks, axis(marks, options)), index=marks.index, columns=["row", "name", "side"]
    )
    return marks.join(placed.astype({"name": "str", "side": "str"})).assign(
        row=placed["row"].where(marks["lane"].isin(largest), -1)
    )


def _packed(marks: pd.DataFrame, drawn_on: Axis) -> list[tuple[int, str, str]]:
    """Row, name and side of each mark in its lane (marks in order of start): the first row where it does not touch the one before;
    -1 where there is none.

    In a lane of different exercises each takes the room of its name too, as far as there is any.
    """
    ends: dict[str, list[pd.Timestamp]] = {}
    placed = []
    for lane, label, start, end in marks[["lane", "label", "start", "end"]].itertuples(
        index=False, name=None
    ):
        taken = ends.setdefault(lane, [])
        sides = reaches(label, start, end, drawn_on) if lane in MIXED else []
        named = [
            (row, in_lines(label), side, extent)
            for side, extent in sides
            if (row := _free(taken, extent[0])) < NAMED
        ]
        row, name, side, extent = named[0] if named else (_free(taken, start), "", "", (start, end))
        if row < DEEP:
            taken[row : row + 1] = [extent[1] + AIR]
        placed.append((row if row < DEEP else -1, name, side))
    return placed


def _free(taken: list[pd.Timestamp], start: pd.Timestamp) -> int:
    return next((number for number, last in enumerate(taken) if last <= start), len(taken))


def per_year(dataset: Dataset, options: NoOptions = NO_OPTIONS) -> pd.DataFrame:
    """Single exercises by the year they begin: year, domain, dated, n; series stand out, and count only without a part in view."""
    frame = singles(dataset["exercises"])
    counts = (
        frame.assign(domain=main_domain(frame)).groupby(["year_first", "domain", "dated"]).size()
    )
    return counts.rename("n").reset_index().rename(columns={"year_first": "year"})


def per_year_table(counts: pd.DataFrame, context: Context[NoOptions]) -> pd.DataFrame:
    """The same counts as a reader sees them: a row per year, a column per domain."""
    labels = {**context.schema.labels("domain"), "unclassified": "Unclassified"}
    wide = counts.assign(domain=counts["domain"].map(labels)).pivot_table(
        index="year", columns="domain", values="n", aggfunc="sum", fill_value=0
    )
    mentioned = (
        counts[~counts["dated"]].groupby("year")["n"].sum().reindex(wide.index, fill_value=0)
    )
    wide = wide.assign(**{"of these, date not given": mentioned})
    return wide.reset_index().rename(columns={"year": "Year"}).rename_axis(columns=None)


def timeline_table(marks: pd.DataFrame, context: Context[TimelineOptions]) -> pd.DataFrame:
    """The exercises of the timeline as a reader sees them, each with its lane."""
    exercises = marks[marks["context"].eq("")].set_index("id")
    table = listing(context.dataset, "exercises", exercises.index)
    table.insert(1, "Lane", exercises["lane"])
    return table

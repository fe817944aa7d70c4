"""What stands above the exercises: treaties and agreements of the two, wars and crises, sanctions. None of it is an exercise."""

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises.room import Axis, Extent, in_lines, reaches
from atlas.charts.exercises.timeline_view import EVERY, SHOWN, TimelineOptions, axis, timeline
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.records.hovers import hover
from atlas.values.dates import EXACT

LANE = "Context"
AGREEMENT, WAR, SANCTION = "agreement", "war", "sanction"
# What has to be named first where there is little room, with its class.
KINDS = {
    "treaty": AGREEMENT,
    "war": WAR,
    "sanction": SANCTION,
    "crisis": WAR,
    "deployment": WAR,
    "road map": AGREEMENT,
    "joint statement": AGREEMENT,
    "agreement": AGREEMENT,
}
BOTH = {"CHN", "RUS"}
FACTS = {"agreements": ("kind", "parties", "status"), "context": ("kind", "parties", "status")}
NAMED_ROWS = 4
NOTE = (
    "Context, above the lanes, is not counted: dated treaties, agreements, road maps and joint statements of China and Russia, wars, crises and "
    "sanctions in the years drawn. The filters apply to it; most of it has no domain."
)


@once_a_dataset
def with_context(dataset: Dataset, options: TimelineOptions = EVERY) -> pd.DataFrame:
    """`timeline_view.timeline`, and beneath it the context of the same years, `context` being its class; none without an exercise."""
    marks = timeline(dataset, options)
    if marks.empty or options.context != SHOWN:
        return marks
    above = context(dataset, axis(marks, options))
    return pd.concat([marks, above], ignore_index=True) if len(above) else marks


def exercises_in(marks: pd.DataFrame) -> int:
    """How many of the marks are exercises."""
    return int(marks["context"].eq("").sum())


def note_on(options: TimelineOptions) -> str:
    """What there is to know of the context, where it is drawn."""
    return NOTE if options.context == SHOWN else ""


def beside(marks: pd.DataFrame, context: Context[TimelineOptions]) -> pd.Series:
    """The sources of the context that is drawn."""
    ids = marks.loc[marks["context"].ne(""), "id"]
    dataset = context.dataset
    sources: pd.Series = pd.concat(
        [dataset["agreements"]["sources"], dataset["context"]["sources"]]
    )
    return sources[sources.index.isin(ids)]


def context(dataset: Dataset, drawn_on: Axis) -> pd.DataFrame:
    """Treaties, wars and sanctions that have a date within these days, as marks, each as far as it lies in them: id, label, lane, row,
    start, end, exact, dated, projected, hover, context (class), name, side."""
    agreements = dataset["agreements"]
    both = agreements["parties"].isin(
        [text for text in agreements["parties"].dropna().unique() if set(text.split(";")) >= BOTH]
    )
    parts = [
        _marks(dataset, table, frame, drawn_on)
        for table, frame in (("agreements", agreements[both]), ("context", dataset["context"]))
    ]
    marks = pd.concat([part for part in parts if len(part)] or parts[:1])
    order = marks.sort_values(["start", "label"]).reset_index(names="id")
    return order.drop(columns="kind").join(_rows(order, drawn_on))


def _marks(dataset: Dataset, table: str, frame: pd.DataFrame, drawn_on: Axis) -> pd.DataFrame:
    chosen = (
        frame["dated"]
        & frame["kind"].isin(list(KINDS))
        & frame["start"].lt(drawn_on[1])
        & frame["end"].ge(drawn_on[0])
    )
    frame = frame[chosen]
    after = frame["end"] + pd.Timedelta(days=1)
    columns = {
        "label": frame["label"],
        "lane": LANE,
        "start": frame["start"].where(frame["start"].ge(drawn_on[0]), drawn_on[0]),
        "end": after.where(after.le(drawn_on[1]), drawn_on[1]),
        "exact": frame["date"].str.fullmatch(EXACT).eq(True),
        "dated": frame["dated"],
        "projected": frame["basis"].eq("projected"),
        "hover": hover(dataset, table, frame.index, FACTS[table]),
        "context": frame["kind"].map(KINDS),
        "kind": frame["kind"],
    }
    return pd.DataFrame(columns, index=frame.index)


def _rows(marks: pd.DataFrame, drawn_on: Axis) -> pd.DataFrame:
    """Row, name and side of each mark: what matters most first, each in the first row that has room; the rest unnamed in a last row."""
    taken: list[list[Extent]] = [[] for _ in range(NAMED_ROWS)]
    rank = {kind: place for place, kind in enumerate(KINDS)}
    places: dict[int, tuple[int, str, str]] = {}
    told = zip(
        marks["kind"].tolist(),
        marks.index.tolist(),
        *(marks[name].tolist() for name in ("label", "start", "end")),
        strict=True,
    )
    for _, at, label, start, end in sorted(told, key=lambda one: (rank[one[0]], one[1])):
        wanted = [
            (row, side, extent)
            for row in range(NAMED_ROWS)
            for side, extent in reaches(label, start, end, drawn_on)
        ]
        free = next(
            (
                one
                for one in wanted
                if all(one[2][1] <= low or one[2][0] >= high for low, high in taken[one[0]])
            ),
            None,
        )
        places[at] = (NAMED_ROWS, "", "") if free is None else (free[0], in_lines(label), free[1])
        if free is not None:
            taken[free[0]].append(free[2])
    placed = [places[at] for at in marks.index]
    used = {row: number for number, row in enumerate(sorted({row for row, _, _ in placed}))}
    return pd.DataFrame(
        [(used[row], name, side) for row, name, side in placed],
        index=marks.index,
        columns=["row", "name", "side"],
    )

"""How many exercises a rule counts: which are recorded, and the step at which each is left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.exercises.rules import EACH, ONCE
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters
from atlas.records.listing import singles
from atlas.records.outcome import is_carried_out
from atlas.values import dates

TABLE = "exercises"
# Steps that are no filters; a record at no step is counted.
COUNTED, EXPECTED, SERIES, PERIOD, PHASES = "", "expected", "series", "period", "phases"
NONE = ""
COLUMNS = ["id", "step", "value"]


class Step(NamedTuple):
    """What leaves exercises out: a filter, with the `value` that does, or a step that is none."""

    key: str
    value: str = ""


Mask: TypeAlias = "pd.Series[bool]"


@dataclass(frozen=True)
class CountOptions:
    """The published number beside ours, the series that is counted, and how phases are."""

    count: str = field(default=NONE, metadata={"title": "Compare", "choices": {}, "whole": NONE})
    series: str = field(
        default=NONE, metadata={"title": "Series", "choices": {}, "whole": NONE, "folded": True}
    )
    phases: str = field(
        default=EACH,
        metadata={
            "title": "Phases of one exercise",
            "choices": {EACH: "Counted each", ONCE: "Counted once"},
            "whole": EACH,
            "folded": True,
        },
    )


def series(dataset: Dataset) -> dict[str, str]:
    """The series that have an exercise of their own, whatever the filters."""
    parts = singles(dataset.built[TABLE])
    ids = sorted(parts["part_of"].dropna().unique(), key=dataset.label)
    return {NONE: "All series", **{str(key): dataset.label(str(key)) for key in ids}}


def among(dataset: Dataset, options: CountOptions) -> pd.Index | None:
    """The ids of the exercises of the series, whatever the filters; None for all."""
    if options.series == NONE:
        return None
    built = dataset.built[TABLE]
    return built.index[built["part_of"].eq(options.series)]


def ladder(dataset: Dataset, options: CountOptions) -> pd.DataFrame:
    """Every single exercise that is recorded, and the first step that leaves it out.

    Columns: id, step (blank: counted), value. In the order of the steps, the counted ones last;
    nothing where none is counted.
    """
    rows = sorted_out(dataset, dataset.filters, options)
    return rows if rows["step"].eq(COUNTED).any() else rows.iloc[:0]


def sorted_out(dataset: Dataset, filters: Filters, options: CountOptions) -> pd.DataFrame:
    """The same under any filters; the evidence base is that of the dataset."""
    frame = singles(dataset.built[TABLE]).sort_values(["start", "label"], kind="stable")
    steps = list(_steps(dataset, frame, filters, options))
    rows = at_first_step(frame.index, steps)
    if options.phases == ONCE:
        further = _further_phases(dataset, frame)
        rows.loc[rows["step"].eq(COUNTED) & rows["id"].isin(further), "step"] = PHASES
    order = [*dict.fromkeys(step.key for step, _ in steps), PHASES, COUNTED]
    places = rows["step"].map({key: place for place, key in enumerate(order)})
    return rows.loc[places.sort_values(kind="stable").index].reset_index(drop=True)


def counted_ids(dataset: Dataset, filters: Filters, options: CountOptions) -> list[str]:
    """The exercises that count under these filters and options, in order of time."""
    rows = sorted_out(dataset, filters, options)
    return rows.loc[rows["step"].eq(COUNTED), "id"].tolist()


def at_first_step(ids: pd.Index, steps: Sequence[tuple[Step, Mask]]) -> pd.DataFrame:
    """Each id with the first of the steps that leaves it out; blank for those that none does."""
    rows = pd.DataFrame({"id": ids.astype("str"), "step": COUNTED, "value": ""})
    for step, leaves_out in steps:
        is_next = rows["step"].eq(COUNTED).to_numpy() & leaves_out.to_numpy(dtype=bool)
        rows.loc[is_next, ["step", "value"]] = [step.key, step.value]
    return rows


def _steps(
    dataset: Dataset, frame: pd.DataFrame, filters: Filters, options: CountOptions
) -> Iterator[tuple[Step, Mask]]:
    yield Step(EXPECTED), ~is_carried_out(frame)
    yield from _of_filters(frame, filters)
    if options.series != NONE:
        yield Step(SERIES), frame["part_of"].ne(options.series)
    if options.count != NONE:
        yield Step(PERIOD), ~_within(frame, str(dataset.counts.at[options.count, "period"]))


def _of_filters(frame: pd.DataFrame, filters: Filters) -> Iterator[tuple[Step, Mask]]:
    """A step a filter; of one that excludes kinds, a step a kind."""
    for key in filters.narrowing:
        declared = FILTERS[key]
        if declared.hides is None or not declared.acts_on(TABLE, frame):
            continue
        if declared.leaves_out and declared.several:
            for value in filters[key]:
                yield Step(key, value), declared.hides(frame, (value,))
        else:
            yield Step(key), declared.hides(frame, filters[key])


def _within(frame: pd.DataFrame, period: str) -> Mask:
    """Whether each exercise begins within a period; an open side of it has no bound."""
    first, last, _ = dates.parse(period)
    begins = frame["start"]
    inside = begins.notna()
    if first:
        inside &= begins >= pd.Timestamp(first)
    if last:
        inside &= begins <= pd.Timestamp(last)
    return inside


def _further_phases(dataset: Dataset, frame: pd.DataFrame) -> pd.Index:
    """Of the exercises of one series in one year all but the first; each patrol is its own.

    Which one stands for the others is decided among those that the filters leave as they are at
    first: a narrower filter that hid it would else put another in its place, which the wider one
    does not count.
    """
    usual = at_first_step(frame.index, list(_steps(dataset, frame, Filters(), CountOptions())))
    at_first = frame.loc[usual.loc[usual["step"].eq(COUNTED), "id"]]
    in_series = at_first[at_first["part_of"].notna() & at_first["kind"].ne("patrol")]
    return in_series.index[in_series.duplicated(["part_of", "year_first"])]


def left_out(view: pd.DataFrame) -> dict[Step, list[str]]:
    """The exercises that each step leaves out, in order; a step that leaves out none is none."""
    ids: dict[Step, list[str]] = {}
    for identifier, key, value in view[COLUMNS].itertuples(index=False, name=None):
        if key != COUNTED:
            ids.setdefault(Step(key, value), []).append(identifier)
    return ids


def ids_counted(view: pd.DataFrame) -> list[str]:
    """The exercises that are counted."""
    ids: list[str] = view.loc[view["step"].eq(COUNTED), "id"].tolist()
    return ids


def years_of(frame: pd.DataFrame, context: Context[CountOptions]) -> tuple[int, int]:
    """First and last year that a number is of: of the published count, the filter, or the records.

    `frame` are the exercises that are counted. Years that hold all that is recorded are no filter.
    """
    firsts = frame["year_first"]
    low, high = int(firsts.min()), int(firsts.max())
    recorded = singles(context.dataset.built[TABLE])
    first_year, last_year = recorded["year_first"].min(), recorded["year_last"].max()
    years = context.dataset.filters.years
    if years and (years[0] > first_year or years[1] < last_year):
        low, high = years
    if context.options.count == NONE:
        return low, high
    first, last, _ = dates.parse(str(context.dataset.counts.at[context.options.count, "period"]))
    return (first.year if first else low), (last.year if last else high)

"""Criteria of alignment by period: what bears on each, for and against, with who says so."""

from dataclasses import dataclass, field

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.findings.bearing import CRITERIA, TABLES, Weight, all_bearing, bearing
from atlas.charts.findings.scale_view import Years, years_in_words
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.dataset.names import with_ids
from atlas.records.facts import bases

ALL = ""
DECADE = 10
COLUMNS = ["criterion", "period", "id", "table", "weight", "projected", "dated", "chosen"]
WORDS = {
    Weight.DEEPER.value: "For",
    Weight.SHALLOWER.value: "Against",
    Weight.MIXED.value: "Both ways",
    Weight.ENTRY.value: "Entry",
    Weight.APART.value: "Entry, not carried out",
}


@dataclass(frozen=True)
class AssessmentOptions:
    """The criterion and the period whose entries are listed; blank is all of them."""

    assessed: str = field(default=ALL, metadata={"title": "Row", "choices": {}, "whole": ALL})
    period: str = field(default=ALL, metadata={"title": "Period", "choices": {}, "whole": ALL})


def criteria(dataset: Dataset) -> dict[str, str]:
    """The criteria of the scale, and all of them."""
    labels = dataset.schema.labels("criterion")
    return {ALL: "All criteria", **{name: labels[name] for name in CRITERIA if name in labels}}


@once_a_build
def periods(dataset: Dataset) -> dict[str, Years]:
    """The decades that anything reaches into which bears on a criterion, whatever the filters."""
    rows = all_bearing(dataset)
    if rows.empty:
        return {}
    first = int(rows["first"].min()) // DECADE
    last = int(rows["last"].max()) // DECADE
    decades = [(tens * DECADE, tens * DECADE + DECADE - 1) for tens in range(first, last + 1)]
    return {years_in_words(decade): decade for decade in decades}


def period_choices(dataset: Dataset) -> dict[str, str]:
    """The decades, and all of them."""
    return {ALL: "All periods", **{name: name for name in periods(dataset)}}


def among(dataset: Dataset, options: AssessmentOptions) -> pd.Index:
    """The ids of what bears on the chosen cells, whatever the filters."""
    rows = _in_periods(all_bearing(dataset), dataset)
    ids = set(rows.loc[_are_chosen(rows, options), "id"])
    bearing_ids: pd.Index = pd.Index(sorted(ids))
    return bearing_ids


def assessment(dataset: Dataset, options: AssessmentOptions) -> pd.DataFrame:
    """What bears on each criterion in each period, in order of both, of weight and of label.

    What reaches into two periods stands in both. Columns: criterion, period, id, table, weight
    (of `Weight`), projected, dated, chosen (whether it is in the cells of the options).
    """
    rows = _in_periods(bearing(dataset), dataset)
    are_chosen = _are_chosen(rows, options)
    rows = rows.assign(chosen=are_chosen)
    orders = {
        "criterion": list(CRITERIA),
        "period": list(periods(dataset)),
        "weight": list(WORDS),
    }
    places = {}
    for name, values in orders.items():
        place_of = {value: place for place, value in enumerate(values)}
        places[name] = rows[name].map(place_of)
    labels = rows["id"].map(dataset.labels)
    order = pd.DataFrame({**places, "label": labels}).sort_values([*orders, "label"]).index
    return rows.loc[order, COLUMNS].reset_index(drop=True)


def _in_periods(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    parts = []
    for name, (first, last) in periods(dataset).items():
        inside = rows["first"].le(last) & rows["last"].ge(first)
        parts.append(rows[inside].assign(period=name))
    return pd.concat(parts, ignore_index=True) if parts else rows.assign(period="")


def _are_chosen(rows: pd.DataFrame, options: AssessmentOptions) -> "pd.Series[bool]":
    chosen = pd.Series(data=True, index=rows.index)
    if options.assessed != ALL:
        chosen &= rows["criterion"].eq(options.assessed)
    if options.period != ALL:
        chosen &= rows["period"].eq(options.period)
    return chosen


def cells(dataset: Dataset, options: AssessmentOptions) -> list[tuple[str, str]]:
    """Criterion and period of the cells that are chosen, in the order of the chart."""
    rows = [name for name in criteria(dataset) if name and options.assessed in (ALL, name)]
    columns = [name for name in periods(dataset) if options.period in (ALL, name)]
    return [(row, column) for row in rows for column in columns]


def rows_listed(view: pd.DataFrame) -> int:
    """How many rows the table has."""
    return int(view["chosen"].sum())


def assessment_table(view: pd.DataFrame, context: Context[AssessmentOptions]) -> pd.DataFrame:
    """What bears on the chosen cells as a reader sees it: a row for each cell it stands in."""
    dataset = context.dataset
    rows = view[view["chosen"]].reset_index(drop=True)
    facts = pd.concat([_facts(dataset, table) for table in TABLES]).loc[rows["id"]]
    facts = facts.reset_index(drop=True)
    columns = {
        "Criterion": rows["criterion"].map(dataset.schema.labels("criterion")),
        "Period": rows["period"],
        "Bears": rows["weight"].map(WORDS),
        "Record": facts["label"],
        "When": facts["when"],
        "Statement": facts["statement"],
        "Sources": facts["cited"],
        "Said by": rows["id"].map(_speakers(dataset)),
        "Basis": facts["basis"],
        "Id": rows["id"],
    }
    ids_behind = {"Record": rows["id"], "Sources": facts["sources"]}
    return with_ids(pd.DataFrame(columns), ids_behind)


@once_a_build
def _facts(dataset: Dataset, table: str) -> pd.DataFrame:
    """Of each record of a table: label, when, statement, cited, sources, basis; by id."""
    frame = dataset.built[table]
    columns = frame.reindex(columns=["label", "when", "statement", "cited", "sources"])
    return columns.assign(basis=frame.index.to_series().map(bases(dataset, table)))


@once_a_build
def _speakers(dataset: Dataset) -> dict[str, str]:
    """Who speaks of each record inside its sources, by its id."""
    lines = dataset.evidence[["id", "said_by"]].dropna().drop_duplicates()
    speakers: dict[str, list[str]] = {}
    for identifier, speaker in lines.itertuples(index=False, name=None):
        speakers.setdefault(str(identifier), []).append(str(speaker))
    return {identifier: "; ".join(names) for identifier, names in speakers.items()}

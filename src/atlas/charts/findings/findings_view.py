"""Findings by criterion and stance: what speaks for deeper cooperation, and what against it."""

from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from atlas.charts.chart import Context
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.dataset.names import with_ids
from atlas.records.facts import facts_of
from atlas.records.listing import coded, singles

TABLE = "findings"
ALL = ""
ALL_CRITERIA = "All criteria"
COLUMNS = ["id", "criterion", "stance", "projected", "place"]
NOTE = (
    "A tile is one finding: a statement of a source on how deep the cooperation goes, in the words "
    "of the coders, who also chose its criterion and its stance. Hatched: the source only expects "
    "it. Numbers are those of the findings recorded, not of all that has been written. A click "
    "leads to the evidence."
)


class Stance(StrEnum):
    """What a finding speaks for."""

    DEEPER = "deeper"
    SHALLOWER = "shallower"
    MIXED = "mixed"


@dataclass(frozen=True)
class FindingOptions:
    """One criterion, or all of them."""

    criterion: str = field(
        default=ALL, metadata={"title": "Criterion", "choices": {}, "whole": ALL}
    )


def criteria(dataset: Dataset) -> dict[str, str]:
    """The criteria that have a finding, whatever the filters, in the order of the vocabulary."""
    known = set(dataset.built[TABLE]["criterion"])
    labels = dataset.schema.labels("criterion")
    choices = {value: label for value, label in labels.items() if value in known}
    return {ALL: ALL_CRITERIA, **choices}


def _of_criterion(frame: pd.DataFrame, options: FindingOptions) -> pd.DataFrame:
    if options.criterion == ALL:
        return frame
    return frame[frame["criterion"].eq(options.criterion)]


def among(dataset: Dataset, options: FindingOptions) -> pd.Index | None:
    """The ids of the findings of the criterion, whatever the filters; None for all."""
    if options.criterion == ALL:
        return None
    return _of_criterion(dataset.built[TABLE], options).index


def findings(dataset: Dataset, options: FindingOptions) -> pd.DataFrame:
    """The findings in the order of the criteria, then of stance, label and what is only expected.

    Columns: id, criterion, stance, projected, place (0, 1, 2 … among those of one criterion and
    stance).
    """
    single_findings = singles(dataset[TABLE])
    frame = _of_criterion(single_findings, options)
    order = {value: place for place, value in enumerate(dataset.schema.values("criterion"))}
    stances = {stance.value: place for place, stance in enumerate(Stance)}
    frame = frame.assign(row=frame["criterion"].map(order), side=frame["stance"].map(stances))
    frame = frame.sort_values(["row", "side", "projected", "label"], kind="stable")
    place = frame.groupby(["criterion", "stance"]).cumcount()
    return frame.assign(place=place).rename_axis("id").reset_index()[COLUMNS]


def by_stance(rows: pd.DataFrame) -> dict[Stance, int]:
    """How many of the findings take each stance."""
    counts = rows["stance"].value_counts()
    return {stance: int(counts.get(stance.value, 0)) for stance in Stance}


def findings_table(rows: pd.DataFrame, context: Context[FindingOptions]) -> pd.DataFrame:
    """The findings as a reader sees them, each with its source, paragraph and speaker."""
    dataset = context.dataset
    ids = pd.Index(rows["id"])
    frame = dataset[TABLE].loc[ids]
    facts = statements(dataset).loc[ids]
    labels = dataset.schema.labels
    columns = {
        "Criterion": coded(frame["criterion"], labels("criterion")),
        "Stance": coded(frame["stance"], labels("stance")),
        "Finding": frame["statement"],
        "Source": facts["source"].map(dataset.sources["short"]).astype("str"),
        "Paragraph": facts["locator"],
        "Said by": facts["said_by"],
        "Basis": coded(facts["basis"], labels("basis")),
        "About": coded(frame["about"], dataset.labels),
        "Id": ids.to_series(),
    }
    ids_behind = {"Source": facts["source"], "About": frame["about"]}
    return with_ids(pd.DataFrame(columns, index=ids), ids_behind)


@once_a_build
def statements(dataset: Dataset) -> pd.DataFrame:
    """Of each finding by id the row that says what is shown: source, locator, basis, said_by."""
    ids = dataset.built[TABLE].index
    return facts_of(dataset, TABLE, ids, "statement")

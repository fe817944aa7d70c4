"""The scale of alignment: where its versions differ, and the grades that an analyst proposes."""

from dataclasses import dataclass

import pandas as pd

from atlas.charts.findings.bearing import CRITERIA
from atlas.datapackage.schema import Schema
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.dataset.names import with_ids
from atlas.values import dates

DIFFERS = "Versions"
# What a version of the scale has no stage for, as far as its text could be read.
NOT_STATED = "not stated"
# The words of packages of earlier versions, which have no vocabulary for them.
GRADES = {"absent": "Absent", "weak": "Weak", "moderate": "Moderate", "strong": "Strong"}
CONFIDENCES = {"low": "Low", "medium": "Medium", "high": "High"}
Years = tuple[int, int]


@dataclass(frozen=True)
class Proposal:
    """A grade that an analyst proposes: how strong a criterion is in a period, how sure, and why.

    It rests on the source, which does not state it; `said_by` is who speaks there (blank: its
    author).
    """

    criterion: str
    years: Years
    grade: str
    confidence: str
    why: str
    source: str
    locator: str
    said_by: str
    proposed_by: str


def grades(schema: Schema) -> dict[str, str]:
    """Label by value of the grades, the weakest first."""
    return schema.labels("grade") if "grade" in schema.vocabularies else GRADES


def confidences(schema: Schema) -> dict[str, str]:
    """Label by value of how sure somebody is of a grade, the least first."""
    return schema.labels("confidence") if "confidence" in schema.vocabularies else CONFIDENCES


@once_a_build
def proposals(dataset: Dataset) -> dict[tuple[str, Years], Proposal]:
    """The grades that rest on the chosen sources, by criterion and years.

    A grade of a period with an open side is of no cell.
    """
    rows = dataset.scale.dropna(subset=["grade", "period"]).fillna("")
    by_cell = {}
    for row in rows.itertuples():
        first, last, _ = dates.parse(str(row.period))
        if not first or not last:
            continue
        years = first.year, last.year
        proposal = Proposal(
            criterion=str(row.criterion),
            years=years,
            grade=str(row.grade),
            confidence=str(row.confidence),
            why=str(row.note),
            source=str(row.source),
            locator=str(row.locator),
            said_by=str(row.said_by),
            proposed_by=str(row.proposed_by),
        )
        by_cell[proposal.criterion, years] = proposal
    return by_cell


def proposals_table(dataset: Dataset, cells: list[tuple[str, Years]]) -> pd.DataFrame:
    """The proposals for these cells as a reader sees them, in their order.

    Columns: Criterion, Period, Proposed grade, Confidence, Why, Sources (with the place that the
    grade rests on), Said by, Proposed by.
    """
    by_cell = proposals(dataset)
    own = [by_cell[cell] for cell in cells if cell in by_cell]
    table = pd.DataFrame([_line(dataset, proposal) for proposal in own], columns=PROPOSED)
    sources = [proposal.source for proposal in own]
    return with_ids(table, {"Sources": pd.Series(sources, index=table.index, dtype="str")})


def in_words(dataset: Dataset, proposal: Proposal) -> str:
    """A proposal as a sentence: who proposes which grade, how sure, why, resting on what."""
    schema = dataset.schema
    grade = grades(schema)[proposal.grade].lower()
    sure = confidences(schema).get(proposal.confidence, "").lower()
    head = f"{proposal.proposed_by or 'An analyst'} proposes “{grade}”"
    head += f" ({sure} confidence)" if sure else ""
    why = f": {proposal.why.removesuffix('.')}." if proposal.why else "."
    speaker = f" ({proposal.said_by})" if proposal.said_by else ""
    source = f"{dataset.sources['short'][proposal.source]} {proposal.locator}{speaker}"
    return f"{head}{why} It rests on {source}, which states no grade."


PROPOSED = [
    "Criterion",
    "Period",
    "Proposed grade",
    "Confidence",
    "Why",
    "Sources",
    "Said by",
    "Proposed by",
]


def _line(dataset: Dataset, proposal: Proposal) -> list[str]:
    schema = dataset.schema
    return [
        schema.labels("criterion")[proposal.criterion],
        years_in_words(proposal.years),
        grades(schema)[proposal.grade],
        confidences(schema).get(proposal.confidence, ""),
        proposal.why,
        f"{dataset.sources['short'][proposal.source]} {proposal.locator}",
        proposal.said_by,
        proposal.proposed_by,
    ]


def years_in_words(years: Years) -> str:
    """“1990s” for a decade, “1991–1995” for other years."""
    first, last = years
    if first % 10 == 0 and last == first + 9:
        return f"{first}s"
    return f"{first}" if first == last else f"{first}–{last}"


def stages(dataset: Dataset) -> pd.DataFrame:
    """Where each version of the scale puts each criterion, as a reader sees it: a row a criterion.

    Columns: Criterion, one a version (the short name of its source and the passage), and whether
    they differ. Nothing where no chosen source has a version.
    """
    rows = dataset.scale.dropna(subset="stage")
    if rows.empty:
        return pd.DataFrame()
    labels = dataset.schema.labels("stage")
    criteria = dataset.schema.labels("criterion")
    short = rows["source"].map(dataset.sources["short"]).astype("str")
    version = short + " " + rows["locator"].astype("str")
    versions = list(version.unique())
    keys = zip(rows["criterion"], version, strict=True)
    stage_by_cell = dict(zip(keys, rows["stage"], strict=True))
    lines = []
    for criterion in CRITERIA:
        own = {name: stage_by_cell.get((criterion, name), "") for name in versions}
        if any(own.values()):
            words = {name: labels.get(stage, NOT_STATED) for name, stage in own.items()}
            line = {"Criterion": criteria[criterion], **words}
            agreement = _agreement(list(own.values()))
            lines.append(line | {DIFFERS: agreement})
    return pd.DataFrame(lines)


def _agreement(stages_of_versions: list[str]) -> str:
    """Whether the versions that state a stage state the same."""
    stated = [stage for stage in stages_of_versions if stage]
    if len(set(stated)) > 1:
        return "differ"
    return "agree" if len(stated) > 1 else "one alone states it"

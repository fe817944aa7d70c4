"""The charts of findings: by criterion and stance, and what bears on each criterion by period."""

from atlas.charts.chart import Chart
from atlas.charts.findings import (
    assessment,
    assessment_view,
    assessment_words,
    bearing,
    findings,
    findings_view,
    words,
)

FINDINGS = Chart(
    name="findings",
    title="Findings by criterion and stance",
    page="findings",
    tables=("findings",),
    view=findings_view.findings,
    draw=findings.findings,
    table=findings_view.findings_table,
    takeaway=words.takeaway,
    headline=words.headline,
    options=findings_view.FindingOptions,
    choices={"criterion": findings_view.criteria},
    among=findings_view.among,
    note=findings_view.NOTE,
    columns={
        "Finding": "What the source says, in the words of the coders.",
        "Source": "The source of the finding.",
        "Paragraph": "Where in the source it stands.",
        "Said by": "Who speaks, where it is not the source itself.",
        "Basis": "Whether the source states it, passes it on or expects it, or it is concluded.",
    },
    clickable=True,
    soft=True,
    alone="",
)

ASSESSMENT = Chart(
    name="assessment",
    title="Criteria of alignment by period",
    page="findings",
    tables=bearing.TABLES,
    view=assessment_view.assessment,
    draw=assessment.assessment,
    table=assessment_view.assessment_table,
    takeaway=assessment_words.takeaway,
    headline=assessment_words.headline,
    rows=assessment_view.rows_listed,
    options=assessment_view.AssessmentOptions,
    choices={
        "assessed": assessment_view.criteria,
        "period": assessment_view.period_choices,
    },
    among=assessment_view.among,
    note=assessment_words.NOTE,
    columns={
        "Criterion": "The criterion that it bears on.",
        "Period": "The decade that it reaches into.",
        "Bears": "A finding by its stance, an entry by whether it came about.",
        "Statement": "Of a finding, what the source says, in the words of the coders.",
        "Said by": "Who speaks inside its sources.",
    },
    clickable=True,
    alone="it has a column for each decade already",
)

"""The chart of findings."""

from atlas.charts.chart import Chart
from atlas.charts.findings import findings, findings_view, words

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

"""The assessment as cells: a row a criterion, a column a period, what bears on each in the cell."""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.chart import Context
from atlas.charts.findings.assessment_view import AssessmentOptions, cells, criteria, periods
from atlas.charts.findings.assessment_words import by_weight, entries_in_words, findings_in_words
from atlas.charts.findings.bearing import Weight
from atlas.charts.findings.scale_view import Proposal, grades, proposals
from atlas.values.words import counted, escaped, wrapped

ROW, HEAD, AROUND = 66, 46, 96
HALF = 0.47
NAME_WIDTH = 16
LISTED = 4
# How much of the full shade each grade has; the word stands in the cell. What has no grade is not
# filled, and so told apart from what is absent.
SHADES = {"absent": 0.0, "weak": 0.12, "moderate": 0.45, "strong": 1.0}
NO_GRADE = ""
SIGNS = {Weight.DEEPER: "+", Weight.SHALLOWER: "−", Weight.MIXED: "±"}
EVERY = AssessmentOptions()


class Cell(NamedTuple):
    """A cell: its place, what stands in it, what bears on it, whether it is chosen."""

    row: str
    column: int
    text: str
    hover: str
    ids: str
    is_chosen: bool


def assessment(view: pd.DataFrame, context: Context[AssessmentOptions]) -> go.Figure:
    """Draw `assessment_view.assessment`; the shade is the proposed grade, where there is one."""
    labels = {name: label for name, label in criteria(context.dataset).items() if name}
    names = {name: wrapped(label, NAME_WIDTH) for name, label in labels.items()}
    columns = list(periods(context.dataset))
    drawn = [
        _trace(own, grade, context) for grade, own in _cells(view, context, names).items() if own
    ]
    height = ROW * len(names)
    return theme.figure(
        drawn,
        height + HEAD + AROUND,
        barmode="overlay",
        bargap=0.08,
        legend={"y": 1 + HEAD / height, "itemsizing": "constant"},
        xaxis={
            "tickvals": list(range(len(columns))),
            "ticktext": columns,
            "range": [-0.5, len(columns) - 0.5],
            "side": "top",
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(names.values()),
            "range": [len(names) - 0.5, -0.5],
            "showgrid": False,
            "fixedrange": True,
        },
    )


def _cells(
    view: pd.DataFrame, context: Context[AssessmentOptions], names: dict[str, str]
) -> dict[str, list[Cell]]:
    """The cells by grade, in the order of the grades; last those without one."""
    dataset = context.dataset
    years = periods(dataset)
    by_cell = proposals(dataset)
    chosen = set(cells(dataset, context.options))
    are_all = context.options == EVERY
    parts = dict(iter(view.groupby(["criterion", "period"], sort=False)))
    cells_by_grade: dict[str, list[Cell]] = {
        grade: [] for grade in (*grades(context.schema), NO_GRADE)
    }
    for key in cells(dataset, EVERY):
        part = parts.get(key, view.iloc[:0])
        proposal = by_cell.get((key[0], years[key[1]]))
        cell = Cell(
            row=names[key[0]],
            column=list(years).index(key[1]),
            text=_text(part, proposal, context),
            hover=_hover(key, part, proposal, context),
            ids=";".join(part["id"]),
            is_chosen=key in chosen and not are_all,
        )
        cells_by_grade[proposal.grade if proposal else NO_GRADE].append(cell)
    return cells_by_grade


def _text(
    part: pd.DataFrame, proposal: Proposal | None, context: Context[AssessmentOptions]
) -> str:
    """The proposed grade, how many findings bear which way, how many entries there are."""
    counts = by_weight(part)
    signed = [f"{sign}{counts[weight]}" for weight, sign in SIGNS.items() if counts[weight]]
    lines = []
    if proposal:
        lines.append(f"<b>{context.schema.labels('grade')[proposal.grade].lower()}</b>")
    lines.append(" ".join(signed) or "no finding")
    if counts[Weight.ENTRY]:
        lines.append(counted(counts[Weight.ENTRY], "entries"))
    return "<br>".join(lines)


def _hover(
    key: tuple[str, str],
    part: pd.DataFrame,
    proposal: Proposal | None,
    context: Context[AssessmentOptions],
) -> str:
    labels = context.schema.labels("criterion")
    counts = by_weight(part)
    lines = [f"<b>{escaped(labels[key[0]])}, {key[1]}</b>", findings_in_words(counts)]
    lines.append(entries_in_words(counts))
    findings = part[part["table"].eq("findings")]
    for column, is_so, words in (("projected", True, "only expected"), ("dated", False, "no date")):
        number = int(findings[column].eq(is_so).sum())
        if number:
            lines.append(f"of the findings {number:,}: {words}")
    first = findings["id"].head(LISTED).tolist()
    lines += [wrapped(f"· {context.dataset.label(identifier)}") for identifier in first]
    if len(findings) > LISTED:
        lines.append(f"and {len(findings) - LISTED:,} more, in the table")
    if proposal:
        grade = grades(context.schema)[proposal.grade].lower()
        lines.append(wrapped(f"Proposed by an analyst: {grade}. {proposal.why}"))
    return "<br>".join(lines)


def _trace(own: list[Cell], grade: str, context: Context[AssessmentOptions]) -> theme.Trace:
    labels = grades(context.schema)
    name = f"Proposed: {labels[grade].lower()}" if grade else "No grade proposed"
    is_filled = grade in SHADES
    widths = [4 if cell.is_chosen else 1 for cell in own]
    edges = [theme.OWN_RECORD if cell.is_chosen else theme.EDGE for cell in own]
    look = {
        "color": theme.shade(SHADES[grade]) if is_filled else theme.CLEAR,
        "line": {"width": widths, "color": edges},
    }
    ink = {"color": theme.ON_SHADE} if is_filled else {}
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "base": [cell.column - HALF for cell in own],
        "x": [2 * HALF] * len(own),
        "y": [cell.row for cell in own],
        "marker": look,
        "text": [cell.text for cell in own],
        "insidetextfont": {"size": 12, **ink},
        "customdata": [cell.ids for cell in own],
        **traces.IN_CELLS,
        **traces.pointed_at(cell.hover for cell in own),
    }

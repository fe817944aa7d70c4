"""The rows of a section: few columns of few rows, each row with the notes that it rests on."""

from collections.abc import Iterable, Mapping, Sequence
from numbers import Real

import pandas as pd

from atlas.briefing.document import Cited, Rows, readable
from atlas.briefing.notes import Notes, in_order
from atlas.charts.network.tie_basis import sayings
from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import Basis
from atlas.dataset.names import ids_column, without_ids
from atlas.records.card_words import ROUGH, value_words
from atlas.records.fact_card import NOTE, CardFact, Row
from atlas.records.facts import bases
from atlas.values.words import number

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 10, 6, 160
# What a row may not be shown without: whether it came about, and how that is known.
STATUS, BASIS = "Status", "Basis"
STANDING = (STATUS, BASIS)
# What stands in the notes, or says nothing on paper.
ASIDE = (
    "Sources",
    "Source",
    "Paragraph",
    "Locator",
    "Evidence",
    "Also mentioned by",
    "Standing",
    "Edition",
    "Uncertain",
    "Register id",
    "Said by",
    "Drawn",
    "Shown",
    "Id",
)
KNOWN = "How we know"
HEADINGS = {"Record": "Entry", "Value shown": "Shown", BASIS: KNOWN}
NOTES = "Notes"


def chart_rows(dataset: Dataset, linked: pd.DataFrame, notes: Notes) -> Rows | None:
    """The first rows of a chart's table (`ChartView.linked_table`); None where it has none."""
    if linked.empty:
        return None
    part = linked.head(MOST_ROWS)
    shown = without_ids(linked).dropna(axis="columns", how="all")
    names = _columns([str(name) for name in shown if name not in ASIDE])
    rows = []
    for place in range(len(part)):
        cells = [_cell(part[name].iloc[place], name) for name in names]
        rows.append((*cells, _notes_of(dataset, part.iloc[place], notes)))
    columns = tuple(HEADINGS.get(name, name) for name in names)
    return _without_empty_notes(columns, rows, len(linked) - len(part))


def _columns(names: Sequence[str]) -> list[str]:
    """The first of some columns, as many as there is room for, and at their end the `STANDING`."""
    last = [name for name in STANDING if name in names]
    others = [name for name in names if name not in last]
    return [*others[: MOST_COLUMNS - len(last)], *last]


def record_rows(dataset: Dataset, ids: Iterable[str], notes: Notes) -> Rows | None:
    """Exercises by name and time, with how they are known and their notes; None for none."""
    every = list(ids)
    if not every:
        return None
    frame = dataset.built["exercises"]
    known = bases(dataset, "exercises")
    rows = []
    for identifier in every[:MOST_ROWS]:
        when = str(frame.at[identifier, "when"])
        cells = (dataset.label(identifier), when, known.get(identifier, ""))
        texts = [Cited(readable(cell, LONGEST_CELL)) for cell in cells]
        rows.append((*texts, _cited(dataset, identifier, notes)))
    return Rows(("Entry", "When", KNOWN, NOTES), tuple(rows), max(0, len(every) - MOST_ROWS))


def fact_rows(dataset: Dataset, facts: Iterable[CardFact], notes: Notes) -> Rows | None:
    """The facts of a record with how each is known, and remarks on rows that do not state it.

    None for none.
    """
    labels = dataset.schema.labels("basis")
    rows = []
    every = list(facts)
    own = [fact for fact in every if fact.field.name != NOTE]
    # What is cut off at the end of a slide must not be that it was denied or cancelled.
    own.sort(key=lambda fact: fact.field.name != STATUS.lower())
    weak = [remarks for remarks in map(_on_weak_rows, every) if remarks.values]
    for fact in [*own[:MOST_ROWS], *weak]:
        values = [value_words(dataset, fact, value.value) for value in fact.values]
        words = " or ".join(values) if fact.is_disputed else "; ".join(values)
        ending = " (sources disagree)" if fact.is_disputed else ""
        cited = [row for value in fact.values for row in value.rows]
        numbers = [notes.cite(dataset, row.source, row.locator, row.said_by) for row in cited]
        known = [_known(row, labels) for row in cited]
        if fact.is_classified:
            known = ["classified by the coder"]
        rows.append(
            (
                Cited(readable(fact.field.title, LONGEST_CELL)),
                Cited(readable(words, 2 * LONGEST_CELL) + ending),
                Cited(readable("; ".join(dict.fromkeys(known)), LONGEST_CELL)),
                Cited("", in_order(numbers)),
            )
        )
    if not rows:
        return None
    return Rows(("Fact", "Value", KNOWN, NOTES), tuple(rows), max(0, len(own) - MOST_ROWS))


def _on_weak_rows(fact: CardFact) -> CardFact:
    """The remarks among the values of a fact that are on rows which do not state it."""
    if fact.field.name != NOTE:
        return fact._replace(values=())
    bases_of_each = [(value, {row.basis for row in value.rows}) for value in fact.values]
    weak = [value for value, own in bases_of_each if own != {Basis.STATED}]
    return fact._replace(values=tuple(weak))


def _known(row: Row, labels: Mapping[str, str]) -> str:
    basis = labels[row.basis].lower()
    return f"{basis}, {ROUGH}" if row.is_rough else basis


def _cell(value: object, name: str) -> Cited:
    # A single value, though its type does not say so.
    if pd.isna(value):  # type: ignore[call-overload]
        return Cited("")
    if not isinstance(value, Real):
        return Cited(readable(value, LONGEST_CELL))
    # A year is a number that nobody writes with a comma.
    return Cited(number(value).replace(",", "") if name == "Year" else number(value))


def _notes_of(dataset: Dataset, row: "pd.Series[str]", notes: Notes) -> Cited:
    """The notes of a row: of the source and the place that it names, else of its record.

    A tie rests on no more than names its two ends, and says when and how far.
    """
    if "Tie" in row.index:
        return _of_tie(dataset, row, notes)
    record = row.get(ids_column("Record"), row.get("Id"))
    if isinstance(record, str) and not {"Paragraph", "Locator"} & set(row.index):
        return _cited(dataset, record, notes)
    sources = row.get(ids_column("Source"), row.get(ids_column("Sources")))
    if not isinstance(sources, str):
        return Cited("")
    place = row.get("Paragraph", row.get("Locator"))
    locator = place if isinstance(place, str) else ""
    said_by = row.get("Said by")
    speaker = said_by if isinstance(said_by, str) else ""
    known = [source for source in sources.split(";") if source in dataset.sources.index]
    numbers = [notes.cite(dataset, source, locator, speaker) for source in known[:MOST_ROWS]]
    return Cited("", in_order(numbers))


def _of_tie(dataset: Dataset, row: "pd.Series[str]", notes: Notes) -> Cited:
    ends = row[ids_column("From")], row[ids_column("To")]
    facts = [saying.fact for saying in sayings(*ends, row["Id"], dataset)]
    numbers = [notes.cite(dataset, fact.source, fact.locator, fact.said_by) for fact in facts]
    return Cited("", in_order(numbers))


def _cited(dataset: Dataset, ids: str, notes: Notes) -> Cited:
    numbers, further = notes.of_records(dataset, ids.split(";"))
    return Cited("", numbers, f" and {further:,} more" if further else "")


def _without_empty_notes(
    columns: tuple[str, ...], rows: list[tuple[Cited, ...]], left_out: int
) -> Rows:
    """The rows; a column of notes of which none has any is left away."""
    if any(row[-1].notes for row in rows):
        return Rows((*columns, NOTES), tuple(rows), left_out)
    return Rows(columns, tuple(row[:-1] for row in rows), left_out)

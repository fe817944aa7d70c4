"""What the marks of records say when they are pointed at."""

from collections.abc import Iterable, Mapping, Sequence
from numbers import Real
from typing import NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.corroboration import resting
from atlas.records.facts import attributions
from atlas.records.listing import coded, spelled
from atlas.values.words import counted, escaped, number, wrapped

# The unit of a figure that stands in another column of its row.
BY_UNIT_COLUMN = "see unit"
ROUGH = ", rounded or uncertain"


class Line(NamedTuple):
    """A line of what a mark says, and the field whose value it is; blank for what no row says."""

    text: str
    field: str = ""


def hover(
    dataset: Dataset,
    table: str,
    ids: pd.Index,
    names: Iterable[str],
    heads: Mapping[str, Sequence[Line]] | None = None,
) -> pd.Series:
    """The text of each record's mark, by id.

    Its lines are the label, the time, the fields `names` that there are and that have a value, and
    beneath them who says which of these, where and how firmly: a number behind a value leads there,
    unless one row says them all. Then come sources that only mention the record, and, where it is
    so, that all of it rests on one origin or one state. Lines are joined with `<br>`; text from
    data is escaped, so nothing in it is read as markup. `heads` are other lines in place of the
    time, by id.
    """
    names = tuple(names)
    if heads is not None:
        texts_by_id = _texts(dataset, table, list(ids), names, heads)
    else:
        # No filter changes what a record's mark says, so each text is made once for a build.
        texts_by_id = _hover_texts(dataset, table, names)
        missing = [identifier for identifier in ids if identifier not in texts_by_id]
        if missing:
            times = _times(dataset, table, missing)
            texts_by_id.update(_texts(dataset, table, missing, names, times))
    return pd.Series([texts_by_id[identifier] for identifier in ids], index=ids, dtype="str")


@once_a_build
def _hover_texts(dataset: Dataset, table: str, names: tuple[str, ...]) -> dict[str, str]:
    """What marks say, by id; filled as marks ask for it."""
    return {}


def _texts(
    dataset: Dataset,
    table: str,
    ids: list[str],
    names: tuple[str, ...],
    heads: Mapping[str, Sequence[Line]],
) -> dict[str, str]:
    frame = dataset[table].loc[ids]
    fields = [field.name for field in dataset.schema.tables[table].content]
    notes_by_field = {name: attributions(dataset, table, name) for name in fields}
    columns = [_field_lines(dataset, table, frame, name) for name in names if name in frame]
    ends = zip(_mentions(frame), resting(dataset, frame).tolist(), strict=True)
    labels = frame["label"].tolist()
    texts = {}
    for place, (identifier, endings) in enumerate(zip(ids, ends, strict=True)):
        lines = [*heads[identifier], *(column[place] for column in columns)]
        noted = _with_notes(identifier, [line for line in lines if line.text], notes_by_field)
        label = f"<b>{escaped(labels[place])}</b>"
        own = [label, *map(wrapped, noted), *(wrapped(ending) for ending in endings if ending)]
        texts[identifier] = "<br>".join(own)
    return texts


def _with_notes(
    identifier: str,
    lines: Iterable[Line],
    notes_by_field: Mapping[str, Mapping[str, tuple[str, ...]]],
) -> list[str]:
    """The lines, each with the numbers of its notes, and beneath them the notes."""
    numbers: dict[str, int] = {}
    numbers_of_lines = []
    texts = []
    for text, field in lines:
        own = notes_by_field.get(field, {}).get(identifier, ())
        numbers_of_lines.append([numbers.setdefault(note, len(numbers) + 1) for note in own])
        texts.append(text)
    if len(numbers) < 2:
        return [*texts, *numbers]
    marked = []
    for text, own_numbers in zip(texts, numbers_of_lines, strict=True):
        marks = "".join(f"[{number}]" for number in own_numbers)
        marked.append(f"{text} {marks}".rstrip())
    return [*marked, *(f"[{number}] {note}" for note, number in numbers.items())]


def _times(dataset: Dataset, table: str, ids: list[str]) -> dict[str, list[Line]]:
    """The time of each record in words, and the field that it is taken from."""
    frame = dataset[table].loc[ids]
    fields = pd.Series("", index=frame.index)
    # The last field that is looked at is the first in order, whose words these are.
    for name in reversed(dataset.schema.tables[table].when):
        fields = fields.mask(frame[name].notna(), name)
    times = zip(frame["when"].tolist(), fields.tolist(), strict=True)
    return {identifier: [Line(*time)] for identifier, time in zip(ids, times, strict=True)}


def _field_lines(dataset: Dataset, table: str, frame: pd.DataFrame, name: str) -> list[Line]:
    """The line of one field for each record; blank where it has no value."""
    field = dataset.schema.tables[table].field(name)
    values = spelled(dataset, frame[name], field).tolist()
    marked = frame["uncertain"].tolist() if "uncertain" in frame else [None] * len(frame)
    units = [field.unit] * len(frame)
    if field.unit == BY_UNIT_COLUMN:
        units = coded(frame["unit"], dataset.schema.labels("unit")).fillna("").tolist()
    lines = []
    for value, unit, uncertain in zip(values, units, marked, strict=True):
        text = f"{field.title}: {_amount(value, unit)}" if pd.notna(value) else ""
        if text and isinstance(uncertain, str) and name in uncertain.split(";"):
            text += ROUGH
        lines.append(Line(text, name))
    return lines


def _mentions(frame: pd.DataFrame) -> list[str]:
    """Who only confirms that there is such a record."""
    texts = []
    for stating, mentioned_by in zip(frame["stating"], frame["mentioned_by"], strict=True):
        lead = "Also mentioned by" if stating else "Mentioned by"
        texts.append(f"{lead} {mentioned_by}" if mentioned_by else "")
    return texts


def _amount(value: object, unit: str) -> str:
    """A value with its unit after it: 3,500 persons, 1 ship."""
    if unit and isinstance(value, Real):
        return counted(float(value), unit)
    return f"{number(value)} {unit}".strip()

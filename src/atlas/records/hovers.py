"""What the marks of records say when they are pointed at."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.corroboration import resting
from atlas.records.listing import spelled
from atlas.values.words import escaped, number, wrapped


class Parts(NamedTuple):
    """What a mark says: each part a text of one line or more."""

    label: str
    time: str
    details: str


def hover(
    dataset: Dataset,
    table: str,
    ids: pd.Index,
    names: Iterable[str],
    times: Mapping[str, str] | None = None,
) -> pd.Series:
    """The text of each record's mark, by id.

    Its lines are the label, the time, the fields `names` that have a value, who says so and
    where, and, where it is so, that all of it rests on one origin or one state. They are joined
    with `<br>`; text from data is escaped, so nothing in it is read as markup. `times` are other
    lines in place of the time, by id, escaped and joined.
    """
    names = tuple(names)
    # No filter changes what a record's mark says, so each text is made once for a build.
    parts_by_id = _hover_parts(dataset, table, names)
    missing = [identifier for identifier in ids if identifier not in parts_by_id]
    if missing:
        parts_by_id.update(zip(missing, _made_parts(dataset, table, missing, names), strict=True))
    texts = []
    for identifier in ids:
        label, time, details = parts_by_id[identifier]
        if times is not None:
            time = times[identifier]
        texts.append("<br>".join(filter(None, (label, time, details))))
    return pd.Series(texts, index=ids, dtype="str")


@once_a_build
def _hover_parts(dataset: Dataset, table: str, names: tuple[str, ...]) -> dict[str, Parts]:
    """What marks say, by id; filled as marks ask for it."""
    return {}


def _made_parts(
    dataset: Dataset, table: str, ids: list[str], names: tuple[str, ...]
) -> list[Parts]:
    frame = dataset[table].loc[ids]
    labels = [f"<b>{escaped(label)}</b>" for label in frame["label"].tolist()]
    times = _wrapped_lines(frame["when"])
    columns = [_field_lines(dataset, table, frame, name) for name in names]
    columns += [_wrapped_lines(_citations(dataset, frame)), _wrapped_lines(resting(dataset, frame))]
    parts = []
    for label, time, *lines in zip(labels, times, *columns, strict=True):
        parts.append(Parts(label, time, "<br>".join(filter(None, lines))))
    return parts


def _wrapped_lines(texts: pd.Series) -> list[str]:
    return [wrapped(text) for text in texts.tolist()]


def _field_lines(dataset: Dataset, table: str, frame: pd.DataFrame, name: str) -> list[str]:
    """The line of one field for each record; blank where it has no value."""
    field = dataset.schema.tables[table].field(name)
    lines = []
    for value in spelled(dataset, frame[name], field).tolist():
        is_given = pd.notna(value)
        lines.append(wrapped(f"{field.title}: {_amount(value, field.unit)}") if is_given else "")
    return lines


def _citations(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """The basis of each record, its sources with their paragraphs, and who speaks in them."""
    basis = frame["basis"].map(dataset.schema.labels("basis"))
    speakers = (" (" + frame["said_by"] + ")").fillna("")
    return basis + ": " + frame["cited"] + speakers


def _amount(value: object, unit: str) -> str:
    """A value with its unit after it: 3,500 persons, 1 ship."""
    return f"{number(value)} {unit.removesuffix('s') if value == 1 else unit}".strip()

"""Further columns of a row that is to be matched: whether what we have of a record says the same.

In the form of the W3C's Reconciliation API 0.2: a query has `properties`, each with the id of a
column of ours (`pid`) and a value or several (`v`).
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from atlas.answers.asked import NotUnderstoodError
from atlas.answers.extending import COUNTED, TYPE, properties, values
from atlas.datapackage.schema import Field
from atlas.dataset.dataset import Dataset
from atlas.search.spelling import folded, unspaced
from atlas.values import dates
from atlas.values.characters import writable

MOST_COLUMNS = 20
# Column → the values that a row has in it.
Wanted = dict[str, list[str]]
FORM = 'A query’s “properties” are a list: [{"pid": "country", "v": "Russia"}].'


def wanted(data: Dataset, asked: object) -> Wanted:
    """The further columns of a query; those without a value say nothing and are left out.

    NotUnderstoodError for another form, a column that there is not, or too many.
    """
    if asked is None:
        return {}
    if not isinstance(asked, list):
        raise NotUnderstoodError(FORM)
    if len(asked) > MOST_COLUMNS:
        raise NotUnderstoodError(f"{len(asked):,} properties; at most {MOST_COLUMNS} are compared.")
    known = [name for name in properties(data) if name not in COUNTED]
    columns: Wanted = {}
    for own in asked:
        if not isinstance(own, Mapping) or not isinstance(own.get("pid"), str) or "v" not in own:
            raise NotUnderstoodError(FORM)
        name = writable(own["pid"])
        if name not in known:
            raise NotUnderstoodError(
                f"There is no property {name!r} to compare; there are: {', '.join(known)}."
            )
        texts = _texts(own["v"])
        if texts:
            columns.setdefault(name, []).extend(texts)
    return columns


def _texts(value: Any) -> list[str]:
    """What a value says: a text, a number, a record by its id and name, or a list of these."""
    if isinstance(value, list):
        return [text for item in value for text in _texts_of_one(item)]
    return _texts_of_one(value)


def _texts_of_one(value: Any) -> list[str]:
    named = [value.get("id"), value.get("name")] if isinstance(value, Mapping) else [value]
    texts = [writable(str(text)).strip() for text in named if isinstance(text, str | int | float)]
    return [text for text in texts if text]


def agreements(data: Dataset, identifier: str, columns: Wanted) -> dict[str, bool]:
    """Whether the record says what each column has; no entry where that is not known."""
    compared = {name: _agrees(data, identifier, name, texts) for name, texts in columns.items()}
    return {name: is_same for name, is_same in compared.items() if is_same is not None}


def _agrees(data: Dataset, identifier: str, name: str, texts: Iterable[str]) -> bool | None:
    known = values(data, identifier, name)
    if not known:
        return None
    table = str(data.records.at[identifier, "table"])
    field = data.schema.content.get((table, name))
    if field is not None and field.edtf:
        return _overlaps(str(known[0]["str"]), texts)
    names = {str(text) for value in known for text in value.values()}
    if field is not None:
        names |= _codes(data, identifier, field)
    if name == TYPE:
        names.add(table)
    return bool({_spelled(text) for text in names} & {_spelled(text) for text in texts})


def _codes(data: Dataset, identifier: str, field: Field) -> set[str]:
    """What stands in the cell itself, and what else its records are called."""
    table = str(data.records.at[identifier, "table"])
    cell = data.built[table].at[identifier, field.name]
    codes = set(str(cell).split(";")) if field.many else {str(cell)}
    if field.reference is None:
        return codes
    held = data.records.loc[[code for code in codes if code in data.records.index]]
    called = pd.concat([held["name_native"], held["aliases"]]).dropna()
    return codes | {name for text in called for name in str(text).split(";")}


def _overlaps(known: str, texts: Iterable[str]) -> bool | None:
    """Whether a date can be one of these; None where none of them can be read as a date."""
    own = dates.parse(known)
    read = [span for span in map(_span, texts) if span is not None]
    if not read:
        return None
    return any(_meet(own, other) and _meet(other, own) for other in read)


def _span(text: str) -> dates.Span | None:
    try:
        return dates.parse(text)
    except ValueError:
        return None


def _meet(one: dates.Span, other: dates.Span) -> bool:
    """Whether one begins before the other ends."""
    return one.start is None or other.end is None or one.start <= other.end


def _spelled(text: str) -> str:
    """A text in the spelling in which names are compared; a number as a number."""
    try:
        return f"{float(text):g}"
    except ValueError:
        return unspaced(folded(text)) or text.casefold()

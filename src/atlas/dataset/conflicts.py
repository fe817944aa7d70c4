"""Fields on which rows disagree."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.datapackage.schema import Field, Schema
from atlas.dataset import runs
from atlas.dataset.evidence import FIRST_DAY, LAST_DAY, Basis, edges
from atlas.dataset.sums import EXERCISES, Mismatch
from atlas.values import dates

KEY = ["table", "id", "field"]
TEXTS = [*KEY, "lowest", "highest"]
COUNTS = ["n_values", "n_sources"]
# An earlier status is history.
NO_CONFLICT = {"status"}


class _Candidate(NamedTuple):
    size: float | str | pd.Timestamp
    value: str
    source: str


def conflicts(schema: Schema, lines: pd.DataFrame) -> pd.DataFrame:
    """Fields on which rows disagree: numbers, codes, and dates of which neither contains the other.

    `lines` are the evidence. Returns table, id, field, lowest and highest value (as text, by number
    or day where there is one), how many distinct values and sources. Names, places, notes and
    statements never conflict, and no plan contradicts what was said since.
    """
    fields = schema.content.values()
    numbers = {field.name for field in fields if field.number}
    days = {field.name for field in fields if field.edtf}
    codes = {field.name for field in fields if _is_code(field)}
    own = lines[lines["field"].isin(numbers | days | codes)]
    several = _with_several_values(_without_outdated_plans(own))
    by_number = several[several["field"].isin(numbers)]
    by_code = several[several["field"].isin(codes)]
    by_day = several[several["field"].isin(days)]
    parts = [
        _disagreeing(by_number.assign(size=pd.to_numeric(by_number["value"]))),
        _disagreeing(by_code.assign(size=by_code["value"])),
        _disagreeing(_not_nested(by_day)),
    ]
    return pd.concat(parts, ignore_index=True)


def totals(mismatches: Iterable[Mismatch], lines: pd.DataFrame) -> pd.DataFrame:
    """Totals that cannot be true together with their parts, in the same columns.

    The two values are the shown total and the sum of the shown sides; `lines` are the evidence.
    """
    chosen = lines[lines["chosen"]]
    rows = []
    for mismatch in mismatches:
        fields = [mismatch.field, *mismatch.sides]
        own = chosen[chosen["id"].eq(mismatch.id) & chosen["field"].isin(fields)]
        lowest, highest = sorted((mismatch.total, mismatch.sum))
        key = (EXERCISES, mismatch.id, mismatch.field, f"{lowest:.0f}", f"{highest:.0f}")
        rows.append((*key, 2, own["source"].nunique()))
    return _typed(rows)


def _is_code(field: Field) -> bool:
    if field.many or field.name in NO_CONFLICT:
        return False
    return bool(field.vocabulary) or field.reference == ("countries",)


def _without_outdated_plans(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines without what was only expected, where somebody says the same field of a record."""
    is_firm = lines["basis"].ne(Basis.PROJECTED)
    keys = [lines[name] for name in KEY]
    is_said = is_firm.groupby(keys, observed=True).transform("any")
    return lines[is_firm | ~is_said]


def _with_several_values(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines of fields of which not all values are the same.

    Lines of one field of one record stand together.
    """
    table = lines["table"].cat.codes.to_numpy()
    field = lines["field"].cat.codes.to_numpy()
    record = lines["id"].to_numpy(dtype=object)
    value = lines["value"].to_numpy(dtype=object)
    first = runs.starts(table, field, record)
    # The number of its record and field beside each line.
    numbers = np.arange(len(first))
    group = np.repeat(numbers, runs.sizes(first, len(lines)))
    differs = value != value[first][group]
    return lines[np.isin(group, np.unique(group[differs]))]


def _not_nested(lines: pd.DataFrame) -> pd.DataFrame:
    """The dates of those fields in which two dates do not contain one another."""
    first, last = edges(lines["value"])
    order = [*KEY, "size", "end"]
    sized = lines.assign(size=first, end=last)
    sized = sized[~_is_close_of_an_opening(sized)]
    sized = sized[~_is_a_side_of_all(sized)]
    # Of dates that begin on one day the longest comes first, so that it can contain the others.
    sized = sized.sort_values(order, ascending=[True, True, True, True, False])
    is_nested = sized["end"] <= sized.groupby(KEY, observed=True)["end"].cummin()
    keys = [sized[name] for name in KEY]
    all_nested = is_nested.groupby(keys, observed=True).transform("all")
    return sized[~all_nested]


def _is_close_of_an_opening(sized: pd.DataFrame) -> pd.Series:
    """Which dates say until when, where all others of the field say from when on, and no later.

    `sized` has the first and the last day as `size` and `end`. Such dates are true together.
    """
    keys = [sized[name] for name in KEY]
    is_until = sized["size"].eq(FIRST_DAY)
    is_from = sized["end"].eq(LAST_DAY)
    is_half = (is_until | is_from).groupby(keys, observed=True).transform("all")
    latest_opening = sized["size"].groupby(keys, observed=True).transform("max")
    return is_half & is_until & sized["end"].ge(latest_opening)


def _is_a_side_of_all(sized: pd.DataFrame) -> pd.Series:
    """Which dates say from or until when alone, which all whole dates of the field may do as well.

    “September 2018” and “since 11 September 2018” are true together; “since 12 September” and
    “11 to 17 September” are not.
    """
    is_half = sized["size"].eq(FIRST_DAY) ^ sized["end"].eq(LAST_DAY)
    columns = [sized[name].tolist() for name in (*KEY, "value")]
    dated = list(zip(*columns, is_half, strict=True))
    wholes: dict[tuple[str, ...], list[str]] = {}
    for *key, value, is_side in dated:
        if not is_side:
            wholes.setdefault(tuple(key), []).append(value)
    fits = []
    for *key, value, is_side in dated:
        own = wholes.get(tuple(key), []) if is_side else []
        fits.append(bool(own) and all(_may_begin_or_end(value, whole) for whole in own))
    return pd.Series(fits, index=sized.index, dtype=bool)


def _may_begin_or_end(half: str, whole: str) -> bool:
    """Whether a date can begin, or end, as another one says that has that side alone.

    Both are valid dates, `half` with one open side: `2018-09` may begin as `2018-09-11/..` does,
    `2018-09-12/2018-09-17` may not.
    """
    is_opening = dates.sides(half).last == dates.OPEN
    said = dates.parse(dates.sides(half)[0 if is_opening else 1])
    own = dates.parse(dates.sides(whole)[0 if is_opening else 1])
    if said.start is None or said.end is None or own.start is None or own.end is None:
        return False
    return said.start <= own.end and own.start <= said.end


def _disagreeing(lines: pd.DataFrame) -> pd.DataFrame:
    """One line for each record and field with more than one distinct `size`.

    A loop, because there are few.
    """
    candidates: dict[tuple[str, str, str], list[_Candidate]] = {}
    columns = [lines[name].tolist() for name in (*KEY, "size", "value", "source")]
    for table, record, field, size, value, source in zip(*columns, strict=True):
        candidate = _Candidate(size, value, source)
        candidates.setdefault((table, record, field), []).append(candidate)
    rows = []
    for key, own in candidates.items():
        n_values = len({candidate.size for candidate in own})
        n_sources = len({candidate.source for candidate in own})
        ordered = sorted(own, key=lambda candidate: candidate.size)
        if n_values > 1:
            rows.append((*key, ordered[0].value, ordered[-1].value, n_values, n_sources))
    return _typed(rows)


def _typed(rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=[*TEXTS, *COUNTS])
    return frame.astype(dict.fromkeys(TEXTS, "str") | dict.fromkeys(COUNTS, "int64"))

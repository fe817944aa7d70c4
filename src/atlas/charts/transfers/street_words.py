"""What the two-way street shows, in a sentence."""

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers import volumes
from atlas.charts.transfers.directed import DIRECTION_LABELS
from atlas.charts.transfers.street_rows import StreetOptions, as_rows, numbers
from atlas.charts.transfers.street_view import street_volumes
from atlas.values.words import years_in_words

COLUMN_WORDS = {"year": "year", "five-years": "five years", "decade": "decade"}


def takeaway(rows: pd.DataFrame, context: Context[StreetOptions]) -> str:
    """What the two-way street shows, in a sentence."""
    if rows.empty:
        return "Transfers between Russia and China by year: none in view."
    transfers = as_rows(rows)
    counts = numbers(row for row in transfers if not row.is_apart)
    apart = numbers(row for row in transfers if row.is_apart)
    each = []
    for direction, label in DIRECTION_LABELS.items():
        # A way of which nothing is in view is not named: a filter may have hidden it.
        if not counts[direction] + apart[direction]:
            continue
        more = f" (and {apart[direction]:,} not carried out)" if apart[direction] else ""
        each.append(f"{label} {counts[direction]:,}{more}")
    first = rows["year"].min()
    last = rows["year"].max()
    years = years_in_words(first, last)
    parted = COLUMN_WORDS[context.options.column]
    sentence = f"Transfers between Russia and China by {parted}, {years}: {'; '.join(each)}."
    sentence += context.reaching_in(first)
    measured = street_volumes(context.dataset)
    if measured.empty:
        return sentence
    return f"{sentence} {volumes.takeaway(measured, context)}"

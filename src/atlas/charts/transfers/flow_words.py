"""What the flow chart shows, in a sentence."""

from collections.abc import Sequence

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.flow_rows import Band, FlowOptions, as_bands, end_labels
from atlas.charts.transfers.sides import OTHER, SummedPair, largest_pairs
from atlas.charts.transfers.units import described, size
from atlas.dataset.homes import SIDES
from atlas.values.words import counted, number


def takeaway(bands: pd.DataFrame, context: Context[FlowOptions]) -> str:
    """What the flow chart shows, in a sentence."""
    if bands.empty:
        return "Flow chart of transfers: none in view."
    unit = context.options.unit
    rows = as_bands(bands)
    transfers = counted(sum(band.n for band in rows), "transfers")
    pairs = largest_pairs(_pairs(rows, context))
    sentence = f"Flow chart of {transfers}{described(unit).measure}: {pairs}"
    return "; ".join([sentence, *_folds(rows)]) + "."


def _pairs(bands: Sequence[Band], context: Context[FlowOptions]) -> list[SummedPair]:
    """Each pair of supplier and recipient with its label and its sum, the largest first."""
    bands_by_sides: dict[tuple[str, str], list[Band]] = {}
    for band in bands:
        bands_by_sides.setdefault((band.supplier, band.recipient), []).append(band)
    pairs = []
    for sides, own in bands_by_sides.items():
        label = " to ".join(end_labels(own[0], context.dataset))
        value = sum(band.value for band in own)
        in_words = number(value)
        if context.options.unit != "records":
            rough = any(band.rough for band in own)
            in_words = size(value, context.options.unit, rough=rough)
        pair = SummedPair(*sides, label, in_words)
        pairs.append((-value, label, pair))
    return [pair for _, _, pair in sorted(pairs)]


def _folds(bands: Sequence[Band]) -> list[str]:
    """Of each side that is too long to draw whole, how many are shown by name."""
    phrases = []
    for side in SIDES:
        numbers = {getattr(band, side): getattr(band, f"n_{side}s") for band in bands}
        if OTHER in numbers:
            by_name = len(numbers) - 1
            every = by_name + numbers[OTHER]
            phrases.append(f"{by_name:,} of {every:,} {side}s shown by name, the rest as one")
    return phrases

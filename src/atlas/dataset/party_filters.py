"""The filters of transfers by who supplies and who receives."""

from functools import partial

import pandas as pd

from atlas.dataset.filter_contract import Control, Filter
from atlas.dataset.filter_words import recipient_in_words, supplier_in_words
from atlas.dataset.homes import party

# A yearly volume has two sides as a transfer has.
TABLES = ("transfers", "volumes")
HELP = (
    "None chosen: all. An organisation counts as its country. Transfers whose {side} no source "
    "states, and joint programmes, are not shown once one is chosen. It narrows transfers and "
    "SIPRI's volumes."
)


def _of_others(frame: pd.DataFrame, codes: tuple[str, ...], *, side: str) -> "pd.Series[bool]":
    return ~party(frame, side).isin(codes)


SUPPLIER = Filter(
    key="supplier",
    title="Supplier",
    help=HELP.format(side="supplier"),
    control=Control.LIST,
    vocabulary="supplier",
    hides=partial(_of_others, side="supplier"),
    tables=TABLES,
    place=8,
    phrase=supplier_in_words,
    file_word="from-{value}",
)
RECIPIENT = Filter(
    key="recipient",
    title="Recipient",
    help=HELP.format(side="recipient"),
    control=Control.LIST,
    vocabulary="recipient",
    hides=partial(_of_others, side="recipient"),
    tables=TABLES,
    place=9,
    phrase=recipient_in_words,
    file_word="to-{value}",
)

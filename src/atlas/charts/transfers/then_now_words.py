"""Published figures and those of today in sentences."""

from typing import Any

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.edition_sums import IMPORTS
from atlas.charts.transfers.shares_words import published_when, span
from atlas.charts.transfers.then_now_view import (
    FIGURES,
    HIDDEN,
    NO_SERIES,
    NOT_ALL_YEARS,
    is_hidden,
    known_now,
    published,
)
from atlas.charts.transfers.volumes_view import TIV
from atlas.dataset.dataset import Dataset
from atlas.values.words import agreeing, counted, listed, number

NOTE = (
    "SIPRI revises its register every March, past years too: a percentage that was right when it "
    "was published may be another one today. Each is worked out anew from volumes of one edition "
    f"alone; an edition that lacks a year, or the total, says nothing of it. {TIV}"
)
REASONS = {
    NO_SERIES: "has no total for it",
    NOT_ALL_YEARS: "does not have all of its years",
    HIDDEN: "has it, but the filters hide some of it",
}
HIDDEN_NOW = "hidden by the filters in the editions here"


def percent(value: float, counted_as: str) -> str:
    """A share as “77 %”, a change with its sign: “+39 %”, “−44 %”."""
    if FIGURES[counted_as].whole:
        return f"{value:.0f} %"
    return f"{value:+.0f} %".replace("-", "−")


def title_of(row: "pd.Series[Any]", dataset: Dataset) -> str:
    """“Change of China's arms imports, 2019–2023 on 2014–2018”."""
    label = dataset.schema.labels("counted")[row["counted"]]
    years = span(row["first"], row["year"])
    if FIGURES[row["counted"]].whole:
        whose = "from Russia" if FIGURES[row["counted"]].whole == IMPORTS else "to China"
        return f"{label} {whose}, {years}"
    length = row["year"] - row["first"] + 1
    return f"{label}, {years} on {span(row['first'] - length, row['first'] - 1)}"


def then(row: "pd.Series[Any]", dataset: Dataset) -> str:
    """“+39 % published March 2023”."""
    own = float(row["value"])
    # A figure is repeated as exactly as it was published.
    exact = percent(own, row["counted"]) if own.is_integer() else f"{number(own)} %"
    return f"{exact} published {published_when(dataset, row['count'])}"


def now_in_short(view: pd.DataFrame, identifier: str) -> str:
    """“+10 % to +22 % in 3 editions here”."""
    known = known_now(view, identifier)
    if known.empty:
        return _in_none(view, identifier)
    values = known.sort_values("value", kind="stable")
    counted_as = values["counted"].iloc[0]
    words = list(dict.fromkeys(percent(value, counted_as) for value in values["value"]))
    if len(known) == 1:
        return f"{words[0]} in the {known['edition'].iloc[0]}"
    spread = words[0] if len(words) == 1 else f"{words[0]} to {words[-1]}"
    return f"{spread} in {counted(len(known), 'editions')} here"


def now_in_full(view: pd.DataFrame, identifier: str) -> str:
    """“+10 % in the SIPRI 2024 update and +22 % in the SIPRI 2026 update”."""
    known = known_now(view, identifier)
    if known.empty:
        return _in_none(view, identifier)
    pairs = zip(known["value"], known["counted"], known["edition"], strict=True)
    return listed([f"{percent(value, kind)} in the {edition}" for value, kind, edition in pairs])


def _in_none(view: pd.DataFrame, identifier: str) -> str:
    return HIDDEN_NOW if is_hidden(view, identifier) else "in no edition here"


def takeaway(view: pd.DataFrame, context: Context[Any]) -> str:
    """Every published figure with what editions say of it, and which of them say nothing."""
    if view.empty:
        return "Published figures, then and now: none in view."
    dataset = context.dataset
    each = [
        f"{title_of(row, dataset)}: {then(row, dataset)}, {now_in_full(view, row['count'])}"
        for _, row in published(view).iterrows()
    ]
    return f"{'. '.join(each)}."


def headline(view: pd.DataFrame, context: Context[Any]) -> str:
    """How many figures on China and Russia are another number in an edition held here."""
    figures = published(view)
    differing = [row["count"] for _, row in figures.iterrows() if _differs(view, row)]
    known = [key for key in figures["count"] if len(known_now(view, key))]
    hidden = [key for key in figures["count"] if is_hidden(view, key) and key not in known]
    of_all = counted(len(figures) - len(hidden), "published percentages")
    of_whom = "China and Russia in these sources"
    if hidden and not known:
        return f"{of_whom}: what editions of SIPRI's register have is hidden by the filters"
    if not known:
        return f"{of_whom}: {of_all}, of which no edition of SIPRI's register here has any"
    verb = agreeing(len(differing), "is", "are")
    return (
        f"{of_whom}: {len(differing):,} of {of_all} {verb} another number in an edition of SIPRI's "
        "register"
    )


def _differs(view: pd.DataFrame, row: "pd.Series[Any]") -> bool:
    known = known_now(view, row["count"])
    words = {percent(value, row["counted"]) for value in known["value"]}
    return bool(words - {percent(row["value"], row["counted"])})


def reason(lacks: str) -> str:
    """Why an edition says nothing of a figure."""
    return REASONS.get(lacks, "")

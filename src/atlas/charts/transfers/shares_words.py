"""Shares of arms imports and exports in sentences; each names its edition."""

from typing import Any

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.transfers.edition_sums import EXPORTS, IMPORTS
from atlas.charts.transfers.shares_view import (
    FIVE,
    ShareOptions,
    edition_of,
    lacking_totals,
    ours,
    share_editions,
    theirs,
)
from atlas.charts.transfers.volumes_view import TIV
from atlas.dataset.dataset import VOLUMES, Dataset
from atlas.values import dates
from atlas.values.pair import TO_CHINA
from atlas.values.words import agreeing, alternatives, listed, number

WHOLES = {IMPORTS: "China's arms imports", EXPORTS: "Russia's arms exports"}
NOTE = (
    "A share divides volumes of one edition of SIPRI's register, numerator and denominator alike; "
    "a time of which either lacks a year has none. Five years stand at the last of them. India and "
    "Vietnam are there for scale. The concentration of China's suppliers is the Herfindahl index, "
    "the sum of their squared shares: 1 where a single one supplies all. What no supplier in these "
    "data accounts for is taken as many small ones for its lower bound, as one for its upper. "
    f"{TIV}"
)
NOT_HERE, HIDDEN = "not in this edition", "hidden by the filters"


def title_of(row: "pd.Series[Any]", dataset: Dataset) -> str:
    """“Russia's share of China's arms imports”."""
    supplier, _, recipient = str(row["key"]).partition("-")
    whose = supplier if row["whole"] == IMPORTS else recipient
    return f"{dataset.label(whose)}'s share of {WHOLES[row['whole']]}"


def span(first: int, last: int) -> str:
    """“2019–2023”; one year alone as itself."""
    return f"{first}" if first == last else f"{first}–{last}"


def percent(value: float) -> str:
    """A share as people write it: “77 %”."""
    return f"{value:.0f} %"


def published_when(dataset: Dataset, identifier: str) -> str:
    """When a figure was published, as far as that is known: “March 2024”."""
    own = dataset.counts["published"].to_dict()[identifier]
    source = dataset.counts["source"].to_dict()[identifier]
    day = own if isinstance(own, str) else dataset.sources["published"].to_dict()[source]
    return dates.label(dates.sides(day).first)


def theirs_and_ours(row: "pd.Series[Any]", dataset: Dataset) -> str:
    """“77 % published March 2024 · 77 % in this edition”."""
    if pd.notna(row["now"]):
        now = f"{percent(row['now'])} in this edition"
    else:
        now = HIDDEN if row["hidden"] else NOT_HERE
    when = published_when(dataset, row["count"])
    return f"{number(row['value'])} % published {when} · {now}"


def said_in(dataset: Dataset, identifier: str) -> str:
    """Who says a published figure, where and how firmly: “Reported: Agency 2019 ¶4 (SIPRI)”."""
    source, locator, speaker = dataset.counts.loc[identifier, ["source", "locator", "said_by"]]
    place = f"{dataset.sources['short'].to_dict()[source]} {locator}"
    return f"{place} ({speaker})" if isinstance(speaker, str) else place


def sources_of(ids: str, dataset: Dataset) -> list[str]:
    """The sources of some volumes, each once."""
    rows = dataset.built[VOLUMES].loc[ids.split(";"), "source"]
    return list(dict.fromkeys(rows.tolist()))


def cited(ids: str, dataset: Dataset) -> str:
    """The same by their short names."""
    return ", ".join(dataset.sources["short"].reindex(sources_of(ids, dataset)))


def last_shares(view: pd.DataFrame) -> pd.DataFrame:
    """The newest of our shares of each pair and total, in order."""
    return ours(view).drop_duplicates(["whole", "key"], keep="last")


def takeaway(view: pd.DataFrame, context: Context[ShareOptions]) -> str:
    """The newest shares with their parts and totals, how concentrated, what others published."""
    if view.empty:
        return "Shares of arms imports and exports: none in view."
    dataset = context.dataset
    newest = last_shares(view)
    each = [_share_in_words(row, dataset) for _, row in newest.iterrows()]
    edition = edition_of(dataset, context.options)
    sentences = [f"By the {edition}: {'; '.join(each)}.", _concentrated(view)]
    compared = [_compared(row, dataset) for _, row in theirs(view).iterrows()]
    if compared:
        sentences.append(f"Published figures: {'; '.join(compared)}.")
    return " ".join(sentence for sentence in sentences if sentence)


def _share_in_words(row: "pd.Series[Any]", dataset: Dataset) -> str:
    """“Russia's share of China's arms imports 76.6 % in 2019–2023 (3,061 of 3,994 …)”."""
    size = f"{number(row['part'])} of {number(row['total'])} million TIV"
    years = span(row["first"], row["year"])
    return f"{title_of(row, dataset)} {number(round(row['value'], 1))} % in {years} ({size})"


def _concentrated(view: pd.DataFrame) -> str:
    known = ours(view).dropna(subset="least")
    if known.empty:
        return ""
    last = known.iloc[-1]
    return (
        f"The Herfindahl index of China's suppliers in {span(last['first'], last['year'])} is "
        f"{bounds_in_words(last['least'], last['most'])}."
    )


def bounds_in_words(least: float, most: float) -> str:
    """“0.61”, or “0.34 to 0.36”."""
    low, high = f"{least:.2f}", f"{most:.2f}"
    return low if low == high else f"{low} to {high}"


def _compared(row: "pd.Series[Any]", dataset: Dataset) -> str:
    years = span(row["first"], row["year"])
    return f"{title_of(row, dataset)} in {years}: {theirs_and_ours(row, dataset)}"


def headline(view: pd.DataFrame, context: Context[ShareOptions]) -> str:
    """Both shares of the deliveries from Russia to China, with their years and edition."""
    newest = last_shares(view)
    newest = newest[newest["key"].eq(TO_CHINA.id)]
    if newest.empty:
        return ""
    wholes_by_years: dict[str, list[str]] = {}
    for _, row in newest.iterrows():
        part = f"{percent(row['value'])} of {WHOLES[row['whole']]}"
        wholes_by_years.setdefault(span(row["first"], row["year"]), []).append(part)
    each = [f"{listed(parts)} in {years}" for years, parts in wholes_by_years.items()]
    edition = edition_of(context.dataset, context.options)
    return f"Russia to China, in these sources ({edition}): {'; '.join(each)}"


def note_on(context: Context[ShareOptions]) -> str:
    """Of which editions there is no share, and what the published figures are of."""
    dataset = context.dataset
    sentences = [_lacking(dataset)]
    if context.options.window != FIVE and share_editions(dataset):
        sentences.append("Published figures are of five years, and stand beside sums of five.")
    return " ".join(sentence for sentence in sentences if sentence)


def _lacking(dataset: Dataset) -> str:
    """The totals that editions lack, a clause for each set of them."""
    editions_by_wholes: dict[tuple[str, ...], list[str]] = {}
    for edition, wholes in lacking_totals(dataset).items():
        editions_by_wholes.setdefault(wholes, []).append(edition)
    sentences = []
    for wholes, names in editions_by_wholes.items():
        these = listed([f"the {name}" for name in names])
        have = agreeing(len(names), "has", "have")
        give = agreeing(len(names), "it", "they")
        totals = alternatives([WHOLES[whole] for whole in wholes])
        sentences.append(
            f"In these data {these} {have} no total of {totals}: {give} can say no share of that."
        )
    return " ".join(sentences)

"""Where text and data differ: what an article counts a year, and values that others dispute."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from atlas.charts.exercises.ladder_view import TABLE, CountOptions, counted_ids
from atlas.charts.exercises.published_view import Published, published
from atlas.charts.exercises.rules import RULES, names
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.memo import once_a_build
from atlas.dataset.names import ids_column, with_ids
from atlas.records.conflicts import conflicts
from atlas.values import dates

# What is counted where a number is one of every year.
A_YEAR = "exercises a year"
# So many years before the one that an article speaks of are laid beside it.
BEFORE = 5
WITHIN, FEWER, MORE = "as the text", "fewer", "more"


class Years(NamedTuple):
    """What a rule counts: in each of the years before, and in the year itself, by their ids."""

    before: dict[int, int]
    year: int
    ids: tuple[str, ...]

    @property
    def average(self) -> float:
        """How many a year before."""
        return sum(self.before.values()) / len(self.before)


@dataclass(frozen=True)
class Claim:
    """A number of exercises a year that an article has, and what each rule of ours counts then."""

    count: Published
    by_rule: dict[str, Years]

    @property
    def year(self) -> int:
        """The year that the article speaks of."""
        return _year(self.count)

    @property
    def nearest(self) -> Years:
        """What the rule counts that comes nearest to the article's own."""
        return self.by_rule[self.count.own_rule]

    def beside(self, number: float) -> str:
        """What a number is beside that of the article."""
        if number < self.count.least:
            return FEWER
        return MORE if number > self.count.most else WITHIN


@once_a_build
def claims(dataset: Dataset) -> list[Claim]:
    """The numbers a year that the articles at the core have, whatever the filters."""
    core = dataset.sources.index[dataset.sources["tier"].eq("core")]
    own = [count for count in published(dataset).values() if count.source in core]
    return [
        Claim(count, {rule: _counted(dataset, rule, _year(count)) for rule in RULES})
        for count in own
        if count.noun == A_YEAR
    ]


def _year(count: Published) -> int:
    return int(dates.sides(count.period)[0][:4])


def _counted(dataset: Dataset, rule: str, year: int) -> Years:
    """What a rule counts by the year in which an exercise begins."""
    own = RULES[rule]
    ids = counted_ids(dataset, own.under(Filters()), CountOptions(phases=own.phases))
    begun = dataset.built[TABLE].loc[ids, "year_first"]
    numbers = begun.value_counts()
    before = {past: int(numbers.get(past, 0)) for past in range(year - BEFORE, year)}
    in_year = begun.index[begun.eq(year)]
    return Years(before, len(in_year), tuple(map(str, in_year)))


def differing_table(dataset: Dataset, claim: Claim) -> pd.DataFrame:
    """What each rule counts beside the number of an article, as a reader sees it: a row a rule.

    Columns: Rule, each year before, their average, the year itself, what both are beside the text,
    and the exercises of the year.
    """
    labels = names(dataset.schema)
    span = f"{claim.year - BEFORE}–{claim.year - 1}"
    rows = []
    for rule, own in claim.by_rule.items():
        ending = " (nearest to the text)" if rule == claim.count.own_rule else ""
        row: dict[str, object] = {"Rule": f"{labels[rule]}{ending}"}
        row |= {str(year): number for year, number in own.before.items()}
        row[f"{span}, a year"] = round(own.average, 2)
        row[f"{span} beside the text"] = claim.beside(own.average)
        row[str(claim.year)] = own.year
        row[f"{claim.year} beside the text"] = claim.beside(own.year)
        row[f"Recorded in {claim.year}"] = "; ".join(map(dataset.label, own.ids)) or None
        rows.append(row)
    table = pd.DataFrame(rows)
    ids = [";".join(own.ids) or None for own in claim.by_rule.values()]
    return with_ids(table, {f"Recorded in {claim.year}": pd.Series(ids, dtype="str")})


def disputed_values(dataset: Dataset) -> pd.DataFrame:
    """The values in view of the articles at the core on which other rows disagree.

    The columns of `records.conflicts.conflicts`.
    """
    core = set(dataset.sources.index[dataset.sources["tier"].eq("core")])
    rows = conflicts(dataset)
    speaking = rows[ids_column("Sources")].fillna("").astype("str").str.split(";")
    is_core = [bool(core.intersection(ids)) for ids in speaking]
    return rows[is_core].reset_index(drop=True)

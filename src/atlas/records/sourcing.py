"""On what sources some records rest, in numbers that can be counted in the tables.

What is counted follows Intelligence Community Directive 206 (2007, 2015): number and kind of the
sources, whose side they are of, their age, where they disagree, and what is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_contract import Years
from atlas.records.conflicts import disputed
from atlas.records.corroboration import Standing, standing, state_media_countries
from atlas.records.listing import singles
from atlas.records.outcome import is_carried_out
from atlas.values import dates
from atlas.values.countries import UNKNOWN
from atlas.values.pair import CHINA, RUSSIA

PARAGRAPH = "¶"
# The sides of publishers beside the two countries.
OTHERS, NOT_KNOWN = "others", "not known"
SIDES = (CHINA, RUSSIA, OTHERS, NOT_KNOWN)
Ids = Mapping[str, "pd.Index[str]"]


@dataclass(frozen=True)
class Sourcing:
    """The sources of some `entries`, which are called `noun`.

    `apart` of them did not come about, or are only expected, offered or announced; `beside` are
    drawn beside them and not counted. `sources` speak of them all, `independent` of these pass on
    no text or database of another. `kinds` and `sides` add up to `sources`: how many are of each
    kind (a value of the vocabulary), and are published in China, in Russia, elsewhere, or where is
    not known. `borne_out`, `single` and `state_media` add up to `entries`: those that rest on two
    independent sources or more, on one, and on the state media of one country alone, `by_country`;
    who only expected what took place does not count. `oldest` and `newest` are the days of
    publication (EDTF; blank without a source). `disputed` values are those on which rows disagree,
    of `disputed_entries`. Missing: `bare` are the entries of which no source says more than that
    there is one, `undated` those without a date that could have one; of the `statements` on all of
    them `unlocated` name a place in their source that is no paragraph; `gaps` are known in these
    tables and years.
    """

    noun: str
    entries: int
    apart: int
    beside: int
    sources: int
    independent: int
    kinds: Mapping[str, int]
    sides: Mapping[str, int]
    borne_out: int
    single: int
    state_media: int
    by_country: Mapping[str, int]
    oldest: str
    newest: str
    disputed: int
    disputed_entries: int
    bare: int
    undated: int
    statements: int
    unlocated: int
    gaps: int


def sourcing(
    dataset: Dataset,
    ids: Ids,
    speaking: pd.DataFrame,
    noun: str,
    years: Years | None,
    beside: int = 0,
) -> Sourcing:
    """Count the sources of these records, by table; groups are counted by their parts.

    `speaking` are the sources of what is shown, rows of the register; `noun` is what the records
    are called, in the plural; `years` are those of the filter, for the known gaps; `beside` is how
    many others are drawn with them.
    """
    frames = {table: _entries(dataset, table, own) for table, own in ids.items()}
    standings = pd.concat([standing(dataset, frame) for frame in frames.values()])
    number_by_standing = standings.value_counts()
    by_country = pd.concat([state_media_countries(dataset, frame) for frame in frames.values()])
    in_time = speaking.sort_values("published_day", kind="stable")["published"]
    values = _disputed(dataset, frames)
    locators = _locators(dataset, frames)
    dated = [frame["dated"] for table, frame in frames.items() if _has_dates(dataset, table)]
    return Sourcing(
        noun=noun,
        entries=len(standings),
        apart=sum(_n_apart(frame) for frame in frames.values()),
        beside=beside,
        sources=len(speaking),
        independent=int(speaking["origin"].nunique()),
        kinds=_numbers(speaking["kind"]),
        sides=_sides(speaking["country"]),
        borne_out=int(number_by_standing.get(Standing.CORROBORATED, 0)),
        single=int(number_by_standing.get(Standing.ONE_ORIGIN, 0)),
        state_media=int(number_by_standing.get(Standing.STATE_MEDIA, 0)),
        by_country=_numbers(by_country),
        oldest="" if in_time.empty else str(in_time.iloc[0]),
        newest="" if in_time.empty else str(in_time.iloc[-1]),
        disputed=len(values),
        disputed_entries=int(values["id"].nunique()),
        bare=sum(int(frame["stating"].eq("").sum()) for frame in frames.values()),
        undated=sum(int((~is_dated).sum()) for is_dated in dated),
        statements=len(locators),
        unlocated=int((~locators.str.startswith(PARAGRAPH)).sum()),
        gaps=_gaps(dataset, list(ids), years),
    )


def _entries(dataset: Dataset, table: str, ids: "pd.Index[str]") -> pd.DataFrame:
    frame = dataset[table]
    frame = frame[frame.index.isin(ids)]
    return singles(frame) if "is_group" in frame else frame


def _n_apart(frame: pd.DataFrame) -> int:
    """How many did not come about; a row of a table without records, as of the volumes, did."""
    return int((~is_carried_out(frame)).sum()) if "projected" in frame else 0


def _has_dates(dataset: Dataset, table: str) -> bool:
    """Whether records of a table can have a date at all."""
    return "dated" in dataset.built[table] and bool(dataset.schema.tables[table].when)


def _numbers(values: pd.Series) -> dict[str, int]:
    """How many there are of each value, the most first, then by value."""
    counts = values.value_counts()
    pairs = [(str(value), int(number)) for value, number in counts.items()]
    return dict(sorted(pairs, key=_most_first))


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def _sides(countries: pd.Series) -> dict[str, int]:
    """How many are published in China, in Russia, elsewhere, and where is not known."""
    is_known = countries.notna() & countries.ne(UNKNOWN)
    sides = countries.where(countries.isin([CHINA, RUSSIA]), OTHERS).where(is_known, NOT_KNOWN)
    counts = sides.value_counts()
    return {side: int(counts.get(side, 0)) for side in SIDES}


def _disputed(dataset: Dataset, frames: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The disputed values of these records."""
    rows = disputed(dataset)
    is_own = pd.Series(False, index=rows.index)
    for table, frame in frames.items():
        is_own |= rows["table"].eq(table) & rows["id"].isin(frame.index)
    return rows[is_own]


def _locators(dataset: Dataset, frames: Mapping[str, pd.DataFrame]) -> "pd.Series[str]":
    """Where each statement on these records stands in its source.

    A row of a table that has no records, as of the volumes, is a statement itself.
    """
    lines = dataset.evidence
    parts = []
    for table, frame in frames.items():
        if "locator" in frame:
            parts.append(frame["locator"].astype("str"))
            continue
        is_own = lines["table"].eq(table) & lines["id"].isin(frame.index)
        parts.append(lines.loc[is_own, "locator"].astype("str"))
    return pd.concat(parts)


def _gaps(dataset: Dataset, tables: list[str], years: Years | None) -> int:
    """How many gaps are known in these tables and years; without years, it is in all of them."""
    gaps = dataset.gaps
    own = gaps.loc[gaps["table"].isin(tables), "years"]
    if years is None:
        return len(own)
    days = dates.bounds(own)
    begins = days["start"].dt.year
    ends = days["end"].dt.year
    is_after = begins.gt(years[1])
    is_before = ends.lt(years[0])
    return int((~is_after & ~is_before).sum())

"""A built dataset: one record per id, the evidence behind it, and where sources disagree."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from atlas.datapackage.schema import Schema
from atlas.dataset.conflicts import conflicts, totals
from atlas.dataset.filters import Filters
from atlas.dataset.memo import Memo, once_a_build
from atlas.dataset.sums import EXERCISES, mismatches
from atlas.values import dates

VOLUMES = "volumes"
UNFILTERED = Filters().whole


@dataclass(frozen=True, eq=False)
class Dataset:
    """Frames built from the rows of some sources.

    Two datasets are equal only when they are the same one, so that one can be the key of a cache.

    `frames[table]` is indexed by record id. Beside the table's own columns it has

    - `label`, `aliases`, `part_of` of the register; `is_group` (another record of the chosen
      sources is part of it);
    - `sources` (ids joined with `;`), of these `stating` (they say anything of it) and `mentions`
      (they only confirm that it is), `supporting` (those that state more than that it is expected,
      where anyone does), `n_independent` (how many of these are independent),
      `places` and `mention_places` (both with their locators, see `citations`), `cited` and
      `mentioned_by` (the same in words);
    - `projected` (its rows only expect or offer it);
    - of transfers `supplier_home`, `recipient_home` (the country of the organisations there);
    - `start`, `end` (days), `approximate`, `dated`, `planned` (all its dates are projected),
      `when` (text), `year_first`, `year_last`.

    A record has no basis of its own: each of its values has one, see `records.facts`.

    `frames["volumes"]` has no records but rows of the sources, by id: period (`year_first` and
    `year_last` too), supplier, recipient (`XWD`: all others), goods, unit, value, edition,
    reporter, source, locator, basis, `rank` of the source, `sources`, `places`, `cited`,
    `n_independent` (one).

    `evidence` is long: table, id, field, value, source, locator, basis, said_by, chosen.
    `records` and `sources` are the registers, by id; `sources.short` is the name in citations.
    `labels` is id → label of every record of the register. `built` are the frames as no filter
    has narrowed them, `filters` what has narrowed `frames`; `gaps` what is known to be missing:
    table, years, gap; `counts` what the chosen sources have counted themselves: source, locator,
    said_by, counted, period, number and more; `scale` at which stage of alignment they put a
    criterion, and the grades that an analyst rests on them. `version` is a hash of the tables,
    `updated` the day since which they are so (blank: not known), `further` the number of folders
    whose rows have been added to them. `ids_in_view` are those of the frames where filters narrow
    them (None: see `ids`). `memo` keeps what is made of the dataset as filters leave it,
    `build_memo` what is made of the whole evidence.
    """

    schema: Schema
    version: str
    frames: Mapping[str, pd.DataFrame]
    evidence: pd.DataFrame
    records: pd.DataFrame
    sources: pd.DataFrame
    labels: Mapping[str, str]
    built: Mapping[str, pd.DataFrame]
    gaps: pd.DataFrame
    counts: pd.DataFrame
    scale: pd.DataFrame
    updated: str = ""
    further: int = 0
    ids_in_view: Mapping[str, pd.Index] | None = None
    filters: Filters = UNFILTERED
    memo: Memo = field(default_factory=Memo, init=False, repr=False)
    build_memo: Memo = field(default_factory=Memo, init=False, repr=False)

    @property
    def conflicts(self) -> pd.DataFrame:
        """The fields on which rows disagree, and totals that disagree with their parts.

        Columns: table, id, field, lowest, highest, n_values, n_sources.

        They are looked for when they are first asked for: most pages show none.
        """
        return _conflicts(self).copy(deep=False)

    @property
    def edition(self) -> str:
        """The version with what is known of it: “0a1b2c3d4e5f (22 November 2026)”."""
        notes = []
        if self.updated:
            notes.append(dates.label(self.updated))
        if self.further:
            noun = "folder" if self.further == 1 else "folders"
            notes.append(f"with rows of {self.further} further {noun}")
        return f"{self.version} ({', '.join(notes)})" if notes else self.version

    @property
    def volumes(self) -> pd.DataFrame:
        """The volumes of the chosen sources, whatever filters leave."""
        return self.built["volumes"].copy(deep=False)

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.frames[table].copy(deep=False)

    def ids(self, table: str) -> pd.Index:
        """The ids of a table's records: to ask for them alone makes no frame."""
        if self.ids_in_view is None:
            return self.frames[table].index
        return self.ids_in_view[table]

    def only(
        self,
        frames: Mapping[str, pd.DataFrame],
        filters: Filters = UNFILTERED,
        ids: Mapping[str, pd.Index] | None = None,
    ) -> "Dataset":
        """The same dataset with other frames in place of its own: what these filters leave.

        `ids` are those of the frames, where they are known before a frame is made.
        """
        narrowed = replace(self, frames=frames, filters=filters, ids_in_view=ids)
        # `replace` gives every dataset memos of its own, but a filter leaves the evidence as it is.
        object.__setattr__(narrowed, "build_memo", self.build_memo)
        return narrowed

    def label(self, identifier: str) -> str:
        """The label of a record, or the id itself where the register does not have it."""
        return self.labels.get(identifier, identifier)

    @cached_property
    def years(self) -> tuple[int, int]:
        """First and last year of all records; (1990, 1990) where there is none."""
        firsts = [int(frame["year_first"].min()) for frame in self.frames.values() if len(frame)]
        lasts = [int(frame["year_last"].max()) for frame in self.frames.values() if len(frame)]
        return (min(firsts), max(lasts)) if firsts else (1990, 1990)


@once_a_build
def _conflicts(dataset: Dataset) -> pd.DataFrame:
    between_rows = conflicts(dataset.schema, dataset.evidence)
    of_totals = totals(mismatches(dataset.built[EXERCISES], dataset.evidence), dataset.evidence)
    # Where the total is disputed as it is, that is said once.
    is_known = of_totals.set_index(["id", "field"]).index.isin(
        between_rows.set_index(["id", "field"]).index
    )
    return pd.concat([between_rows, of_totals[~is_known]], ignore_index=True)

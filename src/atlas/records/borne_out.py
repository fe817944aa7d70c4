"""How many of the values that are shown rest on two or more independent sources."""

from typing import NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import Basis
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.dataset.voices import independent
from atlas.records.conflicts import disputed
from atlas.records.fact_card import NOT_ON_CARD, NOTE
from atlas.records.facts import CLASSIFIED
from atlas.values.words import agreeing, counted

# What no source says in these words, or what is of use to a register alone.
UNCOUNTED = (*NOT_ON_CARD, NOTE, *CLASSIFIED, "exists")
KEY = ["id", "field", "value"]


class BorneOut(NamedTuple):
    """Of `values` in view, how many have two independent sources, and how many are `disputed`."""

    values: int
    borne_out: int
    disputed: int

    def sentence(self) -> str:
        """The same in words."""
        if not self.values:
            return "No value of any source is in view."
        rest = agreeing(self.borne_out, "rests", "rest")
        are = agreeing(self.disputed, "is", "are")
        disputed = f"{self.disputed:,} {are}" if self.disputed else "none is"
        return (
            f"{self.borne_out:,} of {counted(self.values, 'values')} {rest} on two or more "
            f"independent sources; {disputed} disputed."
        )


@once_a_dataset
def borne_out(dataset: Dataset) -> BorneOut:
    """Count the values that show of the records in view, each item of a list as one.

    A value is borne out where two independent sources have this very value; what is only planned
    bears nothing out. What the coder classifies, notes and names are no values.
    """
    in_view: set[str] = set()
    for table in dataset.schema.sheets:
        in_view.update(dataset[table.name].index)
    voices = _voices(dataset)
    own = voices[voices.index.get_level_values("id").isin(in_view)]
    by_several = int(own.ge(2).sum())
    return BorneOut(len(own), by_several, len(disputed(dataset)))


@once_a_build
def _voices(dataset: Dataset) -> "pd.Series[int]":
    """How many independent sources say each value that shows, by `KEY`."""
    lines = dataset.evidence
    lines = lines[~lines["field"].isin(UNCOUNTED)]
    lines = lines.assign(
        field=lines["field"].astype("str"),
        value=_items(dataset, lines),
    ).explode("value")
    shown = pd.MultiIndex.from_frame(lines.loc[lines["chosen"], KEY].drop_duplicates())
    saying = lines[lines["basis"].ne(Basis.PROJECTED)]
    keys = saying[KEY].itertuples(index=False, name=None)
    counts = independent(zip(keys, saying["source"], strict=True), dataset.sources)
    return pd.Series([counts.get(key, 0) for key in shown], index=shown)


def _items(dataset: Dataset, lines: pd.DataFrame) -> "pd.Series[list[str]]":
    """The items of each value: several where it is a list."""
    fields = dataset.schema.content.values()
    lists = {field.name for field in fields if field.many}
    is_list = lines["field"].isin(lists)
    whole = lines["value"].map(lambda value: [value])
    return lines["value"].str.split(";").where(is_list, whole)

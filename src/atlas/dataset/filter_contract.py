"""What a filter is: how it is asked, what it hides, and its words in sentences and file names."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from atlas.datapackage.schema import Schema

Choices = Mapping[str, str]
Years = tuple[int, int]
# What a filter is set to: one value, several, or first and last year (None: all years).
Value = Any
Values = Mapping[str, Value]
Phrase = Callable[[Values, Choices, Years], str]

OUT = "out"


class Control(StrEnum):
    """How a reader sets a filter."""

    RADIO = "one, in a list"
    SEGMENTS = "one, side by side"
    PILLS = "several"
    LIST = "several, in a list that opens"
    SPAN = "first and last year"


@dataclass(frozen=True)
class Filter:
    """One filter.

    Its values are the terms of a `vocabulary` of the data package and the `further` ones (value →
    label); `default` is the one that narrows nothing, unless `widest` is. `hides` says which rows
    of a frame a value hides; a filter without it decides from which sources the dataset is built.
    It acts on the frames that have its `column`, of the `tables` that are named (none: all).
    `only_with` is the key and value of another filter without which this one is not asked. What is
    asked `first` stands in sight; the others stand folded beneath.

    In a sentence it stands at `place` as `phrase` words it (none: title and labels). What is chosen
    of a filter that `leaves_out` stands at the end, after “without”. `file_word` is how a value
    stands in a file name, `why` how a count of what is hidden names it, after “by” (none: title).
    """

    key: str
    title: str
    help: str
    control: Control
    default: Value = ()
    widest: Value = None
    vocabulary: str = ""
    further: Choices = field(default_factory=dict)
    hides: "Callable[[pd.DataFrame, Value], pd.Series[bool]] | None" = None
    column: str = ""
    tables: tuple[str, ...] = ()
    only_with: tuple[str, str] | None = None
    first: bool = False
    place: int = 100
    phrase: Phrase | None = None
    leaves_out: bool = False
    file_word: str = "{key}-{value}"
    why: str = ""

    @property
    def reason(self) -> str:
        """What hides an entry, after “by”: “years”, “exclusion of projections”."""
        if self.why:
            return self.why
        title = f"{self.title[:1].lower()}{self.title[1:]}"
        return f"exclusion of {title}" if self.leaves_out else title

    @property
    def several(self) -> bool:
        """Whether several values can be chosen at once."""
        return self.control in {Control.PILLS, Control.LIST}

    @property
    def whole(self) -> Value:
        """The value that narrows nothing."""
        return self.default if self.widest is None else self.widest

    def choices(self, schema: Schema) -> Choices:
        """Value → label of all that can be chosen; nothing for years."""
        terms = schema.labels(self.vocabulary) if self.vocabulary else {}
        return {**terms, **self.further}

    def acts_on(self, table: str, frame: pd.DataFrame) -> bool:
        """Whether it can hide records of this table, of which `frame` is the built frame."""
        if self.hides is None or (self.tables and table not in self.tables):
            return False
        return not self.column or self.column in frame

    def is_asked(self, values: Values) -> bool:
        """Whether it counts beside what is chosen of the other filters."""
        if self.only_with is None:
            return True
        key, value = self.only_with
        return bool(values[key] == value)

    def in_words(self, values: Values, labels: Choices, span: Years) -> str:
        """Its part of the sentence; `span` are the first and last year that can be chosen."""
        if self.phrase:
            return self.phrase(values, labels, span)
        chosen = values[self.key]
        if self.leaves_out or chosen == self.default:
            return ""
        return f"{self.title.lower()}: {', '.join(self._labelled(chosen, labels))}"

    def chip(self, values: Values, labels: Choices, span: Years) -> str:
        """What is chosen of it, in words that stand alone; nothing where it is the default."""
        omitted = self.omitted(values[self.key], labels)
        if omitted:
            return f"without {' and '.join(omitted)}"
        return self.in_words(values, labels, span)

    def omitted(self, chosen: Value, labels: Choices) -> Sequence[str]:
        """What a chosen value leaves out, in words."""
        if not self.leaves_out or chosen == self.default:
            return ()
        return self._labelled(chosen, labels) if self.several else (self.title.lower(),)

    def in_file_name(self, values: Values, span: Years) -> Sequence[str]:
        """Its words in a file name; the evidence base and the years are always named."""
        chosen = values[self.key]
        if self.control is Control.SPAN:
            low, high = chosen or span
            return (f"{low}-{high}",)
        if self.control is Control.RADIO:
            return (chosen,)
        if chosen == self.default or not self.is_asked(values):
            return ()
        items = chosen if self.several else (chosen,)
        return [self.file_word.format(key=self.key, value=value) for value in items]

    def _labelled(self, chosen: Value, labels: Choices) -> list[str]:
        values = chosen if self.several else (chosen,)
        return [labels[value].lower() for value in values]

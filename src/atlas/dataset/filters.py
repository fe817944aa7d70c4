"""What a reader chose: a value for every filter, as a sentence, an address and a file name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from atlas.datapackage.schema import Schema
from atlas.dataset.filter_contract import Choices, Control, Filter, Value, Years
from atlas.dataset.filter_registry import FILTERS

Query = list[tuple[str, str]]
# Labels as links of earlier versions spell them, and as they are spelled now.
FORMER = {"Left out": "Excluded"}


class Filters(Mapping[str, Value]):
    """The value of every filter of `FILTERS`; the default of each that is not named.

    Two that choose the same are equal, and one can be the key of a cache. TypeError for a filter
    that there is not.
    """

    def __init__(self, **chosen: Value) -> None:
        unknown = sorted(chosen.keys() - FILTERS.keys())
        if unknown:
            raise TypeError(f"There is no filter {unknown[0]!r}; there are {', '.join(FILTERS)}")
        self._chosen = {
            key: value for key, value in chosen.items() if value != FILTERS[key].default
        }

    def __getitem__(self, key: str) -> Value:
        return self._chosen[key] if key in self._chosen else FILTERS[key].default

    def __iter__(self) -> Iterator[str]:
        return iter(FILTERS)

    def __len__(self) -> int:
        return len(FILTERS)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Filters) and self._chosen == other._chosen

    def __hash__(self) -> int:
        return hash(frozenset(self._chosen.items()))

    def __repr__(self) -> str:
        return f"Filters({', '.join(f'{key}={value!r}' for key, value in self._chosen.items())})"

    @property
    def evidence(self) -> str:
        """The evidence base, a key of `EVIDENCE`."""
        base: str = self["evidence"]
        return base

    @property
    def kind(self) -> tuple[str, ...]:
        """The kinds of source of an own choice; none: all."""
        kinds: tuple[str, ...] = self["kind"]
        return kinds

    @property
    def years(self) -> Years | None:
        """First and last year; None: all."""
        years: Years | None = self["years"]
        return years

    @property
    def active(self) -> list[str]:
        """The keys of the filters that differ from their default."""
        return [key for key in FILTERS if key in self._chosen]

    @property
    def narrowing(self) -> list[str]:
        """The keys of the filters that may hide something, by default or because they were set."""
        return [key for key, declared in FILTERS.items() if self[key] != declared.whole]

    @property
    def whole(self) -> "Filters":
        """The same evidence base with nothing left out."""
        widest = {key: declared.whole for key, declared in FILTERS.items()}
        return Filters(**{**widest, "evidence": self.evidence, "kind": self.kind})

    def describe(self, schema: Schema, span: Years, keys: Iterable[str] = FILTERS) -> str:
        """The filters as a sentence; `span` are the first and last year that could be chosen.

        `keys`: of these filters alone.
        """
        return self._in_words(keys, schema, span)

    def describe_active(self, schema: Schema, span: Years) -> str:
        """The filters that differ from their default as a sentence; blank where none does."""
        return self._in_words(self.active, schema, span)

    def _in_words(self, keys: Iterable[str], schema: Schema, span: Years) -> str:
        labels = choices(schema)
        omitted: list[str] = []
        parts = []
        named = [FILTERS[key] for key in keys]
        for declared in sorted(named, key=lambda declared: declared.place):
            own = labels.get(declared.key, {})
            parts.append(declared.in_words(self, own, span))
            omitted += declared.omitted(self[declared.key], own)
        if omitted:
            parts.append(f"without {' and '.join(omitted)}")
        sentence = "; ".join(part for part in parts if part)
        return sentence[:1].upper() + sentence[1:]

    def file_words(self, span: Years) -> list[str]:
        """What a file name says of the filters."""
        return [word for declared in FILTERS.values() for word in declared.in_file_name(self, span)]

    def to_query(self, schema: Schema, span: Years) -> Query:
        """Every filter with its value, so that a link keeps its meaning when defaults move.

        Values are spelled as on screen, because that is the form in which widgets bind to the
        address.
        """
        low, high = self.years or span
        query: Query = [("years", str(low)), ("years", str(high))]
        for key, labels in choices(schema).items():
            chosen = self[key]
            values = chosen if FILTERS[key].several else (chosen,)
            query += [(key, labels[value]) for value in values] or [(key, "")]
        return query


def choices(schema: Schema) -> dict[str, Choices]:
    """Value → label of every filter with a fixed set of values."""
    return {
        key: declared.choices(schema)
        for key, declared in FILTERS.items()
        if declared.control is not Control.SPAN
    }


def from_query(
    query: Mapping[str, Sequence[str]], schema: Schema, span: Years
) -> tuple[Filters, list[str]]:
    """Filters of an address, and what of it was left out because it is not understood (as
    `key=value`).

    `query` maps each key to its values, spelled as on screen or as in the data; keys of other
    things are not looked at.
    """
    labels = choices(schema)
    accepted: dict[str, Value] = {}
    ignored: list[str] = []
    for key, declared in FILTERS.items():
        texts = [text for text in query.get(key, ()) if text]
        if declared.control is Control.SPAN:
            value, unknown = _years(texts, span)
        else:
            value, unknown = _chosen(declared, texts, labels[key])
        ignored += [f"{key}={text}" for text in unknown]
        if value:
            accepted[key] = value
    return Filters(**accepted), ignored


def understood(text: str, labels: Choices) -> str | None:
    """The value that a text of an address means, itself or by its label; None for neither."""
    if text in labels:
        return text
    label_now = FORMER.get(text, text)
    return next((value for value, label in labels.items() if label == label_now), None)


def _chosen(declared: Filter, texts: Sequence[str], labels: Choices) -> tuple[Value, list[str]]:
    """The value of a filter that the texts mean (None: none), and the texts that mean none."""
    meanings = {text: understood(text, labels) for text in texts}
    values = tuple(dict.fromkeys(value for value in meanings.values() if value is not None))
    unknown = [text for text, value in meanings.items() if value is None]
    if not values:
        return None, unknown
    return (values if declared.several else values[-1]), unknown


def _years(texts: Sequence[str], span: Years) -> tuple[Years | None, Sequence[str]]:
    """Two years inside the span, in order; None for anything else, and the texts."""
    if len(texts) != 2 or not all(_is_year(text) for text in texts):
        return None, texts
    low = int(texts[0])
    high = int(texts[1])
    if not span[0] <= low <= high <= span[1]:
        return None, texts
    return (low, high), ()


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4

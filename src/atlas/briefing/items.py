"""An item of a briefing, and the link that stands for it: the dashboard's own, with what of its
page is meant after the `#`.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from atlas.answers.asked import NoSuchError, NotUnderstoodError, chart_asked, filters_asked
from atlas.charts.chart_view import VERSION, ChartView, span
from atlas.charts.exercises.rules import DECIDED, RULES, rule_of
from atlas.charts.registry import CHARTS, FORMER_NAMES
from atlas.dataset.filters import Filters, Query
from atlas.dataset.store import dataset

LONGEST_LINK, LONGEST_NOTE, LONGEST_TEXT, MOST_SETTINGS = 4_000, 600, 1_000, 200
COUNTS, PHASES, RULE = "how-many", "phases", "rule"
RECORD, NOTE, TEXT = "record", "note", "text"
SOURCING = "sourcing-"


class Kind(StrEnum):
    """What an item is; of a chart the whole chart, or what is said of its sources alone."""

    CHART = "chart"
    SOURCING = "sourcing"
    RECORD = "record"
    COUNT = "count"
    SENTENCE = "sentence"


PAGES = {Kind.RECORD: "evidence", Kind.COUNT: "counts", Kind.SENTENCE: "check"}


@dataclass(frozen=True)
class Item:
    """One part of a briefing.

    `name` is that of a chart or the id of a record, `query` the settings of its page. `text` is a
    sentence to check, `note` what the reader has to say of the item; both are the reader's own.
    """

    kind: Kind
    name: str = ""
    query: tuple[tuple[str, str], ...] = ()
    text: str = ""
    note: str = ""

    @property
    def key(self) -> "Item":
        """The same without the reader's note: two of one key are the same item."""
        return replace(self, note="")

    @property
    def texts(self) -> dict[str, list[str]]:
        """The settings, each key with its values."""
        gathered: dict[str, list[str]] = {}
        for key, value in self.query:
            gathered.setdefault(key, []).append(value)
        return gathered


class Read(NamedTuple):
    """An item of a link; None with the reason why there is none."""

    item: Item | None
    problem: str = ""


def of_chart(shown: ChartView) -> Item:
    """A chart as it is shown."""
    return Item(Kind.CHART, shown.chart.name, _short(shown.query))


def of_sourcing(shown: ChartView) -> Item:
    """What is to be said of the sources of a chart as it is shown."""
    return Item(Kind.SOURCING, shown.chart.name, _short(shown.query))


def of_record(identifier: str, filters: Filters) -> Item:
    """A record as the chosen sources have it."""
    return Item(Kind.RECORD, identifier, _of_filters(filters))


def of_sentence(text: str, filters: Filters) -> Item:
    """A sentence to check against the chosen sources; of a longer one the beginning."""
    return Item(Kind.SENTENCE, "", _of_filters(filters), text[:LONGEST_TEXT])


def of_count(shown: ChartView) -> Item:
    """How many exercises count as shown: by the name of the rule, where it has one."""
    name = rule_of(shown.filters, shown.options.phases)
    if not name:
        return Item(Kind.COUNT, "", _short(shown.query))
    decided = {*DECIDED, PHASES}
    kept = [(key, value) for key, value in shown.query if key not in decided]
    return Item(Kind.COUNT, "", _short([(RULE, name), *kept]))


def _short(query: Query) -> tuple[tuple[str, str], ...]:
    """The settings that say something; the data's version is the document's."""
    return tuple((key, value) for key, value in query if value and key != VERSION)


def _of_filters(filters: Filters) -> tuple[tuple[str, str], ...]:
    """The filters that a reader has set."""
    query = filters.to_query(dataset().schema, span())
    return _short([(key, value) for key, value in query if key in filters.active])


def shown_by(item: Item) -> ChartView:
    """The chart of an item, or the chart of its count.

    NoSuchError, NotUnderstoodError and DataProblemsError as in `asked.chart_asked`.
    """
    if item.kind is not Kind.COUNT:
        return chart_asked(item.name, item.texts).shown
    texts = item.texts
    rule = texts.pop(RULE, [""])[-1]
    shown = chart_asked(COUNTS, texts).shown
    if not rule:
        return shown
    if rule not in RULES:
        raise NotUnderstoodError(f"Not understood: {RULE}={rule}.")
    options = replace(shown.options, phases=RULES[rule].phases)
    return ChartView(shown.chart, RULES[rule].under(shown.filters), options)


def filters_of(item: Item) -> Filters:
    """The filters of a record or a sentence."""
    return filters_asked(item.texts).filters


def address(item: Item) -> str:
    """The dashboard's own address of what an item shows, without a host."""
    query = list(item.query)
    if item.kind is Kind.RECORD:
        query.append((RECORD, item.name))
    page = PAGES.get(item.kind) or CHARTS[item.name].page
    asked = f"?{urlencode(query)}" if query else ""
    return f"/{page}{asked}"


def written(item: Item, *, with_words: bool) -> str:
    """An item as a part of a link; the reader's own words only where they are to be in it.

    Blank for a sentence to check without its words.
    """
    own: Query = []
    if with_words and item.text:
        own.append((TEXT, item.text))
    if with_words and item.note:
        own.append((NOTE, item.note))
    if item.kind is Kind.SENTENCE and not own:
        return ""
    at = address(item)
    join = "&" if "?" in at else "?"
    words = f"{join}{urlencode(own)}" if own else ""
    return f"{at}{words}#{_place(item)}"


def _place(item: Item) -> str:
    if item.kind is Kind.CHART:
        return item.name
    return f"{SOURCING}{item.name}" if item.kind is Kind.SOURCING else str(item.kind)


def read(text: str) -> Read:
    """The item that a part of a link stands for; what cannot be one has its reason."""
    if len(text) > LONGEST_LINK:
        return Read(None, f"an item of {len(text):,} characters is too long")
    try:
        parts = urlsplit(text)
        query = parse_qsl(parts.query, max_num_fields=MOST_SETTINGS)
    except ValueError:
        return Read(None, "an item is no address")
    if parts.scheme or parts.netloc:
        return Read(None, "an item leads to another site")
    item = _placed(parts.fragment, query)
    if item is None:
        return Read(None, f"nothing here is called “{parts.fragment[:60]}”")
    problem = _problem(item)
    return Read(None, problem) if problem else Read(item)


def _placed(place: str, query: Query) -> Item | None:
    """The item of a place on a page; None where there is no such place."""
    last = dict(query)
    note = last.get(NOTE, "")[:LONGEST_NOTE]
    text = last.get(TEXT, "")[:LONGEST_TEXT]
    own = {NOTE, TEXT, RECORD}
    settings = _short([(key, value) for key, value in query if key not in own])
    if place in {Kind.RECORD, Kind.COUNT, Kind.SENTENCE}:
        name = last.get(RECORD, "") if place == Kind.RECORD else ""
        of_text = text if place == Kind.SENTENCE else ""
        return Item(Kind(place), name, settings, of_text, note)
    kind = Kind.SOURCING if place.startswith(SOURCING) else Kind.CHART
    name = place.removeprefix(SOURCING)
    name = FORMER_NAMES.get(name, name)
    return Item(kind, name, settings, note=note) if name in CHARTS else None


def _problem(item: Item) -> str:
    """Why an item cannot be shown; blank where it can."""
    try:
        if item.kind in PAGES and item.kind is not Kind.COUNT:
            filters_of(item)
        else:
            shown_by(item)
    except (NoSuchError, NotUnderstoodError) as error:
        return f"{error}".rstrip(".")[:200]
    if item.kind is Kind.RECORD and item.name not in dataset().records.index:
        return f"there is no entry “{item.name[:60]}”"
    if item.kind is Kind.SENTENCE and not item.text.strip():
        return "a sentence without words"
    return ""

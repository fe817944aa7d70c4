"""The dates in a sentence, as EDTF: years, months, days, spans, decades, “since 2022”."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from atlas.sentences.lexicon import words_in_order
from atlas.sentences.places import held_by, inside
from atlas.sentences.tokens import Token, language
from atlas.sentences.units import UNITS
from atlas.sentences.written_dates import PART, PARTS, YEARLESS, edtf_of, is_valid
from atlas.values import dates
from atlas.values.dates import Precision

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

_DAY = {"TEXT": {"REGEX": r"^(?:[12]?\d|3[01])(?:st|nd|rd|th)?$"}}
_DASH = {"LOWER": {"IN": ["–", "-", "—", "to", "and"]}}
_MONTH, _YEAR, _COMMA = {"TAG": "MONTH"}, {"TAG": "YEAR"}, {"LOWER": {"IN": [",", "."]}, "OP": "?"}
_OF = {"LOWER": "of", "OP": "?"}
# “March” and “May” are months after these words.
_LEADS = words_in_order(
    "in of on since from by until till early mid late during before after between through"
)
_PATTERNS: dict[str, list[list[dict[str, Any]]]] = {
    "edtf": [[{"TAG": "EDTF"}]],
    "days": [
        [_DAY, _DASH, _DAY, _OF, _MONTH, _COMMA, _YEAR],
        [_MONTH, _DAY, _DASH, _DAY, _COMMA, _YEAR],
        [_DAY, _OF, _MONTH, _COMMA, _YEAR],
        [_MONTH, _DAY, _COMMA, _YEAR],
    ],
    "month": [[_MONTH, _OF, _COMMA, _YEAR]],
    "figures": [[{"TAG": "FIGURES"}]],
    # Of the one year that the sentence has: Vostok 2018 was held in September.
    YEARLESS: [
        [_DAY, _DASH, _DAY, _OF, _MONTH],
        [_MONTH, _DAY, _DASH, _DAY],
        [_DAY, _OF, _MONTH],
        [_MONTH, _DAY],
        [{"LOWER": {"IN": [*_LEADS, "and"]}}, _MONTH],
    ],
    "short": [[_YEAR, {"TEXT": {"IN": ["–", "-"]}}, {"TEXT": {"REGEX": r"^\d\d$"}}]],
    "decade": [[_YEAR, {"TEXT": "s"}]],
    PART: [[{"LOWER": {"IN": list(PARTS)}}, {"TEXT": {"IN": ["of", "in", "-"]}, "OP": "?"}, _YEAR]],
    "year": [[_YEAR]],
}
_SINCE = {"since", "from"}
# What dates from a day is of that day.
_DATING = {"dates", "dated", "dating"}
_COUNTED_BY_DIGITS = {"personnel", "ships", "aircraft", "equipment"}
_BY_THE_END = ("by", "the", "end", "of")
_UNTIL = {"until", "till", "by", "through"}


@dataclass(frozen=True)
class Time:
    """Words `first` to before `last` that are a date; `edtf` is it, `cue` the word before it."""

    first: int
    last: int
    edtf: str
    cue: str = ""

    @property
    def years(self) -> tuple[int, int]:
        """First and last year; of an open side the other one."""
        start, end, _ = dates.parse(self.edtf)
        known = [day.year for day in (start, end) if day]
        return known[0], known[-1]

    @property
    def is_open(self) -> bool:
        """Whether a side is open: since, until."""
        return dates.OPEN in self.edtf


@cache
def _matcher() -> "Matcher":
    from spacy.matcher import Matcher

    made = Matcher(language().vocab)
    for label, patterns in _PATTERNS.items():
        made.add(label, patterns)
    return made


def times(words: Sequence[Token], doc: "Doc", taken: set[int]) -> list[Time]:
    """The dates of a sentence, from left to right; words that are `taken` by names are none."""
    from spacy.util import filter_spans

    spans = [span for span in _matcher()(doc, as_spans=True) if not _overlaps(span, taken)]
    # What has a year of its own goes before what has none, however long that is.
    with_years = [span for span in spans if span.label_ != YEARLESS]
    own = filter_spans([span for span in with_years if not _is_decade(words, span)])
    covered = taken | inside((span.start, span.end) for span in own)
    yearless = [span for span in spans if span.label_ == YEARLESS]
    own += filter_spans([span for span in yearless if not _overlaps(span, covered)])
    singles = []
    for span in sorted(own, key=lambda span: int(span.start)):
        if span.label_ == "year" and _is_counting(words, span.end):
            continue
        first = span.start + (span.label_ == YEARLESS and words[span.start].tag == "WORD")
        edtf = edtf_of(span.label_, words[first : span.end], words, first)
        if edtf:
            singles.append(Time(first, span.end, edtf))
    return [_with_cue(words, own) for own in _joined(words, singles)]


def _is_decade(words: Sequence[Token], span: Any) -> bool:
    """Whether a part of a year is one of a decade: in the early 2000s."""
    return span.label_ == PART and [word.text for word in words[span.end : span.end + 1]] == ["s"]


def _overlaps(span: Any, taken: set[int]) -> bool:
    return any(place in taken for place in range(span.start, span.end))


def _is_counting(words: Sequence[Token], place: int) -> bool:
    """Whether four digits count what comes next: 2000 troops, but the 2018 exercises."""
    return place < len(words) and UNITS.get(words[place].norm, "") in _COUNTED_BY_DIGITS


def _joined(words: Sequence[Token], singles: Sequence[Time]) -> list[Time]:
    """Two dates with “to” or a dash between them, or “between … and …”, are a span."""
    spans: list[Time] = []
    for own in singles:
        before = spans[-1] if spans else None
        if before and _is_span(words, before, own):
            edtf = f"{before.edtf}/{own.edtf.partition('~/')[2] or own.edtf}"
            if is_valid(edtf):
                begin = before.first - _has_opener(words, before)
                spans[-1] = Time(begin, own.last, edtf)
                continue
        spans.append(own)
    return spans


def _is_span(words: Sequence[Token], before: Time, own: Time) -> bool:
    is_part = own.edtf.count("~") == 2 and dates.precision(own.edtf) is Precision.MONTH
    if own.first - before.last != 1 or "/" in before.edtf or ("/" in own.edtf and not is_part):
        return False
    joint = words[before.last].text.lower()
    opener = words[before.first - 1].text.lower() if before.first else ""
    return joint in {"to", "–", "-", "—", "until", "/"} or (joint == "and" and opener == "between")


def _has_opener(words: Sequence[Token], own: Time) -> bool:
    return own.first > 0 and words[own.first - 1].text.lower() in {"between", "from"}


def _with_cue(words: Sequence[Token], own: Time) -> Time:
    """The date with the word before it: since and from leave its end open, until its beginning."""
    cue = words[own.first - 1].text.lower() if own.first else ""
    if "/" in own.edtf:
        return Time(own.first, own.last, own.edtf, cue)
    opener = words[own.first - 2].text.lower() if own.first > 1 else ""
    if cue == "from" and opener in _DATING:
        return Time(own.first, own.last, own.edtf, cue)
    if cue in _SINCE:
        return Time(own.first - 1, own.last, f"{own.edtf}/..", cue)
    if cue == "before":
        begins, _, _ = dates.parse(own.edtf)
        last_day = f"../{begins - timedelta(days=1)}" if begins else own.edtf
        return Time(own.first - 1, own.last, last_day, cue)
    if tuple(word.text.lower() for word in words[max(own.first - 4, 0) : own.first]) == _BY_THE_END:
        return Time(own.first - 4, own.last, f"../{own.edtf}", _BY_THE_END[0])
    if cue in _UNTIL:
        return Time(own.first - 1, own.last, f"../{own.edtf}", cue)
    return Time(own.first, own.last, own.edtf, cue)


def unclear(words: Sequence[Token], own: Sequence[Time], taken: set[int]) -> list[int]:
    """The places of months and days of which no date was made: July 32nd, 05/08/2019."""
    dated = held_by(own) | taken
    return [
        place
        for place, word in enumerate(words)
        if place not in dated and (word.tag in {"EDTF", "FIGURES"} or _is_month(words, place))
    ]


def _is_month(words: Sequence[Token], place: int) -> bool:
    """Whether “May” or “March” is a month: a number or a word that leads to one is beside it."""
    if words[place].tag != "MONTH":
        return False
    beside = (*words[max(place - 1, 0) : place], *words[place + 1 : place + 2])
    has_number = any(word.tag in {"NUMBER", "ORDINAL", "YEAR"} for word in beside)
    return has_number or words[place - 1].text.lower() in _LEADS

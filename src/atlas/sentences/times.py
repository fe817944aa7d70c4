"""The dates in a sentence, as EDTF: years, months, days, spans, decades, “since 2022”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from atlas.sentences.tokens import ORDINALS, SHORT_MONTHS, Token, language
from atlas.sentences.units import UNITS
from atlas.values import dates
from atlas.values.dates import MONTHS

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

_DAY = {"TEXT": {"REGEX": r"^(?:[12]?\d|3[01])(?:st|nd|rd|th)?$"}}
_DASH = {"LOWER": {"IN": ["–", "-", "—", "to", "and"]}}
_MONTH, _YEAR, _COMMA = {"TAG": "MONTH"}, {"TAG": "YEAR"}, {"LOWER": {"IN": [",", "."]}, "OP": "?"}
_OF = {"LOWER": "of", "OP": "?"}
_PATTERNS: dict[str, list[list[dict[str, Any]]]] = {
    "edtf": [[{"TAG": "EDTF"}]],
    "days": [
        [_DAY, _DASH, _DAY, _OF, _MONTH, _COMMA, _YEAR],
        [_MONTH, _DAY, _DASH, _DAY, _COMMA, _YEAR],
        [_DAY, _OF, _MONTH, _COMMA, _YEAR],
        [_MONTH, _DAY, _COMMA, _YEAR],
    ],
    "month": [[_MONTH, _OF, _COMMA, _YEAR]],
    "short": [[_YEAR, {"TEXT": {"IN": ["–", "-"]}}, {"TEXT": {"REGEX": r"^\d\d$"}}]],
    "decade": [[_YEAR, {"TEXT": "s"}]],
    "year": [[_YEAR]],
}
_DECADE_PARTS = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}
_SINCE = {"since", "from"}
_COUNTED_BY_DIGITS = {"personnel", "ships", "aircraft", "equipment"}
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
    singles = []
    for span in filter_spans(spans):
        if span.label_ == "year" and _is_counting(words, span.end):
            continue
        edtf = _edtf(span.label_, words[span.start : span.end], words, span.start)
        if edtf:
            singles.append(Time(span.start, span.end, edtf))
    return [_with_cue(words, own) for own in _joined(words, singles)]


def _overlaps(span: Any, taken: set[int]) -> bool:
    return any(place in taken for place in range(span.start, span.end))


def _is_counting(words: Sequence[Token], place: int) -> bool:
    """Whether four digits count what comes next: 2000 troops, but the 2018 exercises."""
    return place < len(words) and UNITS.get(words[place].norm, "") in _COUNTED_BY_DIGITS


def _edtf(label: str, own: Sequence[Token], words: Sequence[Token], first: int) -> str:
    """The date that some words make up; blank for a day that no calendar has."""
    texts = [word.text for word in own]
    text = texts[0]
    if label == "days":
        text = _days(own)
    elif label == "month":
        text = f"{texts[-1]}-{_month(own):02}"
    elif label == "short":
        text = f"{texts[0]}/{texts[0][:2]}{texts[2]}"
    elif label == "decade":
        part = words[first - 1].text.lower() if first else ""
        low, high = _DECADE_PARTS.get(part, (0, 9))
        text = f"{int(texts[0]) + low}~/{int(texts[0]) + high}~"
    return text if _is_valid(text) else ""


def _days(own: Sequence[Token]) -> str:
    stem = f"{own[-1].text}-{_month(own):02}"
    days = [_number(word) for word in own[:-1] if word.text[0].isdigit()]
    return "/".join(f"{stem}-{day:02}" for day in days)


def _month(own: Sequence[Token]) -> int:
    name = next(word.text for word in own if word.tag == "MONTH")
    return SHORT_MONTHS[name] if name in SHORT_MONTHS else MONTHS.index(name) + 1


def _number(word: Token) -> int:
    digits = re.match(r"\d+", word.text)
    return int(digits[0]) if digits else ORDINALS[word.text.lower()]


def _is_valid(text: str) -> bool:
    try:
        dates.parse(text)
    except ValueError:
        return False
    return True


def _joined(words: Sequence[Token], singles: Sequence[Time]) -> list[Time]:
    """Two dates with “to” or a dash between them, or “between … and …”, are a span."""
    spans: list[Time] = []
    for own in singles:
        before = spans[-1] if spans else None
        if before and _is_span(words, before, own):
            edtf = f"{before.edtf}/{own.edtf}"
            if _is_valid(edtf):
                begin = before.first - _has_opener(words, before)
                spans[-1] = Time(begin, own.last, edtf)
                continue
        spans.append(own)
    return spans


def _is_span(words: Sequence[Token], before: Time, own: Time) -> bool:
    if own.first - before.last != 1 or "/" in before.edtf + own.edtf:
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
    if cue in _SINCE:
        return Time(own.first - 1, own.last, f"{own.edtf}/..", cue)
    if cue == "before":
        begins, _, _ = dates.parse(own.edtf)
        last_day = f"../{begins - timedelta(days=1)}" if begins else own.edtf
        return Time(own.first - 1, own.last, last_day, cue)
    if cue in _UNTIL:
        return Time(own.first - 1, own.last, f"../{own.edtf}", cue)
    return Time(own.first, own.last, own.edtf, cue)

"""Claims that no rule here reads: times as many, every year since, only one side, first since."""

import re
from collections.abc import Iterator

from atlas.sentences.naming import SILENCE
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict

SAYS = (
    "How many times as much, in which years without a gap, all or most of them, who was the only "
    "or the last, who led or was invited, what was put off or renewed, and since when something is "
    "the first or the most is not compared here."
)
_MANY = r"(?:many|much|few|large|big|long|often)"
_MORE = r"(?:more|fewer|larger|bigger|greater|higher|smaller|longer)"
_TIMES = r"(?:twice|thrice|half|double|triple|[\w.,]+(?: and a half)?[ -](?:times|fold))"
_FORCES = r"(?:troops|soldiers|personnel|ships|vessels|warships|aircraft|planes|tanks|forces)"
_STATE = r"(?: (?:country|state|nation|army|navy|buyer|customer))?"
_MOST = r"(?:first|last|only|largest|biggest|smallest|longest|most)"
_MULTIPLES = (
    rf"{_TIMES} (?:as {_MANY}|{_MORE}|the (?:number|size|amount))",
    rf"as {_MANY}(?= (?:\S+ ){{0,4}}as\b)",
    r"(?:the )?(?:same|equal) (?:number|amount|size)",
    r"(?:doubled|tripled|trebled|quadrupled|halved|twice|thrice)",
    rf"(?:(?:nearly |almost )?all|most|the majority|the bulk)(?= (?:of\b|(?:the )?{_FORCES}\b))",
)
_RANKS = (
    rf"{_MOST}(?= (?:[^,;]+ )?since\b)",
    rf"(?:first|second|third|last|only){_STATE}(?= to\b)",
    r"(?:led|headed|commanded|leased|lent|donated)(?! by\b)",
    r"for the (?!first\b)\w+ time",
    r"(?:postponed|delayed|renewed|interrupted|invited|cut short|outnumber(?:s|ed)?|each of)",
    r"(?:lasted|continued|ran|went on) (?:until|till|through)",
)
_UNREAD = re.compile(rf"\b(?:{'|'.join((*_MULTIPLES, *_RANKS))})\b", re.IGNORECASE)
# With a number of exercises that is read: “four or five drills every year”.
_EVERY = r"(?:every|each)(?: single)? (?:year|month|spring|summer|autumn|winter)"
_YEARLY = re.compile(rf"\b(?:{_EVERY}|annually|yearly)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:fell|rose|dropped|grew|declined|shrank|jumped) by\b", re.IGNORECASE)
_ONLY, _ALONE = {"only", "solely", "exclusively"}, {"alone", "only"}


def unread(sentence: Sentence) -> list[Mark]:
    """The claims of a sentence that are left open, so that it is not supported as a whole."""
    finding = Finding(Verdict.ABSENT, SAYS, SILENCE)
    return [Mark(start, end, Kind.COMPARISON, finding) for start, end in _spans(sentence)]


def _spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The characters of such claims."""
    patterns = [_UNREAD]
    is_counting = any(amount.unit in {"exercises", "patrols"} for amount in sentence.amounts)
    if not is_counting:
        patterns.append(_YEARLY)
        yield from _exclusive(sentence)
    if sentence.has({"share"}):
        # How much a share is, not how much it has changed.
        patterns.append(_CHANGED)
    for pattern in patterns:
        yield from (match.span() for match in pattern.finditer(sentence.text))


def _exclusive(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The words that leave everybody but a named country out: only Russia, Russia alone."""
    lower = sentence.lower
    for name in sentence.countries:
        if name.first and lower[name.first - 1] in _ONLY:
            yield sentence.span(name.first - 1, name.first)
        if name.last < len(lower) and lower[name.last] in _ALONE:
            yield sentence.span(name.last, name.last + 1)

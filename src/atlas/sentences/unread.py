"""Claims that no rule here reads: times as many, every year since, only one side, first since,
parts of a year, and days that no calendar has.
"""

import re
from collections.abc import Iterator

from atlas.sentences.extensions import EXTENDING, extensions_of
from atlas.sentences.lexicon import words_of
from atlas.sentences.names import Name
from atlas.sentences.naming import SILENCE
from atlas.sentences.places import held_by
from atlas.sentences.sentence import Sentence
from atlas.sentences.times import unclear
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict
from atlas.values.dates import MONTHS

SAYS = (
    "Claims of this kind are not compared here: how many times as much, every year without a gap, "
    "all or most, the only or the last one, who led, won or was invited, what was put off or "
    "renewed, what later became of an agreement, since when something is the first or the most."
)
OF_PARTS = (
    "Seasons, halves and early or late parts of a year, and times that are counted from another "
    "one, are not compared here: where they begin and end is not said."
)
OF_DAYS = (
    "Which day or month is meant is not sure: no calendar has it, figures leave open which of them "
    "is the month, or a year is missing."
)
_MANY = r"(?:many|much|few|large|big|long|often)"
_MORE = r"(?:more|fewer|larger|bigger|greater|higher|smaller|longer)"
_TIMES = r"(?:twice|thrice|half|double|triple|[\w.,]+(?: and a half)?[ -](?:times|fold))"
_FORCES = r"(?:troops|soldiers|personnel|ships|vessels|warships|aircraft|planes|tanks|forces)"
_STATE = r"(?: (?:country|state|nation|army|navy|buyer|customer))?"
_MOST = r"(?:first|last|only|largest|biggest|smallest|longest|most)"
_LAST = "(?:last|latest|final|most recent)"
_NTH = r"(?:second|third|(?:four|fif|six|seven|eigh|nin|ten)th)"
_RULE_OF = (
    "command|charge|control|leadership|lead|invitation|initiative|request|expense|orders|direction"
    "|auspices|home|behest"
)
_GUESTS = r"(?:participants?|fleets?|guests?|troops|soldiers|sailors|ships|delegations?|crews?)"
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
    r"(?:led|headed|commanded|lent|donated)(?! by\b)",
    r"for the \w+ time",
    # The last years are a time; the last patrol is a claim that there was none after it.
    rf"(?:the|its|their) {_LAST}(?! (?:[\w-]+ )?(?:day|week|month|year|decade)s?\b)",
    rf"(?:{_NTH}[ -])?(?:largest|biggest|smallest|longest|shortest|highest|lowest)",
    r"(?:a|the) (?:new )?(?:record|peak|high|low|maximum|minimum)",
    r"(?:called|broken|put|pulled|fell|backed|dropped|walked|stood|scaled)"
    r" (?:off|out|through|down|back)",
    r"(?:postponed|delayed|interrupted|invited|cut short|outnumber(?:s|ed)?|each of)",
    r"(?:won|beat|beaten|defeated|fought|(?:directed|aimed) (?:against|at))",
    r"(?:free of charge|for free|as (?:a )?gifts?|in secret|(?:home|back|away) from)",
    r"(?:for|over|within|in) (?:an?|a few|several|many) (?:day|week|month|year|decade)s?",
    r"(?:lasted|continued|ran|went on) (?:until|till|through)",
    rf"(?:in|under|at) (?:[\w’']+ )?(?:{_RULE_OF})(?!-)",
    r"organi[sz]ed by",
    r"(?:\w+ used|second[- ]hand|refurbished|overhauled|upgraded|obsolete|brand-new)(?= [A-Z])",
    r"(?:late|on time|on schedule|ahead of (?:time|schedule)|behind schedule)(?=[.,;]|$)",
    r"by (?:rail|sea|air|train|ship|road)\b",
    rf"(?:received|welcomed|greeted) (?:(?:the|its|their|all) )?(?:\w+ )?{_GUESTS}",
)
_UNREAD = re.compile(rf"\b(?:{'|'.join((*_MULTIPLES, *_RANKS))})\b", re.IGNORECASE)
# With a number of exercises that is read: “four or five drills every year”.
_EVERY = r"(?:every|each)(?: single)? (?:year|month|spring|summer|autumn|winter)"
_YEARLY = re.compile(rf"\b(?:{_EVERY}|(?:a|per) (?:year|month)|annually|yearly)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:fell|rose|dropped|grew|declined|shrank|jumped) by\b", re.IGNORECASE)
_YEAR = r"(?:the year )?(?:19|20)\d\d\b"
_MONTH = "|".join(MONTHS)
_SEASONS = "spring|summer|autumn|fall|winter"
_PART_OF = rf"(?:{_SEASONS}|half|quarter|beginning|start|middle|end|early|mid|late)"
# A part of a year or month, and times that are counted from another.
_RELATIVE = re.compile(
    rf"\b(?<!by the ){_PART_OF}[ -](?:(?:in|of) )?(?=(?:(?:{_MONTH}) )?{_YEAR})"
    r"|\b(?:following|next|previous|preceding|same) (?:year|month|week|day)\b"
    r"|\b(?:days?|weeks?|months?|years?) (?:later|earlier|before|after)\b",
    re.IGNORECASE,
)
# What becomes of an agreement after it is signed; its entries have their own dates for that.
LATER = words_of(
    "ended expired lapsed terminated suspended revoked annulled scrapped abandoned violated broken "
    "torn amended extended prolonged renewed ratified"
)
# As many letters of such a word as the name of an entry has too: extended, extension.
STEM = 5
# What a country is said to be, where that is read.
_ROLES = words_of(
    "host hosts participant participants observer observers supplier seller exporter buyer "
    "recipient customer importer importers maker owner user party destination source"
)
_BEING, _ARTICLES = words_of("was is were are being as became"), {"the", "a", "an", "its", "their"}
# Of exercises it is recorded how much took part, not of which kind; of transfers not which service
# got it, but by its own name.
_KINDS = {
    "exercises": words_of(
        "tank tanks submarine submarines artillery missile missiles drone drones paratroopers "
        "marines helicopter helicopters howitzers laser"
    ),
    "systems": words_of("navy army airborne marines"),
}
_ONLY, _ALONE = {"only", "solely", "exclusively"}, {"alone", "only"}


def unread(sentence: Sentence) -> list[Mark]:
    """The claims of a sentence that are left open, so that it is not supported as a whole."""
    claims = Finding(Verdict.ABSENT, SAYS, SILENCE)
    parts = Finding(Verdict.ABSENT, OF_PARTS, SILENCE)
    days = Finding(Verdict.ABSENT, OF_DAYS, SILENCE)
    read = [sentence.span(time.first, time.last) for time in sentence.times]
    matches = (match.span() for match in _RELATIVE.finditer(sentence.text))
    relative = [own for own in matches if not any(low <= own[0] < high for low, high in read)]
    return [
        *(Mark(start, end, Kind.COMPARISON, claims) for start, end in _spans(sentence)),
        *(Mark(start, end, Kind.COMPARISON, claims) for start, end in _later(sentence)),
        *(Mark(start, end, Kind.DATE, parts) for start, end in relative),
        *(Mark(start, end, Kind.DATE, days) for start, end in _unclear_days(sentence)),
    ]


def _later(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The words that say what became of an agreement, if no entry that is named is of that."""
    agreements = [name for name in sentence.names if sentence.table(name) == "agreements"]
    data = sentence.dataset
    named = [key for name in agreements for key in name.ids]
    extensions = [other for key in named for other in extensions_of(data).get(key, ())]
    labels = [data.label(key).lower() for key in (*named, *extensions)]
    for place, word in enumerate(sentence.lower):
        is_own = any(word[:STEM] in label for label in labels)
        is_own |= bool(extensions) and word in EXTENDING
        if agreements and word in LATER and not is_own:
            yield sentence.span(place, place + 1)


def _unclear_days(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The characters of months and days that are no date as they stand there."""
    named = held_by(sentence.names)
    for place in unclear(sentence.words, sentence.times, named):
        yield sentence.span(place, place + 1)


def _spans(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The characters of such claims."""
    patterns = [_UNREAD]
    is_counting = any(amount.unit in {"exercises", "patrols"} for amount in sentence.amounts)
    if not is_counting:
        patterns.append(_YEARLY)
        yield from _exclusive(sentence)
    yield from _being(sentence)
    yield from _kinds(sentence)
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


def _being(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The words that say what a country was, if that is none of what rows say: the winner."""
    for name in sentence.countries:
        being, article, *role = [*sentence.lower[name.last : name.last + 4], "", ""]
        if being in _BEING and article in _ARTICLES and _ROLES.isdisjoint(role):
            yield sentence.span(name.last + 1, name.last + 2)
        if _is_told(sentence, name):
            yield sentence.span(name.first - 1, name.first)


def _is_told(sentence: Sentence, name: Name) -> bool:
    """Whether something is said to be a country, or a country's: the winner was Russia, it was a
    Russian exercise.
    """
    before = ["", "", *sentence.lower[: name.first]][-2:]
    is_one = before[0] in _BEING and before[1] in {"a", "the"}
    others = [other for other in sentence.countries if 0 < other.first - name.last <= 1]
    is_predicate = before[1] in {"was", "is"} and not sentence.has(_ROLES)
    return is_predicate or (is_one and not others)


def _kinds(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The words that say of which kind what took part is, or which service got what is named."""
    named = held_by(sentence.names)
    counted = {amount.noun for amount in sentence.amounts}
    tables = {sentence.table(name) for name in sentence.names}
    kinds = frozenset[str]().union(*(_KINDS[table] for table in tables & _KINDS.keys()))
    for place, word in enumerate(sentence.words):
        if word.text.lower() in kinds and place not in named | counted:
            yield sentence.span(place, place + 1)

"""What organisations do together with a system: Chernyshev and CATIC are upgrading the RD-33."""

import re
from itertools import chain

from atlas.sentences.lexicon import words_of
from atlas.sentences.names import Name
from atlas.sentences.rows import Cell, cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.subjects import TRANSFERS, transfers_of
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict

RULE = (
    "That organisations upgrade, develop or make something is supported where one transfer of that "
    "kind names all of them and it. What is under way is not done."
)
_KINDS = (
    (re.compile(r"(?:upgrad|moderni[sz]|improv)(?:e|es|ed|ing)"), "modernisation"),
    (re.compile(r"develop(?:s|ed|ing)?"), "joint development"),
    (re.compile(r"(?:co-?)?produc(?:e|es|ed|ing)"), "joint production"),
)
_UNDER_WAY = "under way"
_FIELDS = ("supplier_org", "recipient_org", "partners", "supplier", "recipient", "system")
# Whoever these lead to has another part in it.
_LEADING_AWAY = words_of("for to from against without of")
_ARTICLES = {"the", "their", "its", "a", "an"}


def programme_marks(sentence: Sentence) -> list[Mark]:
    """The marks on such a verb and all names; none where no one transfer has all of them."""
    verbs = [
        (at, kind)
        for at, word in enumerate(sentence.lower)
        for pattern, kind in _KINDS
        if pattern.fullmatch(word)
    ]
    named = [name for name in sentence.names if _is_part(sentence, name)]
    systems = [name for name in named if sentence.table(name) == "systems"]
    is_whole = len(named) == len(sentence.names) and not sentence.times and not sentence.amounts
    if len(verbs) != 1 or len(systems) != 1 or len(named) < 2 or not is_whole:
        return []
    place, kind = verbs[0]
    is_led_away = any(_lead(sentence, name) in _LEADING_AWAY for name in named)
    if is_led_away:
        return []
    is_done = sentence.lower[place].endswith("ed")
    for key in _transfers(sentence, systems[0], kind):
        statuses = {cell.row.value for cell in cells(sentence.dataset, key, "status")}
        own = [_tied(sentence, key, name) for name in named]
        if all(own) and not (is_done and _UNDER_WAY in statuses):
            rows = tuple(dict.fromkeys(cell.row for cell in chain.from_iterable(own)))
            says = f"{sentence.dataset.label(key)}: names all of them."
            finding = Finding(Verdict.SUPPORTED, says, RULE, rows, (key,))
            spans = [(place, place + 1), *((name.first, name.last) for name in named)]
            kinds = [Kind.COMPARISON, *[Kind.NAME] * len(named)]
            return [
                Mark(*sentence.span(*span), of_mark, finding)
                for span, of_mark in zip(spans, kinds, strict=True)
            ]
    return []


def _is_part(sentence: Sentence, name: Name) -> bool:
    is_body = sentence.table(name) in {"systems", "organisations"}
    return is_body or bool(sentence.country(name))


def _lead(sentence: Sentence, name: Name) -> str:
    """The word before a name, whatever article stands between."""
    place = name.first - 1
    while place >= 0 and sentence.lower[place] in _ARTICLES:
        place -= 1
    return sentence.lower[place] if place >= 0 else ""


def _transfers(sentence: Sentence, system: Name, kind: str) -> list[str]:
    data = sentence.dataset
    keys = [key for own in system.ids for key in transfers_of(data).get(own, ())]
    kinds = data.built[TRANSFERS]["kind"]
    return [key for key in keys if kinds[key] == kind]


def _tied(sentence: Sentence, key: str, name: Name) -> list[Cell]:
    """The cells of a transfer that name this."""
    own = chain.from_iterable(cells(sentence.dataset, key, field) for field in _FIELDS)
    return [cell for cell in own if not set(cell.row.value.split(";")).isdisjoint(name.ids)]

"""Whose so many troops or ships are: a country that is named beside them, or who sends them."""

from atlas.sentences.amounts import Amount
from atlas.sentences.amounts_joined import OF_THOSE
from atlas.sentences.lexicon import words_of
from atlas.sentences.names import Name
from atlas.sentences.rows import shown
from atlas.sentences.sentence import Sentence
from atlas.values.pair import CHINA, RUSSIA

SIDES = {CHINA: "china", RUSSIA: "russia"}
TOTAL = "total"
# Who “it” is where more than one country stands before it.
UNSURE = "?"
# How many words stand between a number and the verb of which it is the subject, at most.
MOST_BETWEEN = 4
_SENDING = words_of(
    "sent send sends deployed dispatched contributed committed brought fielded provided"
)
# Between a number and the country that so many are of: six of them Russian, 700 from China.
_LEADS = {("from",), ("of", "them")}
_COMING = {("came", "from"), ("were", "from"), ("was", "from")}
_OF_THEM = {("of", "them"), ("of", "which"), ("of", "these"), ("of", "those")}
_PRONOUNS = words_of("it they he she which who this that these those")
_BODIES = (["contingent"], ["detachment"], ["group"], ["force"])
_RELATIVE = {",", "which", "that"}
_BEING, _ENDS = {"were", "was", "are"}, {"", ".", ",", ";", "and", "ones", "ships", "aircraft"}
_JOINING = words_of("part participated joined")


def side_of(sentence: Sentence, amount: Amount) -> str:
    """The side of which so many are: china, russia, total, a country's code, or blank.

    An adjective between number and noun says it, or who sends them. `UNSURE` where that is not
    clear.
    """
    told = told_of(sentence, amount)
    if told or amount.is_portion:
        return SIDES.get(told, told) or UNSURE
    own = [
        sentence.country(name)
        for name in sentence.countries
        if _is_beside(sentence, amount, name)
        or tuple(sentence.lower[amount.last : name.first]) in _LEADS
    ]
    if _are_of_both(sentence, amount):
        return TOTAL
    organised = [_home(sentence, amount)] if not own else []
    code = next(filter(None, [*own, *organised, _sender(sentence, amount)]), "")
    return SIDES.get(code, code)


def _is_beside(sentence: Sentence, amount: Amount, name: Name) -> bool:
    """Whether a country stands between a number and its noun, and is not that of another number."""
    is_between = amount.first <= name.first <= max(amount.noun, amount.last)
    return is_between and "and" not in sentence.lower[amount.last : name.first]


def _are_of_both(sentence: Sentence, amount: Amount) -> bool:
    """Whether they are of both sides together: ten Chinese and Russian ships."""
    own = [name for name in sentence.countries if amount.last <= name.first < amount.noun]
    if len(own) != 2 or not _are_joined(sentence, *own):
        return False
    return {sentence.country(name) for name in own} == set(SIDES)


def told_of(sentence: Sentence, amount: Amount) -> str:
    """The country that is told of a part: six of the ten ships, half of the ships were Russian."""
    lead = tuple(sentence.lower[max(amount.first - 2, 0) : amount.first])
    is_part = amount.is_portion or amount.is_fraction or amount.unit == "%" or lead in OF_THOSE
    if not is_part:
        return ""
    for name in sentence.countries:
        if tuple(sentence.lower[amount.last : name.first]) in _OF_THEM:
            return sentence.country(name)
        if tuple(sentence.lower[max(name.first - 2, 0) : name.first]) in _COMING:
            return sentence.country(name)
        if _is_giver(sentence, name, amount):
            return sentence.country(name)
        before = sentence.lower[name.first - 1] if name.first > amount.last else ""
        after = "".join(sentence.lower[name.last : name.last + 1])
        if before in _BEING and after in _ENDS:
            return sentence.country(name)
    return ""


def _is_giver(sentence: Sentence, name: Name, amount: Amount) -> bool:
    """Whether nothing but a verb of sending parts a country from a part: Russia sent half."""
    between = sentence.lower[name.last : amount.first]
    return len(between) == 1 and between[0] in _SENDING


def _home(sentence: Sentence, amount: Amount) -> str:
    """The country of a service that is named between number and noun, or next to them."""
    for name in sentence.names:
        is_near = amount.first <= name.first <= max(amount.noun, amount.last) + 3
        if is_near and sentence.table(name) == "organisations":
            return shown(sentence.dataset, name.ids[0], "country")
    return ""


def _sender(sentence: Sentence, amount: Amount) -> str:
    """Who sends them: the nearest country before a verb of sending before the number.

    The verb may be left out: China sent eighteen ships and Russia seven.
    """
    verbs = [place for place in range(amount.first) if sentence.lower[place] in _SENDING]
    if amount.first and sentence.lower[amount.first - 1] == "with":
        # China took part with 3,500 soldiers.
        verbs += [
            place
            for place in range(max(amount.first - 3, 0), amount.first)
            if sentence.lower[place] in _JOINING
        ]
    if not verbs:
        return _agent(sentence, amount) or _of_body(sentence, amount)
    beside = [code for name, code in sentence.parties if name.last == amount.first]
    if beside and sentence.lower[verbs[-1] + 1] not in {"by", "with"}:
        return beside[-1]
    if _is_of_event(sentence, verbs[-1]):
        return TOTAL
    before = [(name, code) for name, code in sentence.parties if name.last <= verbs[-1]]
    if not before:
        return ""
    if len(before) > 1 and _are_joined(sentence, before[-2][0], before[-1][0]):
        return TOTAL
    between = sentence.lower[before[-1][0].last : verbs[-1]]
    if len({code for _, code in before}) > 1 and not _PRONOUNS.isdisjoint(between):
        return UNSURE
    return before[-1][1]


def _of_body(sentence: Sentence, amount: Amount) -> str:
    """Whose contingent it is that so many are: the Chinese contingent numbered 1,600."""
    for name in sentence.countries:
        body = sentence.lower[name.last : name.last + 1]
        if name.last < amount.first and body in _BODIES:
            return sentence.country(name)
    return ""


def _is_of_event(sentence: Sentence, verb: int) -> bool:
    """Whether an exercise is what brought so many: Peace Mission 2005, which brought 10,000."""
    place = verb
    while place and sentence.lower[place - 1] in _RELATIVE:
        place -= 1
    events = [name.last for name in sentence.names if sentence.table(name) == "exercises"]
    return place in events


def _agent(sentence: Sentence, amount: Amount) -> str:
    """Who sends them where that stands after them: eighteen ships were sent by China."""
    lower = sentence.lower
    is_sent = any(word in _SENDING for word in lower[amount.last : amount.last + MOST_BETWEEN])
    agents = [code for name, code in sentence.parties if lower[name.first - 1] == "by"]
    return agents[0] if is_sent and len(agents) == 1 else ""


def _are_joined(sentence: Sentence, first: Name, second: Name) -> bool:
    """Whether “and” joins two names: China and Russia sent, but not Japan says China sent."""
    return sentence.lower[first.last : second.first] in (["and"], ["&"])

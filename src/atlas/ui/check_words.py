"""What the page that checks a text says of its verdicts and rules, and the example on it."""

from atlas.sentences import (
    comparisons,
    counting,
    durations,
    members,
    movements,
    occasions,
    portions,
    quantities,
    shares,
    sums,
)
from atlas.sentences.naming import SILENCE
from atlas.sentences.verdicts import Verdict

EXAMPLE = (
    "In September 2018, China sent 3,500 troops to Vostok 2018. Russia sold China 36 Su-35 "
    "fighters for two billion dollars. China and Russia held six exercises in 2022. More Chinese "
    "troops took part in Vostok 2018 than in Tsentr 2019, a strong sign. The J-20 first flew on 11 "
    "January 2011."
)
# By verdict: the sign before it, its class in the style of the marks, and what it means.
SIGNS = {
    Verdict.SUPPORTED: ("✓", "supported", "a source here says so"),
    Verdict.CONTRADICTED: (
        "✗",
        "contradicted",
        "the same entry, quantity, side and date have another value here, and no source has yours",
    ),
    Verdict.DIFFERENT: (
        "≠",
        "differently",
        "another source, side or counting rule has it, or it is only expected",
    ),
    Verdict.ABSENT: ("–", "absent", "nothing here speaks of it, which does not make it false"),
    Verdict.NAMED: ("·", "named", "an entry here, of which this word claims nothing"),
    Verdict.JUDGEMENT: ("○", "judgement", "left to whoever makes it"),
}


RULES = {
    "Names": members.RULE,
    "Dates": occasions.RULE,
    "Numbers of people, ships, pieces, dollars": quantities.RULE,
    "Numbers of exercises": counting.RULE,
    "Parts of the exercises": portions.RULE,
    "Shares of trade in arms, and their change": shares.RULE,
    "Sums over contracts": sums.RULE,
    "How long something took or holds": durations.RULE,
    "Who supplies whom": movements.RULE,
    "More and fewer, larger and smaller": comparisons.RULE,
    "Everything else": SILENCE,
}

"""Shares of trade in arms, as published, against a percentage of a sentence."""

from atlas.sentences.amounts import Amount
from atlas.sentences.lexicon import words_of
from atlas.sentences.published import in_words, is_same, nearest_times, of_period, rows_behind
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values.pair import CHINA, RUSSIA

RULE = (
    "A share is compared with the published shares of the same kind and the same years. It "
    "contradicts where these are others, and none of them is the same."
)
_FALLING = words_of("fell fall fallen declined decline dropped drop decreased shrank down")
_RISING = words_of("rose rise risen grew grown growth increased increase up")


def share_finding(sentence: Sentence, amount: Amount) -> Finding:
    """What is published of a share of trade in arms, or of its change.

    Shares that are computed from the volumes of an edition have their place here, beside what is
    published: the same kind, the same years, the edition named.
    """
    data = sentence.dataset
    kinds = _share_kinds(sentence)
    rows = data.counts[data.counts["unit"].eq("%") & data.counts["counted"].isin(kinds)]
    published = of_period(rows, nearest_times(sentence, amount))
    if published.empty:
        says = "No share of this kind and these years is published in these sources."
        return Finding(Verdict.ABSENT, says, RULE)
    is_down = sentence.has(_FALLING)
    signed = published[published["number"].lt(0).eq(is_down)]
    agreeing = signed[[is_same(amount, row) for _, row in signed.iterrows()]]
    verdict = Verdict.SUPPORTED if len(agreeing) else Verdict.CONTRADICTED
    cited = agreeing if len(agreeing) else published
    return Finding(verdict, in_words(data, cited), RULE, rows_behind(data, cited))


def _share_kinds(sentence: Sentence) -> list[str]:
    """Which shares a sentence speaks of: of imports or exports, or how they changed."""
    if not sentence.has({"arms", "weapons", "weapon"}):
        return []
    is_change = sentence.has(_FALLING | _RISING)
    stem = "change of" if is_change else "share of"
    return [
        f"{stem} {kind}"
        for kind, owner, partner in _TRADES
        if _is_of(sentence, kind, owner) and (is_change or _names(sentence, partner))
    ]


# Whose trade the published shares are of, and with whom.
_TRADES = (("imports", CHINA, RUSSIA), ("exports", RUSSIA, CHINA))


def _is_of(sentence: Sentence, kind: str, owner: str) -> bool:
    """Whether the imports or exports of a sentence are those of a country."""
    if kind not in sentence.lower:
        return False
    place = sentence.lower.index(kind)
    before = [name for name in sentence.countries if 0 <= place - name.last <= 2]
    after = [name for name in sentence.countries if 0 < name.first - place <= 2]
    by = [name for name in after if sentence.lower[name.first - 1] in {"of", "by"}]
    return any(sentence.country(name) == owner for name in before[-1:] or by)


def _names(sentence: Sentence, code: str) -> bool:
    return any(sentence.country(name) == code for name in sentence.countries)

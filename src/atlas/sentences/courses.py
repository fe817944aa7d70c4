"""How volumes of arms have gone, by SIPRI's editions: when they were largest, whether they fell
every year, to whom more went.
"""

from collections.abc import Sequence

from atlas.charts.transfers.edition_sums import all_volumes
from atlas.charts.transfers.volumes_view import editions
from atlas.sentences.attributions import is_cited
from atlas.sentences.course_claims import CLAIMS, Claim, years_asked
from atlas.sentences.directions import Direction
from atlas.sentences.movements import goods_of
from atlas.sentences.sentence import Sentence
from atlas.sentences.shares import volume_rows
from atlas.sentences.verdicts import Finding, Kind, Mark, Verdict
from atlas.sentences.volumes import UNIT
from atlas.sentences.volumes_compared import between_partners, between_years
from atlas.values.words import listed, number

RULE = (
    "The course of a trade in arms is that of the yearly volumes of SIPRI's register. A claim is "
    "supported where the newest edition with all years of it bears it out, counted differently "
    "where only an older one does, and contradicted where none does."
)
MOST_PLACES = 2
_ANNUAL = {"annual", "yearly"}
_ARMS = {"arms", "weapon", "weaponry", "hardware"}


def course_marks(sentence: Sentence, movements: Sequence[Direction]) -> list[Mark]:
    """The marks on what a sentence about arms in general says of their yearly volumes."""
    goods = set(goods_of(sentence))
    has_volume = any(amount.unit == UNIT for amount in sentence.amounts)
    is_of_arms = goods <= _ARMS and (bool(goods) or has_volume)
    strange = [first for first, _ in sentence.strangers if not is_cited(sentence, first)]
    if not movements or not is_of_arms or strange:
        return []
    movement = movements[0]
    makers = (*CLAIMS, between_partners, between_years)
    claims = [claim for make in makers for claim in make(sentence, movement)]
    # One claim may stand in two places: more … than in any other year.
    if not claims or len({claim.keys for claim in claims}) != 1 or len(claims) > MOST_PLACES:
        return []
    finding = _finding(sentence, claims[0])
    spans = [sentence.span(claim.first, claim.last) for claim in claims]
    marks = [Mark(*span, Kind.COMPARISON, finding) for span in spans]
    for place, word in enumerate(sentence.lower):
        if word in _ANNUAL:
            marks.append(Mark(*sentence.span(place, place + 1), Kind.COMPARISON, finding))
    for time in sentence.times:
        if not any(claim.first <= time.first < claim.last for claim in claims):
            marks.append(Mark(*sentence.span(time.first, time.last), Kind.DATE, finding))
    return marks


def _finding(sentence: Sentence, claim: Claim) -> Finding:
    data = sentence.dataset
    volumes = all_volumes(data)
    by_edition = {}
    for edition in editions(data):
        by_edition[edition] = [volumes.get((edition, key), {}) for key in claim.keys]
    judged = {edition: claim.holds(own) for edition, own in by_edition.items()}
    known = {edition: holds for edition, holds in judged.items() if holds is not None}
    if not known:
        says = "No edition here has the volumes of all these years."
        return Finding(Verdict.ABSENT, says, RULE)
    newest = next(iter(known))
    is_any = any(known.values()) or not claim.is_sure
    verdict = Verdict.DIFFERENT if is_any else Verdict.CONTRADICTED
    if known[newest]:
        verdict = Verdict.SUPPORTED
    years = [year for time in sentence.times for year in years_asked(sentence, time)]
    volumes_named = [
        own[year] for own in by_edition[newest] for year in sorted(own) if year in years
    ]
    own = list(dict.fromkeys(volumes_named))
    values = [number(round(volume.value, 1)) for volume in own]
    says = f"Million TIV of the years named ({newest}): {listed(values)}."
    return Finding(verdict, says, RULE, volume_rows(data, [volume.id for volume in own]))

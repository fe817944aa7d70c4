"""What numbers count in these data, and the words that say how exactly a number is meant."""

from collections.abc import Mapping
from enum import StrEnum

from atlas.sentences.lexicon import words_of
from atlas.sentences.tokens import spelled


class Hedge(StrEnum):
    """How exactly a number is meant."""

    EXACT = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    LEAST = "at least"
    MOST = "at most"
    BELOW = "fewer than"


# Of both, so many are the most there may be.
AT_MOST = {Hedge.MOST, Hedge.BELOW}


HEDGES: dict[tuple[str, ...], Hedge] = {
    **{
        (word,): Hedge.ABOUT
        for word in ("about", "around", "approximately", "roughly", "some", "circa")
    },
    **{(word,): Hedge.NEARLY for word in ("nearly", "almost")},
    **{(word,): Hedge.LEAST for word in ("over", "above", "exceeding")},
    ("more", "than"): Hedge.LEAST,
    ("at", "least"): Hedge.LEAST,
    ("no", "fewer", "than"): Hedge.LEAST,
    ("no", "less", "than"): Hedge.LEAST,
    ("up", "to"): Hedge.MOST,
    ("at", "most"): Hedge.MOST,
    ("fewer", "than"): Hedge.BELOW,
    ("less", "than"): Hedge.BELOW,
    ("under",): Hedge.BELOW,
    ("below",): Hedge.BELOW,
}


def _units(groups: Mapping[str, str]) -> dict[str, str]:
    return {spelled(word): unit for unit, words in groups.items() for word in words.split()}


# “Systems” are counted in whatever unit the data have: pieces, or batteries.
ANY = "systems"
# What a noun counts. Of a kind with a question mark the noun names a part (“tanks” are not all
# equipment), so that a number of them that differs contradicts nothing.
UNITS = _units(
    {
        "personnel": "troops soldiers servicemen servicewomen personnel people men participants",
        "personnel?": "officers marines paratroopers policemen guardsmen observers",
        "ships": "ships vessels warships",
        "ships?": "destroyers frigates corvettes submarines",
        "aircraft": "aircraft planes airplanes warplanes",
        "aircraft?": "helicopters bombers fighters jets airframes drones",
        "equipment": "equipment vehicles weaponry hardware",
        "equipment?": "tanks guns artillery",
        "pieces": "pieces units engines missiles torpedoes radars satellites",
        f"{ANY}?": "systems",
        "fire units": "battalions batteries",
        "exercises": "exercises drills manoeuvres maneuvers wargames",
        "patrols": "patrols flights",
        "states": "states countries nations",
        "%": "% percent",
        "usd": "$ dollars usd",
        "tiv": "tiv",
    }
)
# How long something took or holds; “a year” of four drills a year is none of it.
DURATIONS = _units({"years": "year years", "weeks": "week weeks", "days": "day days"})
# Words of kinds of goods, each in its one spelling.
GOODS_WORDS = {
    spelled(word)
    for word in words_of(
        "fighters jets aircraft helicopters drones engines missiles submarines destroyers "
        "satellites radars weapons arms trucks vehicles"
    )
}

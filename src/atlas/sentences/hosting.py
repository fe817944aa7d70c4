"""Whether a sentence makes a country the host of something, or the ground that it was on."""

from atlas.sentences.lexicon import words_of
from atlas.sentences.names import Name
from atlas.sentences.sentence import Sentence

HOSTING = {"hosted", "hosts", "host", "hosting"}
_HOST, _PARTING = {"host", "hosts"}, {",", "and", ";", "but", "while"}
_GROUND = words_of(
    "soil territory waters coast coasts shores shore port ports base bases range ranges airspace "
    "city town province region land ground grounds seaboard harbour harbor"
)
# Russia was once more the host.
_TO_HOST = 5


def is_hosting(sentence: Sentence, name: Name) -> bool:
    """Whether a country stands shortly before “hosts” or “the host”, or after “hosted by” or “the
    host was”.
    """
    before = sentence.lower[max(name.first - 3, 0) : name.first]
    after = sentence.lower[name.last : name.last + _TO_HOST]
    is_agent = "by" in before and not HOSTING.isdisjoint(before)
    is_named = not _HOST.isdisjoint(before) and not _PARTING.intersection(before)
    is_named |= before[-1:] in (["was"], ["is"]) and sentence.has(_HOST)
    is_passive = "by" in after
    is_hosting = not HOSTING.isdisjoint(after) and not is_passive
    return is_agent or is_named or is_hosting


def is_before_ground(sentence: Sentence, name: Name) -> bool:
    """Whether a word of land, water or air stands behind a name: on Chinese soil."""
    return not _GROUND.isdisjoint(sentence.lower[name.last : name.last + 1])

"""Words that judge: nobody's row can bear them out, and none is asked to."""

from atlas.sentences.lexicon import words_of

JUDGEMENTS = words_of(
    "strong stronger strongest weak weaker weakest deep deeper deepest deepening shallow shallower "
    "close closer closest dangerous dangerously threatening alarming worrying worrisome serious "
    "significant significantly substantial important crucial vital critical formidable robust "
    "fragile genuine real unprecedented dramatic dramatically remarkable impressive modest limited "
    "powerful advanced aggressive provocative hostile friendly unlimited meaningful symbolic "
    "reliable unreliable equal unequal dominant junior complex weighty extensive valuable"
)

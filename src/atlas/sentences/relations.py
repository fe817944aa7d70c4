"""Who makes, designs, powers or owns what: verbs that tie the names on both sides of them."""

from dataclasses import dataclass

import pandas as pd

from atlas.sentences.lexicon import words_of
from atlas.sentences.members import RULE
from atlas.sentences.names import Name
from atlas.sentences.rows import cells
from atlas.sentences.sentence import Sentence
from atlas.sentences.verdicts import Finding, Verdict
from atlas.values.words import listed

# What a word between two names says of them; before “by” its subject comes last.
RELATIONS = {
    **dict.fromkeys(words_of("makes make made builds build built produces produced"), "makes"),
    **dict.fromkeys(words_of("manufactures manufactured"), "makes"),
    **dict.fromkeys(words_of("designs designed develops developed"), "designs"),
    **dict.fromkeys(words_of("powers powered"), "powers"),
    **dict.fromkeys(words_of("owns owned"), "owns"),
    "runs": "runs",
}
_MADE = {"systems", "organisations"}


@dataclass(frozen=True)
class Relation:
    """A verb at `place` that ties two names: `subject` and `object` are their readings."""

    place: int
    name: str
    subject: Name
    object: Name


def relations(sentence: Sentence) -> list[Relation]:
    """The verbs that tie the name before them to the name after them."""
    own = []
    for place, word in enumerate(sentence.lower):
        if word not in RELATIONS:
            continue
        known = [name for name in sentence.names if sentence.table(name) in _MADE]
        before = [name for name in known if name.last <= place]
        after = [name for name in known if name.first > place]
        if not before or not after:
            continue
        is_passive = "by" in sentence.lower[place : place + 3]
        pair = (after[0], before[-1]) if is_passive else (before[-1], after[0])
        own.append(Relation(place, RELATIONS[word], *pair))
    return own


def relation_finding(sentence: Sentence, relation: Relation) -> Finding:
    """Whether a link of this relation, in this direction, is recorded of two names."""
    data = sentence.dataset
    links = data.built["links"]
    forth = _linked(links, relation.name, relation.subject, relation.object)
    back = _linked(links, relation.name, relation.object, relation.subject)
    for verdict, keys in ((Verdict.SUPPORTED, forth), (Verdict.CONTRADICTED, back)):
        own = [cell for key in keys for cell in cells(data, key, "relation")]
        if own:
            says = f"{listed([data.label(key) for key in keys])}."
            rows = tuple(cell.row for cell in own)
            return Finding(verdict, says, RULE, rows, tuple(keys))
    label, other = (data.label(name.ids[0]) for name in (relation.subject, relation.object))
    known = links[links["relation"].eq(relation.name) & links["object"].isin(relation.object.ids)]
    says = f"No row says that {label} {relation.name} {other}."
    if len(known):
        says = f"{says} Recorded: {listed(known['label'].tolist())}."
    return Finding(Verdict.ABSENT, says, RULE, records=tuple(map(str, known.index)))


def _linked(links: pd.DataFrame, relation: str, subject: Name, other: Name) -> list[str]:
    own = links[
        links["relation"].eq(relation)
        & links["subject"].isin(subject.ids)
        & links["object"].isin(other.ids)
    ]
    return list(map(str, own.index))

"""The sourcing of some records as one paragraph, right for none, one and many."""

from collections.abc import Mapping

from atlas.dataset.dataset import Dataset
from atlas.records.sourcing import NOT_KNOWN, OTHERS, Sourcing
from atlas.values import dates
from atlas.values.words import agreeing, counted, listed

ELSEWHERE = {OTHERS: "other countries", NOT_KNOWN: "not known"}


def in_short(sources: int, independent: int) -> str:
    """“Sourcing: 276 sources, 140 of them independent”, for a heading that opens."""
    if sources < 2:
        return f"Sourcing: {counted(sources, 'sources')}"
    number = "all" if sources == independent else f"{independent:,}"
    return f"Sourcing: {counted(sources, 'sources')}, {number} of them independent"


def paragraph(sourcing: Sourcing, dataset: Dataset) -> str:
    """Every number of the sourcing in sentences."""
    if not sourcing.sources:
        return "Sourcing: nothing that is shown rests on any source."
    sentences = [
        _head(sourcing),
        _kinds(sourcing.kinds, dataset.schema.labels("source-kind")),
        _sides(sourcing.sides, dataset),
        _standing(sourcing, dataset),
        _age(sourcing),
        _disputed(sourcing),
        _missing(sourcing),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _head(sourcing: Sourcing) -> str:
    sources = counted(sourcing.sources, "sources")
    if not sourcing.entries:
        rest = f"no {sourcing.noun} are in view; what is drawn beside them rests on {sources}"
    else:
        every = f"{counted(sourcing.entries, sourcing.noun)}{_apart(sourcing)}{_beside(sourcing)}"
        shown = sourcing.entries + sourcing.beside
        rest = f"{every} {agreeing(shown, 'rests', 'rest')} on {sources}"
    if sourcing.sources == 1:
        return f"Sourcing: {rest}."
    are = agreeing(sourcing.independent, "is", "are")
    number = f"{sourcing.independent:,} {are} independent"
    if sourcing.independent == sourcing.sources:
        number = "all of them are independent"
    return f"Sourcing: {rest}; {number}, if copies of one text or database count once."


def _apart(sourcing: Sourcing) -> str:
    """How many of the entries did not come about, between commas; blank for none."""
    if not sourcing.apart:
        return ""
    these = f"{sourcing.apart:,} of them"
    if sourcing.entries == 1:
        these = "which is"
    elif sourcing.apart == sourcing.entries:
        these = "all of them"
    return f", {these} only expected, offered, announced or called off,"


def _beside(sourcing: Sourcing) -> str:
    """What is drawn with the entries and not counted; blank for nothing."""
    if not sourcing.beside:
        return ""
    them = agreeing(sourcing.entries, "it", "them")
    return f" and the {counted(sourcing.beside, 'entries')} drawn beside {them}"


def _kinds(kinds: Mapping[str, int], labels: Mapping[str, str]) -> str:
    parts = [f"{labels[kind].lower()} {number:,}" for kind, number in kinds.items()]
    return f"By kind: {', '.join(parts)}."


def _sides(sides: Mapping[str, int], dataset: Dataset) -> str:
    """Where they are published; a side that none is of is said of the two countries alone."""
    parts = []
    for side, number in sides.items():
        if side in ELSEWHERE and not number:
            continue
        name = ELSEWHERE.get(side) or dataset.label(side)
        parts.append(f"{name} {number:,}" if number else f"{name} none")
    return f"By country of the publisher: {', '.join(parts)}."


def _standing(sourcing: Sourcing, dataset: Dataset) -> str:
    if not sourcing.entries:
        return ""
    state_media = "none on the state media of one country alone"
    if sourcing.state_media:
        countries = [
            f"{dataset.label(country)} {number:,}"
            for country, number in sourcing.by_country.items()
        ]
        state_media = (
            f"{sourcing.state_media:,} on the state media of one country alone "
            f"({', '.join(countries)})"
        )
    two = _number_or_none(sourcing.borne_out)
    rest = agreeing(sourcing.borne_out, "rests", "rest") if sourcing.borne_out else "rests"
    return (
        f"Of the {sourcing.noun}, not counting who only expected what took place, {two} {rest} on "
        f"two independent sources or more, "
        f"{_number_or_none(sourcing.single)} on a single one, {state_media}."
    )


def _number_or_none(number: int) -> str:
    return f"{number:,}" if number else "none"


def _age(sourcing: Sourcing) -> str:
    oldest = dates.label(sourcing.oldest)
    newest = dates.label(sourcing.newest)
    if sourcing.sources == 1:
        return f"It is of {oldest}."
    if oldest == newest:
        return f"All of them are of {oldest}."
    return f"The oldest is of {oldest}, the newest of {newest}."


def _disputed(sourcing: Sourcing) -> str:
    if not sourcing.disputed:
        return "No value is disputed."
    are = agreeing(sourcing.disputed, "is", "are")
    entries = counted(sourcing.disputed_entries, sourcing.noun)
    return f"{counted(sourcing.disputed, 'values')} of {entries} {are} disputed."


def _missing(sourcing: Sourcing) -> str:
    """What is not there: words of a source, dates, paragraphs, and the gaps that are known."""
    parts = []
    if sourcing.bare:
        bare = counted(sourcing.bare, sourcing.noun)
        name = agreeing(sourcing.bare, "its name", "their names")
        parts.append(f"of {bare} no source says more than {name}")
    if sourcing.undated:
        have = agreeing(sourcing.undated, "has", "have")
        parts.append(f"{counted(sourcing.undated, sourcing.noun)} {have} no date")
    if sourcing.unlocated:
        names = agreeing(sourcing.unlocated, "names", "name")
        every = counted(sourcing.statements, "statements")
        place = "another place in the source than a paragraph"
        parts.append(f"{sourcing.unlocated:,} of {every} {names} {place}")
    if sourcing.gaps:
        are = agreeing(sourcing.gaps, "is", "are")
        parts.append(f"{counted(sourcing.gaps, 'gaps')} in these tables and years {are} known")
    return f"Missing: {listed(parts)}." if parts else "Nothing is known to be missing."

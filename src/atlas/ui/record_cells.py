"""The cells of a record's tables as Markdown: values that lead to records, numbers of sources."""

from collections.abc import Iterable, Mapping

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.records.card_words import Cited, cited, value_words
from atlas.records.conflicts import added_up
from atlas.records.dossier_sources import NumberedSource, Place
from atlas.records.fact_card import CardFact, Value
from atlas.records.relations import GROUPS, times
from atlas.ui.small_tables import WEB
from atlas.ui.tables import leading
from atlas.ui.text import NO_BREAK, plain

# Where on the page the numbers of sources lead to.
SOURCES = "sources"
Numbers = Mapping[str, int]


def fact_rows(
    dataset: Dataset, facts: Iterable[CardFact], numbers: Numbers, page: str = ""
) -> pd.DataFrame:
    """Facts as rows: what it is, its value, and how we know it.

    `page` is the address of the page that lists the sources; blank: the same page.
    """
    rows = [
        (plain(fact.field.title), _values(dataset, fact), _known(dataset, fact, numbers, page))
        for fact in facts
    ]
    return pd.DataFrame(rows, columns=["Fact", "Value", "How we know"])


def _values(dataset: Dataset, fact: CardFact) -> str:
    """The values of a fact in one cell; where sources disagree, each of them."""
    cells = [_linked(dataset, fact, value) for value in fact.values]
    added = added_up(dataset, fact.record, fact.field.name)
    if added:
        cells.append(plain(added))
    if not fact.is_disputed:
        return "; ".join(cells)
    return f"**{cells[0]}** or {', '.join(cells[1:])} (sources disagree)"


def _linked(dataset: Dataset, fact: CardFact, value: Value) -> str:
    """A value, each record that it names as a link to its page."""
    if fact.field.reference is None:
        return plain(value_words(dataset, fact, value.value))
    return "; ".join(link(dataset, key) for key in value.value.split(";"))


def link(dataset: Dataset, identifier: str) -> str:
    """The name of a record as a link to its page."""
    return f"[{plain(dataset.label(identifier))}]({leading(identifier)})"


def _known(dataset: Dataset, fact: CardFact, numbers: Numbers, page: str) -> str:
    """How each value of a fact is known; of several values, which is meant."""
    cells = []
    for value in fact.values:
        by_basis = cited(dataset, fact, value.rows, numbers)
        known = "; ".join(f"{basis} {_cited(own, page)}" for basis, own in by_basis.items())
        which = ""
        if len(fact.values) > 1:
            which = f"{plain(value_words(dataset, fact, value.value))}: "
        cells.append(which + known)
    # No line begins with the sign that parts them.
    return f"{NO_BREAK}· ".join(cells)


def _cited(sources: Iterable[Cited], page: str) -> str:
    cells = []
    for own in sources:
        remark = f" ({own.remark})" if own.remark else ""
        cells.append(f"{mark(own.number, page)}{NO_BREAK}{plain(own.locators + remark)}")
    return ", ".join(cells)


def mark(number: int, page: str = "") -> str:
    r"""The number of a source, which leads to the list of sources: that of the page, or another."""
    return rf"[\[{number}\]]({page}#{SOURCES})"


def relation_rows(dataset: Dataset, relations: pd.DataFrame, numbers: Numbers) -> pd.DataFrame:
    """Relations as rows: the group, the other record, how it is tied, when, and who says so."""
    columns = {
        "Kind": [plain(_capital(GROUPS[group].single)) for group in relations["group"]],
        "Entry": [link(dataset, key) for key in relations["id"]],
        "Tie (“it”: this entry)": [
            f"[{plain(how)}]({leading(via)})" if via else plain(how)
            for how, via in zip(relations["how"], relations["via"], strict=True)
        ],
        "When": [plain(when) for when in times(dataset, relations["id"])],
        "Sources": [_places(places, numbers) for places in relations["places"]],
    }
    return pd.DataFrame(columns)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _places(places: Iterable[Place], numbers: Numbers) -> str:
    """Numbers of sources with their paragraphs; our own list where no source says it."""
    locators: dict[str, list[str]] = {}
    for source, locator in places:
        locators.setdefault(source, []).append(locator)
    cells = []
    for source, own in locators.items():
        cells.append(f"{mark(numbers[source])}{NO_BREAK}{plain(', '.join(own))}")
    return "; ".join(cells) or "our list of entries"


def source_rows(dataset: Dataset, sources: Iterable[NumberedSource]) -> pd.DataFrame:
    """Sources as rows: number, what it is, and where in it the rows stand."""
    kinds = dataset.schema.labels("source-kind")
    register = dataset.sources.fillna("").astype("str").to_dict("index")
    rows = []
    for own in sources:
        source = register[own.source]
        origin = source["origin"]
        is_own = origin in (own.source, source["publisher"])
        passes_on = "" if is_own else f"; passes on {_short(dataset, origin)}"
        rows.append(
            (
                str(own.number),
                plain(source["short"]),
                _title(source["title"], source["url"]),
                plain(f"{kinds[source['kind']]}{passes_on}"),
                plain(", ".join(own.locators)),
            )
        )
    columns = ["No.", "Source", "Title", "Kind", "Where"]
    return pd.DataFrame(rows, columns=[plain(name) for name in columns])


def _short(dataset: Dataset, origin: str) -> str:
    """The name of the origin that a source passes on: a source, or a body by its own name."""
    return str(dataset.sources["short"].get(origin, origin))


def _title(title: str, url: str) -> str:
    """The title of a source, which leads to its text where that has an address."""
    return f"[{plain(title)}](<{url}>)" if WEB.fullmatch(url) else plain(title)

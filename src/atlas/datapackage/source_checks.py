"""Rules of sources: what looks like one text is one origin, and the core ranks first."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Row, Rows
from atlas.values import dates

RULE = "one text, two origins"
CORE = "core"
ADDRESS_START = re.compile(r"^https?://(www\.|m\.)?")


def texts_of_two_origins(rows: Rows) -> Iterator[Problem]:
    """Sources that look like one text and share no `origin`; a blank one is the source itself.

    One address, or one title and day, is one text. What a body publishes that other sources name
    as their origin is of the same origin as they.
    """
    sources = rows["sources"]
    addresses = [(address(row["url"]), row) for row in sources if row["url"]]
    exact = [row for row in sources if re.fullmatch(dates.EXACT, row["published"])]
    titles = [(f"{plain(row['title'])} {row['published']}", row) for row in exact]
    yield from _same(addresses, "url", "address")
    yield from _same(titles, "title", "title and day")
    yield from _passed_on(sources)


def address(url: str) -> str:
    """An address without what differs between two ways to one page."""
    return ADDRESS_START.sub("", url).rstrip("/").removesuffix("/amp")


def plain(title: str) -> str:
    """The letters and digits of a title, without accents and capitals."""
    letters = unicodedata.normalize("NFKD", title.casefold())
    words = re.findall(r"[^\W_]+", letters)
    return " ".join(words)


def _origin(source: Row) -> str:
    return source["origin"] or source["id"]


def _same(keyed: Iterable[tuple[str, Row]], column: str, what: str) -> Iterator[Problem]:
    """Sources whose key an earlier source of another origin has."""
    firsts: dict[str, Row] = {}
    for key, source in keyed:
        first = firsts.setdefault(key, source)
        if _origin(source) != _origin(first):
            mend = (
                f"the same {what} as {first['id']} in {first.place}; write one origin into both, "
                f"or correct the {what}"
            )
            yield source.problem(column, RULE, mend)


def _passed_on(sources: Iterable[Row]) -> Iterator[Problem]:
    """Sources of a body whose word others pass on, which do not name it as their origin."""
    first_by_origin: dict[str, Row] = {}
    for source in sources:
        if source["origin"]:
            first_by_origin.setdefault(source["origin"], source)
    for source in sources:
        publisher = source["publisher"]
        if not source["origin"] and publisher in first_by_origin:
            other = first_by_origin[publisher]
            mend = (
                f"{other['id']} in {other.place} names {publisher} as its origin; write "
                f"{publisher} here too"
            )
            yield source.problem("origin", RULE, mend)


def cores_behind_references(rows: Rows) -> Iterator[Problem]:
    """Sources at the core that rank behind a reference: the articles rank before all others."""
    ranked = sorted(rows["sources"], key=lambda row: int(row["rank"]))
    first_reference: Row | None = None
    for row in ranked:
        if row["tier"] != CORE:
            first_reference = first_reference or row
        elif first_reference:
            mend = (
                f"it ranks behind {first_reference['id']} ({first_reference.place}), a reference; "
                "write reference, or rank it before all of them"
            )
            yield row.problem("tier", "core behind a reference", mend)

"""What has changed in the data as an Atom feed (RFC 4287): an entry for each record and version."""

from dataclasses import dataclass
from urllib.parse import quote
from xml.etree import ElementTree

from atlas.datapackage.changelog import Entry
from atlas.dataset.dataset import Dataset
from atlas.values.words import counted

ATOM = "http://www.w3.org/2005/Atom"
MOST = 200
"""How many entries a feed has: readers fetch it again and again."""
NOTHING = "No change in view has been recorded yet."
EARLIEST = "1970-01-01"


@dataclass(frozen=True)
class Feed:
    """What a feed is of: the public address of the dashboard (blank: it has none), the query, its
    filters in words, and the changes in view, the latest first.
    """

    home: str
    query: str
    filters: str
    changes: tuple[Entry, ...]


def to_atom(feed: Feed, dataset: Dataset) -> bytes:
    """The latest `MOST` changes as a feed; how many more there are stands in its subtitle.

    Its entries have the same ids whenever it is made.
    """
    ElementTree.register_namespace("", ATOM)
    root = _element(None, "feed")
    _element(root, "id", _name(f"feed:{feed.query}"))
    _element(root, "title", f"Changes: {dataset.schema.title}")
    subtitle = _subtitle(feed, dataset)
    _element(root, "subtitle", subtitle)
    newest = feed.changes[0].date if feed.changes else dataset.updated or EARLIEST
    _element(root, "updated", _instant(newest))
    author = _element(root, "author")
    _element(author, "name", "The coders of the data")
    if feed.home:
        query = f"?{feed.query}" if feed.query else ""
        _element(root, "link", rel="self", href=f"{feed.home}/api/v1/changes.atom{query}")
        _element(root, "link", rel="alternate", href=f"{feed.home}/sources")
    for change in feed.changes[:MOST]:
        _add(root, change, feed, dataset)
    content: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _subtitle(feed: Feed, dataset: Dataset) -> str:
    if not feed.changes:
        return f"{NOTHING} {feed.filters}. Data version {dataset.edition}."
    further = len(feed.changes) - MOST
    more = f"; {further:,} earlier ones are not in it" if further > 0 else ""
    changes = counted(min(len(feed.changes), MOST), "changes")
    return f"{changes}{more}. {feed.filters}. Data version {dataset.edition}."


def _add(root: ElementTree.Element, change: Entry, feed: Feed, dataset: Dataset) -> None:
    declared = dataset.schema.tables.get(change.table)
    table = declared.title if declared else change.table
    entry = _element(root, "entry")
    _element(entry, "id", _name(f"{change.version}:{change.table}:{change.id}"))
    _element(entry, "title", f"{_label(change, dataset)}: {change.change} ({table})")
    _element(entry, "updated", _instant(change.date))
    fields = f" Fields: {change.fields.replace(';', ', ')}." if change.fields else ""
    why = change.why if change.why.endswith((".", "?", "!")) else f"{change.why}."
    _element(entry, "summary", f"{why}{fields} Data version {change.version}.")
    # A source, a row of no record, or a record that is gone has no page.
    if feed.home and change.id in dataset.labels and change.table != "sources":
        page = f"{feed.home}/evidence?record={quote(change.id)}"
        _element(entry, "link", rel="alternate", href=page)


def _label(change: Entry, dataset: Dataset) -> str:
    if change.table == "sources" and change.id in dataset.sources.index:
        return str(dataset.sources.at[change.id, "short"])
    return dataset.label(change.id)


def _element(
    parent: ElementTree.Element | None, tag: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    name = f"{{{ATOM}}}{tag}"
    if parent is None:
        return ElementTree.Element(name)
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text
    return element


def _name(text: str) -> str:
    """A name of ours that is no address, as the dashboard may move (RFC 8141's form)."""
    return f"urn:x-china-russia-military-cooperation:{quote(text, safe=':')}"


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"

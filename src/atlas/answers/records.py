"""One record: its facts with all evidence, where sources disagree, what it is tied to."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from atlas.answers.asked import NoSuchError, filters_asked
from atlas.answers.links import record_page
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import Texts
from atlas.export.works import places
from atlas.records.dossier_sources import numbered
from atlas.records.fact_card import CardFact, card
from atlas.records.lead import lead
from atlas.records.outcome import outcome
from atlas.records.relations import relations
from atlas.records.ties import related
from atlas.search.search import search

EVIDENCE = ("field", "value", "source", "locator", "basis", "said_by", "chosen")
CONFLICT = ("field", "lowest", "highest", "n_values", "n_sources")
NEAREST = 3


def record(identifier: str, query: Texts) -> dict[str, Any]:
    """All that the chosen sources say of a record, as plain data.

    Keys: id, table, label, name_native, aliases, part_of, sentence, page, version; `facts` (field,
    title, unit, disputed, and values with the rows that say them), `evidence` (every row: field,
    value, source, locator, basis, said_by, chosen), `conflicts` (field, lowest, highest, n_values,
    n_sources), `relations` (id, label, how, group, outcome, and rows with their basis), `sources`
    (id, short, title, publisher, published, url, licence, places). Values are spelled as in the
    tables. Of the filters the sources alone count. NoSuchError for an unknown record,
    NotUnderstoodError for a value that a filter does not have, DataProblemsError without valid
    data.
    """
    asked = filters_asked(query)
    data = asked.selection.dataset
    if identifier not in data.records.index:
        raise NoSuchError(_no_such(data, identifier))
    cards = card(data, identifier)
    return {
        **_named(data, identifier),
        "sentence": lead(data, identifier),
        "page": record_page(asked, identifier),
        "version": data.version,
        "facts": [_fact(fact) for fact in cards],
        "evidence": _plain(_of_record(data.evidence, identifier), EVIDENCE),
        "conflicts": _plain(_of_record(data.conflicts, identifier), CONFLICT),
        "relations": _relations(data, identifier),
        "sources": _sources(data, identifier, cards),
    }


def _no_such(data: Dataset, identifier: str) -> str:
    answer = search(data, identifier, NEAREST)
    near = [hit.id for hit in (*answer.hits, *answer.nearest)]
    text = f"There is no record {identifier!r}"
    return f"{text}; the nearest are: {', '.join(near)}." if near else f"{text}."


def _named(data: Dataset, identifier: str) -> dict[str, Any]:
    row = data.records.loc[identifier]
    known = {name: _text(row[name]) for name in ("table", "label", "name_native", "part_of")}
    return {"id": identifier, **known, "aliases": _items(_text(row["aliases"]))}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _items(text: str | None) -> list[str]:
    return text.split(";") if text else []


def _of_record(frame: pd.DataFrame, identifier: str) -> pd.DataFrame:
    return frame[frame["id"].eq(identifier)]


def _plain(frame: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """The rows with what is missing as None, and numbers as Python has them."""
    part = frame[list(columns)].astype(object)
    known = part.where(part.notna(), None)
    # To pandas, names of columns could be anything; here they are texts.
    rows: list[dict[str, Any]] = known.to_dict("records")  # type: ignore[assignment]
    return rows


def _fact(fact: CardFact) -> dict[str, Any]:
    values = [
        {
            "value": value.value,
            "rows": [
                {
                    "source": row.source,
                    "locator": row.locator,
                    "basis": row.basis,
                    "said_by": row.said_by,
                    "uncertain": row.is_rough,
                }
                for row in value.rows
            ],
        }
        for value in fact.values
    ]
    return {
        "field": fact.field.name,
        "title": fact.field.title,
        "unit": fact.unit or fact.field.unit,
        "disputed": fact.is_disputed,
        "values": values,
    }


def _relations(data: Dataset, identifier: str) -> list[dict[str, Any]]:
    tables = data.records["table"].to_dict()
    rows_of_ties = _rows_of_ties(data, identifier)
    return [
        {
            "id": row["id"],
            "label": data.label(row["id"]),
            "how": row["how"],
            "group": row["group"],
            "outcome": outcome(data.built, tables[row["id"]], row["id"]),
            "rows": rows_of_ties.get((row["id"], row["how"]), []),
        }
        for row in relations(data, identifier).to_dict("records")
    ]


def _rows_of_ties(data: Dataset, identifier: str) -> dict[tuple[str, str], list[dict[str, str]]]:
    """The rows of others that tie each record to this one, by its id and how."""
    ties = related(data, identifier)
    ties = ties[ties["source"].notna() & ~ties["is_own"]]
    known = ("source", "locator", "basis")
    rows: dict[tuple[str, str], list[dict[str, str]]] = {}
    for tie in ties.to_dict("records"):
        own = rows.setdefault((tie["id"], tie["how"]), [])
        own.append({name: tie[name] for name in known})
    return rows


def _sources(data: Dataset, identifier: str, cards: list[CardFact]) -> list[dict[str, Any]]:
    """Those of the record's rows and of every fact: what it has from its system has others."""
    own_places = places(data, [identifier])
    return [
        _source(data, known.source, own_places.get(known.source, ", ".join(known.locators)))
        for known in numbered(data, identifier, cards)
    ]


def _source(data: Dataset, source: str, own_places: str) -> dict[str, Any]:
    row = data.sources.loc[source]
    known = ("short", "title", "publisher", "published", "url", "licence")
    return {"id": source, **{name: _text(row[name]) for name in known}, "places": own_places}

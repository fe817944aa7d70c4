"""Organisations, sanctions and what ties them, as entities of FollowTheMoney, a line of JSON each.

It is the model of Aleph and OpenSanctions (https://followthemoney.tech), and has no weapons
systems: of a system there is what its name says in a supply.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain, product
from typing import Any

import pandas as pd
import pycountry

from atlas.dataset.dataset import Dataset
from atlas.export.cite import works_of
from atlas.export.columns import notes
from atlas.export.works import Work
from atlas.records.facts import Fact, evidence_in_words, facts, in_words, item_facts
from atlas.records.outcome import NOT_CARRIED_OUT, state_of

Entity = dict[str, Any]

SPACE = "crmc"
COMPANIES = {"manufacturer", "exporter", "telecom", "private military company"}
STATE_BODIES = {"state agency", "armed service", "command", "fleet"}
OWNS = "owns"
SEVERAL = ";"
PLAIN_DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")


def to_ftm(dataset: Dataset, home: str) -> bytes:
    """The organisations in view with their sanctions, owners and supplies, each with its proof.

    The proof of a sanction or a tie are the sources that state it, as documents; its summary, and
    that of an organisation, is how each knows it and in which paragraph; the coders' remarks are
    the description of a tie and the notes of an organisation. `home` is the public address of the
    dashboard (blank: it has none).
    """
    organisations = dataset["organisations"]
    entities: list[Entity] = []
    for identifier, row in organisations.iterrows():
        entities.append(_organisation(dataset, str(identifier), row, home))
        entities += _sanctions(dataset, str(identifier))
    entities += _ties(dataset, set(organisations.index))
    entities += _supplies(dataset, set(organisations.index))
    named = {proof for entity in entities for proof in entity["properties"].get("proof", ())}
    sources = dataset.sources
    is_named = [_id("source", str(source)) in named for source in sources.index]
    entities += map(_document, works_of(sources[is_named]))
    lines = [json.dumps(entity, ensure_ascii=False) for entity in entities]
    return "".join(f"{line}\n" for line in lines).encode()


def _entity(schema: str, identifier: str, values: Mapping[str, Any]) -> Entity:
    """An entity with those of the values that are there, each as a list."""
    properties = {}
    for name, value in values.items():
        texts = value if isinstance(value, list) else [value]
        kept = [str(text) for text in texts if isinstance(text, str) and text]
        if kept:
            properties[name] = kept
    return {"id": identifier, "schema": schema, "properties": properties}


def _id(*parts: str) -> str:
    return "-".join((SPACE, *parts))


def _organisation(dataset: Dataset, identifier: str, row: "pd.Series[Any]", home: str) -> Entity:
    register = dataset.records
    names = [register.at[identifier, column] for column in ("name_native", "aliases")]
    aliases = [alias for text in names if isinstance(text, str) for alias in text.split(SEVERAL)]
    values = {
        "name": row["label"],
        "alias": aliases,
        "country": _alpha_2(row["country"]),
        "sector": dataset.schema.labels("organisation-kind").get(str(row["kind"])),
        "sourceUrl": f"{home}/evidence?record={identifier}" if home else None,
        "summary": evidence_in_words(dataset, "organisations").get(identifier),
        "notes": notes(dataset).get(identifier),
    }
    return _entity(_schema_of(row["kind"]), _id(identifier), values)


def _schema_of(kind: Any) -> str:
    if kind in COMPANIES:
        return "Company"
    return "PublicBody" if kind in STATE_BODIES else "Organization"


def _alpha_2(code: Any) -> str | None:
    """The code of two letters that the model has; None where a country has none."""
    country = pycountry.countries.get(alpha_3=code) if isinstance(code, str) else None
    return country.alpha_2.lower() if country else None


def _sanctions(dataset: Dataset, identifier: str) -> Iterator[Entity]:
    """What sources say of sanctions: as they word it, as no register of sanctions is read here."""
    shown = facts(dataset, "organisations", identifier, "sanctions")
    for number, fact in enumerate(shown, start=1):
        values = {
            "entity": _id(identifier),
            "program": fact.value.split(SEVERAL),
            **_proof(dataset, [fact]),
        }
        yield _entity("Sanction", _id(identifier, "sanction", str(number)), values)


def _ties(dataset: Dataset, organisations: set[Any]) -> Iterator[Entity]:
    """Links between two organisations in view, with what is known of whether they came about."""
    links = dataset["links"]
    states = _states(dataset, links)
    for identifier, row in links.iterrows():
        if not {row["subject"], row["object"]} <= organisations:
            continue
        is_owner = row["relation"] == OWNS
        ends = ("owner", "asset") if is_owner else ("subject", "object")
        label = dataset.schema.labels("relation").get(row["relation"], row["relation"])
        values = {
            ends[0]: _id(row["subject"]),
            ends[1]: _id(row["object"]),
            "role": label,
            "status": states[identifier],
            "recordId": str(identifier),
            "description": notes(dataset).get(str(identifier)),
            **_proof(dataset, _naming(dataset, str(identifier))),
        }
        yield _entity("Ownership" if is_owner else "UnknownLink", _id(str(identifier)), values)


def _naming(dataset: Dataset, identifier: str) -> list[Fact]:
    """The rows that name the two ends of a link."""
    named = [facts(dataset, "links", identifier, end) for end in ("subject", "object")]
    return list(chain.from_iterable(named))


def _states(dataset: Dataset, frame: pd.DataFrame) -> dict[Any, str]:
    """What became of each record as its sources have it; blank where they do not say."""
    labels = dataset.schema.labels("status")
    states = state_of(frame).to_dict()
    known = frame["status"].dropna().to_dict() if "status" in frame else {}
    said = {key: labels[status].lower() for key, status in known.items()}
    apart = {key: state for key, state in states.items() if state in NOT_CARRIED_OUT}
    return {**dict.fromkeys(states, ""), **said, **apart}


def _supplies(dataset: Dataset, organisations: set[Any]) -> Iterator[Entity]:
    """Transfers from an organisation to an organisation, with what became of them."""
    frame = dataset["transfers"]
    named = frame[frame["supplier_org"].notna() & frame["recipient_org"].notna()]
    states = _states(dataset, named)
    giving = item_facts(dataset, "transfers", "supplier_org")
    taking = item_facts(dataset, "transfers", "recipient_org")
    for identifier, row in named.iterrows():
        suppliers = row["supplier_org"].split(SEVERAL)
        recipients = row["recipient_org"].split(SEVERAL)
        for supplier, recipient in product(suppliers, recipients):
            if not {supplier, recipient} <= organisations or supplier == recipient:
                continue
            record = str(identifier)
            values = {
                "subject": _id(supplier),
                "object": _id(recipient),
                "role": f"supply: {row['label']}",
                "status": states[identifier],
                "recordId": record,
                "description": notes(dataset).get(record),
                # Of several firms each may be named by another row.
                **_proof(dataset, [*giving[record, supplier], *taking[record, recipient]]),
            }
            yield _entity("UnknownLink", _id(record, supplier, recipient), values)


def _proof(dataset: Dataset, shown: list[Fact]) -> dict[str, Any]:
    """The sources of facts as documents, and how each knows them, and where, in words."""
    summaries = [in_words(dataset, [fact]) for fact in shown]
    sources = list(dict.fromkeys(fact.source for fact in shown))
    return {
        "proof": [_id("source", source) for source in sources],
        "summary": list(dict.fromkeys(summaries)),
    }


def _document(work: Work) -> Entity:
    """A source; of what another one has passed on the publisher is the first, and it says so."""
    values = {
        "title": work.title,
        "author": [str(name) for name in work.authors],
        "publisher": work.publisher,
        "publishedAt": _plain_date(work.issued),
        "language": _alpha_3(work.language),
        "sourceUrl": work.url,
        "notes": work.note,
    }
    return _entity("Document", _id("source", work.id), values)


def _plain_date(text: Any) -> str | None:
    """A day, month or year; None for what the model cannot say: about, perhaps, from … to."""
    return text if isinstance(text, str) and PLAIN_DATE.fullmatch(text) else None


def _alpha_3(code: Any) -> str | None:
    language = pycountry.languages.get(alpha_2=code) if isinstance(code, str) else None
    return language.alpha_3 if language else None

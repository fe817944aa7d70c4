"""How a bundle is cited and deposited: Citation File Format 1.2 and DataCite 4.5."""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from atlas.export.bundle.readable import CC_BY, Described

AUTHOR = "The coders of China–Russia military cooperation"
# DataCite's word for what a repository fills in when it takes a deposit.
TO_BE_NAMED = ":tba"
UNKNOWN_YEAR = ":unkn"
KEYWORDS = (
    "China",
    "Russia",
    "military cooperation",
    "military exercises",
    "arms transfers",
    "provenance",
)


def citation(described: Described) -> str:
    """`CITATION.cff`: YAML, of which JSON's texts are a part."""
    fields = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below, and each source by name.",
        "type": "dataset",
        "title": described.title,
        "version": described.version,
        "license": "CC-BY-4.0",
        "abstract": described.abstract,
    }
    if described.built.updated:
        fields["date-released"] = described.built.updated
    if described.address:
        fields["url"] = described.address
    lines = [f"{name}: {_text(value)}" for name, value in fields.items()]
    lines += ["authors:", f"  - name: {_text(AUTHOR)}"]
    return "".join(f"{line}\n" for line in lines)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def datacite(described: Described) -> dict[str, Any]:
    """The record that a repository asks for; it adds the identifier and its own name.

    The sources that have an address are what the data are derived from.
    """
    updated = described.built.updated
    record: dict[str, Any] = {
        "creators": [{"name": AUTHOR, "nameType": "Organizational"}],
        "titles": [{"title": described.title}],
        "publisher": {"name": TO_BE_NAMED},
        "publicationYear": updated[:4] or UNKNOWN_YEAR,
        "types": {"resourceType": "Coded source statements", "resourceTypeGeneral": "Dataset"},
        "subjects": [{"subject": word} for word in KEYWORDS],
        "language": "en",
        "version": described.version,
        "rightsList": [{"rights": "CC BY 4.0", "rightsUri": CC_BY}],
        "descriptions": [{"description": described.abstract, "descriptionType": "Abstract"}],
        "relatedIdentifiers": list(_derived_from(described.part.tables["sources"])),
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    if updated:
        record["dates"] = [{"date": updated, "dateType": "Updated"}]
    return record


def _derived_from(sources: pd.DataFrame) -> Iterator[dict[str, str]]:
    for url in sorted(sources["url"].dropna().unique()):
        yield {
            "relatedIdentifier": url,
            "relatedIdentifierType": "URL",
            "relationType": "IsDerivedFrom",
        }

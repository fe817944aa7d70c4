"""The register of sources, as plain data."""

from collections import Counter
from typing import Any

from atlas.answers.asked import filters_asked
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import Texts

KNOWN = (
    "short",
    "title",
    "author",
    "publisher",
    "origin",
    "kind",
    "tier",
    "country",
    "published",
    "url",
    "language",
    "licence",
    "redistributable",
)


def sources(query: Texts) -> list[dict[str, Any]]:
    """The chosen sources in order of rank: id, `KNOWN`, records (in view that it speaks of).

    What is not known is None. NotUnderstoodError for a value that a filter does not have,
    DataProblemsError without valid data.
    """
    data = filters_asked(query).selection.dataset
    register = data.sources
    known = register[[name for name in KNOWN if name in register]].astype(object)
    rows = known.where(known.notna(), None).to_dict("records")
    numbers = _records(data)
    ids = map(str, register.index)
    return [
        {"id": key, **{str(name): value for name, value in row.items()}, "records": numbers[key]}
        for key, row in zip(ids, rows, strict=True)
    ]


def _records(data: Dataset) -> Counter[str]:
    """Of how many records in view each source speaks."""
    numbers: Counter[str] = Counter()
    for table in data.schema.sheets:
        for ids in data[table.name]["sources"].dropna():
            numbers.update(ids.split(";"))
    return numbers

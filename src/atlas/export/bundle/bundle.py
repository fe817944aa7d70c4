"""The ZIP file: a valid data package, the records as they are shown, and all that says what it is.

The same data and the same query make the same bytes.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pandas as pd

from atlas.charts.chart_view import selected, span
from atlas.datapackage.files import PACKAGE
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.passing_on import PassedOn, passed_on
from atlas.dataset.selection import Selection
from atlas.dataset.store import raw
from atlas.export.bundle import croissant, deposit, readable
from atlas.export.rows import rows, to_csv
from atlas.export.steady_zip import packed
from atlas.records.listing import listing

MANIFEST = "manifest-sha256.txt"
ENDING = "\n"
UNKNOWN_DAY = date(1970, 1, 1)
LEFT_OUT = (
    "id",
    "title",
    "author",
    "institution",
    "publisher",
    "published",
    "url",
    "licence",
    "note",
)


@dataclass(frozen=True)
class Taken:
    """What is taken along: filters and what they leave, and whether it is all that the evidence
    base has, whatever the other filters.
    """

    filters: Filters
    is_whole: bool

    @property
    def selection(self) -> Selection:
        """What the filters leave."""
        return selected(self.filters)

    @property
    def sentence(self) -> str:
        """The filters in words."""
        return self.filters.describe(self.selection.dataset.schema, span())

    @property
    def query(self) -> str:
        """The filters as an address has them."""
        settings = self.filters.to_query(self.selection.dataset.schema, span())
        return urlencode([*settings, ("rows", "all" if self.is_whole else "displayed")])


def taken(filters: Filters, *, is_whole: bool) -> Taken:
    """What is displayed under filters, or all of the same evidence base."""
    return Taken(filters.whole if is_whole else filters, is_whole)


def to_zip(asked: Taken, home: str) -> bytes:
    """The bundle; `home` is the public address of the dashboard (blank: it has none).

    Rows of sources whose terms do not allow that they are passed on stay out; which sources these
    are, and how many rows of each, stands in it.
    """
    files = contents(asked, home)
    files[MANIFEST] = _manifest(files)
    return packed({name: files[name] for name in sorted(files)})


def contents(asked: Taken, home: str) -> dict[str, bytes]:
    """Every file of the bundle by its name, but for the manifest."""
    part = _part(asked)
    built = build(part.tables, part.tables["sources"]["id"])
    files = _package(part)
    files |= _records(built)
    files["about/left-out.csv"] = _csv(part.left_out[[*LEFT_OUT, "n_rows"]])
    described = readable.Described(
        part,
        built,
        asked.selection.dataset.edition,
        asked.sentence,
        asked.query,
        home,
        asked.is_whole,
    )
    files["README.md"] = readable.readme(described).encode()
    files["about/codebook.md"] = readable.codebook(part.tables.schema).encode()
    files["about/licences.md"] = readable.licences(part).encode()
    files["CITATION.cff"] = deposit.citation(described).encode()
    files["about/datacite.json"] = _json(deposit.datacite(described))
    described_files = croissant.croissant(described, files)
    files["about/croissant.json"] = _json(described_files)
    return files


def _part(asked: Taken) -> PassedOn:
    dataset = asked.selection.dataset
    ids = None if asked.is_whole else {table: dataset.ids(table) for table in dataset.frames}
    return passed_on(raw(), dataset.sources.index, ids)


def _package(part: PassedOn) -> dict[str, bytes]:
    """The declaration and the tables as `data/` has them: `ATLAS_DATA` and Frictionless read it."""
    schema = part.tables.schema
    declaration = dict(schema.package)
    files = {PACKAGE: _json(declaration)}
    for name, frame in part.tables.frames.items():
        files[schema.tables[name].path] = _csv(frame)
    return files


def _records(built: Dataset) -> dict[str, bytes]:
    """A row for each record as pages list them, and a row for each value that a source states."""
    files = {"records/evidence.csv": _csv(built.evidence)}
    for table in built.schema.sheets:
        if len(built.built[table.name]):
            listed = listing(built, table.name)
            as_listed = rows(listed, {}, built, tables=(table.name,), on=UNKNOWN_DAY)
            files[f"records/{table.name}.csv"] = to_csv(as_listed)
    return files


def _csv(frame: pd.DataFrame) -> bytes:
    content: str = frame.to_csv(index=False, lineterminator=ENDING)
    return content.encode()


def _json(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    """As `sha256sum --check` reads it."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}{ENDING}" for name in sorted(files)]
    return "".join(lines).encode()

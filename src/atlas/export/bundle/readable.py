"""What a person reads first in a bundle: what it is, what its columns mean, whose terms hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from atlas.datapackage.schema import Field, Schema, Table
from atlas.dataset.dataset import Dataset
from atlas.dataset.passing_on import N_ROWS, PassedOn
from atlas.export.rows import LICENCE
from atlas.values.words import counted

CC_BY = "https://creativecommons.org/licenses/by/4.0/"
THEIR_TERMS = (
    "A row has facts of its source in our own words and no sentence of its text, which stays under "
    "the terms that are named here."
)
HOW_FIRM = (
    "A row is what one source says of one record, with its basis and speaker; what was only "
    "planned, offered, denied or cancelled is among the rows, and its basis or status says so."
)
OWN_TERMS = "Our coding: [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)."


@dataclass(frozen=True)
class Described:
    """What is bundled: the part of the tables, the dataset built from it, the version of the data
    that it is a part of, the filters in words and as a query, the public address (blank: none), and
    whether all that there is was asked for.
    """

    part: PassedOn
    built: Dataset
    edition: str
    sentence: str
    query: str
    home: str
    is_whole: bool

    @property
    def title(self) -> str:
        """The title of the data package."""
        return self.part.tables.schema.title

    @property
    def version(self) -> str:
        """The version of the tables in the bundle, of which fewer rows make another one."""
        return self.part.tables.version

    @property
    def abstract(self) -> str:
        """What is in it, how firm a row is, and how much of it stayed out."""
        sentences = [f"{self.sentence}. {HOW_FIRM}"]
        if len(self.part.left_out):
            n_rows = counted(int(self.part.left_out[N_ROWS].sum()), "rows")
            n_sources = counted(len(self.part.left_out), "sources")
            sentences.append(f"Without {n_rows} of {n_sources} whose terms do not allow it.")
        return " ".join(sentences)

    @property
    def address(self) -> str:
        """Where the same can be had again; blank without a public address."""
        return f"{self.home}/api/v1/bundle.zip?{self.query}" if self.home else ""


def readme(described: Described) -> str:
    """What is in the bundle, what is not and why, and how to read it."""
    part = described.part
    n_rows = {name: len(frame) for name, frame in part.tables.frames.items()}
    tables = part.tables.schema.tables.values()
    lines = [
        f"- `{table.path}`: {table.title}, {counted(n_rows[table.name], 'rows')}"
        for table in tables
    ]
    which = "Everything that the chosen sources say" if described.is_whole else "What is displayed"
    again = f"\nThe same again: <{described.address}>\n" if described.address else ""
    return f"""# {described.title}

{which}. {described.sentence}. Version {described.version}, a part of data version \
{described.edition}.
{again}
## What is here
{chr(10).join(lines)}
- `records/`: a row for each record as the dashboard lists it, and in `evidence.csv` a row for each
  value that a source states, with source, paragraph, basis and speaker
- `about/`: what the columns hold, whose terms hold, what stayed out, descriptions for a deposit
  (DataCite) and for machine learning (Croissant)
- `CITATION.cff`: how to cite it; `manifest-sha256.txt`: `sha256sum --check manifest-sha256.txt`

{_left_out(part)}

## How to read it
A row of the tables beside this file is what one source says of one record; `datapackage.json`
declares them (Frictionless Data Package). The dashboard shows them with `ATLAS_DATA` set to this
folder. In pandas: `pandas.read_csv("records/exercises.csv")`. Dates are EDTF (ISO 8601-2).

{LICENCE}.
"""


def _left_out(part: PassedOn) -> str:
    n_sources = len(part.left_out)
    n_rows = int(part.left_out[N_ROWS].sum())
    if not n_sources:
        return (
            "## What is not here\nNothing: the terms of all sources allow that rows are passed on."
        )
    return (
        "## What is not here\n"
        f"{counted(n_rows, 'rows')} of {counted(n_sources, 'sources')} whose terms do not allow "
        "that rows are passed on: `about/left-out.csv` names each source, its address and "
        "terms. What rests on these alone is missing, and what several sources state has fewer "
        "sources here than on the dashboard."
    )


def codebook(schema: Schema) -> str:
    """Every table with its columns, and every vocabulary with its terms."""
    parts = [f"# Codebook\n\n{schema.title}\n"]
    parts += [_of_table(table) for table in schema.tables.values()]
    parts.append("# Vocabularies\n")
    for name in schema.package["vocabularies"]:
        terms = [
            f"| {_cell(term.value)} | {_cell(term.label)} | {_cell(term.definition)} |"
            for term in schema.vocabularies[name]
        ]
        head = f"## {name}\n\n| Value | Label | Definition |\n|---|---|---|"
        parts.append("\n".join([head, *terms, ""]))
    return "\n".join(parts)


def _of_table(table: Table) -> str:
    head = (
        f"## {table.name}: {table.title}\n\n| Column | Title | Type | Meaning |\n|---|---|---|---|"
    )
    lines = [
        f"| {field.name} | {_cell(field.heading)} | {', '.join(_kind(field))} | "
        f"{_cell(field.description)} |"
        for field in table.fields
    ]
    return "\n".join([head, *lines, ""])


def _kind(field: Field) -> Iterator[str]:
    yield "date (EDTF)" if field.edtf else field.type
    if field.many:
        yield "list with ;"
    if field.vocabulary:
        yield f"vocabulary {field.vocabulary}"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def licences(part: PassedOn) -> str:
    """Our own terms, and those of each source whose rows are in the bundle."""
    sources = part.tables["sources"]
    lines = [
        f"- {row.id}: {row.title} ({row.publisher}): {row.licence}"
        for row in sources.sort_values("id").itertuples(index=False)
    ]
    head = f"# Licences\n\n{OWN_TERMS} {THEIR_TERMS}\n"
    return "\n".join([head, *lines, ""])

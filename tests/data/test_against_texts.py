"""The coding against the two articles: it says only what they say, and it never borrows their
sentences.

The texts are no part of the project. Both tests run where ATLAS_ARTICLES names the folder that
holds them.
"""

import csv
import json
import os
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
ARTICLES = os.environ.get("ATLAS_ARTICLES", "")
FEWEST_VALUES = 100
LONGEST_RUN = 11
BOOKKEEPING = {"id", "source", "locator", "basis", "said_by", "note"}
TEXT_COLUMNS = {"name", "edition", "description", "summary", "statement"}
SUFFIXES = (".csv", ".md", ".py", ".json", ".toml", ".txt", ".html", ".js", ".yml")
WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

Row = dict[str, str]

pytestmark = pytest.mark.skipif(
    not ARTICLES, reason="ATLAS_ARTICLES is not set: no texts to check the coding against"
)


class Value(NamedTuple):
    """One value of one cell, and whether the paragraph has it."""

    place: str
    column: str
    text: str
    found: bool


def read_table(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheets() -> list[dict[str, Any]]:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    return [resource for resource in package["resources"] if resource.get("sheet")]


def plain(text: str) -> str:
    """Lower case, no accents and apostrophes; hyphens and white space are one space."""
    letters = "".join(
        c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
    ).casefold()
    return re.sub(r"[\s\-‐‑‒–—]+", " ", re.sub(r"['’‘`´]", "", letters)).strip()


def says_name(paragraph: str, name: str) -> bool:
    """Whether the name stands there as whole words, a plural or possessive s allowed."""
    letters = plain(name).replace(" ", "")
    pattern = " ?".join(re.escape(letter) for letter in letters)
    return bool(letters) and re.search(rf"(?<!\w){pattern}s?(?!\w)", plain(paragraph)) is not None


def join_thousands(text: str) -> str:
    return re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))", "", text)


def says_number(paragraph: str, number: str) -> bool:
    """Whether the number stands there in digits, or up to twelve as a word."""
    if re.search(rf"(?<![\d.]){re.escape(number)}(?!\d|\.\d)", join_thousands(paragraph)):
        return True
    if not number.isdigit() or not 1 <= int(number) <= len(WORDS):
        return False
    return any(
        says_name(paragraph, word) for word in (WORDS[int(number) - 1], ORDINALS[int(number) - 1])
    )


def paragraphs(folder: Path, file: str, locator: str) -> str | None:
    """The text at a locator such as ¶15 or ¶15–16; None where there is none."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    match = re.fullmatch(r"¶(\d+)(?:–(\d+))?", locator)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return "\n".join(lines[first - 1 : last]) if 1 <= first <= last <= len(lines) else None


def date_parts(cell: str, paragraph: str) -> Iterator[tuple[str, bool]]:
    for year, month, day in re.findall(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", cell):
        yield year, says_number(paragraph, year)
        if month:
            name = MONTHS[int(month) - 1]
            yield name, says_name(paragraph, name)
        if day:
            yield day, says_number(paragraph, str(int(day)))


def cell_parts(
    field: dict[str, Any], cell: str, paragraph: str, names: dict[str, list[str]]
) -> Iterator[tuple[str, bool]]:
    """What of a cell the paragraph must have, each with whether it has it."""
    column = field["name"]
    if {"organisations", "systems"} & set(field.get("reference", [])):
        for record in cell.split(";"):
            if record in names:
                yield record, any(says_name(paragraph, name) for name in names[record])
    if column in BOOKKEEPING:
        return
    if field.get("edtf"):
        yield from date_parts(cell, paragraph)
    elif field["type"] in {"integer", "number"}:
        yield cell, says_number(paragraph, cell)
    elif column in TEXT_COLUMNS:
        if column == "name":
            yield cell, says_name(paragraph, cell)
        for number in re.findall(r"\d+(?:\.\d+)?", join_thousands(cell)):
            yield number, says_number(paragraph, number)


def compared_values(folder: Path) -> Iterator[Value]:
    """Every value of every stated and reported row of a source whose text is held."""
    files = {source["id"]: source["file"] for source in read_table("sources") if source["file"]}
    names = {
        record["id"]: [record["label"], *filter(None, record["aliases"].split(";"))]
        for record in read_table("records")
        if record["table"] in {"organisations", "systems"}
    }
    for sheet in sheets():
        for number, row in enumerate(read_table(sheet["name"]), start=2):
            if row["basis"] not in {"stated", "reported"} or row["source"] not in files:
                continue
            place = f"{sheet['path']} row {number} ({row['id']}, {row['source']} {row['locator']})"
            paragraph = paragraphs(folder, files[row["source"]], row["locator"])
            if paragraph is None:
                yield Value(place, "locator", row["locator"], False)
                continue
            for field in sheet["schema"]["fields"]:
                if row[field["name"]]:
                    for text, found in cell_parts(field, row[field["name"]], paragraph, names):
                        yield Value(place, field["name"], text, found)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(text))


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of words that is one longer than allowed."""
    found, length = words(text), LONGEST_RUN + 1
    return {tuple(found[start : start + length]) for start in range(len(found) - length + 1)}


def project_texts() -> Iterator[Path]:
    """The text files that are tracked or would be."""
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    listed = subprocess.run(
        command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    ).stdout
    for name in listed.split("\0"):
        if name.endswith(SUFFIXES) and (ROOT / name).is_file():
            yield ROOT / name


def test_every_stated_and_reported_value_stands_in_its_paragraph() -> None:
    values = list(compared_values(Path(ARTICLES)))
    missing = [
        f"{value.place}, {value.column}: {value.text!r} is not in the paragraph"
        for value in values
        if not value.found
    ]
    print(f"\n{len(values)} values compared with the texts, {len(missing)} not found")
    assert len(values) >= FEWEST_VALUES, f"only {len(values)} values compared with the texts"
    assert not missing, "\n".join([f"{len(missing)} values:", *missing])


def test_no_sentence_of_an_article_stands_in_the_project() -> None:
    sources = [source for source in read_table("sources") if source["file"]]
    titles = set().union(*(runs(source["title"]) for source in sources))
    articles = (
        set().union(
            *(
                runs((Path(ARTICLES) / source["file"]).read_text(encoding="utf-8"))
                for source in sources
            )
        )
        - titles
    )
    borrowed = [
        f"{path.relative_to(ROOT)}: {' '.join(run)}"
        for path in project_texts()
        for run in sorted(articles & runs(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert articles, "the articles are empty"
    assert not borrowed, "\n".join(
        [f"{len(borrowed)} runs of {LONGEST_RUN + 1} words of an article:", *borrowed]
    )


def test_each_text_has_as_many_paragraphs_as_its_source_says() -> None:
    held = [row for row in read_table("sources") if row["file"]]
    assert held
    for row in held:
        lines = (Path(ARTICLES) / row["file"]).read_text(encoding="utf-8").splitlines()
        assert row["paragraphs"] == str(len(lines)), row["id"]

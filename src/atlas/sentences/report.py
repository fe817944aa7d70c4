"""What is found of a sentence in words, and as footnotes that are ready to be copied."""

from datetime import date

from atlas.dataset.dataset import Dataset
from atlas.export.cite import reference, works_of
from atlas.sentences.verdicts import Checked, Finding, Mark, Row
from atlas.values import dates

# An entry of many rows would fill the page with its sources.
MOST_SOURCES = 4


def words_of(checked: Checked, mark: Mark) -> str:
    """The words that are marked."""
    return checked.text[mark.start : mark.end]


def sources_in_words(dataset: Dataset, finding: Finding) -> str:
    """The sources in short, each with its places and who speaks there; of many the first.

    “The Diplomat 2018 ¶15; CGTN 2018 ¶1–3”; blank where no source says anything.
    """
    short = dataset.sources["short"]
    places = places_of(finding)
    parts = [f"{short[source]} {text}" for source, text in list(places.items())[:MOST_SOURCES]]
    further = len(places) - len(parts)
    if further > 0:
        parts.append(f"{further:,} more")
    return "; ".join(parts)


def places_of(finding: Finding) -> dict[str, str]:
    """Where each source says it, and who speaks there, by id: “¶9, ¶15 (Wu Qian)”."""
    texts: dict[str, dict[str, None]] = {}
    for row in finding.rows:
        texts.setdefault(row.source, {})[_place(row)] = None
    return {source: ", ".join(own) for source, own in texts.items()}


def _place(row: Row) -> str:
    return f"{row.locator} ({row.said_by})" if row.said_by else row.locator


def footnote(dataset: Dataset, finding: Finding, on: date) -> str:
    """The sources of a finding in full with their paragraphs, and the data that they are from.

    `on` is the day of reading. Blank where no source says anything.
    """
    places = places_of(finding)
    if not places:
        return ""
    sources = dataset.sources[dataset.sources.index.isin(places)]
    references = [reference(work) for work in works_of(sources, places)]
    read = dates.label(on.isoformat())
    data = f"Coded in: {dataset.schema.title}, data version {dataset.edition} (read {read})."
    return f"{finding.says} {'; '.join(references)}\n{data}"

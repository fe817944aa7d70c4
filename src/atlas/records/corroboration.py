"""On whom a record rests: two origins or more, one alone, the state media of one country alone."""

from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.dataset.names import with_ids
from atlas.dataset.voices import VOICE_OF_A_STATE
from atlas.values.words import agreeing


class Standing(StrEnum):
    """On whom a record rests; the vocabulary `standing`."""

    CORROBORATED = "corroborated"
    ONE_ORIGIN = "one origin"
    STATE_MEDIA = "state media"


class _Voice(NamedTuple):
    kind: str
    country: str | float
    origin: str


class _Judgement(NamedTuple):
    standing: Standing
    # Of one of the sources: for state media it is that of all of them.
    country: str


def standing(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """The standing of each record of a table's frame, a value of `Standing`.

    A source that only mentions the record, or only expected what took place, does not count.
    Copies of one text or one database are one origin. State media of one country are
    `state media`, however many outlets they are.
    """
    speaking = _speaking(frame)
    judgements = _judgements(dataset, speaking)
    values = {sources: str(judgement.standing) for sources, judgement in judgements.items()}
    return speaking.map(values).astype("str")


def resting(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """The same as a line of text for marks; blank for what two origins or more say."""
    speaking = _speaking(frame)
    judgements = _judgements(dataset, speaking)
    lines = {sources: _line(dataset, judgement) for sources, judgement in judgements.items()}
    return speaking.map(lines).astype("str")


def state_media_countries(dataset: Dataset, frame: pd.DataFrame) -> pd.Series:
    """The country of those records of a frame that rest on the state media of one alone."""
    speaking = _speaking(frame)
    judgements = _judgements(dataset, speaking)
    countries = {
        sources: judgement.country
        for sources, judgement in judgements.items()
        if judgement.standing is Standing.STATE_MEDIA
    }
    return speaking[speaking.isin(countries.keys())].map(countries).astype("str")


def _speaking(frame: pd.DataFrame) -> "pd.Series[str]":
    """The sources that count: those that support a record.

    Where none does, the first of all: mentions and plans of it do not bear each other out.
    """
    first = frame["sources"].str.split(";").str[0]
    return frame["supporting"].where(frame["supporting"].ne(""), first)


def _line(dataset: Dataset, judgement: _Judgement) -> str:
    if judgement.standing is Standing.CORROBORATED:
        return ""
    if judgement.standing is Standing.ONE_ORIGIN:
        return "Rests on one independent source"
    return f"Rests on the state media of {dataset.label(judgement.country)} alone"


def _judgements(dataset: Dataset, speaking: "pd.Series[str]") -> dict[str, _Judgement]:
    """The judgement on each set of sources (ids joined with `;`) that some record has."""
    voices = _voices(dataset)
    judgements = {}
    for sources in speaking.unique():
        judgements[sources] = _judged([voices[source] for source in sources.split(";")])
    return judgements


def _judged(voices: list[_Voice]) -> _Judgement:
    countries = {voice.country for voice in voices}
    country = next(iter(countries))
    are_state_media = {voice.kind for voice in voices} == {VOICE_OF_A_STATE}
    # A blank country is not known to be one and the same.
    is_one_country = len(countries) == 1 and isinstance(country, str)
    if are_state_media and is_one_country:
        return _Judgement(Standing.STATE_MEDIA, str(country))
    if len({voice.origin for voice in voices}) == 1:
        return _Judgement(Standing.ONE_ORIGIN, str(country))
    return _Judgement(Standing.CORROBORATED, str(country))


@once_a_build
def _voices(dataset: Dataset) -> dict[str, _Voice]:
    columns = dataset.sources[["kind", "country", "origin"]]
    voices = [_Voice(*row) for row in columns.itertuples(index=False, name=None)]
    return dict(zip(dataset.sources.index.tolist(), voices, strict=True))


@once_a_dataset
def counts(dataset: Dataset) -> pd.DataFrame:
    """How many records of each table stand how.

    A row a table: Table, a column for each standing (its label), All.
    """
    labels = dataset.schema.labels("standing")
    rows = []
    for table in dataset.schema.sheets:
        frame = dataset[table.name]
        count_by_standing = standing(dataset, frame).value_counts()
        row: dict[str, str | int] = {"Table": table.title}
        for value, label in labels.items():
            row[label] = int(count_by_standing.get(value, 0))
        rows.append(row | {"All": len(frame)})
    return pd.DataFrame(rows)


def groups_sentence(dataset: Dataset) -> str:
    """How many of the records that `counts` counts have parts, as no other count does; blank for
    none.
    """
    groups = [int(dataset[table.name]["is_group"].sum()) for table in dataset.schema.sheets]
    number = sum(groups)
    if not number:
        return ""
    have = agreeing(number, "entry here has", "entries here have")
    return (
        f"{number:,} {have} parts, as a series of exercises has; elsewhere the parts alone are "
        "counted."
    )


@once_a_dataset
def resting_so(dataset: Dataset, value: str) -> pd.DataFrame:
    """The records in view of one standing, by table and label.

    As a reader sees them: Record, Table, Sources (with their paragraphs), Id; and the ids behind.
    """
    parts = []
    for table in dataset.schema.sheets:
        frame = dataset[table.name]
        own = frame[standing(dataset, frame).eq(value)].sort_values("label", kind="stable")
        parts.append(own[["label", "cited", "sources"]].assign(table=table.title))
    rows = pd.concat(parts)
    columns = {
        "Record": rows["label"],
        "Table": rows["table"],
        "Sources": rows["cited"],
        "Id": rows.index.to_series(),
    }
    ids_behind = {"Record": rows.index.to_series(), "Sources": rows["sources"]}
    return with_ids(pd.DataFrame(columns, index=rows.index), ids_behind).reset_index(drop=True)

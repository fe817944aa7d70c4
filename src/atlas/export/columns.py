"""Columns that a file has beside those of its page: the dates as data, years, days, and notes."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import pandas as pd

from atlas.datapackage.schema import Table
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.values import dates

DATE, NOTE = "Date (ISO 8601)", "Note"
FIRST_YEAR, LAST_YEAR = "First year", "Last year"
FIRST_DAY, LAST_DAY = "First day", "Last day"
DAYS = (FIRST_DAY, LAST_DAY)
MEANINGS = {
    DATE: "The same date as data (EDTF, which is ISO 8601-2), exactly as precise as its source; "
    "blank where none is known. In CSV a single month or day is written as the interval from it "
    "to itself, which no spreadsheet changes.",
    FIRST_YEAR: "The year in which the first of its dates begins; blank where that is not known.",
    LAST_YEAR: "The year in which the last of its dates ends; blank where that is open or not "
    "known.",
    FIRST_DAY: "Its first day, where its source gives the day.",
    LAST_DAY: "Its last day, where its source gives the day.",
    NOTE: "Every remark of the coders on the entry, each after its source and paragraph.",
}


class Time(NamedTuple):
    """When a record was, as data; what is not known is None.

    `edtf` is the date that its words stand for. `start` and `end` bound all its dates (None: open);
    `first_day` and `last_day` are they where a source gives the very day.
    """

    edtf: str | None = None
    start: date | None = None
    end: date | None = None
    first_day: date | None = None
    last_day: date | None = None

    @property
    def first_year(self) -> int | None:
        """The year in which it begins."""
        return self.start.year if self.start else None

    @property
    def last_year(self) -> int | None:
        """The year in which it ends."""
        return self.end.year if self.end else None


UNDATED = Time()


def with_file_columns(frame: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The table of a page with the columns of `MEANINGS`, where its rows are of records.

    A table with When and Id gets dates, years and days after When; with Sources and Id it gets a
    column of notes at its end.
    """
    if "Id" not in frame:
        return frame
    ids = frame["Id"].tolist()
    if "When" in frame:
        known = [times(dataset).get(key, UNDATED) for key in ids]
        frame = _with_columns(frame, _time_columns(known, frame.index), after="When")
    if "Sources" in frame:
        texts = [notes(dataset).get(key) for key in ids]
        own_notes = pd.Series(texts, index=frame.index, dtype="str")
        if own_notes.notna().any():
            frame = frame.assign(**{NOTE: own_notes})
    return frame


def _with_columns(frame: pd.DataFrame, further: pd.DataFrame, *, after: str) -> pd.DataFrame:
    names = frame.columns.tolist()
    place = names.index(after) + 1
    order = [*names[:place], *further.columns, *names[place:]]
    return pd.concat([frame, further], axis=1)[order]


def _time_columns(known: list[Time], index: pd.Index) -> pd.DataFrame:
    first_years = [time.first_year for time in known]
    last_years = [time.last_year for time in known]
    typed = {
        DATE: pd.Series([time.edtf for time in known], index=index, dtype="str"),
        FIRST_YEAR: pd.Series(first_years, index=index, dtype="Int64"),
        LAST_YEAR: pd.Series(last_years, index=index, dtype="Int64"),
        FIRST_DAY: pd.Series([time.first_day for time in known], index=index, dtype="object"),
        LAST_DAY: pd.Series([time.last_day for time in known], index=index, dtype="object"),
    }
    return pd.DataFrame(typed, index=index)


@once_a_build
def times(dataset: Dataset) -> dict[str, Time]:
    """The time of every record that has a date, whatever the filters."""
    known = {}
    for table in dataset.schema.sheets:
        known.update(_times_of(table, dataset.built[table.name]))
    return known


def _times_of(table: Table, frame: pd.DataFrame) -> dict[str, Time]:
    by_field = [frame[name].tolist() for name in table.when]
    time_by_id = {}
    for key, *texts in zip(frame.index.tolist(), *by_field, strict=True):
        given = [text for text in texts if isinstance(text, str)]
        if given:
            time_by_id[key] = time_of(given)
    return time_by_id


def time_of(texts: list[str]) -> Time:
    """The time that some valid EDTF dates of one record give together; the first says its words."""
    spans = [dates.parse(text) for text in texts]
    days = [dates.exact_days(text) for text in texts]
    start = min(_all_known([span.start for span in spans]), default=None)
    end = max(_all_known([span.end for span in spans]), default=None)
    first_day = start if start in {first for first, _ in days} else None
    last_day = end if end in {last for _, last in days} else None
    return Time(texts[0], start, end, first_day, last_day)


def _all_known(days: list[date | None]) -> list[date]:
    """The days; none of them where one is open."""
    known = [day for day in days if day is not None]
    return known if len(known) == len(days) else []


@once_a_build
def notes(dataset: Dataset) -> dict[str, str]:
    """The notes of every record that has some: `[Weekly 2018 ¶5] A remark.`

    A note that several rows bear stands once, after all their places.
    """
    lines = dataset.evidence[dataset.evidence["field"].eq("note")]
    short = lines["source"].map(dataset.sources["short"].to_dict()).astype("str")
    places = short + " " + lines["locator"]
    places_by_note: dict[str, dict[str, list[str]]] = {}
    rows = zip(lines["id"].tolist(), lines["value"].tolist(), places.tolist(), strict=True)
    for key, note, place in rows:
        places_by_note.setdefault(key, {}).setdefault(note, []).append(place)
    return {key: _in_words(own.items()) for key, own in places_by_note.items()}


def _in_words(places_by_note: Iterable[tuple[str, list[str]]]) -> str:
    parts = [f"[{'; '.join(dict.fromkeys(places))}] {note}" for note, places in places_by_note]
    return " ".join(parts)

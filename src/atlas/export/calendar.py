"""Exercises as a calendar (iCalendar, RFC 5545) that calendar programs subscribe to."""

import re
from collections.abc import Hashable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd
from icalendar import Calendar, Event

from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import Basis
from atlas.dataset.when import PLANNED
from atlas.records.facts import facts, in_words
from atlas.records.listing import coded, singles
from atlas.records.outcome import is_carried_out
from atlas.values import dates
from atlas.values.words import counted

PRODUCT = "-//China-Russia military cooperation//Exercises//EN"
ID_SPACE = "china-russia-military-cooperation"
EXERCISES = "exercises"
# How the words of a date end of which all is approximate; the title has said “about”.
ROUGH = ", approximate"
EXACT_DATE = re.compile(dates.EXACT)
UNDATED_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
"""When an event was last written, where the day of the data's version is not known."""


def to_ics(dataset: Dataset, home: str) -> bytes:
    """The exercises in view that have a date, each as one event of whole days.

    `home` is the public address of the dashboard (blank: it has none). A date that its sources
    give roughly, or only to the month or the year, takes all the days that it may lie on, and its
    title says “about” or names the month. What a source only expects is tentative. The description
    says who gives the date and the place, where, and how firmly.
    """
    frame = singles(dataset["exercises"])
    dated = frame[frame["dated"]].sort_values(["start", "label"], kind="stable")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", dataset.schema.title)
    description = _description(dataset, frame)
    calendar.add("x-wr-caldesc", description)
    domains = coded(dated["domains"], dataset.schema.labels("domain"))
    kinds = coded(dated["kind"], dataset.schema.labels("exercise-kind"))
    named = zip(kinds.fillna(""), domains.fillna(""), strict=True)
    for (identifier, row), (kind, domain) in zip(
        dated.to_dict("index").items(), named, strict=True
    ):
        categories = [kind, *domain.split("; ")]
        calendar.add_component(_event(dataset, str(identifier), row, categories, home))
    return bytes(calendar.to_ical())


def _description(dataset: Dataset, frame: pd.DataFrame) -> str:
    """How many exercises were held, how many events are only expected, how many have no date."""
    n_undated = int((~frame["dated"]).sum())
    dated = frame[frame["dated"]]
    n_held = int(is_carried_out(dated).sum())
    n_expected = len(dated) - n_held
    expected = f" and {n_expected:,} only expected" if n_expected else ""
    left_out = f" {counted(n_undated, 'exercises')} without a date left out." if n_undated else ""
    return f"{counted(n_held, 'exercises')}{expected}, data version {dataset.edition}.{left_out}"


def _event(
    dataset: Dataset, identifier: str, row: Mapping[Hashable, Any], categories: list[str], home: str
) -> Event:
    is_planned = bool(row["planned"] or row["projected"])
    event = Event()
    event.add("uid", f"{identifier}@{ID_SPACE}")
    event.add("dtstamp", _last_written(dataset))
    event.add("dtstart", row["start"].date())
    # The end of an event of whole days is the first day after it.
    event.add("dtend", row["end"].date() + timedelta(days=1))
    event.add("summary", _title(row))
    event.add("description", _sourced(dataset, identifier, row))
    event.add("status", "TENTATIVE" if is_planned else "CONFIRMED")
    # Nobody's own day is taken by an exercise.
    event.add("transp", "TRANSPARENT")
    named = [category for category in categories if category]
    if named:
        event.add("categories", named)
    _add_place(event, dataset, identifier, row)
    if home:
        event.add("url", f"{home}/evidence?record={identifier}")
    return event


def _last_written(dataset: Dataset) -> datetime:
    """The day of the data's version: the same data make the same calendar."""
    if not dataset.updated:
        return UNDATED_SINCE
    return datetime.fromisoformat(dataset.updated).replace(tzinfo=UTC)


def _title(row: Mapping[Hashable, Any]) -> str:
    notes = []
    if not EXACT_DATE.fullmatch(str(row["date"])):
        words = row["when"].removesuffix(PLANNED).removesuffix(ROUGH)
        notes.append(f"about {words.removeprefix('about ')}")
    if row["projected"]:
        notes.append("expected")
    elif row["planned"]:
        # It was held; of its days there are only plans.
        notes.append("planned dates")
    return f"{row['label']} ({', '.join(notes)})" if notes else str(row["label"])


def _sourced(dataset: Dataset, identifier: str, row: Mapping[Hashable, Any]) -> str:
    """Date and place, each with who says it, where and how firmly; then all sources."""
    of_date = in_words(dataset, facts(dataset, EXERCISES, identifier, "date"))
    sentences = [f"Date: {row['when']} ({of_date})."]
    of_place = in_words(dataset, facts(dataset, EXERCISES, identifier, "place"))
    if of_place:
        sentences.append(f"Place: {_places(dataset, identifier, row)} ({of_place}).")
    sentences.append(f"Sources: {row['cited']}.")
    return " ".join(sentences)


def _places(dataset: Dataset, identifier: str, row: Mapping[Hashable, Any]) -> str:
    """The names of the places, which may have commas; of what came about, if they are but plans."""
    names = "; ".join(map(dataset.label, row["place"].split(";")))
    shown = facts(dataset, EXERCISES, identifier, "place")
    is_plan = not row["projected"] and all(fact.basis == Basis.PROJECTED for fact in shown)
    return f"{names}{PLANNED}" if is_plan else names


def _add_place(
    event: Event, dataset: Dataset, identifier: str, row: Mapping[Hashable, Any]
) -> None:
    """The names of the places; coordinates where it is one that has them."""
    if not isinstance(row["place"], str):
        return
    event.add("location", _places(dataset, identifier, row))
    ids = row["place"].split(";")
    where = dataset.records.loc[ids, ["latitude", "longitude"]].astype(float)
    if len(ids) == 1 and where.notna().all(axis=None):
        latitude = where.iat[0, 0]
        longitude = where.iat[0, 1]
        event.add("geo", (latitude, longitude))

"""Rules of names: none leads to a record that is called something else, no exercise has two."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Row, Rows

RULE = "name of another record"
DAYS = re.compile(r"\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?")
APART = "put their rows together if both are one, else say in each label what tells it apart"


def names_of_two_records(rows: Rows) -> Iterator[Problem]:
    """Labels that two records of a file and table have, and names that are another one's label.

    Who searches for the one finds the other, and who enters a thing twice counts it twice. A name
    that several have as an alias is that of their family (Flanker); what is called after another
    record (Il-76M, Il-76) may have its name.
    """
    labelled: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for row in rows["records"]:
        first = labelled[_list_of(row)].setdefault(_plain(row["label"]), row)
        if first is not row and first["id"] != row["id"]:
            mend = f"{first['id']} in {first.place} is called “{row['label']}”, too; {APART}"
            yield row.problem("label", RULE, mend)
    for row in rows["records"]:
        for column in ("name_native", "aliases"):
            for name in filter(None, row[column].split(";")):
                other = labelled[_list_of(row)].get(_plain(name), row)
                if other["id"] != row["id"] and not _is_called_after(row, other):
                    mend = (
                        f"“{name}” is the label of {other['id']} in {other.place}; leave it to one"
                    )
                    yield row.problem(column, RULE, mend)


def _list_of(row: Row) -> tuple[str, str]:
    """The names of one file and table are told apart; of others they may be the same."""
    return row.file, row["table"]


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _is_called_after(row: Row, other: Row) -> bool:
    return _plain(other["label"]) in _plain(row["label"])


def exercises_under_two_names(rows: Rows) -> Iterator[Problem]:
    """Exercises that have the days, the participants and the place of another one.

    What is part of the other may have the same.
    """
    groups = rows.by_record("part_of")
    firsts: dict[tuple[str, ...], Row] = {}
    for row in rows["exercises"]:
        is_whole = row["participants"] and row["place"] and DAYS.fullmatch(row["date"])
        if not is_whole:
            continue
        key = (row["date"], _sorted(row["participants"]), _sorted(row["place"]))
        first = firsts.setdefault(key, row)
        if first["id"] != row["id"] and not _belong_together(first["id"], row["id"], groups):
            mend = (
                f"{first['id']} in {first.place} has the same days, participants and place; put "
                "their rows together if both are one, else make one part of the other"
            )
            yield row.problem("id", "exercise under two names", mend)


def _sorted(items: str) -> str:
    return ";".join(sorted(items.split(";")))


def _belong_together(one: str, other: str, groups: Mapping[str, str]) -> bool:
    return other == groups.get(one) or one == groups.get(other)

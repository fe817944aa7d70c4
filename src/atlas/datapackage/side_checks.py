"""Rules of who is meant: ties of two records, exercises of two countries, speakers."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Row, Rows

PAIR = {"CHN", "RUS"}
BILATERAL = "bilateral"
# How like each other two names are that a slip of the hand tells apart, and so many of one source
# are compared with each other.
ALIKE, MOST_COMPARED = 0.92, 50


def ties_to_themselves(rows: Rows) -> Iterator[Problem]:
    """Links of a record to itself."""
    for row in rows["links"]:
        if row["subject"] and row["subject"] == row["object"]:
            mend = f"{row['subject']} stands at both ends; correct one of them"
            yield row.problem("object", "tie to itself", mend)


def exercises_of_more_than_two(rows: Rows) -> Iterator[Problem]:
    """Exercises that a row calls bilateral, though others than China and Russia take part in it."""
    for row in rows["exercises"]:
        others = set(filter(None, row["participants"].split(";"))) - PAIR
        if row["framework"] == BILATERAL and others:
            mend = (
                f"{', '.join(sorted(others))} takes part, too; correct the framework or the "
                "participants"
            )
            yield row.problem("framework", "bilateral with others", mend)


def speakers_in_two_spellings(rows: Rows) -> Iterator[Problem]:
    """Speakers of one source whose names differ in a blank, capitals or a letter: one would be two.

    The first spelling in the order of the sheets is taken for the right one.
    """
    firsts: dict[str, dict[str, Row]] = defaultdict(dict)
    for table in rows.schema.sheets:
        for row in rows[table.name]:
            if row["said_by"]:
                firsts[row["source"]].setdefault(row["said_by"], row)
    for speakers in firsts.values():
        for (name, first), (other, row) in combinations(list(speakers.items())[:MOST_COMPARED], 2):
            if _is_alike(name, other):
                mend = (
                    f"“{other}” is “{name}” in {first.place} but for a sign or two; write both in "
                    "one way"
                )
                yield row.problem("said_by", "speaker in two spellings", mend)


def _is_alike(name: str, other: str) -> bool:
    plain = " ".join(name.split()).casefold()
    plain_other = " ".join(other.split()).casefold()
    if plain == plain_other:
        return True
    # Names with different numbers are different: the 58th army is not the 5th.
    if any(sign.isdigit() for sign in plain + plain_other):
        return False
    return SequenceMatcher(None, plain, plain_other).ratio() >= ALIKE

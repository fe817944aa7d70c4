"""Rules of who is meant: ties and exchanges of two records, exercises of two, speakers."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import chain, combinations, islice

from atlas.datapackage.files import Problem
from atlas.datapackage.locators import is_within
from atlas.datapackage.numbered import Row, Rows

PAIR = {"CHN", "RUS"}
BILATERAL, EXCHANGE = "bilateral", "in_exchange_for"
REPORTED, INFERRED = "reported", "inferred"
# How like each other two names are that a slip of the hand tells apart; so many pairs of names are
# compared, none of them of more signs.
ALIKE, MOST_COMPARED, LONGEST = 0.92, 5_000, 100


def ties_to_themselves(rows: Rows) -> Iterator[Problem]:
    """Links of a record to itself."""
    for row in rows["links"]:
        if row["subject"] and row["subject"] == row["object"]:
            mend = f"{row['subject']} stands at both ends; correct one of them"
            yield row.problem("object", "tie to itself", mend)


def exchanges_of_one_side(rows: Rows) -> Iterator[Problem]:
    """Transfers that are given for themselves, for one that runs their own way, or not in turn.

    What is given for another one goes to its supplier. Where one source says of both what each was
    given for, it says the same. A joint programme has no sides, and what nobody says contradicts
    nothing.
    """
    given = [row for row in rows["transfers"] if row[EXCHANGE]]
    exchanged: set[str] = set()
    for row in given:
        exchanged.update([row["id"], *row[EXCHANGE].split(";")])
    ways: dict[str, set[str]] = defaultdict(set)
    for row in rows["transfers"]:
        if row["id"] in exchanged and row["supplier"] and row["recipient"]:
            ways[row["id"]].add(f"{row['supplier']} → {row['recipient']}")
    given_for: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in given:
        given_for[row["id"], row["source"]].update(filter(None, row[EXCHANGE].split(";")))
    for row in given:
        for other in filter(None, row[EXCHANGE].split(";")):
            in_turn = given_for.get((other, row["source"]), set())
            mend = _mend_exchange(row["id"], other, ways, in_turn)
            if mend:
                yield row.problem(EXCHANGE, "exchange of one side", mend)


def _mend_exchange(
    transfer: str, other: str, ways: Mapping[str, set[str]], in_turn: Collection[str]
) -> str:
    """How to mend that a transfer is given for another one, or nothing where it can be right."""
    if other == transfer:
        return f"{transfer} is given for itself; name the other transfer"
    shared = sorted(ways.get(transfer, set()) & ways.get(other, set()))
    if shared:
        return f"{transfer} and {other} both run {shared[0]}; correct the sides of one of them"
    if in_turn and transfer not in in_turn:
        named = ", ".join(sorted(in_turn))
        return f"this source has {other} given for {named}, not for {transfer}; correct one row"
    return ""


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
    pairs = (combinations(speakers.items(), 2) for speakers in firsts.values())
    compared = islice(chain.from_iterable(pairs), MOST_COMPARED)
    for (name, first), (other, row) in compared:
        if _is_alike(name, other):
            mend = (
                f"“{other}” is “{name}” in {first.place} but for a sign or two; write both in one "
                "way"
            )
            yield row.problem("said_by", "speaker in two spellings", mend)


def _is_alike(name: str, other: str) -> bool:
    plain = " ".join(name.split()).casefold()
    plain_other = " ".join(other.split()).casefold()
    if plain == plain_other:
        return True
    # The longer two texts are, the more than twice as long it takes to compare them.
    if max(len(plain), len(plain_other)) > LONGEST:
        return False
    # Names with different numbers are different: the 58th army is not the 5th.
    if any(sign.isdigit() for sign in plain + plain_other):
        return False
    return SequenceMatcher(None, plain, plain_other).ratio() >= ALIKE


def claims_of_nobody(rows: Rows) -> Iterator[Problem]:
    """Rows that pass on a claim and do not name who makes it: they would look like the source's."""
    for table in rows.schema.sheets:
        for row in rows[table.name]:
            if row["basis"] == REPORTED and not row["said_by"]:
                mend = "it is reported; name who says it, or correct the basis"
                yield row.problem("said_by", "claim of nobody", mend)


def conclusions_of_nobody(rows: Rows) -> Iterator[Problem]:
    """Rows concluded from what somebody is reported to say, that do not name whom.

    Such a row counts or dates what stands in a paragraph of which the same source's rows on the
    record are all reported: without a speaker it would look like the source's own word.
    """
    for table in rows.schema.sheets:
        told: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows[table.name]:
            if row["basis"] != INFERRED:
                told[row["id"], row["source"]].append(row)
        for row in rows[table.name]:
            if row["basis"] == INFERRED and not row["said_by"]:
                speakers = _speakers(row, told[row["id"], row["source"]])
                if speakers:
                    mend = f"what it is concluded from is said by {speakers}; name who says it"
                    yield row.problem("said_by", "conclusion of nobody", mend)


def _speakers(row: Row, others: Collection[Row]) -> str:
    """Who speaks in the paragraphs of a row; blank where the source does in one of them, too."""
    there = [other for other in others if is_within(row["locator"], other["locator"])]
    if any(other["basis"] != REPORTED for other in there):
        return ""
    return ", ".join(sorted({other["said_by"] for other in there} - {""}))

"""Rules of spelling: signs that nobody sees, letters of two scripts, one name in two ways."""

import re
from collections.abc import Iterable, Iterator

from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Row, Rows
from atlas.datapackage.record_checks import CYRILLIC, LATIN, WORD
from atlas.datapackage.source_checks import plain

# Signs without a width.
UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad]")
# No body has a name of more words that another name begins with.
MOST_WORDS = 20


def signs_that_nobody_sees(rows: Rows) -> Iterator[Problem]:
    """Origins and editions with a sign that has no width: one that looks the same is another."""
    for table, column in (("sources", "origin"), ("volumes", "edition")):
        for row in rows[table]:
            if UNSEEN.search(row[column]):
                mend = "it has a sign that nobody sees; write it anew"
                yield row.problem(column, "sign that nobody sees", mend)


def labels_in_two_scripts(rows: Rows) -> Iterator[Problem]:
    """Labels and other names with a word of Latin and Cyrillic letters, which look the same."""
    for row in rows["records"]:
        for column in ("label", "aliases"):
            for word in WORD.findall(row[column]):
                if LATIN.search(word) and CYRILLIC.search(word):
                    mend = f"“{word}” has Latin letters among Cyrillic ones; write it in one script"
                    yield row.problem(column, "name in two scripts", mend)


def bodies_in_two_spellings(rows: Rows) -> Iterator[Problem]:
    """Origins and editions that differ in capitals, blanks or stops alone: one would be two.

    Two origins are two independent sources, and two editions two series of volumes.
    """
    origins = [(row["origin"], row) for row in rows["sources"] if row["origin"]]
    editions = [(row["edition"], row) for row in rows["volumes"] if row["edition"]]
    yield from _in_two_ways(origins, "origin")
    yield from _in_two_ways(editions, "edition")


def _in_two_ways(named: Iterable[tuple[str, Row]], column: str) -> Iterator[Problem]:
    firsts: dict[str, tuple[str, Row]] = {}
    for name, row in named:
        first_name, first = firsts.setdefault(plain(name), (name, row))
        if name != first_name:
            mend = f"“{name}” is “{first_name}” in {first.place}; write both in one way"
            yield row.problem(column, "body in two spellings", mend)


def origins_with_a_word_more(rows: Rows) -> Iterator[Problem]:
    """Origins that are another one and more words: “Xinhua News Agency” is “Xinhua”.

    Both would be two independent sources.
    """
    firsts = {plain(row["origin"]): row for row in reversed(rows["sources"]) if row["origin"]}
    for row in rows["sources"]:
        words = plain(row["origin"]).split()
        most = min(len(words), MOST_WORDS + 1)
        shorter = [" ".join(words[:count]) for count in range(1, most)]
        others = [firsts[name] for name in shorter if name in firsts]
        for other in others:
            mend = (
                f"“{row['origin']}” is “{other['origin']}” in {other.place} and more words; write "
                "both in one way, or begin them with other words where they are two bodies"
            )
            yield row.problem("origin", "body in two spellings", mend)


def databases_passed_on_in_part(rows: Rows) -> Iterator[Problem]:
    """Databases of one origin of which only some may be passed on: their terms are the same."""
    kept: dict[str, Row] = {}
    databases = [row for row in rows["sources"] if row["kind"] == "database" and row["origin"]]
    for row in databases:
        if row["redistributable"] == "false":
            kept.setdefault(row["origin"], row)
    for row in databases:
        first = kept.get(row["origin"])
        if first and row["redistributable"] == "true":
            mend = (
                f"{first['id']} in {first.place} is of the same origin and may not be passed on; "
                "write false here, or true into both"
            )
            yield row.problem("redistributable", "passed on in part", mend)

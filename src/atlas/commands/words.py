"""Answers as lines for reading in a terminal; programs take them as JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from atlas.values.words import counted

Answer = Mapping[str, Any]


def of_record(answer: Answer) -> list[str]:
    """A record: what it is, its facts, what it is tied to, its sources."""
    lines = [f"{answer['label']} ({answer['id']}, {answer['table']})"]
    if answer["sentence"]:
        lines.append(answer["sentence"])
    short = {source["id"]: source["short"] for source in answer["sources"]}
    for fact in answer["facts"]:
        lines += ["", *_fact(fact, short)]
    if answer["relations"]:
        lines += ["", "Tied to"]
        lines += [f"  {row['how']}: {row['label']} ({row['id']})" for row in answer["relations"]]
    lines += ["", counted(len(answer["sources"]), "sources")]
    lines += [f"  {source['short']} {source['places']}" for source in answer["sources"]]
    return [*lines, "", f"{answer['page']}"]


def _fact(fact: Answer, short: Mapping[str, str]) -> list[str]:
    disputed = " (sources disagree)" if fact["disputed"] else ""
    unit = f" ({fact['unit']})" if fact["unit"] else ""
    lines = [f"{fact['title']}{unit}{disputed}"]
    for value in fact["values"]:
        places = "; ".join(_place(row, short) for row in value["rows"])
        lines.append(f"  {value['value']}  [{places}]")
    return lines


def _place(row: Answer, short: Mapping[str, str]) -> str:
    speaker = f" ({row['said_by']})" if row["said_by"] else ""
    source = short.get(row["source"], row["source"])
    return f"{row['basis']}: {source} {row['locator']}{speaker}"


def of_search(answer: Answer) -> list[str]:
    """Hits as id, name, table and what of them matched; the nearest names where there is none."""
    hits = answer["hits"]
    if hits:
        further = answer["total"] - len(hits)
        more = [f"and {further:,} more; --limit shows them"] if further > 0 else []
        return [*_hits(hits), *more]
    if answer["nearest"]:
        return [
            f"Nothing is called {answer['text']!r}; the nearest are:",
            *_hits(answer["nearest"]),
        ]
    return [f"Nothing is called {answer['text']!r}."]


def _hits(hits: Iterable[Answer]) -> list[str]:
    return [f"{hit['id']}\t{hit['label']}\t{hit['table']}\t{hit['matched']}" for hit in hits]


def of_count(answer: Answer) -> list[str]:
    """How many, by which rule, under which filters, and which records each step leaves out."""
    rule = answer["title"] or "no rule that has a name"
    number = counted(answer["number"], "exercises")
    lines = [f"{number}, by: {rule}", answer["takeaway"], answer["filters"]]
    for step in answer["excluded"]:
        if step["ids"]:
            lines.append(f"{step['step']}: {', '.join(step['ids'])}")
    return [*lines, answer["page"]]


def of_check(answer: Answer) -> list[str]:
    """Each sentence, and beneath it each claim with its verdict and who says what where."""
    lines = []
    for sentence in answer["sentences"]:
        lines.append(sentence["text"])
        for mark in sentence["marks"]:
            says = f": {mark['says']}" if mark["says"] else ""
            places = f" [{mark['sources']}]" if mark["sources"] else ""
            lines.append(f"  {mark['words']}: {mark['verdict']}{says}{places}")
    return lines or ["There is no sentence in this text."]


def of_versions(answer: Answer) -> list[str]:
    """Versions, and how many records there are of each table."""
    numbers = ", ".join(f"{name} {number:,}" for name, number in answer["records"].items())
    lines = [
        f"{answer['title']}",
        f"data {answer['edition']}",
        f"program {answer['program']}",
        f"records: {numbers}",
    ]
    if answer["problems"]:
        lines.append(f"newer data are not shown: {counted(answer['problems'], 'problems')}")
    return lines

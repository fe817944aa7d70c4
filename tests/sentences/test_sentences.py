"""Sentences in our own words: what the data support, what was altered, what they do not hold."""

import csv
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from atlas.dataset.store import dataset
from atlas.sentences.check import check
from atlas.sentences.verdicts import Checked, Verdict, worst
from lengths import first_of_all

FOLDER = Path(__file__).parent
ARTICLES = os.environ.get("ATLAS_ARTICLES", "")
FEWEST_SUPPORTED = 17


class Judged(NamedTuple):
    """A sentence of a list, its group there, and the verdict on it."""

    group: str
    sentence: str
    verdict: Verdict


def _verdict(checked: list[Checked]) -> Verdict:
    return worst(mark.finding.verdict for own in checked for mark in own.marks)


@cache
def judged(name: str) -> tuple[Judged, ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    data = dataset()
    return tuple(
        Judged(row["group"], row["sentence"], _verdict(check(data, row["sentence"])))
        for row in rows
    )


def _print_table(own: tuple[Judged, ...]) -> None:
    print()
    for row in own:
        print(f"{row.group:<10} {row.verdict:<22} {row.sentence}")
    for (group, verdict), number in sorted(Counter((row[0], row[2]) for row in own).items()):
        print(f"{number:>3} {group}: {verdict}")


def _sentences(own: tuple[Judged, ...], group: str, verdict: Verdict) -> list[str]:
    return [row.sentence for row in own if row.group == group and row.verdict is verdict]


def test_sixty_sentences_are_judged_as_they_should_be() -> None:
    own = judged("sentences")
    _print_table(own)
    assert Counter(row.group for row in own) == {"supported": 20, "altered": 20, "outside": 20}
    assert len(_sentences(own, "supported", Verdict.SUPPORTED)) >= FEWEST_SUPPORTED
    assert _sentences(own, "altered", Verdict.SUPPORTED) == []
    assert _sentences(own, "outside", Verdict.CONTRADICTED) == []
    assert _sentences(own, "outside", Verdict.SUPPORTED) == []


# Those of the second list were written before their rules, but seen while these were made.
@pytest.mark.parametrize("name", ["held_out", "held_out_sums"])
def test_sentences_that_no_rule_was_made_for_are_judged_so_too(name: str) -> None:
    own = judged(name)
    _print_table(own)
    assert len(own) == 20
    assert _sentences(own, "altered", Verdict.SUPPORTED) == []
    for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
        assert _sentences(own, "outside", verdict) == []


@pytest.mark.parametrize("name", first_of_all(["kinds"], ["kinds", "kinds_at_length"]))
def test_claims_are_read_by_their_kinds_and_else_left_open(name: str) -> None:
    """Multiples, ties, “only”, “every year since”, “first since”, “most of”, verbs that no row has,
    parts of a year, days that no calendar has, kinds that an entry is not of, who is cited wrongly:
    never supported.
    """
    own = judged(name)
    _print_table(own)
    assert {row.verdict for row in own if row.group == "supported"} == {Verdict.SUPPORTED}
    assert _sentences(own, "altered", Verdict.SUPPORTED) == []
    for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
        assert _sentences(own, "outside", verdict) == []


def test_nothing_that_the_data_support_is_contradicted() -> None:
    assert _sentences(judged("sentences"), "supported", Verdict.CONTRADICTED) == []


@pytest.mark.skipif(not ARTICLES, reason="ATLAS_ARTICLES is not set: no texts to check")
@pytest.mark.parametrize("evidence", ["all", "articles"])
def test_no_claim_of_an_article_is_contradicted_by_its_own_rows(evidence: str) -> None:
    data = dataset(evidence)
    files = data.sources["file"].dropna()
    contradicted = []
    for source, file in files.items():
        text = (Path(ARTICLES) / str(file)).read_text(encoding="utf-8")
        for number, paragraph in enumerate(text.splitlines(), start=1):
            for own in check(data, paragraph):
                for mark in own.marks:
                    if mark.finding.verdict is Verdict.CONTRADICTED:
                        piece = own.text[mark.start : mark.end]
                        contradicted.append((source, f"¶{number}", piece, mark.finding.says))
    assert len(files) == 2
    assert contradicted == []

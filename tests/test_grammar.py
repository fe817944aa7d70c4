"""Every sentence is right for nothing, for one, for two and for many.

Rules of English hold for whatever is said, so that no sentence is written down here twice: a number
agrees with its noun and its verb, years that are a span differ, and nothing of a program shows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path

import pytest

import tiny
from atlas.charts.chart_view import ChartView
from atlas.charts.choices import chart_choices
from atlas.charts.exercises.published_view import published, settings
from atlas.charts.exercises.published_words import comparison
from atlas.charts.findings.findings_view import by_stance
from atlas.charts.overview import exchange_view, known_view, often_view, support_view, words
from atlas.charts.record import cut, takeaway
from atlas.charts.registry import CHARTS
from atlas.charts.transfers.flow_rows import FlowOptions
from atlas.charts.transfers.left_out import left_out
from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import Coverage
from atlas.records.borne_out import borne_out
from atlas.records.dossier import count_dated, times
from atlas.records.lead import lead
from atlas.records.ties import related
from atlas.search.search import search
from atlas.ui.search import sentence as search_sentence
from lengths import first_of_all

# What the sentences count; a word more may stand between the number and its noun.
NOUNS = [
    "agreement",
    "arms transfer",
    "article",
    "contract",
    "date",
    "domain",
    "engine",
    "entry",
    "event",
    "exercise",
    "figure",
    "finding",
    "firm",
    "gap",
    "group",
    "hop",
    "lane",
    "line",
    "month",
    "neighbour",
    "node",
    "organisation",
    "paragraph",
    "place",
    "programme",
    "recipient",
    "sanction",
    "ship",
    "source",
    "statement",
    "step",
    "supplier",
    "supply",
    "system",
    "tie",
    "transfer",
    "value",
    "volume",
    "year",
]
PLURALS = [re.sub("ys$", "ies", f"{noun}s") for noun in NOUNS]
# No part of a longer number, of a span of years or of a year.
ALONE, MORE = r"(?<![\w.,–×-])1", r"(?<![\w.–-])(?:[02-9]|[1-9]\d{1,2}|\d{1,3},\d{3})"
BETWEEN = r"(?: (?:further|known|dated|independent|more|other|arms|yearly|core|SIPRI))?"
RULES = {
    "one of several": rf"{ALONE}{BETWEEN} (?:{'|'.join(PLURALS)})\b",
    "several of one": rf"{MORE}{BETWEEN} (?:{'|'.join(NOUNS)})\b(?! (?:of|in) several)",
    "one have": rf"{ALONE} (?:of them |more )?(?:are|have|were|stand|rest|speak|say)\b",
    "several has": rf"{MORE} (?:of them |more )?(?:is|has|was|stands|rests|speaks|says)\b",
    "one of them all": r"\b[Aa]ll 1 ",
    "a span of one year": r"\b(\d{4})(?: to |–)\1\b",
    "a wrong article": r"\ba (?:entry|exercise|agreement|engine)|\ban (?:tie|source|transfer)",
    "two blanks": r" {2}",
    "a blank before a stop": r" [.,;:](?!\d)",
    "two stops": r"[.,;:][.,;:](?!\.)",
    "an empty bracket": r"\(\s*\)|\[\]|\{\}",
    "a word of a program": r"\b(?:None|nan|NaN|NaT|<NA>|True|False)\b",
    "a word of the data": r"\b(?:record|records|basis|vintage|standing|evidence base|left out)\b",
}
# So many values of an option are tried, of those that a package has.
MOST_VALUES = 3
SENTENCE = re.compile(r"[.:]$")


def faults(text: str) -> list[str]:
    """The rules that a text breaks, each with what breaks it."""
    broken = []
    for rule, pattern in RULES.items():
        match = re.search(pattern, text, re.IGNORECASE if rule == "a wrong article" else 0)
        if match:
            broken.append(f"{rule}: {match[0]!r} in {text!r}")
    return broken


@pytest.mark.parametrize(
    "text",
    [
        "1 exercises in 2 lanes.",
        "2 exercise in 1 lane.",
        "1 of them have no date.",
        "3 of them has no date.",
        "All 1 exercise shown.",
        "Exercises, 2019 to 2019.",
        "Exercises, 2019–2019.",
        "Two  blanks.",
        "A blank .",
        "A comma,.",
        "None in 2019, nan in 2020.",
        "Sources: [].",
        "12 of 40 records shown.",
    ],
)
def test_the_rules_find_what_is_wrong(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "1 exercise in 2 lanes, 2018 to 2019.",
        "Jet 1 has 21 sources; 1 has no date, 2 have none.",
        "1,001 entries, 1.5 a year.",
        "11 exercises.",
    ],
)
def test_the_rules_leave_alone_what_is_right(text: str) -> None:
    assert faults(text) == []


def _package(folder: Path, most: int) -> Path:
    """The tiny package with the first so many entries of each sheet, and all that they name."""
    sheets = {}
    for name, rows in tiny.SHEETS.items():
        ids = list(dict.fromkeys(row["id"] for row in rows))[:most]
        sheets[name] = [row for row in rows if row["id"] in ids]
    return tiny.write(folder, sheets)


FOLDERS = {"one of each": 1, "two of each": 2, "all": 99}
FILTERS = {
    "default": Filters(),
    "whoever takes part": Filters(participants="anybody"),
    "one year": Filters(years=(2012, 2012)),
    "two years": Filters(years=(2017, 2018)),
    "no domain": Filters(domain=("cyber",)),
    "one domain": Filters(domain=("naval",)),
    "the articles": Filters(evidence="articles"),
    "much excluded": Filters(
        scope=("law-enforcement", "competitions"), mentioned="out", projected="out"
    ),
    "two sources": Filters(independent="2"),
}
SOME_FILTERS = {"default", "two years", "no domain", "much excluded"}


@pytest.fixture(params=first_of_all({"one of each", "all"}, FOLDERS), scope="module")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _package(tmp_path_factory.mktemp("some"), FOLDERS[request.param])


@pytest.fixture(params=first_of_all(SOME_FILTERS, FILTERS))
def filters(
    request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Filters:
    """What a reader chose, over each of the packages."""
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    return FILTERS[request.param]


def _shown(filters: Filters) -> Iterator[ChartView]:
    """Every chart; over all that there is with each value of each of its options too."""
    for chart in CHARTS.values():
        default = chart.options()
        yield ChartView(chart, filters, default)
        if filters == Filters():
            offered = chart_choices(store.dataset(), chart)
            for option in fields(default):
                for value in [*offered[option.name]][:MOST_VALUES]:
                    yield ChartView(chart, filters, chart.options(**{option.name: value}))


def _check(sentences: Sequence[str], phrases: Sequence[str] = ()) -> None:
    texts = [text for text in [*sentences, *phrases] if text]
    assert [fault for text in texts for fault in faults(text)] == []
    assert [text for text in sentences if text and not SENTENCE.search(text)] == []


def test_what_charts_say(filters: Filters) -> None:
    sentences, phrases = [], []
    for shown in _shown(filters):
        sentences += [shown.takeaway, shown.note, shown.coverage.sentence()]
        phrases += [shown.headline, shown.sentence, shown.coverage.short()]
    _check(list(dict.fromkeys(sentences)), list(dict.fromkeys(phrases)))


def test_what_the_front_page_says(filters: Filters) -> None:
    exercises = often_view.shown_per_year(filters)
    often = often_view.often(exercises)
    volumes, street = exchange_view.shown_volumes(filters), exchange_view.shown_street(filters)
    exchange = exchange_view.exchange(volumes, street)
    data = exercises.dataset
    findings = ChartView(CHARTS["findings"], filters, CHARTS["findings"].options())
    supports = [
        words.support_sentence(support_view.support(data, table, data[table].index), one, f"{one}s")
        for table, one in (("exercises", "exercise"), ("findings", "finding"))
    ]
    sentences = [
        words.known_sentence(known_view.known(data)),
        words.located_sentence(known_view.share_with_paragraph(data)),
        words.often_sentence(often),
        words.exchange_sentence(exchange),
        words.depth_sentence(by_stance(findings.view)),
        borne_out(data).sentence(),
        left_out(data, FlowOptions(), 0),
        *supports,
    ]
    _check(sentences, [words.often_title(often), words.exchange_title(exchange)])


def _of_records(data: Dataset) -> Iterator[str]:
    for identifier in map(str, data.records.index):
        yield lead(data, identifier)
        near = related(data, identifier)["id"]
        own, every = times(data, identifier, near), count_dated(data, identifier, near)
        if len(own):
            yield takeaway(own, every)
        if len(own) < every:
            yield cut(own, every)


def test_what_is_said_of_published_numbers(filters: Filters) -> None:
    chart = CHARTS["how-many"]
    data = ChartView(chart, filters, chart.options()).dataset
    views = [ChartView(chart, filters, chart.options(count=name)) for name in published(data)]
    for count in published(data).values():
        own, options = settings(count, filters, data.years)
        views.append(ChartView(chart, own, options))
    sentences, phrases = [], []
    for shown in views:
        phrases.append(shown.headline)
        if not shown.empty:
            sentences += [shown.takeaway, *comparison(shown.view, shown.context)]
    _check(sentences, phrases)


def test_what_a_page_of_an_entry_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    _check(list(_of_records(store.dataset())))


@pytest.mark.parametrize("text", ["jet", "steppe", "china", "o", "nothing of this", "…"])
def test_what_the_search_says(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    _check([search_sentence(search(store.dataset(), text))])


@pytest.mark.parametrize(
    ("coverage", "sentence"),
    [
        (Coverage(0, 0, {}, "exercises"), "There are no exercises in the chosen sources."),
        (Coverage(1, 1, {}), "The one entry in the chosen sources passes the filters."),
        (
            Coverage(1, 0, {"scope": 1}),
            "0 of 1 entry; hidden: 1 by exclusion of kinds of exercise.",
        ),
        (Coverage(2, 2, {}, "ties"), "Both ties pass the filters."),
        (
            Coverage(1_040, 12, {"years": 1_020, "several": 8}, "exercises"),
            "12 of 1,040 exercises; hidden: 1,020 by years, 8 by several filters.",
        ),
    ],
)
def test_what_is_shown_and_hidden_is_said_in_one_sentence(
    coverage: Coverage, sentence: str
) -> None:
    assert coverage.sentence() == sentence
    assert faults(sentence) == []

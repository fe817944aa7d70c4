"""The page of counts: a rule and a published number are chosen, and the link leads back to both."""

import csv
import re

from playwright.sync_api import expect

from atlas.charts.chart_view import span
from atlas.charts.exercises.ladder_view import left_out
from atlas.charts.exercises.published_view import choices, published, settings
from atlas.charts.exercises.rules import RULES, names
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.dataset.store import dataset
from atlas.paths import ROOT
from browser.conftest import Visit
from browser.expected import shown
from browser.reader import Reader
from lengths import AT_LENGTH

CHART = "how-many"


def _heading(reader: Reader, text: str) -> None:
    expect(reader.page.get_by_role("heading", level=2).first).to_have_text(text)


@AT_LENGTH
def test_a_rule_sets_its_filters_and_its_link_opens_the_same_number(visit: Visit) -> None:
    reader = visit("/counts")
    _heading(reader, shown(CHART).headline)
    reader.choose(names(dataset().schema)["no-patrols"], of="Rule")
    by_rule = shown(CHART, RULES["no-patrols"].under(Filters()))
    _heading(reader, by_rule.headline)
    expect(reader.page.locator(".st-key-in-view").get_by_role("button")).to_have_count(1)
    other = visit(by_rule.path)
    _heading(other, by_rule.headline)


@AT_LENGTH
def test_a_published_number_brings_its_years_and_a_filter_set_after_it_stays(visit: Visit) -> None:
    reader = visit("/counts")
    _heading(reader, shown(CHART).headline)
    reader.choose(choices(dataset())["ndu-2022"], of="Compare")
    filters, options = settings(published(dataset())["ndu-2022"], Filters(), span())
    _heading(reader, shown(CHART, filters, **vars(options)).headline)
    expect(reader.page.get_by_role("table").first).to_contain_text("International Army Games 2022")
    reader.choose(names(dataset().schema)["no-competitions"], of="Rule")
    narrower = RULES["no-competitions"].under(filters)
    _heading(reader, shown(CHART, narrower, **vars(options)).headline)


def _bomber_flights() -> int:
    """How many flights the files have until July 2024: each a part of the series with a date."""
    with (ROOT / "data" / "records.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    flights = {row["id"] for row in rows if row["part_of"] == "joint-air-patrol"}
    with (ROOT / "data" / "exercises.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return len({row["id"] for row in rows if row["id"] in flights and "" < row["date"] < "2024-08"})


@AT_LENGTH
def test_a_new_reader_finds_a_published_number_from_the_front_page_and_one_step_leads_back(
    visit: Visit,
) -> None:
    reader = visit("/")
    reader.page.get_by_role("link", name="How many?").click()
    _heading(reader, shown(CHART).headline)
    reader.choose(choices(dataset())["csis-bomber-flights-2024"], of="Compare")
    heading = reader.page.get_by_role("heading", level=2).first
    expect(heading).to_have_text(re.compile(rf": {_bomber_flights()} exercises .* alone; CSIS: 8$"))
    # The number, its years and its series are one choice.
    reader.settled().page.go_back()
    _heading(reader, shown(CHART).headline)


@AT_LENGTH
def test_the_link_to_a_number_alone_sets_its_rule(visit: Visit) -> None:
    count = published(dataset())["joint-sea-2025"]
    filters, options = settings(count, Filters(), span())
    reader = visit("/counts?open=count-joint-sea-2025")
    _heading(reader, shown(CHART, filters, **vars(options)).headline)


@AT_LENGTH
def test_the_link_to_a_rule_alone_sets_it_and_a_step_shows_its_exercises(visit: Visit) -> None:
    assert CHARTS[CHART].clickable
    reader = visit("/counts?open=rule-no-competitions")
    by_rule = shown(CHART, RULES["no-competitions"].under(Filters()))
    _heading(reader, by_rule.headline)
    drawing = reader.drawing(CHART)
    # Its step is the last of the ladder, below all that are recorded.
    step = len(left_out(by_rule.view))
    drawing.locator(".barlayer .point path").nth(step).click(force=True)
    marked = reader.page.locator(f".st-key-marked-{CHART}")
    expect(marked).to_contain_text("Tank Biathlon 2014")

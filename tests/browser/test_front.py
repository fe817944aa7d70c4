"""The front page's links open what they say."""

import re

import pytest
from playwright.sync_api import expect

from atlas.charts.overview.questions import QUESTIONS, Question, answer
from atlas.dataset.filters import Filters
from atlas.dataset.store import dataset
from browser.reader import Visit
from lengths import AT_LENGTH, first_of_all

ANSWERED = [question for question in QUESTIONS if question.chart]
# One whose chart a page begins with, and one whose chart stands far down its page.
OFTEN = [question for question in ANSWERED if question.name in {"after-2022", "supplies-to-russia"}]


@pytest.mark.parametrize(
    "question", first_of_all(OFTEN[:1], ANSWERED), ids=lambda question: question.words
)
def test_a_question_leads_to_the_view_that_answers_it(visit: Visit, question: Question) -> None:
    shown = answer(question, Filters())
    assert shown is not None
    reader = visit("/")
    reader.page.get_by_role("link", name=question.words, exact=True).click()
    drawing = reader.drawing(shown.chart.name)
    expect(drawing).to_have_accessible_name(shown.takeaway)
    expect(drawing).to_be_in_viewport(ratio=0.9)
    assert not reader.complaints()
    assert not reader.notes.filter(has_text="not understood").count()


@AT_LENGTH
def test_a_question_replaces_the_filters_and_a_page_that_is_loaded_again_keeps_what_is_chosen(
    visit: Visit,
) -> None:
    (question,) = [question for question in ANSWERED if question.chart == "findings"]
    shown = answer(question, Filters())
    assert shown is not None
    reader = visit("/?domain=Air&years=2000&years=2010")
    reader.page.get_by_role("link", name=question.words, exact=True).click()
    expect(reader.drawing("findings")).to_have_accessible_name(shown.takeaway)
    reader.choose("The two articles only", of="Sources")
    expect(reader.page).to_have_url(re.compile("evidence="))
    reader.settled().page.reload()
    expect(reader.page.get_by_role("radio", name="The two articles only")).to_be_checked()
    of_articles = answer(question, Filters(evidence="articles"))
    assert of_articles is not None
    expect(reader.drawing("findings")).to_have_accessible_name(of_articles.takeaway)


@AT_LENGTH
def test_a_question_on_the_sources_leads_to_its_section(visit: Visit) -> None:
    reader = visit("/")
    questions = reader.page.get_by_role("heading", name="Questions", exact=True)
    expect(questions).to_be_visible()
    reader.page.emulate_media(media="print")
    expect(questions).not_to_be_visible()
    reader.page.emulate_media(media="null")
    reader.page.get_by_role("link", name="Where do sources disagree?").click()
    disputed = reader.page.get_by_role("heading", name="are disputed in these sources")
    expect(disputed).to_be_in_viewport()


@AT_LENGTH
def test_the_records_of_state_media_are_listed_where_the_question_leads(visit: Visit) -> None:
    reader = visit("/")
    reader.page.get_by_role("link", name="What rests on one side's state media?").click()
    origins = "On how many independent sources entries rest"
    expect(reader.page.get_by_role("heading", name=origins)).to_be_in_viewport()
    chosen = reader.page.get_by_role("combobox", name="Entries that rest on")
    expect(chosen).to_have_value("State media of one country")


@AT_LENGTH
def test_an_article_is_read_with_its_own_statements_alone(visit: Visit) -> None:
    reader = visit("/")
    reader.page.get_by_role("link", name="Read with its evidence").first.click()
    count = int(dataset().evidence["source"].eq("diplomat-2018").sum())
    expect(reader.page.get_by_text(f"{count:,} statements, 1 to")).to_be_visible()

"""Each item of a briefing as a section of its document."""

from functools import partial

from atlas.briefing.document import Cited, Section, readable
from atlas.briefing.figures import drawing
from atlas.briefing.items import Item, Kind, address, filters_of, shown_by
from atlas.briefing.notes import Notes, in_order
from atlas.briefing.tables import chart_rows, fact_rows, record_rows
from atlas.charts.chart_view import ChartView, selected, span
from atlas.charts.exercises.ladder_view import ids_counted
from atlas.charts.exercises.rules import names, rule_of
from atlas.charts.sourced import statement
from atlas.dataset.credit import credit
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.export import picture_words
from atlas.records.fact_card import card
from atlas.records.lead import lead
from atlas.sentences.verdicts import Checked, Mark, Verdict
from atlas.settings import public_url

LONGEST_TITLE, LINE = 220, 1_000
LEFT_ALONE = (Verdict.NAMED, Verdict.JUDGEMENT)


def section(item: Item, notes: Notes) -> Section:
    """The section of an item; its notes are numbered among those of the whole document.

    DataProblemsError without valid data, `asked`'s errors where the item is not there any more.
    """
    made = _MAKERS[item.kind](item, notes)
    if not item.note:
        return made
    own = readable(item.note)
    return Section(**{**vars(made), "own_note": own})


def _link(item: Item) -> str:
    home = public_url()
    return f"{home}{address(item)}"


def _chart(item: Item, notes: Notes) -> Section:
    shown = shown_by(item)
    paragraphs = [readable(shown.chart.takeaway(shown.view, shown.context))]
    if shown.empty:
        paragraphs = ["Nothing is in view under these filters."]
    elif shown.note:
        paragraphs.append(readable(shown.note))
    return Section(
        title=readable(picture_words.headline(shown), LONGEST_TITLE),
        subtitle=_subtitle(shown),
        link=_link(item),
        paragraphs=tuple(map(Cited, paragraphs)),
        draw=None if shown.empty else partial(drawing, shown),
        rows=chart_rows(shown.dataset, shown.linked_table, notes),
        sourcing=readable(statement(shown)),
        credit=shown.credit,
    )


def _subtitle(shown: ChartView) -> str:
    """The name of the chart, what a reader has set, and how many entries that leaves."""
    words = " ".join(picture_words.subtitle(shown, LINE))
    return readable(f"{words}. {shown.coverage.sentence()}", 2 * LONGEST_TITLE)


def _sourcing(item: Item, notes: Notes) -> Section:
    shown = shown_by(item)
    return Section(
        title=readable(f"On what it rests: {shown.chart.title}", LONGEST_TITLE),
        subtitle=_subtitle(shown),
        link=_link(item),
        paragraphs=(Cited(readable(statement(shown), 2 * LINE)),),
        credit=shown.credit,
    )


def _count(item: Item, notes: Notes) -> Section:
    shown = shown_by(item)
    data = shown.dataset
    rule = rule_of(shown.filters, shown.options.phases)
    named = names(data.schema).get(rule, "a rule of the reader's own")
    return Section(
        title=readable(picture_words.headline(shown), LONGEST_TITLE),
        subtitle=readable(f"Counting rule: {named}. {_subtitle(shown)}", 2 * LONGEST_TITLE),
        link=_link(item),
        paragraphs=(Cited(readable(shown.takeaway)),),
        draw=None if shown.empty else partial(drawing, shown),
        rows=record_rows(data, ids_counted(shown.view), notes) if not shown.empty else None,
        sourcing=readable(statement(shown)),
        credit=shown.credit,
    )


def _record(item: Item, notes: Notes) -> Section:
    filters = filters_of(item)
    data = selected(filters).dataset
    kind = data.schema.labels("table").get(str(data.records.at[item.name, "table"]), "Entry")
    facts = card(data, item.name)
    rows = fact_rows(data, facts, notes)
    speaking = {row.source for fact in facts for value in fact.values for row in value.rows}
    return Section(
        title=readable(data.label(item.name), LONGEST_TITLE),
        subtitle=f"{kind}. {_filters(data, filters)}",
        link=_link(item),
        paragraphs=(Cited(readable(lead(data, item.name))),),
        rows=rows,
        credit=credit(data.sources[data.sources.index.isin(speaking)]),
    )


def _filters(data: Dataset, filters: Filters) -> str:
    return readable(filters.describe(data.schema, span()), LONGEST_TITLE)


def _sentence(item: Item, notes: Notes) -> Section:
    # What reads sentences takes seconds to load.
    from atlas.sentences.check import check

    filters = filters_of(item)
    data = selected(filters).dataset
    checked = check(data, item.text)
    paragraphs: list[Cited] = []
    for own in checked:
        paragraphs.append(Cited(f"“{readable(own.text)}” {_capital(_verdict(own))}."))
        marks = [mark for mark in own.marks if mark.finding.verdict not in LEFT_ALONE]
        paragraphs += [_claim(data, own, mark, notes) for mark in marks]
    return Section(
        title=readable(f"Checked: “{item.text}”", LONGEST_TITLE),
        subtitle=f"A sentence against these sources. {_filters(data, filters)}",
        link=_link(item),
        paragraphs=tuple(paragraphs),
    )


def _verdict(checked: Checked) -> str:
    return str(checked.verdict) if checked.has_claims else "nothing to check"


def _claim(data: Dataset, checked: Checked, mark: Mark, notes: Notes) -> Cited:
    words = checked.text[mark.start : mark.end]
    rows = mark.finding.rows
    numbers = [notes.cite(data, row.source, row.locator, row.said_by) for row in rows]
    text = f"“{words}” {mark.finding.verdict}: {mark.finding.says}"
    return Cited(readable(text), in_order(numbers))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


_MAKERS = {
    Kind.CHART: _chart,
    Kind.SOURCING: _sourcing,
    Kind.COUNT: _count,
    Kind.RECORD: _record,
    Kind.SENTENCE: _sentence,
}

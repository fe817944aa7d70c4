"""What the sources say of a text: each claim in it with its verdict and its rows."""

from typing import Any

from atlas.answers.asked import AskedFilters, NotUnderstoodError, filters_asked
from atlas.answers.links import record_page
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import Texts
from atlas.sentences.check import check
from atlas.sentences.report import sources_in_words, words_of
from atlas.sentences.verdicts import Checked, Mark, Row


def checked(text: str, query: Texts) -> dict[str, Any]:
    """A text, sentence by sentence; nothing of it is stored.

    Keys: version, sentences: text, verdict (blank where nothing in it is compared), marks: words,
    start, end, kind, verdict, says, rule, sources (in words), rows (record, field, value, source,
    locator, basis, said_by), records and readings (id, label, page). Of the filters the sources
    alone count. NotUnderstoodError for a text that is too long or a value that a filter does not
    have, DataProblemsError without valid data.
    """
    asked = filters_asked(query)
    data = asked.selection.dataset
    try:
        sentences = check(data, text)
    except ValueError as error:
        raise NotUnderstoodError(str(error)) from None
    described = [_sentence(asked, data, sentence) for sentence in sentences]
    return {"version": data.version, "sentences": described}


def _sentence(asked: AskedFilters, data: Dataset, sentence: Checked) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "verdict": str(sentence.verdict) if sentence.has_claims else "",
        "marks": [_mark(asked, data, sentence, mark) for mark in sentence.marks],
    }


def _mark(asked: AskedFilters, data: Dataset, sentence: Checked, mark: Mark) -> dict[str, Any]:
    finding = mark.finding
    return {
        "words": words_of(sentence, mark),
        "start": mark.start,
        "end": mark.end,
        "kind": str(mark.kind),
        "verdict": str(finding.verdict),
        "says": finding.says,
        "rule": finding.rule,
        "sources": sources_in_words(data, finding),
        "rows": [_row(row) for row in finding.rows],
        "records": [_entry(asked, data, key) for key in finding.records],
        "readings": [_entry(asked, data, key) for key in finding.readings],
    }


def _row(row: Row) -> dict[str, str]:
    return {
        "record": row.record,
        "field": row.field,
        "value": row.value,
        "source": row.source,
        "locator": row.locator,
        "basis": row.basis,
        "said_by": row.said_by,
    }


def _entry(asked: AskedFilters, data: Dataset, identifier: str) -> dict[str, str]:
    return {
        "id": identifier,
        "label": data.label(identifier),
        "page": record_page(asked, identifier),
    }

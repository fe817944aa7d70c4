"""How to cite a chart, a record or the whole data set, with the sources that speak there."""

from collections.abc import Mapping, Sequence
from datetime import date

from atlas.answers.asked import NoSuchError, chart_asked, filters_asked
from atlas.answers.links import record_page
from atlas.charts.chart_view import VERSION, address, span
from atlas.charts.registry import CHARTS, FORMER_NAMES
from atlas.dataset.ranges import Texts
from atlas.dataset.store import dataset
from atlas.export.cite import Citation, full, of_chart, of_data, of_record, short
from atlas.export.works import Work
from atlas.settings import public_url

WHOLE = ""


def citation(what: str, query: Texts, on: date) -> Citation:
    """What is to be cited: the name of a chart, the id of a record, or blank for the whole data.

    `on` is the day of reading. The whole data set is cited whatever the filters. NoSuchError where
    there is neither, NotUnderstoodError for a value that a filter or an option does not have,
    DataProblemsError without valid data.
    """
    home = public_url()
    if what == WHOLE:
        data = dataset()
        link = address("", [(VERSION, data.version)])
        full_address = home + link if home else ""
        return of_data(data, full_address, on)
    if FORMER_NAMES.get(what, what) in CHARTS:
        return of_chart(chart_asked(what, query).shown, home, on)
    return _of_record(what, query, on)


def _of_record(identifier: str, query: Texts, on: date) -> Citation:
    asked = filters_asked(query)
    data = asked.selection.dataset
    if identifier not in data.records.index:
        raise NoSuchError(
            f"There is no record and no chart {identifier!r}; a search finds records by name, and "
            f"the charts are: {', '.join(CHARTS)}."
        )
    sentence = asked.filters.describe(data.schema, span())
    return of_record(data, identifier, record_page(asked, identifier), sentence, on)


CITATION_FORMATS: Mapping[str, str] = {
    "text": "a line for a list of references, and all its sources",
    "short": "a line for a caption or a footnote",
    "bib": "BibTeX",
    "ris": "RIS, for EndNote, Zotero and Mendeley",
    "json": "CSL-JSON, for Zotero and Pandoc",
}


def written(cited: Citation, form: str) -> bytes:
    """A citation as a file; `form` is a key of `CITATION_FORMATS`, KeyError for any other."""
    if form == "text":
        return f"{full(cited)}\n".encode()
    if form == "short":
        return f"{short(cited)}\n".encode()
    return references(cited.works, form)


def references(works: Sequence[Work], form: str) -> bytes:
    """Works as a file for programs that manage references: `bib`, `ris` or `json`."""
    from atlas.export import bibtex, cite_formats

    writers = {"bib": bibtex.to_bib, "ris": cite_formats.to_ris, "json": cite_formats.to_json}
    return writers[form](works)

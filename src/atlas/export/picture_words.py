"""What stands in words above and beneath a saved picture."""

import textwrap
from datetime import date

from atlas.charts.chart_view import ChartView, span
from atlas.charts.choices import options_in_words
from atlas.dataset.filter_registry import FILTERS
from atlas.settings import public_url
from atlas.values.words import counted

LICENCE = "Our coding: CC BY 4.0."
DOMAIN = "domain"
WHERE_LISTED = "all are in the chart's XLSX file"
MOST_TITLE_LINES = 2
# How many sources a picture names, where its foot has room for them.
NAMED = 6


def headline(shown: ChartView) -> str:
    """What is seen, of whom, and of which domains where not of all."""
    title = shown.chart.title
    if shown.empty:
        return f"{title}. Of China and Russia, nothing is in view{_domains(shown)}"
    own = shown.chart.headline(shown.view, shown.context)
    if shown.chart.says_domains:
        return own
    named = own or f"{title}. China and Russia, as recorded in these sources"
    return f"{named}{_domains(shown)}"


def _domains(shown: ChartView) -> str:
    """“ (domain: naval)”: a picture goes where no filter is seen. Blank for all domains."""
    if not _may_hide(shown, DOMAIN):
        return ""
    labels = shown.dataset.schema.labels(DOMAIN)
    names = [labels[domain].lower() for domain in shown.filters[DOMAIN]]
    return f" (domain: {' or '.join(names)})" if names else ""


def _may_hide(shown: ChartView, key: str) -> bool:
    """Whether a filter can hide anything of what the chart shows: a volume has no domain."""
    built = shown.dataset.built
    return any(FILTERS[key].acts_on(table, built[table]) for table in shown.chart.tables)


def subtitle(shown: ChartView, letters: int) -> list[str]:
    """The name of the chart, and the filters and options that a reader has set.

    A filter that can hide nothing of it is not named: numbers of all would seem to be those of a
    part.
    """
    chart = shown.chart
    schema = shown.dataset.schema
    defaults = chart.options()
    own = {key: value for key, value in shown.own.items() if value != getattr(defaults, key)}
    named = [
        key for key in shown.filters.active if FILTERS[key].hides is None or _may_hide(shown, key)
    ]
    filters = shown.filters.describe(schema, span(), named)
    options = options_in_words(shown.dataset, chart, own)
    chosen = "; ".join(filter(None, [filters, *options]))
    return textwrap.wrap(" · ".join(filter(None, [chart.title, chosen])), letters)


def title_lines(text: str, letters: int) -> list[str]:
    """A title in two lines at most, of about one length."""
    lines = textwrap.wrap(
        text, letters, max_lines=MOST_TITLE_LINES, placeholder=" …", break_on_hyphens=False
    )
    for shorter in range(letters // 2, letters):
        balanced = textwrap.wrap(text, shorter, break_on_hyphens=False)
        if len(balanced) <= len(lines):
            return balanced
    return lines


def version_sentence(shown: ChartView, on: date | None) -> str:
    """From which state of the data, when, and where the dashboard is, if that is set.

    `on` is the day of making (None: not said).
    """
    version = f"Data version {shown.selection.dataset.edition}."
    made = f"Made on {on.isoformat()}." if on else ""
    return " ".join(filter(None, [version, made, public_url()]))


def foot(shown: ChartView, part: str, on: date | None, letters: int, most: int) -> list[str]:
    """At most so many lines: what is shown and by whom; credit, licence, version and day.

    `part` says which part of the view is drawn. Of the sources as many are named as there is room
    for; where what must be there is longer than that, the lines are more.
    """
    must = [shown.credit and f"{shown.credit}.", shown.chart.outlines, LICENCE]
    second = " ".join(filter(None, [*must, version_sentence(shown, on)]))
    lower = textwrap.wrap(second, letters)
    for named in range(NAMED, -1, -1):
        first = [shown.coverage.sentence(), part, _sources(shown, named)]
        upper = textwrap.wrap(" ".join(filter(None, first)), letters)
        if len(upper) + len(lower) <= most:
            break
    return upper + lower


def notes(shown: ChartView, part: str, on: date | None, letters: int) -> list[str]:
    """Lines without a limit: what is shown, by whom, version, licence, the chart's note, credit.

    `part` as in `foot`.
    """
    sources = f"Sources: {shown.sources or 'none'}."
    about = [shown.coverage.sentence(), part, sources, version_sentence(shown, on), LICENCE]
    basis = " ".join(filter(None, about))
    lines: list[str] = []
    for text in (basis, shown.note, shown.credit):
        lines += textwrap.wrap(text, letters)
    return lines


def _sources(shown: ChartView, named: int) -> str:
    """“12 sources: The Diplomat 2018 and 11 more; all are in the chart's files of rows.”"""
    names = shown.speaking["short"].tolist()
    if not names:
        return "No source."
    number = counted(len(names), "sources")
    if not named:
        return f"{number}; {WHERE_LISTED}."
    more = len(names) - named
    if more <= 0:
        return f"{number}: {', '.join(names)}."
    return f"{number}: {', '.join(names[:named])} and {more:,} more; {WHERE_LISTED}."

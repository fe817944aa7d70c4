"""Names of files: which chart, under which filters and options, of which day."""

from datetime import date

from atlas.charts.chart_view import ChartView, span

LONGEST_STEM = 120


def file_stem(shown: ChartView, on: date, word: str = "") -> str:
    """A file name that says chart, filters, a word of its own and the date, without blanks."""
    defaults = shown.chart.options()
    words = [shown.chart.name, *shown.filters.file_words(span())]
    for key, value in shown.own.items():
        if value and value != getattr(defaults, key):
            words.append(value)
    stem = "_".join(part.replace(" ", "-") for part in words)[:LONGEST_STEM]
    return "_".join(part for part in (stem, word, on.isoformat()) if part)

"""Whole files under the filters of a query: calendar, feed, places, entities, bundle.

`home` is the public address of the dashboard; blank: it has none. Each function raises
NotUnderstoodError for a value that a filter does not have, DataProblemsError without valid data.
What writes a file takes long to import, so it is imported when it is asked.
"""

from urllib.parse import urlencode

from atlas.answers.asked import NotUnderstoodError, chart_asked, filters_asked
from atlas.answers.changing import in_view
from atlas.charts.chart_view import span
from atlas.dataset.filters import Filters
from atlas.dataset.ranges import Texts
from atlas.dataset.store import entries

PLACES = "exercise-map"
ROWS, DISPLAYED, ALL = "rows", "displayed", "all"


def calendar(query: Texts, home: str) -> bytes:
    """The exercises in view as iCalendar."""
    from atlas.export.calendar import to_ics

    return to_ics(filters_asked(query).selection.dataset, home)


def feed(query: Texts, home: str) -> bytes:
    """What has changed in the data of what is in view, as an Atom feed."""
    from atlas.export.feed import Feed, to_atom

    asked = filters_asked(query)
    filters, data = asked.filters, asked.selection.dataset
    settings = [pair for pair in filters.to_query(data.schema, span()) if pair[0] in query]
    listed = tuple(entry for entry in reversed(entries()) if entry.id)
    changes = listed if filters == Filters() else in_view(listed, data)
    sentence = filters.describe(data.schema, span())
    return to_atom(Feed(home, urlencode(settings), sentence, changes), data)


def places(query: Texts) -> bytes:
    """Places in view with what happened there, as GeoJSON."""
    from atlas.export.places_geojson import to_geojson

    shown = chart_asked(PLACES, query).shown
    return to_geojson(shown.dataset, shown.options)


def entities(query: Texts, home: str) -> bytes:
    """Organisations in view with sanctions and ties, as FollowTheMoney, a line of JSON each."""
    from atlas.export.follow_the_money import to_ftm

    return to_ftm(filters_asked(query).selection.dataset, home)


def bundle(query: Texts, home: str) -> bytes:
    """What is in view (`rows=displayed`) or all of the chosen sources (`rows=all`), as a ZIP."""
    from atlas.export.bundle.bundle import taken, to_zip

    asked = [text for text in query.get(ROWS, ()) if text]
    which = asked[-1] if asked else DISPLAYED
    if which not in {DISPLAYED, ALL}:
        raise NotUnderstoodError(f"Not understood: {ROWS}={which}; {ROWS} is {DISPLAYED} or {ALL}.")
    return to_zip(taken(filters_asked(query).filters, is_whole=which == ALL), home)

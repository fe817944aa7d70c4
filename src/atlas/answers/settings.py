"""Settings as programs have them, values of Python by name, as a query of the dashboard."""

from collections.abc import Collection, Iterable, Mapping

from atlas.answers.asked import NotUnderstoodError
from atlas.dataset.filter_registry import EVIDENCE, FILTERS
from atlas.dataset.ranges import YEARS, Texts

# One word for the evidence base and the kinds of source of an own choice.
SOURCES = "sources"
OWN = "own"


def query_of(settings: Mapping[str, object], further: Collection[str] = ()) -> Texts:
    """The query of these settings: filters, and `further` keys, which are options of a chart.

    A value is a text, a number or several of them; None stands for the default. `years` are two, or
    one alone. `sources` are an evidence base (`articles`, `no-state-media` …) or kinds of source.
    NotUnderstoodError for a setting that there is not.
    """
    known = (SOURCES, *FILTERS, *further)
    unknown = [key for key in settings if key not in known]
    if unknown:
        raise NotUnderstoodError(
            f"There is no setting {unknown[0]!r}; there are {', '.join(known)}."
        )
    texts = {key: _texts(value) for key, value in settings.items()}
    query = {key: values for key, values in texts.items() if values}
    if len(query.get(YEARS, ())) == 1:
        query[YEARS] = query[YEARS] * 2
    if SOURCES in query:
        asked_sources = query.pop(SOURCES)
        query |= _of_sources(asked_sources)
    return query


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [str(item) for item in value]
    return [str(value)]


def _of_sources(names: list[str]) -> dict[str, list[str]]:
    bases = {*EVIDENCE, *EVIDENCE.values()}
    if len(names) == 1 and names[0] in bases:
        return {"evidence": names}
    return {"evidence": [OWN], "kind": names}

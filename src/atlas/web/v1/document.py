"""The OpenAPI document: what FastAPI knows of the routes, with the values that each key takes."""

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from atlas.answers import charts, counting, tables, version
from atlas.charts.exercises.rules import RULE, RULES

OF_A_RULE = {
    "name": RULE,
    "in": "query",
    "required": False,
    "description": "A counting rule, in place of the filters of exercises that it sets.",
    "schema": {"type": "string", "default": ""},
}
METHODS = ("get", "post")
REFUSALS = {
    "400": "A value that is not understood; the sentence names what is allowed.",
    "404": "No such table, chart, entry, rule or version; the sentence names which there are.",
    "503": "The data have problems, or too many wait for a picture.",
}
SENTENCE = {
    "application/json": {"schema": {"type": "object", "properties": {"detail": {"type": "string"}}}}
}
YEARS = {
    "type": "array",
    "items": {"type": "string", "pattern": "^[0-9]{4}$"},
    "minItems": 2,
    "maxItems": 2,
}


def document(app: FastAPI) -> dict[str, Any]:
    """The document of the data as they are; DataProblemsError without valid data."""
    written = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    filters = {entry["name"]: _of_filter(entry) for entry in version.filters()}
    listed = {chart["name"]: chart["options"] for chart in charts.charts()}
    for path in written["paths"].values():
        for method in METHODS:
            if method in path:
                _complete(path[method], filters, listed)
    return written


def _complete(
    route: dict[str, Any], filters: Mapping[str, Any], options: Mapping[str, Any]
) -> None:
    """Add the filters and options that a route takes, the names that it knows, and its refusals."""
    own = route.setdefault("parameters", [])
    chosen = route.pop("x-filters", [])
    chart = route.pop("x-chart", None)
    own += [filters[key] for key in (filters if chosen is True else chosen)]
    if chosen is True and RULE not in [parameter["name"] for parameter in own]:
        own.append(dict(OF_A_RULE))
    if chart is not None:
        own += _of_options({chart: options[chart]} if chart else options)
    names = {"table": list(tables.offered()), "chart": list(options)}
    for parameter in own:
        if parameter["in"] == "path" and parameter["name"] in names:
            parameter["schema"]["enum"] = names[parameter["name"]]
        if parameter["name"] == RULE:
            parameter["schema"] = {**parameter["schema"], "enum": ["", *RULES]}
            parameter["description"] += f" {_rules()}"
    answers = route["responses"]
    # What FastAPI would answer to wrong values; ours is a sentence, as for all others.
    answers.pop("422", None)
    for status, words in REFUSALS.items():
        answers[status] = {"description": words, "content": SENTENCE}


def _of_filter(entry: Mapping[str, Any]) -> dict[str, Any]:
    values = list(entry["values"])
    schema: dict[str, Any] = {"type": "string", "enum": values}
    about = f"{entry['title']}. {entry['about']}"
    if entry["name"] == "years":
        schema = YEARS
        about += f" From {values[0]} to {values[-1]}."
    elif entry["several"]:
        schema = {"type": "array", "items": schema}
    return {
        "name": entry["name"],
        "in": "query",
        "required": False,
        "description": about,
        "schema": schema,
        "style": "form",
        "explode": True,
    }


def _of_options(charts_options: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """A parameter for each option of these charts; of one name its values of all of them."""
    values: dict[str, dict[str, None]] = {}
    titles: dict[str, dict[str, list[str]]] = {}
    for chart, options in charts_options.items():
        for option in options:
            values.setdefault(option["name"], {}).update(dict.fromkeys(option["values"]))
            titles.setdefault(option["name"], {}).setdefault(option["title"], []).append(chart)
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": _which(titles[name]),
            "schema": {"type": "string", "enum": list(own)},
        }
        for name, own in values.items()
    ]


def _which(titles: Mapping[str, Iterable[str]]) -> str:
    parts = [f"{title} (of {', '.join(charts)})" for title, charts in titles.items()]
    return f"{'; '.join(parts)}."


def _rules() -> str:
    described = [f"{name}: {rule['title']}" for name, rule in counting.rules().items()]
    return f"{'; '.join(described)}."

"""The OpenAPI document as a page that is read without a network and without a script."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from atlas.charts import theme

_pages = Environment(
    loader=PackageLoader("atlas.web", "v1"), undefined=StrictUndefined, autoescape=True
)


def page(document: Mapping[str, Any], here: str, home: str) -> str:
    """The document as HTML; `here` stands before every path, `home` is the dashboard's address."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            described = _route(path, method, route)
            groups.setdefault(route["tags"][0], []).append(described)
    return _pages.get_template("docs.html").render(
        document=document,
        groups=list(groups.items()),
        here=here,
        home=home,
        # Names of fonts, whose quotes are to stay.
        font=Markup(theme.FILE_FONT),  # nosec B704
    )


def _route(path: str, method: str, route: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "path": path,
        "method": method.upper(),
        "about": route.get("description", ""),
        "parameters": [_parameter(own) for own in route.get("parameters", ())],
    }


def _parameter(own: Mapping[str, Any]) -> dict[str, str]:
    schema = own["schema"]
    values = schema.get("enum") or schema.get("items", {}).get("enum") or ()
    return {
        "name": own["name"],
        "about": own.get("description", ""),
        "takes": ", ".join(value or "(blank)" for value in values),
    }

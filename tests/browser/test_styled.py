"""A figure as a page has it, with the style written into it, is drawn as one with the template."""

from collections.abc import Iterator
from pathlib import Path

import plotly
import plotly.graph_objects as go
import pytest
from playwright.sync_api import Browser, Page

from atlas.charts.chart_view import ChartView
from atlas.charts.margins import margins
from atlas.charts.registry import CHARTS
from atlas.charts.theme import TEMPLATES, on_ground
from atlas.dataset.filters import Filters
from lengths import first_of_all

PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
# What Plotly has made of a figure, without what it keeps for itself; the drawing has it all.
DRAWN = """async (text) => {
    const {data, layout} = JSON.parse(text);
    const place = document.body.appendChild(document.createElement("div"));
    await Plotly.newPlot(place, data, {...layout, width: 1000});
    const seen = new WeakSet();
    const plain = (value) => {
        if (value === null || typeof value !== "object") return value;
        if (value.nodeType || seen.has(value)) return null;
        seen.add(value);
        if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value, plain);
        const names = Object.keys(value).filter((name) => name[0] !== "_").sort();
        return Object.fromEntries(names.map((name) => [name, plain(value[name])]));
    };
    const {template, datarevision, newshape, ...shown} = place._fullLayout;
    const drawn = {layout: plain(shown), traces: plain(place._fullData)};
    for (const trace of drawn.traces) delete trace.uid;
    place.remove();
    return drawn;
}"""


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Page]:
    """An empty page with Plotly."""
    page = browser.new_page()
    page.add_script_tag(path=str(PLOTLY))
    yield page
    page.close()


@pytest.mark.parametrize("ground", first_of_all({"dark"}, ["light", "dark"]))
@pytest.mark.parametrize("name", first_of_all({"exercise-timeline", "two-way-street"}, CHARTS))
def test_nothing_of_a_figure_is_drawn_in_another_way_without_its_template(
    paper: Page, name: str, ground: str
) -> None:
    chart = CHARTS[name]
    shown = ChartView(chart, Filters(), chart.options())
    with_template = shown.figure()
    with_template.layout.template = TEMPLATES[ground]
    with_template.layout.margin = margins(with_template)
    on_page = on_ground(shown.figure(), dark=ground == "dark")
    one, other = (paper.evaluate(DRAWN, own.to_json()) for own in (with_template, on_page))
    assert one["traces"] or name == "network"
    assert other == one


def test_a_copy_of_a_figure_is_not_drawn_anew(paper: Page) -> None:
    """Streamlit gives Plotly one after the first drawing; its axes and marks are left alone."""
    chart = CHARTS["exercise-timeline"]
    figure = ChartView(chart, Filters(), chart.options()).figure()
    assert _changes(paper, figure) > 100
    assert _changes(paper, on_ground(figure, dark=False)) < 10


def _changes(paper: Page, figure: go.Figure) -> int:
    """How many changes a copy of a figure makes to what has been drawn."""
    changes: int = paper.evaluate(
        """async (text) => {
            const {data, layout} = JSON.parse(text), copy = JSON.parse(text);
            const place = document.body.appendChild(document.createElement("div"));
            await Plotly.newPlot(place, data, layout);
            let changes = 0;
            const watch = new MutationObserver((records) => { changes += records.length; });
            watch.observe(place, {childList: true, subtree: true});
            await Plotly.react(place, copy.data, copy.layout);
            return changes + watch.takeRecords().length;
        }""",
        figure.to_json(),
    )
    return changes

"""The measurements measure what the dashboard draws: made-up graphs and tables have its shape."""

import re
import runpy

import pytest

from atlas.charts.chart import Context
from atlas.charts.network import vis_page
from atlas.charts.network.edges import EDGES
from atlas.charts.network.network_view import NODES
from atlas.charts.network.options import NetworkOptions
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.paths import ROOT


def test_the_made_up_graph_has_the_columns_of_the_real_one_and_can_be_drawn() -> None:
    drawn, _ = runpy.run_path(str(ROOT / "bench" / "graphs.py"))["made_up"](30)
    assert (drawn.nodes.columns.tolist(), drawn.edges.columns.tolist()) == (NODES, EDGES)
    context = Context(store.dataset(), NetworkOptions())
    page = vis_page.page(drawn, context, "Title", "Sentence", script_url="/assets/x.js")
    assert '"label":"n29"' in page


@pytest.mark.filterwarnings("ignore:.*ScriptRunContext")
def test_the_made_up_tables_have_as_many_rows_as_asked_for_and_can_be_built() -> None:
    shipped = tables.load(ROOT / "data")
    grown = runpy.run_path(str(ROOT / "bench" / "data.py"))["grown"](shipped, 200)
    assert sum(len(grown[name]) for name in ("exercises", "transfers", "systems", "links")) == 140
    assert len(build(grown, shipped["sources"]["id"])["transfers"]) > 20


def test_damaged_packages_are_counted_by_how_they_end() -> None:
    row = runpy.run_path(str(ROOT / "bench" / "data.py"))["damages"](3)
    counts = re.match(r"Read 3 damaged packages: (\d) built, (\d) refused, no accident", row[0])
    assert counts
    assert int(counts[2]) > 0, "of the first three, not all are as good as before"

"""Registers that are too large to draw whole: what is folded or left out is said, and nothing is
lost from the sums.
"""

from dataclasses import replace

import pandas as pd
import pytest

from atlas.charts.chart import Context
from atlas.charts.network import edges, network_view, words
from atlas.charts.network.network_view import NetworkOptions
from atlas.charts.registry import CHARTS
from atlas.charts.transfers import flows, flows_view
from atlas.charts.transfers.flow_rows import SHOWN, TOP, FlowOptions
from atlas.charts.transfers.sides import OTHER
from atlas.dataset.dataset import Dataset
from lengths import OF_EVERY_FORM, first_of_all

MANY = 30
WHOLE = NetworkOptions(nodes="all", apart="dashed")
OF_ALL = FlowOptions(third=SHOWN)


@pytest.fixture
def many(everything: Dataset) -> Dataset:
    """The tiny package with thirty sales of a ship, each to a recipient of its own."""
    sale = everything["transfers"].loc["ship-sale"]
    rows = [
        sale.to_dict() | {"recipient": f"R{number:02}", "system": None, "label": f"Sale {number}"}
        for number in range(MANY)
    ]
    frame = pd.DataFrame(
        rows, index=pd.Index([f"sale-{number}" for number in range(MANY)], name="id")
    )
    frame = frame.astype(everything["transfers"].dtypes.to_dict())
    recipients = pd.DataFrame(
        {"table": "countries", "label": frame["recipient"].tolist()},
        index=frame["recipient"].tolist(),
    )
    known = replace(everything, records=pd.concat([everything.records, recipients]))
    frames = {**everything.frames, "transfers": frame}
    return replace(known, frames=frames, built=frames)


def test_recipients_that_are_too_many_to_draw_are_one_node_and_still_counted(many: Dataset) -> None:
    bands = flows_view.flows(many, OF_ALL)
    assert bands["recipient"].nunique() == TOP
    rest = bands[bands["recipient"].eq(OTHER)]
    assert rest["n_recipients"].unique().tolist() == [MANY - TOP + 1]
    assert rest["value"].sum() == MANY - TOP + 1
    figure = flows.flows(bands, Context(many, OF_ALL))
    rest_of_all = MANY - TOP + 1
    label = f"Other ({rest_of_all}) <b>{rest_of_all}</b><br>selection"
    assert label in figure.data[0].node.label
    assert bands["value"].sum() == MANY


def test_the_table_beneath_names_every_recipient(many: Dataset) -> None:
    bands = flows_view.flows(many, OF_ALL)
    table = flows_view.flow_table(bands, Context(many, OF_ALL))
    assert table["Recipient"].nunique() == MANY


def test_a_network_of_more_nodes_than_a_picture_holds_says_how_many_it_shows(
    many: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = network_view.network(many, WHOLE)
    monkeypatch.setattr(edges, "MOST_NODES", 5)
    part = network_view.network(many, WHOLE)
    assert len(part.nodes) <= 5 < len(whole.nodes) == whole.n_nodes == part.n_nodes
    assert (
        f"{len(part.nodes)} nodes (those with the most ties of {part.n_nodes})"
        in words.takeaway(part, Context(many, WHOLE))
    )
    assert "with the most ties of" not in words.takeaway(whole, Context(many, WHOLE))


@pytest.mark.parametrize("name", first_of_all(OF_EVERY_FORM, CHARTS))
def test_the_rows_announced_are_the_rows_of_the_table(everything: Dataset, name: str) -> None:
    chart = CHARTS[name]
    options = chart.options()
    view = chart.view(everything, options)
    assert chart.rows(view) == len(chart.table(view, Context(everything, options)))

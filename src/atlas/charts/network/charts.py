"""The chart of the network."""

from atlas.charts.chart import Chart
from atlas.charts.network import (
    headline,
    network_view,
    node_names,
    part,
    picture,
    tie_table,
    vis_page,
    words,
)
from atlas.charts.network.options import NetworkOptions

NETWORK = Chart(
    name="network",
    title="Network of organisations, systems and agreements",
    page="network",
    soft=True,
    tables=("organisations", "systems", "agreements", "transfers", "links"),
    view=network_view.network,
    draw=picture.figure,
    table=tie_table.network_table,
    takeaway=words.takeaway,
    headline=headline.headline,
    fitted=headline.fitted,
    rows=network_view.ties_in,
    options=NetworkOptions,
    among=part.among,
    note_on=words.note_on,
    choices={
        "focus": node_names.focus_choices,
        "path_from": node_names.end_choices,
        "path_to": node_names.end_choices,
    },
    own_page=vis_page.page,
    is_graph=True,
    alone="distances in it are no scale",
)

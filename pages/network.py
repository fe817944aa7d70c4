"""The network of organisations, systems and agreements."""

from atlas.charts.registry import CHARTS
from atlas.ui import blocks, network
from atlas.ui.head import line_of_count, title_row

ABOUT = (
    "Who makes, designs, supplies, receives and agrees what. Choose a name, in the picture or in "
    "the list beside it, for all that ties it, with sources."
)

actions = title_row("Network", ABOUT, is_first=False, of_chart=True)
count = line_of_count(CHARTS["network"].tables)
shown = blocks.chart("network", actions)
network.in_view(shown, count)
network.path(shown)
network.central(shown)
blocks.coverage_of(shown)
blocks.link(actions, shown)

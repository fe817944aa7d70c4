"""The network of organisations, systems and agreements."""

from atlas.charts.registry import CHARTS
from atlas.ui import blocks, network
from atlas.ui.head import head

ABOUT = (
    "Who makes, designs, supplies, receives and agrees what. Choose a name, in the picture or in "
    "the list beside it, for all that ties it, with sources."
)

actions = head("Network", ABOUT, CHARTS["network"].tables)
shown = blocks.chart("network", actions)
network.path(shown)
network.central(shown)
blocks.coverage_of(shown)
blocks.link(actions, shown)

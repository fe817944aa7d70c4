"""Arms transfers: who supplies whom, joint programmes, and the same in time."""

from atlas.ui import blocks
from atlas.ui.components.section import follow_section
from atlas.ui.head import head
from atlas.ui.transfers import beneath_flows, beneath_street

ABOUT = (
    "Who supplied what to whom, and when. What is projected, ended, cancelled or denied is told "
    "apart from what was carried out."
)

actions = head("Arms transfers", ABOUT, ["transfers"])
flows = blocks.chart("transfer-flows", actions)
beneath_flows(flows)
blocks.let_it_be_drawn(flows)
in_time = blocks.one_of("when", "In time, and by pair")
beneath_street(in_time)
blocks.coverage(["transfers"])
blocks.link(actions, flows, in_time)
follow_section()

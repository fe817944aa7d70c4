"""Arms transfers: who supplies whom, joint programmes, and the same in time."""

from atlas.ui import blocks
from atlas.ui.head import head

ABOUT = (
    "Who supplied what to whom, and when. What is projected, ended, cancelled or denied is told "
    "apart from what was carried out."
)

actions = head("Arms transfers", ABOUT, ["transfers"])
drawn = blocks.one_of("who", "Who to whom", actions)
blocks.joint_programmes(drawn)
in_time = blocks.one_of("when", "In time")
blocks.coverage(["transfers"])
blocks.link(actions, drawn, in_time)

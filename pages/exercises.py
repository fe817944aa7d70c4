"""Exercises in time: how many a year and each in its lane; by month, by domain, on a map."""

from atlas.ui import blocks
from atlas.ui.head import head

ABOUT = (
    "Exercises, patrols, war games and competitions of China and Russia, alone or with others: "
    "when, how many, in which domains, and where."
)

actions = head("Exercises", ABOUT, ["exercises"])
shown = blocks.one_of("as", "Show", actions)
blocks.coverage(["exercises"])
blocks.link(actions, shown)

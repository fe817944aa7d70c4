"""How many? Exercises by counting rule, beside the numbers that others have published."""

from atlas.ui import blocks, counts
from atlas.ui.head import head

ABOUT = (
    "How many exercises are recorded depends on what counts as one. Choose a rule, or set your own "
    "with the filters; choose a published number to see ours beside it."
)

actions = head("How many?", ABOUT, ["exercises"])
shown = blocks.chart("how-many", actions, counts.choose_rule())
counts.compared(shown)
counts.by_rules(shown)
counts.published_numbers(shown)
blocks.coverage(shown.chart.tables)
blocks.link(actions, shown)

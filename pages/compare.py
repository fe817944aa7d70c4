"""Before and after: one chart twice, with other years, sources, rules or versions of the data."""

from functools import partial

from atlas.ui import blocks, compare
from atlas.ui.head import line_of_chips, title_row
from atlas.ui.page_addresses import of_pair

ABOUT = (
    "One chart twice on one scale, with two spans of years, two choices of sources, two counting "
    "rules or two versions of the data; what differs, and how well each side is sourced."
)

tables = compare.chosen_chart().tables
actions = title_row("Before and after", ABOUT, is_first=False)
line_of_chips(tables)
shown = compare.choose()
compare.side_by_side(shown, actions)
compare.what_differs(shown)
compare.not_offered()
blocks.coverage(tables)
blocks.link(actions, extra=shown.own_query, addresses=partial(of_pair, shown))

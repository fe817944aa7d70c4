"""Overview: what is known, three answers, questions, the articles, what is not covered."""

from functools import partial

from atlas.ui import blocks, front
from atlas.ui.cite import cite_data
from atlas.ui.head import line_of_chips, title_row
from atlas.ui.page_addresses import of_overview

actions = title_row("China–Russia military cooperation")
with actions:
    cite_data()
line_of_chips(blocks.ALL_TABLES)
front.known()
shown = front.answers()
front.ask()
front.briefings()
front.articles()
front.gaps()
blocks.coverage(blocks.ALL_TABLES)
blocks.link(actions, addresses=partial(of_overview, shown))

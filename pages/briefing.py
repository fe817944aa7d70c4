"""Briefing: what the reader has gathered, in their order, as slides, as a text or as a page."""

from atlas.ui import blocks, briefing
from atlas.ui.briefing_files import files
from atlas.ui.briefing_link import link, take_over
from atlas.ui.page_addresses import of_briefing

ABOUT = (
    "Charts, entries, counts, checked sentences and statements on sources that you have gathered, "
    "with notes of your own; as slides, as a text or as one web page, in which every note is a "
    "source at one place in it."
)

actions = briefing.head("Briefing", ABOUT)
take_over()
briefing.ready_made()
briefing.items()
files()
blocks.link(actions, extra=link(), addresses=of_briefing, tables=())

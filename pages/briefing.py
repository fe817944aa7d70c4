"""Briefing: what the reader has gathered, in their order, as slides, as a text or as a page."""

from atlas.ui import blocks, briefing

ABOUT = (
    "Charts, entries, counts, checked sentences and statements on sources that you have gathered, "
    "with notes of your own; as slides, as a text or as one web page, in which every note is a "
    "source at one place in it."
)

actions = briefing.head("Briefing", ABOUT)
briefing.take_over()
briefing.ready_made()
briefing.items()
briefing.files()
blocks.link(actions, extra=briefing.link())

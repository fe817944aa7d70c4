"""Check a sentence: what the sources say of a text that the reader pastes."""

from atlas.ui import blocks, check

ABOUT = (
    "Paste a sentence or a paragraph. Each name, number, date, direction and comparison in it is "
    "compared with what the sources here say, by rules and without a model; judgements are left "
    "alone. The words between the marks are not read. Of the filters, the sources count alone."
)

actions = check.head("Check a sentence", ABOUT)
check.results(check.pasted())
blocks.link(actions)

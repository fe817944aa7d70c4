"""Check a sentence: what the sources say of a text that the reader pastes."""

from functools import partial

from atlas.ui import blocks, check
from atlas.ui.page_addresses import of_text

ABOUT = (
    "Paste a sentence or a paragraph. Each name, number, date, direction and comparison in it is "
    "compared with what the sources here say, by rules and without a model; judgements are left "
    "alone. The words between the marks are not read. Of the filters, the sources count alone."
)

actions = check.head("Check a sentence", ABOUT)
text = check.pasted()
check.results(text)
blocks.link(actions, addresses=partial(of_text, text), tables=())

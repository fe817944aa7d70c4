"""`atlas bundle` and `atlas brief`: what is taken along whole."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs, urlsplit

import typer

from atlas.commands.asking import asked_in_words
from atlas.commands.output import (
    Form,
    Target,
    chosen_form,
    deliver,
    say,
    say_what_was_put_right,
    show_step,
)
from atlas.dataset.ranges import Texts

if TYPE_CHECKING:
    from atlas.briefing.basket import Taken

ZIP = "zip"


def bundle(
    rows: Annotated[
        str, typer.Option(metavar="WHICH", help="displayed: under the filters; all: whatever.")
    ] = "displayed",
    target: Target = None,
    *,
    query: Texts,
) -> int:
    """A data package of what may be passed on, with codebook, licences and hashes, as a ZIP."""
    from atlas.answers import files
    from atlas.settings import public_url

    chosen_form(ZIP, target, (ZIP,))
    asked_in_words(query)
    asked = {**query, files.ROWS: [rows]}
    return deliver(files.bundle(asked, public_url()), target)


def brief(
    what: Annotated[
        str,
        typer.Argument(
            help="A ready-made briefing by name, or the copied link of one's own; without it the "
            "ready-made ones are listed."
        ),
    ] = "",
    form: Form = None,
    target: Target = None,
    *,
    query: Texts,
) -> int:
    """A briefing with numbered sources as slides, text or page: pptx, docx, html."""
    from atlas.briefing import making, ready

    if not what:
        lines = [f"{name}: {declared.title}" for name, declared in ready.READY.items()]
        return deliver("".join(f"{line}\n" for line in lines).encode(), target)
    wanted = chosen_form(form, target, making.FILES)
    asked_for = _basket(what, query)
    say_what_was_put_right(filter(None, [asked_for.fallen.rstrip(".")]))
    if not asked_for.basket.items:
        say("The data have nothing for this briefing.")
        return 1
    try:
        content = making.written(asked_for.basket, wanted, datetime.now(UTC).date(), _progress)
    finally:
        show_step("")
    return deliver(content, target)


def _basket(what: str, query: Texts) -> "Taken":
    """The basket of a ready-made briefing or of a link; NoSuchError where it is neither."""
    from atlas.answers.asked import NoSuchError, filters_asked
    from atlas.briefing import basket, ready

    if what in ready.READY:
        own = ready.basket(f"{ready.PREFIX}{what}", filters_asked(query).filters)
        return basket.Taken(own or basket.Basket(), "")
    asked = parse_qs(urlsplit(what).query)
    if basket.ITEM not in asked:
        names = ", ".join(ready.READY)
        raise NoSuchError(
            f"There is no briefing {what!r}; there are: {names}; or copy the link of the page "
            "Briefing."
        )
    return basket.from_query(asked[basket.ITEM], asked.get(basket.TITLE, [""])[-1])


def _progress(done: float, doing: str) -> None:
    show_step(f"{done:4.0%} {doing}")

"""Pictures and pages of paper by address: one browser at a time, as `press` lets readers in."""

from collections.abc import Callable, Mapping

from fastapi import HTTPException, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from atlas.dataset.store import one_look
from atlas.export.browser import IsWanted, NotPrintedError, installed
from atlas.export.formats import MIMES
from atlas.web.doors import HEAD_ALONE
from atlas.web.press import SECONDS_TO_COME_AGAIN, GoneError, Press, TooManyError

PDF = MIMES["pdf"]
ASKED_BY_ANOTHER_SITE = (
    "No {what} is made at the wish of a page of another site; open the address itself."
)
TOO_MANY_WAIT = (
    "There is no {what}: too many wait for theirs at this moment. Please try again in "
    f"{SECONDS_TO_COME_AGAIN} seconds."
)
# All that a browser makes waits in one queue: PDF files and pictures alike.
press: Press[Response] = Press()


async def printed(
    request: Request,
    what: str,
    make: Callable[[IsWanted], Response],
    unprinted: Callable[[], Response],
) -> Response:
    """What `make` makes with a browser, in its turn; to HEAD, what `unprinted` gives without one.

    `what` is what it is called, in the singular. HTTPException 403 for a page of another site, 501
    where there is no browser, 503 where it fails or where too many wait for theirs.
    """
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise HTTPException(403, ASKED_BY_ANOTHER_SITE.format(what=what))
    if request.scope.get(HEAD_ALONE):
        return await run_in_threadpool(unprinted)

    @one_look()
    def answer(is_wanted: IsWanted) -> Response:
        try:
            return make(is_wanted)
        except NotPrintedError as error:
            status = 503 if installed() else 501
            raise HTTPException(status, str(error)) from None

    try:
        return await press.printed(request, answer)
    except TooManyError:
        again = {"Retry-After": str(SECONDS_TO_COME_AGAIN)}
        raise HTTPException(503, TOO_MANY_WAIT.format(what=what), again) from None
    except GoneError:
        # Nobody reads this.
        return Response(status_code=503)


def saved(content: bytes, stem: str, headers: Mapping[str, str]) -> Response:
    """A page of PDF that a browser saves under this name."""
    named = {**headers, "Content-Disposition": f'attachment; filename="{stem}.pdf"'}
    return Response(content, media_type=PDF, headers=named)

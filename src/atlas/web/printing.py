"""A page of PDF as an answer: printed in turn, for readers of this site alone."""

from collections.abc import Callable, Mapping

from fastapi import HTTPException, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from atlas.export.browser import IsWanted, NotPrintedError, installed
from atlas.web.doors import HEAD_ALONE
from atlas.web.press import SECONDS_TO_COME_AGAIN, GoneError, Press, TooManyError

PDF = "application/pdf"
ASKED_BY_ANOTHER_SITE = (
    "No PDF is made at the wish of a page of another site; open the address itself."
)
TOO_MANY_WAIT = (
    "There is no PDF: too many wait for theirs at this moment. Please try again in "
    f"{SECONDS_TO_COME_AGAIN} seconds."
)
press: Press[Response] = Press()


async def on_paper(
    request: Request, make: Callable[[IsWanted], Response], unprinted: Callable[[], Response]
) -> Response:
    """What `make` prints once it is this reader's turn; `unprinted` where the head alone is asked.

    HTTPException: 403 for a page of another site, 503 where too many wait for theirs.
    """
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise HTTPException(403, ASKED_BY_ANOTHER_SITE)
    if request.scope.get(HEAD_ALONE):
        return await run_in_threadpool(unprinted)
    try:
        return await press.printed(request, make)
    except TooManyError:
        again = {"Retry-After": str(SECONDS_TO_COME_AGAIN)}
        raise HTTPException(503, TOO_MANY_WAIT, again) from None
    except GoneError:
        # Nobody reads this.
        return Response(status_code=503)


def as_file(make: Callable[[], bytes], stem: str, headers: Mapping[str, str]) -> Response:
    """The page that `make` prints, as a file of this name.

    HTTPException: 501 where there is no browser, 503 where it fails.
    """
    try:
        content = make()
    except NotPrintedError as error:
        status = 503 if installed() else 501
        raise HTTPException(status, str(error)) from None
    named = {**headers, "Content-Disposition": f'attachment; filename="{stem}.pdf"'}
    return Response(content, media_type=PDF, headers=named)

"""`/check`: what the sources say of a text, which is read, answered and forgotten."""

import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from atlas.answers import checking
from atlas.answers.asked import NotUnderstoodError
from atlas.dataset.ranges import Texts
from atlas.dataset.store import one_look
from atlas.sentences.check import LONGEST
from atlas.values.characters import writable
from atlas.web.v1.asked import query_of

router = APIRouter(tags=["Check a sentence"])
NO_TEXT = 'Send the text as JSON, {"text": "…"}, or as plain text.'
BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["text"],
                "properties": {"text": {"type": "string", "maxLength": LONGEST}},
            }
        },
        "text/plain": {"schema": {"type": "string", "maxLength": LONGEST}},
    },
}


@router.post("/check", openapi_extra={"x-filters": ["evidence", "kind"], "requestBody": BODY})
async def check(request: Request) -> Response:
    """The sentences of a text with verdicts and rows; 5,000 characters at most, none stored."""
    text = _text(await request.body(), request.headers.get("content-type", ""))
    content = await run_in_threadpool(_checked, text, query_of(request))
    return JSONResponse(content, headers={"Cache-Control": "no-store"})


@one_look()
def _checked(text: str, query: Texts) -> dict[str, Any]:
    return checking.checked(text, query)


def _text(body: bytes, media_type: str) -> str:
    """The text of a body; NotUnderstoodError where it has none."""
    try:
        written = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUnderstoodError("The text is not written in UTF-8.") from None
    if "json" not in media_type:
        return written
    try:
        sent = json.loads(written)
    except (ValueError, RecursionError):
        raise NotUnderstoodError(f"The text is no JSON. {NO_TEXT}") from None
    text = sent.get("text") if isinstance(sent, dict) else None
    if not isinstance(text, str):
        raise NotUnderstoodError(f"There is no text. {NO_TEXT}")
    return writable(text)

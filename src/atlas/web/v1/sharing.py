"""Which pages of other sites may read our answers in a reader's browser (CORS)."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.settings import ALL_SITES, CORS, THIS_MACHINE, readable_from
from atlas.web.doors import ANSWERING
from atlas.web.standing import DATA_PROBLEMS, DATA_VERSION, PUT_RIGHT

READING, TAKING = "GET, HEAD, OPTIONS", "GET, HEAD, OPTIONS, POST"
READABLE = ", ".join(
    ["ETag", "Link", "Content-Disposition", DATA_VERSION, DATA_PROBLEMS, PUT_RIGHT]
)
ASKED_BY_ANOTHER_SITE = (
    f"A page of another site may send nothing here; the setting {CORS} names those that may.\n"
)


class Sharing:
    """Lets pages of this machine, and of the origins that are named, read what we answer.

    No cookie is taken from them: where readers have to sign in, they get nothing. A page of any
    other site can ask, as every browser lets it, but not read; what it sends is refused.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        may_read = bool(origin) and may_be_read_from(origin)

        async def send_shared(message: Message) -> None:
            if message["type"] == "http.response.start":
                _share(MutableHeaders(scope=message), origin if may_read else "")
            await send(message)

        method = scope["method"]
        if method == "OPTIONS":
            await Response(status_code=204, headers=_allowed(scope))(scope, receive, send_shared)
        elif method == "POST" and not may_read and _is_of_another_site(headers):
            refusal = PlainTextResponse(ASKED_BY_ANOTHER_SITE, 403)
            await refusal(scope, receive, send_shared)
        else:
            await self.app(scope, receive, send_shared)


def may_be_read_from(origin: str) -> bool:
    """Whether pages of an origin may read our answers."""
    named = readable_from()
    if ALL_SITES in named or origin.lower() in named:
        return True
    return _host(origin) in THIS_MACHINE


def _is_of_another_site(headers: Headers) -> bool:
    """Whether a browser says that a request comes from a page that is not of this server.

    Over plain HTTP from another machine it marks no request, but what is sent names its origin.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"none", "same-origin"}
    origin = headers.get("origin")
    return origin is not None and _host(origin) != _host(f"//{headers.get('host', '')}")


def _host(address: str) -> str | None:
    """The host of an address; None where it has none."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _allowed(scope: Scope) -> dict[str, str]:
    is_taking = str(scope["path"]).endswith(tuple(ANSWERING))
    methods = TAKING if is_taking else READING
    return {
        "Allow": methods,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "Content-Type, If-None-Match",
    }


def _share(headers: MutableHeaders, origin: str) -> None:
    headers.add_vary_header("Origin")
    if origin:
        headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Expose-Headers"] = READABLE

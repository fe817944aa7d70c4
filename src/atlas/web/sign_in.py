"""Nothing but the way to sign in is answered to who has not signed in."""

from collections.abc import Callable, Mapping
from http.cookies import SimpleCookie
from urllib.parse import quote, unquote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atlas.web.frontend import pages

MayEnter = Callable[[Mapping[str, str]], bool]
SIGN_IN_FIRST = "Please sign in first: open the dashboard in a browser, and then this address.\n"
LOGIN, CALLBACK = "/auth/login", "/oauth2callback"
# The scripts of all pages, and what these ask before their line is open, are no data.
OPEN = frozenset(
    {
        "/_stcore/health",
        "/_stcore/host-config",
        "/favicon.png",
        "/manifest.json",
        "/auth/logout",
        LOGIN,
        CALLBACK,
    }
)
OPEN_BELOW = ("/static/", "/assets/")
# The address that a reader had asked for, while they are away to sign in.
BACK, SECONDS_AWAY, LONGEST = "atlas_back", 900, 3000


class OnlySignedIn:
    """Answers 401 to requests without the cookie of a reader who may enter.

    The shell of the pages is answered, and their websocket opened: what is sent through it is the
    script's to decide, which knows the reader from there. Who comes back from the provider is led
    to the address that they had asked for.
    """

    def __init__(self, app: ASGIApp, may_enter: MayEnter, base: str = "") -> None:
        """`may_enter` judges by cookies; `base` stands before every address, as `/atlas`."""
        self.app = app
        self.may_enter = may_enter
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = str(scope["path"]).removeprefix(self.base)
        headers = Headers(scope=scope)
        cookie_header = headers.get("cookie", "")
        cookies = cookie_parser(cookie_header)
        if path == LOGIN:
            send = _with_cookie(send, self._cookie(_asked_from(headers, self.base)))
        elif path == CALLBACK:
            back = _inside(unquote(cookies.get(BACK, "")), self.base)
            send = _with_cookie(_led_to(send, back), self._cookie(""))
        elif not _is_open(path) and not self.may_enter(cookies):
            await PlainTextResponse(SIGN_IN_FIRST, 401)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _cookie(self, address: str) -> str:
        """The cookie with the address to come back to; one that is over where there is none."""
        cookie: SimpleCookie = SimpleCookie()
        cookie[BACK] = quote(address)
        cookie[BACK]["path"] = self.base + CALLBACK
        cookie[BACK]["max-age"] = SECONDS_AWAY if address else 0
        cookie[BACK]["httponly"] = True
        cookie[BACK]["samesite"] = "Lax"
        return cookie[BACK].OutputString()


def _is_open(path: str) -> bool:
    return path in OPEN or path in pages() or path.startswith(OPEN_BELOW)


def _asked_from(headers: Headers, base: str) -> str:
    """Path and query of the page of ours on which “Sign in” was pressed; blank if unknown."""
    try:
        page = urlsplit(headers.get("referer", ""))
    except ValueError:
        # So of half an address in brackets, which no browser sends.
        return ""
    if page.netloc != headers.get("host"):
        return ""
    query = f"?{page.query}" if page.query else ""
    return _inside(page.path + query, base)


def _inside(address: str, base: str) -> str:
    """The address where it is one of our pages; else blank."""
    page = address.partition("?")[0].removeprefix(base)
    is_page = address.startswith(f"{base}/") and page in pages()
    return address if is_page and len(address) <= LONGEST and address.isprintable() else ""


def _led_to(send: Send, address: str) -> Send:
    async def send_elsewhere(message: Message) -> None:
        if message["type"] == "http.response.start" and address:
            headers = MutableHeaders(scope=message)
            if "location" in headers:
                headers["location"] = quote(address, safe="/?&=%+,;:@!$'()*~-._")
        await send(message)

    return send_elsewhere


def _with_cookie(send: Send, cookie: str) -> Send:
    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", cookie)
        await send(message)

    return send_with_cookie

"""What is said at an address at which there is no page."""

from string import Template

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>No page here · China–Russia military cooperation</title>
<style>
body { max-width: 36rem; margin: 15vh auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; }
</style>
</head>
<body>
<h1>There is no page at this address</h1>
<p>A letter of it may be wrong, or a part may have been lost.
The <a href="$base/">overview</a> leads to every page.</p>
</body>
</html>
""")


class NoPage:
    """Says so with 404, where Streamlit would start the first page beneath a note of its own.

    Streamlit answers every address that it does not know with the HTML page that starts its own.
    """

    def __init__(self, app: ASGIApp, base: str = "") -> None:
        """`base` stands before every address, as `/atlas`."""
        self.app = app
        # What has HTML of its own: our routes, and files that a reader takes from a page.
        self.routes = (f"{base}/api/", f"{base}/media/")
        self.text = PAGE.substitute(base=base)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer where it is none that starts a page."""
        if scope["type"] != "http" or scope["path"].startswith(self.routes):
            await self.app(scope, receive, send)
            return
        is_replaced = False

        async def send_or_say(message: Message) -> None:
            nonlocal is_replaced
            if _starts_a_page(message):
                is_replaced = True
                await HTMLResponse(self.text, 404)(scope, receive, send)
            elif not is_replaced:
                await send(message)

        await self.app(scope, receive, send_or_say)


def _starts_a_page(message: Message) -> bool:
    if message["type"] != "http.response.start" or message["status"] != 200:
        return False
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return kind.startswith("text/html")

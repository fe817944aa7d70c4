"""The scripts that every page needs, named in the answer's head: the browser fetches them while the server still reads the data."""

from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
SIDEBAR = ("TextInput", "ButtonGroup", "Slider", "BidiComponent", "DownloadButton", "PageLink")
CHARTS = "PlotlyChart"
WITHOUT_CHARTS = ("/network",)


class Preload:
    """Give the answer that is a page a `Link` header with the scripts of what stands on it.

    Streamlit's own pages name the scripts of its frame alone, and ask for those of a widget or a chart when the first one
    arrives. A script that a release no longer has is left out. Our own routes lie deeper than pages and need none of them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.links = {
            name: [f"<./static/js/{path.name}>; rel=modulepreload; crossorigin" for path in SCRIPTS.glob(f"{name}.*.js")]
            for name in (*SIDEBAR, CHARTS)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer with its scripts."""

        async def with_scripts(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if scope["path"].count("/") == 1 and headers.get("content-type", "").startswith("text/html"):
                    headers.append("Link", ", ".join(self._needed(scope["path"])))
            await send(message)

        await self.app(scope, receive, with_scripts)

    def _needed(self, path: str) -> list[str]:
        names = SIDEBAR if path in WITHOUT_CHARTS else (*SIDEBAR, CHARTS)
        return [link for name in names for link in self.links[name]]

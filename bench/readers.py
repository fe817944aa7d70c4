"""Readers without a browser, who speak Streamlit's own protocol over its websocket."""

import json
import random
import time
from asyncio import get_running_loop, wait_for
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 180
YEARS, DOMAINS = "Years", "Domains"
FIRST_YEAR, LAST_YEAR, MOST_YEARS = 1990, 2015, 10
# How often a reader chooses years, rather than domains.
OFTEN = 0.6
WENT_WRONG = "went wrong"
# Of the component that asks for the page of the network.
FRAME = "atlas_frame"
# Of the protocol: a whole run that ended, well or not.
ENDS = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR}


@dataclass
class Reader:
    """One reader of one page, who chooses filters at random; no two readers choose the same."""

    address: str
    page: str
    number: int
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.number)
        self._widgets: dict[str, Element] = {}
        self._chosen: dict[str, list[float] | list[str]] = {}
        self._frames: list[str] = []
        self._hash = self._cookie = ""

    async def comes(self) -> float:
        """Open the page; returns the seconds until its script has run."""
        began = time.monotonic()
        await get_running_loop().run_in_executor(None, self._get_cookie)
        parts = urlsplit(self.address)
        self._line: ClientConnection = await connect(
            f"ws://{parts.netloc}{parts.path}/_stcore/stream",
            # Texts, which the library's types know under names of their own alone.
            subprotocols=["streamlit"],  # type: ignore[list-item]
            origin=f"http://{parts.netloc}",  # type: ignore[arg-type]
            additional_headers={"Cookie": self._cookie},
            max_size=None,
            ping_interval=None,
            open_timeout=PATIENCE,
            compression=None,
        )
        await wait_for(self._run(), PATIENCE)
        return time.monotonic() - began

    async def steps(self) -> float:
        """Choose other filters; returns the seconds until all that is shown of them is there."""
        if self._random.random() < OFTEN:
            first = self._random.randint(FIRST_YEAR, LAST_YEAR)
            self._choose(YEARS, [first, first + self._random.randint(1, MOST_YEARS)])
        else:
            number = self._random.randint(0, 3)
            self._choose(DOMAINS, self._random.sample(self._domains(), number))
        began = time.monotonic()
        await wait_for(self._run(), PATIENCE)
        for frame in self._frames:
            await get_running_loop().run_in_executor(None, self._asked, frame)
        return time.monotonic() - began

    async def leaves(self) -> None:
        """Close the line."""
        await self._line.close()

    def _domains(self) -> list[str]:
        """What the filter offers: a list on our pages, buttons on the plain one."""
        offering = self._widgets[DOMAINS]
        if offering.WhichOneof("type") == "multiselect":
            return list(offering.multiselect.options)
        return [option.content for option in offering.button_group.options]

    def _choose(self, label: str, values: list[float] | list[str]) -> None:
        widget = self._widgets[label]
        kind = widget.WhichOneof("type")
        self._chosen[getattr(widget, str(kind)).id] = values

    async def _run(self) -> None:
        """Have the page's script run, and take in what it sends until its end."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.page_script_hash = self._hash
        for widget, values in self._chosen.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id = widget
            is_text = all(isinstance(value, str) for value in values)
            target = state.string_array_value if is_text else state.double_array_value
            target.data.extend(values)
        self._frames = []
        await self._line.send(message.SerializeToString())
        while True:
            answer = ForwardMsg()
            received = await self._line.recv()
            # The server sends bytes alone; a line of this kind could carry text as well.
            answer.ParseFromString(received)  # type: ignore[arg-type]
            kind = answer.WhichOneof("type")
            if kind == "delta" and answer.delta.WhichOneof("type") == "new_element":
                self._take(answer.delta.new_element)
            elif kind == "navigation":
                self._hash = answer.navigation.page_script_hash
            elif kind == "script_finished" and answer.script_finished in ENDS:
                return

    def _take(self, element: Element) -> None:
        match element.WhichOneof("type"):
            case "slider":
                self._widgets[element.slider.label] = element
            case "button_group":
                self._widgets[element.button_group.label] = element
            case "multiselect":
                self._widgets[element.multiselect.label] = element
            case "bidi_component" if element.bidi_component.component_name == FRAME:
                self._frames.append(json.loads(element.bidi_component.json)["address"])
            case "exception":
                self.errors.append(element.exception.message)
            case "alert" if WENT_WRONG in element.alert.title:
                self.errors.append(element.alert.title)

    def _get_cookie(self) -> None:
        """Take what keeps the reader at one of several servers; one that is alone sends nothing."""
        answers = self._asked(urlsplit(self.address).path + "/")
        self._cookie = "; ".join(text.partition(";")[0] for text in answers)

    def _asked(self, path: str) -> list[str]:
        """Get what the browser would; returns the cookies that come with it."""
        line = HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        line.request("GET", path, headers={"Accept": "text/html", "Cookie": self._cookie})
        answer = line.getresponse()
        answer.read()
        line.close()
        if answer.status != 200:
            self.errors.append(f"{answer.status} for {path}")
        return answer.headers.get_all("set-cookie") or []

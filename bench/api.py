"""Thirty-two clients at a time: addresses of ours beside a plain FastAPI route of the same bytes.

Both stand behind uvicorn; ours are asked as a reader's program asks them, through all doors. The
clients take more of the processor than either, so rates come near to one another where all share
two cores; what a request takes of the server itself is told beside them.
"""

import asyncio
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import httpx
from serving import Server, serving, serving_bytes

from atlas.paths import ROOT

Row = tuple[str, str, str]
CLIENTS, REQUESTS, ROUNDS = 32, 20, 3
AIM = 0.7
ADDRESSES = {
    "a table as CSV": "/api/v1/tables/exercises.csv?domain=naval",
    "a chart as JSON": "/api/v1/charts/exercise-timeline.json?domain=naval",
    "the network as JSON": "/api/v1/network.json?domain=naval",
}


@dataclass(frozen=True)
class Speed:
    """Requests a second, of a hundred the seconds of the fifth slowest, and the server's for one.

    The last are seconds of the server's processor.
    """

    rate: float
    p95: float
    processor: float

    def figures(self) -> str:
        """All three, in words."""
        waited = f"{self.rate:,.0f} requests a second, p95 {1000 * self.p95:,.0f} ms"
        return f"{waited}, {1000 * self.processor:.2f} ms of the server's processor each"


def rows() -> list[Row]:
    """Each address when warm, the plain route, and the rate of one as a share of the other's."""
    table: list[Row] = []
    with serving(ROOT / "app.py") as server:
        for what, path in ADDRESSES.items():
            content = urlopen(f"{server.address}{path}", timeout=60).read()  # our own server
            ours, plain = _both(server, path, content)
            ratio = ours.rate / plain.rate
            of_processor = plain.processor / ours.processor
            table += [
                (f"{CLIENTS} clients of {what} ({len(content):,} bytes)", ours.figures(), ""),
                ("… of a plain route with the same bytes", plain.figures(), ""),
                ("Rate of ours to that of the plain route", f"{ratio:.2f}", f"≥ {AIM}"),
                ("… as the servers' processors alone would have it", f"{of_processor:.2f}", ""),
            ]
    return table


def _both(server: Server, path: str, content: bytes) -> tuple[Speed, Speed]:
    """The median of some rounds, in which both are asked in turn."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "bytes"
        file.write_bytes(content)
        with serving_bytes(file) as plain:
            pairs = [(_asked(server, path), _asked(plain, "/")) for _ in range(ROUNDS)]
    return _median([ours for ours, _ in pairs]), _median([other for _, other in pairs])


def _median(speeds: list[Speed]) -> Speed:
    rates = [own.rate for own in speeds]
    slowest = [own.p95 for own in speeds]
    processor = [own.processor for own in speeds]
    return Speed(*map(statistics.median, (rates, slowest, processor)))


def _asked(server: Server, path: str) -> Speed:
    before = server.processor_seconds()
    passed, seconds = asyncio.run(_by_all(f"{server.address}{path}"))
    used = server.processor_seconds() - before
    slowest = statistics.quantiles(seconds, n=20)[-1]
    return Speed(len(seconds) / passed, slowest, used / len(seconds))


async def _by_all(address: str) -> tuple[float, list[float]]:
    """The seconds until all had all their answers, and those of each answer."""
    seconds: list[float] = []
    limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
    # Compression would measure zlib, which both would leave to the same package.
    headers = {"Accept-Encoding": "identity"}
    async with httpx.AsyncClient(limits=limits, headers=headers, timeout=60) as client:
        began = time.perf_counter()
        await asyncio.gather(*(_by_one(client, address, seconds) for _ in range(CLIENTS)))
        passed = time.perf_counter() - began
    return passed, seconds


async def _by_one(client: httpx.AsyncClient, address: str, seconds: list[float]) -> None:
    for _ in range(REQUESTS):
        began = time.perf_counter()
        answer = await client.get(address)
        seconds.append(time.perf_counter() - began)
        answer.raise_for_status()

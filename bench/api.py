"""Thirty-two clients at a time: addresses of ours beside a plain FastAPI route of the same bytes.

Both stand behind uvicorn; ours are asked as a reader's program asks them, through all doors.
"""

import asyncio
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import httpx
from serving import serving, serving_bytes

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
    """Requests a second, and of a hundred the seconds of the fifth slowest."""

    rate: float
    p95: float

    def figures(self) -> str:
        """Both, in words."""
        return f"{self.rate:,.0f} requests a second, p95 {1000 * self.p95:,.0f} ms"


def rows() -> list[Row]:
    """Each address when warm, the plain route, and the rate of one as a share of the other's."""
    table: list[Row] = []
    with serving(ROOT / "app.py") as server:
        for what, path in ADDRESSES.items():
            address = f"{server.address}{path}"
            content = urlopen(address, timeout=60).read()  # our own server
            ours, plain = _both(address, content)
            ratio = ours.rate / plain.rate
            table += [
                (f"{CLIENTS} clients of {what} ({len(content):,} bytes)", ours.figures(), ""),
                ("… of a plain route with the same bytes", plain.figures(), ""),
                ("Rate of ours to that of the plain route", f"{ratio:.2f}", f"≥ {AIM}"),
            ]
    return table


def _both(address: str, content: bytes) -> tuple[Speed, Speed]:
    """The median of some rounds, in which both are asked in turn."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "bytes"
        file.write_bytes(content)
        with serving_bytes(file) as plain:
            pairs = [(_asked(address), _asked(plain.address)) for _ in range(ROUNDS)]
    return _median([ours for ours, _ in pairs]), _median([other for _, other in pairs])


def _median(speeds: list[Speed]) -> Speed:
    rates = [own.rate for own in speeds]
    slowest = [own.p95 for own in speeds]
    return Speed(statistics.median(rates), statistics.median(slowest))


def _asked(address: str) -> Speed:
    return asyncio.run(_by_all(address))


async def _by_all(address: str) -> Speed:
    seconds: list[float] = []
    limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
    # Compression would measure zlib, which both would leave to the same package.
    headers = {"Accept-Encoding": "identity"}
    async with httpx.AsyncClient(limits=limits, headers=headers, timeout=60) as client:
        began = time.perf_counter()
        await asyncio.gather(*(_by_one(client, address, seconds) for _ in range(CLIENTS)))
        passed = time.perf_counter() - began
    return Speed(len(seconds) / passed, statistics.quantiles(seconds, n=20)[-1])


async def _by_one(client: httpx.AsyncClient, address: str, seconds: list[float]) -> None:
    for _ in range(REQUESTS):
        began = time.perf_counter()
        answer = await client.get(address)
        seconds.append(time.perf_counter() - began)
        answer.raise_for_status()

"""Sixty readers at a time, who choose filters that nobody chose before, beside a plain page.

They come within some seconds, and then take a step each few seconds: by themselves, not in turn.
"""

import asyncio
import math
import random
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from readers import Reader
from serving import NOT_MEASURED, Server, serving, serving_by_several
from steps import HERE, for_plain_page
from trials import Outcome
from websockets.exceptions import WebSocketException

from atlas.charts.chart_view import span
from atlas.paths import ROOT

Row = tuple[str, str, str]
# The first steps fill the caches; what a server holds is compared after them and after all.
READERS, FIRST_STEPS, STEPS = 60, 2, 5
SECONDS_TO_COME, SECONDS_BETWEEN = 10.0, 4.0
PAGES = ("exercises", "transfers", "network")
# The aims: multiples of the plain page at the same time, and of the memory after the first steps.
AIM, AIM_OF_STEP, AIM_OF_MEMORY = 2.0, 2.0, 1.15


@dataclass
class Load:
    """What readers have seen of a server: seconds of each step, processor time, memory, errors.

    `first` are the seconds until a reader has come, `warming` those of its first steps.
    """

    first: list[float] = field(default_factory=list)
    warming: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    processor: float = 0.0
    memory: tuple[float, float] = (0.0, 0.0)
    seconds: float = 0.0

    @property
    def p95(self) -> float:
        """Of a hundred steps, the seconds of the fifth slowest."""
        return statistics.quantiles(self.steps, n=20)[-1]

    @property
    def processor_of_step(self) -> float:
        """Milliseconds."""
        return 1000 * self.processor / len(self.steps)

    def figures(self) -> str:
        """All of it, in words."""
        processor = self.processor_of_step
        cost = NOT_MEASURED if math.isnan(processor) else f"{processor:,.0f} ms"
        before, after = self.memory
        rate = len(self.steps) / self.seconds
        return (
            f"{statistics.median(self.steps):.2f} s; {self.p95:.2f} s; {rate:.1f} a second; "
            f"{cost}; {before:,.0f} and {after:,.0f} MB; {len(self.errors)} errors"
        )


class Loads(NamedTuple):
    """The same readers of one server, of two behind nginx, and of the plain page."""

    alone: Load
    several: Load
    plain: Load

    @property
    def ratio(self) -> float:
        """The slowest steps of one server, as a multiple of those of the plain page."""
        return self.alone.p95 / self.plain.p95

    @property
    def cost(self) -> float:
        """The processor time of a step of one server, as a multiple of the plain page's."""
        return self.alone.processor_of_step / self.plain.processor_of_step

    @property
    def growth(self) -> float:
        """The memory of one server after all steps, as a multiple of that after the first ones."""
        before, after = self.alone.memory
        return after / before

    @property
    def missed(self) -> list[str]:
        """The aims that these figures miss; those that the system does not measure are not held."""
        missed = []
        if self.alone.errors or self.several.errors:
            missed.append("0 errors")
        if self.ratio > AIM:
            missed.append("p95")
        if self.cost > AIM_OF_STEP:
            missed.append("processor time of a step")
        if self.growth > AIM_OF_MEMORY:
            missed.append("memory")
        return missed


def measured() -> Loads:
    """The readers of one server and as many of the plain page at a time, then those of two servers.

    At the same time, because what else the machine does then slows both.
    """
    with tempfile.TemporaryDirectory() as folder:
        figure = Path(folder) / "figure.json"
        figure.write_text(for_plain_page(span()), encoding="utf-8")
        with serving(ROOT / "app.py") as ours, serving(HERE / "plain.py", str(figure)) as other:
            alone, plain = asyncio.run(_under_load((ours, PAGES), (other, ("",))))
    with serving_by_several(2) as server:
        (several,) = asyncio.run(_under_load((server, PAGES)))
    return Loads(alone, several, plain)


def rows() -> list[Row]:
    """The three, and what is held to our aims."""
    loads = measured()
    what = "p50; p95; steps; processor time of a step; memory before and after; errors"
    cost = f"{loads.alone.processor_of_step:,.0f} ms, {loads.cost:.1f} × that of the plain page"
    return [
        (f"{READERS} readers of one server: {what}", loads.alone.figures(), "0 errors"),
        ("… of two servers behind nginx", loads.several.figures(), "0 errors"),
        (
            "… of a plain page with one chart, at the same time as the first",
            loads.plain.figures(),
            "",
        ),
        ("p95 of one server to that of the plain page", f"{loads.ratio:.1f}", f"≤ {AIM:.0f}"),
        (
            "Processor time of a step with filters never seen before",
            NOT_MEASURED if math.isnan(loads.cost) else cost,
            f"≤ {AIM_OF_STEP:.0f} × that of the plain page",
        ),
        (
            "Memory of one server after those steps to that after two first ones",
            NOT_MEASURED if math.isnan(loads.growth) else f"{loads.growth:.2f}",
            f"≤ {AIM_OF_MEMORY}",
        ),
    ]


def outcome() -> Outcome:
    """The readers of one and of two servers, as a row of `make prove`."""
    loads = measured()
    survived = len(loads.alone.steps) + len(loads.several.steps)
    tried = survived + len(loads.alone.errors) + len(loads.several.errors)
    figure = (
        f"p95 {loads.ratio:.1f} × that of a plain page; "
        f"{loads.alone.processor_of_step:,.0f} ms of processor a step, {loads.cost:.1f} × its; "
        f"memory × {loads.growth:.2f} after the first {FIRST_STEPS} steps"
    )
    return Outcome(tried, survived, figure, holds=not loads.missed)


async def _under_load(*loaded: tuple[Server, tuple[str, ...]]) -> list[Load]:
    # Each reader may ask for a frame of the page at the same time as all others.
    executor = ThreadPoolExecutor(READERS * len(loaded))
    asyncio.get_running_loop().set_default_executor(executor)
    return await asyncio.gather(*(_of_one(server, pages) for server, pages in loaded))


async def _of_one(server: Server, pages: tuple[str, ...]) -> Load:
    """The readers of a server, on these pages in turn, from their coming to their leaving."""
    load = Load()
    readers = [
        Reader(server.address, pages[number % len(pages)], number) for number in range(READERS)
    ]
    await asyncio.gather(*(_come(reader, load) for reader in readers))
    await asyncio.gather(*(_take_steps(reader, FIRST_STEPS, load.warming) for reader in readers))
    processor = server.processor_seconds()
    memory = server.memory()
    began = time.monotonic()
    await asyncio.gather(*(_take_steps(reader, STEPS, load.steps) for reader in readers))
    load.seconds = time.monotonic() - began
    load.processor = server.processor_seconds() - processor
    load.memory = (memory, server.memory())
    for reader in readers:
        load.errors += reader.errors
        await reader.leaves()
    return load


async def _come(reader: Reader, load: Load) -> None:
    seconds_until_its_turn = SECONDS_TO_COME * reader.number / READERS
    await asyncio.sleep(seconds_until_its_turn)
    load.first.append(await reader.comes())


async def _take_steps(reader: Reader, number: int, seconds: list[float]) -> None:
    """So many steps of a reader, each of whose seconds are put into the list."""
    pause = random.Random(-number - reader.number)
    for _ in range(number):
        await asyncio.sleep(SECONDS_BETWEEN * (0.5 + pause.random()))
        try:
            seconds.append(await reader.steps())
        except (OSError, WebSocketException) as error:
            # A line that is lost, or an answer that does not come, is what is looked for here.
            reader.errors.append(repr(error))
            return

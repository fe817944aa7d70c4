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

from readers import Reader
from serving import NOT_MEASURED, Server, serving, serving_by_several
from steps import HERE, for_plain_page

from atlas.charts.chart_view import span
from atlas.paths import ROOT

Row = tuple[str, str, str]
READERS, STEPS = 60, 5
SECONDS_TO_COME, SECONDS_BETWEEN = 10.0, 4.0
PAGES = ("exercises", "transfers", "network")
AIM, AIM_OF_STEP = 2.0, 130.0


@dataclass
class Load:
    """What readers have seen of a server: seconds of each step, processor time, memory, errors."""

    first: list[float] = field(default_factory=list)
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


def rows() -> list[Row]:
    """One server, two of them, and the plain page, each under the same readers, in turn."""
    with serving(ROOT / "app.py") as server:
        alone = under_load(server, PAGES)
    with serving_by_several(2) as server:
        several = under_load(server, PAGES)
    with tempfile.TemporaryDirectory() as folder:
        figure = Path(folder) / "figure.json"
        figure.write_text(for_plain_page(span()), encoding="utf-8")
        with serving(HERE / "plain.py", str(figure)) as server:
            plain = under_load(server, ("",))
    ratio = alone.p95 / plain.p95
    what = "p50; p95; steps; processor time of a step; memory before and after; errors"
    return [
        (f"{READERS} readers of one server: {what}", alone.figures(), "0 errors, memory flat"),
        ("… of two servers behind nginx", several.figures(), "0 errors"),
        ("… of a plain page with one chart", plain.figures(), ""),
        ("p95 of one server to that of the plain page", f"{ratio:.1f}", f"≤ {AIM:.0f}"),
        (
            "Processor time of a step with filters never seen before",
            f"{alone.processor_of_step:,.0f} ms",
            f"≤ {AIM_OF_STEP:.0f} ms",
        ),
    ]


def under_load(server: Server, pages: tuple[str, ...]) -> Load:
    """The readers on these pages in turn, from their coming to their leaving."""
    return asyncio.run(_under_load(server, pages))


async def _under_load(server: Server, pages: tuple[str, ...]) -> Load:
    # Each reader may ask for a frame of the page at the same time as all others.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(READERS))
    load = Load()
    readers = [
        Reader(server.address, pages[number % len(pages)], number) for number in range(READERS)
    ]
    await asyncio.gather(*(_come(reader, load) for reader in readers))
    processor, memory = server.processor_seconds(), server.memory()
    began = time.monotonic()
    await asyncio.gather(*(_take_steps(reader, load) for reader in readers))
    load.seconds = time.monotonic() - began
    load.processor = server.processor_seconds() - processor
    load.memory = (memory, server.memory())
    for reader in readers:
        load.errors += reader.errors
        await reader.leaves()
    return load


async def _come(reader: Reader, load: Load) -> None:
    await asyncio.sleep(SECONDS_TO_COME * reader.number / READERS)
    load.first.append(await reader.comes())


async def _take_steps(reader: Reader, load: Load) -> None:
    pause = random.Random(-1 - reader.number)
    for _ in range(STEPS):
        await asyncio.sleep(SECONDS_BETWEEN * (0.5 + pause.random()))
        load.steps.append(await reader.steps())

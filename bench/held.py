"""What a really started server holds: memory after many filters, many PDF files at one time."""

import asyncio
import math
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit

from readers import Reader
from serving import Server, serving
from trials import PATIENCE, Outcome

from atlas.paths import ROOT

STEPS, FIRST_STEPS = 600, 100
MOST_GROWTH, MOST_MEGABYTES_LEFT = 1.15, 25
PAPERS = 20
PDF = "/api/charts/two-way-street.pdf?years=2000&years={}"
TOO_MANY = 503


def combinations() -> Outcome:
    """A reader of one page who chooses other filters again and again; the first steps fill caches.

    The memory after all is that after the first steps, but for a small part.
    """
    with serving(ROOT / "app.py") as server:
        reader, before = asyncio.run(_after_steps(server))
        after = server.memory()
    growth = after / before
    figure = f"{before:,.0f} MB after {FIRST_STEPS}, {after:,.0f} MB after {STEPS}"
    is_flat = math.isnan(growth) or growth <= MOST_GROWTH
    return Outcome(STEPS, STEPS - len(reader.errors), figure, is_flat)


async def _after_steps(server: Server) -> tuple[Reader, float]:
    """The reader after all steps, and the memory of the server after the first ones."""
    reader = Reader(server.address, "exercises", number=1)
    before = math.nan
    await reader.comes()
    for step in range(STEPS):
        if step == FIRST_STEPS:
            before = server.memory()
        await reader.steps()
    await reader.leaves()
    return reader, before


def papers() -> Outcome:
    """Readers who ask for a PDF each at one time, twice: all get theirs, be it after coming again.

    What the first round takes stays with the process: objects grow by a third of a megabyte a view,
    the rest is room of long texts (5 MB a page) that the allocator does not give back, but uses
    again. So the second round may take little more.
    """
    with serving(ROOT / "app.py") as server:
        tries = _round(server)
        before = server.memory()
        tries += _round(server)
        left = max(server.n_processes() - 1, 0)
        growth = server.memory() - before
    printed = sum(number > 0 for number in tries)
    again = sum(map(abs, tries)) - len(tries)
    figure = f"{again} times asked to come again, {left} browsers left, {growth:+,.0f} MB"
    holds = left == 0 and (math.isnan(growth) or growth <= MOST_MEGABYTES_LEFT)
    return Outcome(len(tries), printed, figure, holds)


def _round(server: Server) -> list[int]:
    with ThreadPoolExecutor(PAPERS) as readers:
        return [*readers.map(lambda number: _printed(server, 2001 + number), range(PAPERS))]


def _printed(server: Server, year: int) -> int:
    """How often a reader has asked until the PDF was there; less than none where it never was."""
    until = time.monotonic() + PATIENCE / 2
    n_asked = 0
    while time.monotonic() < until:
        n_asked += 1
        status, content, seconds = _asked(server, year)
        if status != TOO_MANY:
            return n_asked if status == 200 and content.startswith(b"%PDF") else -n_asked
        time.sleep(seconds)
    return -n_asked


def _asked(server: Server, year: int) -> tuple[int, bytes, float]:
    """Status and content of an answer, and after how many seconds to come again."""
    line = HTTPConnection(urlsplit(server.address).netloc, timeout=PATIENCE)
    line.request("GET", PDF.format(year))
    answer = line.getresponse()
    content = answer.read()
    line.close()
    return answer.status, content, float(answer.headers.get("Retry-After", "nan"))

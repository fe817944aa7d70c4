"""All that `make prove` tries, a row of its table each."""

from functools import partial

import held
import large
import load
from trials import Trial, suite

EXAMPLES, REWRITTEN = "400", "200"
# Of the shipped package and of the tiny one, which is checked in a fifth of the time.
DAMAGES = 250, 750
# Of each route with each mode: two thousand at least.
CASES = "40"
WHOLE = "no exception, no wrong number"
# Files of tests that are tried whole, with what is at length in them.
FAULTS = ("tests/test_faults.py", "tests/test_last_good.py")
IMPORTS = ("tests/importers/test_limits.py", "tests/importers/test_writing.py")
HOSTILE = (
    "tests/pages/test_hostile.py",
    "tests/test_hostile_files.py",
    "tests/browser/test_hostile.py",
)
DOORS = ("tests/test_doors.py",)
CACHES = ("tests/test_frontend.py", "tests/test_passed.py")
SERVERS = (
    "tests/test_workers.py",
    "tests/browser/test_workers.py",
    "tests/test_sign_in.py",
    "tests/browser/test_sign_in.py",
)

# A further trial is an entry here: what it is called, what it says, its aim, what runs it. Two are
# tried at a time; those that use both cores or measure seconds are `alone`.
TRIALS = (
    Trial(
        "damages",
        "Data folders damaged at random: built, or problems that name a file",
        WHOLE,
        partial(large.damages, *DAMAGES),
        alone=True,
    ),
    Trial(
        "properties",
        "Any bytes, cells, declarations, addresses and exported texts",
        WHOLE,
        lambda: suite(
            "tests/test_properties.py",
            each=int(EXAMPLES),
            settings={"ATLAS_EXAMPLES": EXAMPLES},
        ),
    ),
    Trial(
        "addresses",
        "Cases of the document of `/api/v1`, and values that it does not allow",
        "no error of the server",
        lambda: suite(
            "tests/test_addresses_at_random.py",
            settings={"ATLAS_EXAMPLES": CASES},
        ),
    ),
    Trial(
        "faults",
        "Faults of data while they are shown",
        "the last good build stays, and the file is named",
        lambda: suite(*FAULTS, settings={"ATLAS_EXAMPLES": REWRITTEN}),
    ),
    Trial(
        "unreadable",
        "Files and declarations that cannot be read",
        "each a problem with its place",
        lambda: suite("tests/test_unreadable.py", "tests/test_long_texts.py"),
    ),
    Trial(
        "killed",
        "Imports killed at a random moment",
        "whole or absent, and possible again",
        partial(large.killed, 40),
    ),
    Trial(
        "imports",
        "Exports that are spoilt, and places that cannot be written",
        "a sentence, and nothing is left",
        lambda: suite(*IMPORTS),
    ),
    Trial(
        "junk",
        "Lines of junk in an import",
        "one sentence, ≤ 5 s of processor",
        large.junk_lines,
        alone=True,
    ),
    Trial(
        "200 MB",
        "A file of 200 MB, imported and validated",
        "refused, the limit named, ≤ 500 MB",
        large.too_large,
    ),
    Trial(
        "limits",
        "Files just under the limits, of what takes most memory",
        "read or refused, ≤ 500 MB",
        large.just_read,
    ),
    Trial(
        "deals",
        f"A register of {large.DEALS:,} deals, nearly the most that is read, imported",
        f"whole, ≤ {large.MOST_MEMORY_OF_DEALS} MB",
        large.most_deals,
    ),
    Trial(
        "places",
        "Files and folders without rights, full disks, as an ordinary user",
        "a sentence, and no part is left",
        lambda: suite("tests/test_places.py"),
    ),
    Trial(
        "hostile",
        "Hostile texts in all cells and addresses: pages, routes, files, a real browser",
        "nothing runs, nothing is lost",
        lambda: suite(*HOSTILE),
    ),
    Trial(
        "press",
        "PDF files asked for by many who hang up",
        "pages are served meanwhile, nothing is left over",
        lambda: suite("tests/test_press.py"),
    ),
    Trial(
        "papers",
        f"PDF files asked for by {held.PAPERS} readers at one time, and once more",
        f"all get theirs in turn, no browser is left, then ≤ {held.MOST_MEGABYTES_LEFT} MB more",
        held.papers,
    ),
    Trial(
        "filters",
        f"{held.STEPS} different choices of filters, one after another",
        f"no error, memory × ≤ {held.MOST_GROWTH} after the first {held.FIRST_STEPS}",
        held.combinations,
    ),
    Trial(
        "doors",
        "Hosts, methods, headers, half-open connections of a real server",
        "as SECURITY.md says",
        lambda: suite(*DOORS),
    ),
    Trial(
        "caches",
        "Caches that are spoilt, full or read-only",
        "made anew, or done without",
        lambda: suite(*CACHES),
    ),
    Trial(
        "views",
        "Every page, size and text, beside those that `make test` tries",
        "as the others",
        # They wait for a browser half of their time.
        lambda: suite(
            "tests",
            marked="at_length",
            beside=(*FAULTS, *IMPORTS, *HOSTILE, *DOORS, *CACHES, *SERVERS),
            workers=2,
        ),
        alone=True,
    ),
    Trial(
        "readers",
        f"Steps of {load.READERS} readers at a time, of one server and of two behind nginx",
        f"no error, p95 and processor a step ≤ {load.AIM:.0f} × a plain page's at the same time, "
        f"memory × ≤ {load.AIM_OF_MEMORY}",
        load.outcome,
        alone=True,
    ),
    Trial(
        "workers",
        "A server of two killed while it is read; who may sign in",
        "the same view comes back by itself; nobody else enters",
        lambda: suite(*SERVERS),
    ),
)

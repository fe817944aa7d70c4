"""Headers of our own: which data an answer is made of, and how what was asked is read."""

from atlas.dataset.store import dataset, fault

# The version of the data; how many problems the newest data have, and since when, where they are
# not shown; settings that were out of range, and how they are read.
DATA_VERSION, DATA_PROBLEMS = "Atlas-Data-Version", "Atlas-Data-Problems"
PUT_RIGHT = "Atlas-Put-Right"


def standing() -> dict[str, str]:
    """Headers that say which data are answered from; DataProblemsError without valid data."""
    headers = {DATA_VERSION: dataset().version}
    broken = fault()
    if broken:
        since = broken.since.isoformat(timespec="seconds")
        headers[DATA_PROBLEMS] = f"{len(broken.problems)} since {since}"
    return headers

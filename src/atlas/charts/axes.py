"""Parts of axes that several charts share."""

from typing import Any


def titled(text: str, **look: Any) -> dict[str, Any]:
    """The title of an axis. How far it stands off is no matter of all axes: for that a browser
    measures the ticks of each, be there a title or not.
    """
    return {"text": text, "standoff": 8, **look}


def whole_numbers(tallest: int) -> int:
    """The step of a count axis (1, 2, 5, 10, 20 …): about five steps reach the tallest column."""
    step = 1
    while step * 5 < tallest:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step

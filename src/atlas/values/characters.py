"""Code points that are no text: signs of control and direction, and what is no character."""

import re

_PLANES = range(0, 0x110000, 0x10000)
_LAST = "".join(chr(plane + last) for plane in _PLANES for last in (0xFFFE, 0xFFFF))
# What follows them is shown from right to left, or the other way about: 42 as 24.
_TURNING = r"\u202a-\u202e\u2066-\u2069"
_SIGNS = rf"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_TURNING}{_LAST}"
# Text copied from a PDF file has some; a terminal obeys them, and neither XLSX nor SVG may hold
# them.
NO_TEXT = re.compile(f"[{_SIGNS}]")
# Blanks, and signs that no program draws: of no width, or of the direction of writing.
_UNSEEN = r"\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f"
_UNSEEN += r"\u205f-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff"
SEEN = re.compile(rf"[^{_UNSEEN}{_SIGNS}]")
# Others break a line of a terminal.
OBEYED = re.compile(rf"[{_SIGNS}\r\u2028\u2029]")


def visible(text: str) -> str:
    r"""Text in which such signs are spelled out, as `\x1b`: no terminal obeys them then."""
    return OBEYED.sub(_spelled, text)


def writable(text: str) -> str:
    """Text as a file can hold it: JSON can name half of a sign, which becomes a question mark."""
    return text.encode("utf-8", "replace").decode()


def _spelled(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"

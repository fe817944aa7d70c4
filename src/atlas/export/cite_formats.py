"""Citations as RIS and CSL-JSON, for programs that manage references."""

import json
from collections.abc import Sequence
from typing import Any

from rispy import RisWriter

from atlas.export.work_fields import UNCERTAIN, address, in_a_line, note, sides, with_query
from atlas.export.work_kinds import citing
from atlas.export.works import Name, Work


# The library has no types.
class _Writer(RisWriter):  # type: ignore[misc]
    """RIS with the line ends that it asks for, and without a number before each reference."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        """Nothing stands before a reference."""
        return ""


def to_ris(works: Sequence[Work]) -> bytes:
    """The works as RIS in UTF-8, a tag a line."""
    writer = _Writer(enforce_list_tags=False)
    text: str = writer.formats([_tags(work) for work in works])
    return text.encode()


def _tags(work: Work) -> dict[str, str | list[str]]:
    """The tags of a reference under rispy's names for them, each with its lines."""
    since, _ = sides(work.issued)
    read, _ = sides(work.accessed)
    tags = {
        "id": [work.id],
        "authors": [str(name) for name in work.authors],
        "title": [work.title],
        "secondary_title": [_container(work)],
        "publisher": [work.publisher],
    }
    tags |= {"year": [since[:4]], "date": [_slashes(since)]}
    tags |= {
        "edition": [work.version],
        "language": [work.language],
        "urls": [address(work.url)],
        "access_date": [_slashes(read)],
        "notes": [note(work)],
    }
    lines: dict[str, str | list[str]] = {"type_of_reference": citing(work.kind).ris}
    for tag, texts in tags.items():
        lines[tag] = [in_a_line(text) for text in texts if text.strip()]
    return lines


def _container(work: Work) -> str:
    """The larger work in which it appeared."""
    if work.within:
        return work.within
    return work.publisher if citing(work.kind).in_periodical else ""


def _slashes(day: str) -> str:
    """`2018-09` as RIS writes it: `2018/09//`."""
    if not day:
        return ""
    parts = [*day.split("-"), "", ""]
    return "/".join(parts[:3]) + "/"


def to_json(works: Sequence[Work]) -> bytes:
    """The works as CSL-JSON."""
    items = [_item(work) for work in works]
    text = json.dumps(items, ensure_ascii=False, indent=1)
    return text.encode()


def _item(work: Work) -> dict[str, Any]:
    own = citing(work.kind)
    item: dict[str, Any] = {
        "id": work.id,
        "type": own.csl,
        "title": work.title,
        own.authors: [_csl_name(name) for name in work.authors],
        "container-title": _container(work),
        "publisher": work.publisher,
    }
    item |= {"issued": _csl_date(work.issued), "accessed": _csl_date(work.accessed)}
    item |= {
        "version": work.version,
        "URL": address(work.url),
        "language": work.language,
        "note": with_query(work.note, work),
    }
    return {key: value for key, value in item.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}


def _csl_date(text: str) -> dict[str, Any]:
    """A date of one or two sides; a side that is open is not known, and left out."""
    known = [side.split("-") for side in dict.fromkeys(sides(text)) if side]
    if not known:
        return {}
    parts = [list(map(int, side)) for side in known]
    if UNCERTAIN.search(text):
        return {"date-parts": parts, "circa": True}
    return {"date-parts": parts}

"""The place that the dashboard has on the web.

Its public address, its prefix, the hosts that it answers under, who may frame it, read it, enter.
"""

import os
import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

URL, ANCESTORS, HOSTS = "ATLAS_URL", "ATLAS_FRAME_ANCESTORS", "ATLAS_HOSTS"
CORS, ALL_SITES = "ATLAS_CORS", "*"
SIGN_IN, ANYBODY = "ATLAS_SIGN_IN", "anybody"
# A source of a content security policy: a host, with or without scheme, port, and a star before it.
SITE = re.compile(r"(https?://)?(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?/?")
ORIGIN = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?/?")
# A name or an address without a port; an IPv6 address may stand in brackets.
HOST = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?")
# An address of e-mail, or all of a host: `@example.org`.
READER = re.compile(r"[^@\s]*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class SettingError(ValueError):
    """A setting that cannot be used; the text says what it is and how to write it."""


def public_url() -> str:
    """The public address of the dashboard, without a slash at its end; blank where none is set.

    SettingError where it is no web address.
    """
    text = os.environ.get(URL, "").strip()
    if text and not _is_address(text):
        raise SettingError(
            f"{URL} is “{text}”; write the public address of the dashboard, as "
            "https://example.org/atlas"
        )
    return text.rstrip("/")


def _is_address(text: str) -> bool:
    """Whether a text is a web address without query and fragment."""
    try:
        parts = urlsplit(text)
        # Looked at because a port that is none is an error only then.
        is_whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return False
    is_printed = text.isprintable() and not text.split()[1:]
    return bool(is_whole and is_printed) and not (parts.query or parts.fragment)


def frame_ancestors() -> tuple[str, ...]:
    """The sites that may show pages and charts of ours inside their own; none unless they are set.

    SettingError where one is no site.
    """
    named = _listed(ANCESTORS)
    for site in named:
        if not SITE.fullmatch(site):
            raise SettingError(
                f"{ANCESTORS} has “{site}”; write sites, as https://example.org or "
                "https://*.example.org, with blanks or commas between them"
            )
    return tuple(site.rstrip("/") for site in named)


def readable_from() -> tuple[str, ...]:
    """The origins whose pages may read data in a reader's browser (`*`: all); none unless they are
    set.

    SettingError where one is no origin.
    """
    named = _listed(CORS)
    for site in named:
        if site != ALL_SITES and not ORIGIN.fullmatch(site):
            raise SettingError(
                f"{CORS} has “{site}”; write origins, as https://example.org, with blanks or "
                f"commas between them, or {ALL_SITES} for all"
            )
    return tuple(site.lower().rstrip("/") for site in named)


def hosts() -> frozenset[str]:
    """The hosts that the server answers under: this machine's, the public address's, and those that
    are named; in lower case, without ports or brackets.

    SettingError where one is no host.
    """
    named = _listed(HOSTS)
    for host in named:
        if not HOST.fullmatch(host):
            raise SettingError(
                f"{HOSTS} has “{host}”; write hosts without port, as example.org or 192.0.2.7, "
                "with blanks or commas between them"
            )
    bare = {host.strip("[]").lower() for host in named}
    public = urlsplit(public_url()).hostname
    if public:
        bare.add(public)
    return THIS_MACHINE | bare


def readers() -> tuple[str, ...]:
    """Who may enter once they have signed in; empty where nobody has to.

    In lower case: addresses of e-mail, hosts of such with `@` before them, or `anybody`.

    SettingError where one is none of these.
    """
    text = os.environ.get(SIGN_IN, "").strip()
    named = [name.lower() for name in _listed(SIGN_IN)]
    if text and not named:
        # Commas alone: somebody meant to shut the door.
        named = [text]
    for name in named:
        if name != ANYBODY and not READER.fullmatch(name):
            raise SettingError(
                f"{SIGN_IN} has “{name}”; write who may enter, as ana@example.org or @example.org, "
                f"with blanks or commas between them, or {ANYBODY} for all whom the provider knows"
            )
    return tuple(named)


def is_among(user: Mapping[str, object], named: Iterable[str]) -> bool:
    """Whether those who may enter include this user, by what the identity provider says of them.

    An address counts only where the provider says that it is verified.
    """
    if ANYBODY in named:
        return True
    if user.get("email_verified") is not True:
        return False
    address = str(user.get("email", "")).lower()
    host = address.rpartition("@")[2]
    return address in named or f"@{host}" in named


def _listed(name: str) -> list[str]:
    """What a setting lists, with blanks or commas between."""
    parts = re.split(r"[\s,]+", os.environ.get(name, ""))
    return [part for part in parts if part]


def below(prefix: str) -> str:
    """What stands before each address of ours: `/atlas` for the prefix `atlas`, else nothing."""
    bare = prefix.strip("/")
    return f"/{bare}" if bare else ""


def check() -> None:
    """Read every setting once; SettingError where one cannot be used."""
    public_url()
    frame_ancestors()
    readable_from()
    hosts()
    readers()

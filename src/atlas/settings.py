"""The place that the dashboard has on the web.

Its public address, its prefix, the hosts that it answers under, who may frame it.
"""

import os
import re
from urllib.parse import urlsplit

URL, ANCESTORS, HOSTS = "ATLAS_URL", "ATLAS_FRAME_ANCESTORS", "ATLAS_HOSTS"
# A source of a content security policy: a host, with or without scheme, port, and a star before it.
SITE = re.compile(r"(https?://)?(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?/?")
# A name or an address without a port; an IPv6 address may stand in brackets.
HOST = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\]?")
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


class SettingError(ValueError):
    """A setting that cannot be used; the text says what it is and how to write it."""


def public_url() -> str:
    """The public address of the dashboard, without a slash at its end; blank where none is set.

    SettingError where it is no web address.
    """
    text = os.environ.get(URL, "").strip()
    parts = urlsplit(text)
    is_address = parts.scheme in {"http", "https"} and parts.netloc and not text.split()[1:]
    if text and (not is_address or parts.query or parts.fragment):
        raise SettingError(
            f"{URL} is “{text}”; write the public address of the dashboard, as "
            "https://example.org/atlas"
        )
    return text.rstrip("/")


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
    hosts()

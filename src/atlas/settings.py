"""The place that the dashboard has on the web: its public address, its prefix, who may frame it."""

import os
import re
from urllib.parse import urlsplit

URL, ANCESTORS = "ATLAS_URL", "ATLAS_FRAME_ANCESTORS"
# A source of a content security policy: a host, with or without scheme, port, and a star before it.
SITE = re.compile(r"(https?://)?(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?/?")


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
    sites = re.split(r"[\s,]+", os.environ.get(ANCESTORS, "").strip())
    named = [site for site in sites if site]
    for site in named:
        if not SITE.fullmatch(site):
            raise SettingError(
                f"{ANCESTORS} has “{site}”; write sites, as https://example.org or "
                "https://*.example.org, with blanks or commas between them"
            )
    return tuple(site.rstrip("/") for site in named)


def below(prefix: str) -> str:
    """What stands before each address of ours: `/atlas` for the prefix `atlas`, else nothing."""
    bare = prefix.strip("/")
    return f"/{bare}" if bare else ""


def check() -> None:
    """Read every setting once; SettingError where one cannot be used."""
    public_url()
    frame_ancestors()

"""Optional sign-in by an identity provider (OpenID Connect): who is there, and who may enter."""

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from streamlit.auth_util import (
    get_cookie_with_chunks,
    get_origin_from_redirect_uri,
    get_secrets_auth_section,
    is_authlib_installed,
)
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from atlas.settings import SIGN_IN, SettingError, is_among, readers
from atlas.ui.base import base
from atlas.ui.text import plain

CALLBACK = "/oauth2callback"
NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
LEAST_SECRET = 32
# Outside there is nothing to choose, and no place for it.
NO_MENU = """<style>
[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"] { display: none; }
</style>"""
NOBODY_ASKED = (
    f"There is a section [auth] in secrets.toml, but {SIGN_IN} does not say who may enter: nobody "
    "has to sign in."
)


def check() -> None:
    """SettingError where readers have to sign in and what that needs is not there."""
    if not readers():
        return
    if not is_authlib_installed():
        raise SettingError(f"{SIGN_IN} is set, which needs Authlib: pip install 'atlas[sign-in]'")
    section: Mapping[str, Any] = get_secrets_auth_section() or {}
    missing = [name for name in NEEDED if not section.get(name)]
    if missing:
        raise SettingError(
            f"{SIGN_IN} is set, and the section [auth] of .streamlit/secrets.toml does not have "
            f"{', '.join(missing)}"
        )
    if len(str(section["cookie_secret"])) < LEAST_SECRET:
        raise SettingError(
            f"cookie_secret in .streamlit/secrets.toml is shorter than {LEAST_SECRET} characters; "
            "`openssl rand -hex 32` makes one"
        )
    if not str(section["redirect_uri"]).endswith(base() + CALLBACK):
        raise SettingError(
            "redirect_uri in .streamlit/secrets.toml does not end with "
            f"{base()}{CALLBACK}; write the public address of the dashboard and that"
        )


def door_keeper() -> Callable[[Mapping[str, str]], bool] | None:
    """What knows by their cookies those who have signed in and may enter; None where all may.

    It ends the program with a sentence where that is set and cannot be used.
    """
    try:
        check()
    except SettingError as error:
        raise SystemExit(str(error)) from None
    if readers():
        return _may_enter
    if get_secrets_auth_section():
        print(NOBODY_ASKED, file=sys.stderr, flush=True)
    return None


def _may_enter(cookies: Mapping[str, str]) -> bool:
    user = _signed_in(cookies)
    return bool(user) and is_among(user, readers())


def _signed_in(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What the provider said of who has signed in; empty where these cookies are nobody's."""
    secret = get_cookie_secret()

    def signed(name: str) -> bytes | None:
        text = cookies.get(name, "")
        return decode_signed_value(secret, name, text.encode("latin-1", "replace"))

    kept = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    if kept is None:
        return {}
    user: dict[str, Any] = json.loads(kept)
    is_of_here = user.get("origin") == get_origin_from_redirect_uri()
    return user if is_of_here and user.get("is_logged_in") is True else {}


def is_outside() -> bool:
    """Whether the reader of this page has still to sign in, or may not enter."""
    named = readers()
    if not named:
        return False
    return not st.user.is_logged_in or not is_among(st.user.to_dict(), named)


def door() -> None:
    """Stop the page with a way to sign in, where its reader is outside."""
    if not is_outside():
        return
    st.html(NO_MENU)
    if st.user.is_logged_in:
        st.title("No entry")
        why = _why_not(st.user.to_dict())
        st.write(plain(why))
        st.button("Sign out", on_click=st.logout)
    else:
        st.title("Please sign in")
        st.write(
            "This dashboard of China–Russia military cooperation is for readers whom its operator "
            "knows."
        )
        st.button("Sign in", on_click=st.login, type="primary")
    st.stop()


def _why_not(user: Mapping[str, Any]) -> str:
    name = user.get("email") or "this account"
    if user.get("email_verified") is True:
        return f"{name} is not among those who may read this dashboard."
    return f"The identity provider knows you as {name}, and does not say that it is verified."


def way_out() -> None:
    """A button to sign out, where readers have signed in; draw it once on every page."""
    if readers():
        st.button("Sign out", on_click=st.logout, icon=":material/logout:")

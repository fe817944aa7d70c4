"""The search for nginx: it is installed where it can be, else there is a sentence that says why."""

import pytest

from browser import ensure_nginx

Ran = list[str]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Ran:
    """What would have been run on a machine without nginx; nothing is run."""
    commands: Ran = []

    def _done(command: list[str], seconds: float) -> str:
        commands.append(" ".join(command))
        return ""

    monkeypatch.setattr(ensure_nginx, "run", _done)
    monkeypatch.setattr(ensure_nginx, "is_root", lambda: True)
    monkeypatch.setattr(ensure_nginx.shutil, "which", lambda name, path="": f"/bin/{name}")
    return commands


def test_the_administrator_installs_it_with_the_package_manager(
    ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ensure_nginx, "find", lambda: "/usr/sbin/nginx" if len(ran) == 2 else None)
    assert ensure_nginx.ensure() == "/usr/sbin/nginx"
    assert ran == ["apt-get update", "apt-get install -y nginx-light"]


def test_an_installed_nginx_is_taken_and_nothing_is_fetched(
    ran: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ensure_nginx, "find", lambda: "/usr/sbin/nginx")
    assert ensure_nginx.ensure() == "/usr/sbin/nginx"
    assert ran == []


def test_others_are_told_what_to_type(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ensure_nginx, "find", lambda: None)
    monkeypatch.setattr(ensure_nginx, "is_root", lambda: False)
    with pytest.raises(ensure_nginx.NoNginxError, match=r"sudo sh -c 'apt-get update && apt-get"):
        ensure_nginx.ensure()
    assert ran == []

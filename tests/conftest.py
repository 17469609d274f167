"""What every test has: no network, no settings of the person who runs it, and a day that does not move on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from isnad.settings import SETTINGS
from tests.keep.databases import (  # fixtures for all tests
    _postgresql_tables,  # noqa: F401
    _sqlite_template,  # noqa: F401
    database,  # noqa: F401
    empty_url,  # noqa: F401
    postgresql_server,  # noqa: F401
    store,  # noqa: F401
    store_url,  # noqa: F401
)
from tests.workspaces import either, folder, near, workspace  # noqa: F401  # fixtures for all tests

TODAY = date(2024, 12, 7)


class _FixedDate(date):
    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return TODAY


def _refuse(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("a test reached for the network")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Sockets that connect, listen or look up a name fail; children of the tests have pipes alone."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "bind", "sendto"):
            patch.setattr(socket.socket, name, _refuse)
        patch.setattr(socket, "getaddrinfo", _refuse)
        patch.setattr(socket, "gethostbyname", _refuse)
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Settings at their defaults, and a home of the tests' own, so that no imported gazetteer changes a reading."""
    with pytest.MonkeyPatch.context() as patch:
        for setting in SETTINGS:
            patch.delenv(setting.name, raising=False)
        home = tmp_path_factory.mktemp("home")
        patch.setenv("ISNAD_HOME", str(home))
        patch.setenv("ISNAD_WORKSPACE", str(home / "workspace"))
        yield


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day that the command line takes for today."""
    from isnad.show.cli import reading

    monkeypatch.setattr(reading, "date", _FixedDate)
    return TODAY


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A file with one sentence that reports one event, in a town that does not exist."""
    path = tmp_path / "khayal.txt"
    path.write_text("قصفت قوات النظام بلدة الخيال بالمدفعية يوم الخميس، ما أدى إلى مقتل ثلاثة مدنيين.", "utf-8")
    return path

"""`isnad serve`: the desk on this machine."""

from __future__ import annotations

import ipaddress
import logging
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from ipaddress import ip_network
from typing import TYPE_CHECKING

from isnad.errors import SourceError
from isnad.gather.fetch.web.addresses import Network
from isnad.show.cli.options import Place

if TYPE_CHECKING:
    from isnad.show.web.desk import Desk

_NEEDED = ("fastapi", "uvicorn", "jinja2", "pwdlib", "limits", "python_multipart")


@dataclass(frozen=True, slots=True)
class Serving:
    """Where and how the desk is served, as asked on the command line."""

    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    is_https: bool = False
    is_public: bool = False
    is_beyond: bool = False
    hooks_to: tuple[str, ...] = ()


def is_desk_there() -> bool:
    """Whether the packages of the desk are installed."""
    return all(find_spec(name) is not None for name in _NEEDED)


def needs_desk() -> None:
    """Raises: SourceError when the packages of the desk are not installed."""
    if not is_desk_there():
        raise SourceError("isnad serve", "the desk needs more packages: pip install 'isnad[desk]'")


def serve_desk(place: Place, asked: Serving, *, when_there: Callable[[str, int], None] | None = None) -> int:
    """Exit status after serving until it is stopped: 0. `when_there` gets the link to open, and the port.

    Raises: SourceError for an address that is too open.
    """
    needs_desk()
    check_address(asked)
    asked = asked if asked.port else replace(asked, port=find_port(asked.host, (0,)))
    import uvicorn

    from isnad.show.web.app import make_app
    from isnad.show.web.options import LOOPBACK, DeskOptions

    hosts = (*LOOPBACK, *_called(asked.host), *asked.names)
    options = DeskOptions(
        hosts, is_https=asked.is_https, is_public=asked.is_public, address=address_of(asked),
        hooks_to=parse_hook_networks(asked.hooks_to),
    )  # fmt: skip
    app = make_app(place, options)
    print_weaker()
    link = print_welcome(app.state.desk, asked)
    if when_there:
        when_there(link, asked.port)
    with _log_to_stderr():
        # Its own line for each request would hold the query; the gate writes one that does not.
        uvicorn.run(
            app, host=asked.host, port=asked.port, access_log=False, server_header=False, log_level="warning",
            proxy_headers=asked.is_https, forwarded_allow_ips="127.0.0.1",
        )  # fmt: skip
    return 0


@contextmanager
def _log_to_stderr() -> Iterator[None]:
    """One line for each request, and what the answers do not say of a failure, for as long as the desk is served."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("isnad.desk")
    before = log.handlers, log.propagate, log.level
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.handlers, log.propagate, level = before
        log.setLevel(level)


def check_address(asked: Serving) -> None:
    """Raises: SourceError when other machines could reach the desk and nobody said that they may."""
    if asked.is_beyond or is_loopback(asked.host):
        return
    raise SourceError(
        "--host",
        f"at {asked.host} other machines reach the desk, and passwords and reports pass the network unencrypted; stay at"
        " 127.0.0.1 behind a proxy that speaks https (--https --name HOST), or say --beyond-this-machine",
    )


def find_port(host: str, wanted: Iterable[int]) -> int:
    """The first of these ports that is free; 0 stands for any that is. Raises: SourceError when none is."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in wanted:
        with socket.socket(family) as tried:
            # As the server does, which may take a port whose last connections have just ended.
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError:
                continue
            return int(tried.getsockname()[1])
    raise SourceError("--port", "no port is free; name another")


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("desk.example")
    (True, True, False, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def print_weaker() -> None:
    """Says where the operator's policy protects less than the packaged one. Raises: KnowledgeError."""
    from isnad.show.views.caring import load_care

    for line in load_care().policy.weaker:
        print(f"isnad: {line}", file=sys.stderr)


def print_welcome(desk: Desk, asked: Serving) -> str:
    """The link to open. Says where the desk is, and to the first who comes how to become its admin."""
    from isnad.show.care.eyes import Role
    from isnad.show.web.signing import has_admin, invite

    link = f"{address_of(asked)}/"
    print(f"the desk is at {link} ; Ctrl-C stops it", file=sys.stderr)
    if not has_admin(desk):
        link += f"join#{invite(desk, Role.ADMIN)}"
        print("nobody runs this desk yet: open this link within 24 hours, once, to become its admin", file=sys.stderr)
        print(link, flush=True)
    return link


def address_of(asked: Serving) -> str:
    """Where browsers find the desk.

    >>> address_of(Serving(names=("desk.example",), is_https=True)), address_of(Serving())
    ('https://desk.example', 'http://127.0.0.1:8765')
    """
    host = asked.names[0] if asked.names else f"{next(iter(_called(asked.host)), '127.0.0.1')}:{asked.port}"
    return f"{'https' if asked.is_https else 'http'}://{host}"


def parse_hook_networks(words: tuple[str, ...]) -> tuple[Network, ...]:
    """The networks that hooks may send to though they are not public. Raises: SourceError."""
    found: list[Network] = []
    for one in words:
        try:
            found.append(ip_network(one.strip()))
        except ValueError:
            raise SourceError("--hooks-to", f"{one!r} is no network; write it as 10.1.0.0/16 or 127.0.0.1") from None
    return tuple(found)


def _called(host: str) -> tuple[str, ...]:
    """The name in the address bar; an address that stands for all of them is none."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - told apart, not bound
        return ()
    return (f"[{host}]" if ":" in host else host,)

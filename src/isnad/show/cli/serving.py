"""`isnad serve`: the desk on this machine."""

from __future__ import annotations

import ipaddress
import logging
import sys
from dataclasses import dataclass
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


def needs_desk() -> None:
    """Raises: SourceError when the packages of the desk are not installed."""
    if any(find_spec(name) is None for name in _NEEDED):
        raise SourceError("isnad serve", "the desk needs more packages: pip install 'isnad[desk]'")


def serve_desk(place: Place, asked: Serving) -> int:
    """Exit status after serving until it is stopped: 0. Raises: SourceError for an address that is too open."""
    needs_desk()
    check_address(asked)
    import uvicorn

    from isnad.show.web.app import make_app
    from isnad.show.web.options import LOOPBACK, DeskOptions

    hosts = (*LOOPBACK, *_called(asked.host), *asked.names)
    options = DeskOptions(
        hosts, is_https=asked.is_https, is_public=asked.is_public, address=address_of(asked),
        hooks_to=parse_hook_networks(asked.hooks_to),
    )  # fmt: skip
    app = make_app(place, options)
    print_welcome(app.state.desk, asked)
    _log_to_stderr()
    # Its own line for each request would hold the query; the gate writes one that does not.
    uvicorn.run(
        app, host=asked.host, port=asked.port, access_log=False, server_header=False, log_level="warning",
        proxy_headers=asked.is_https, forwarded_allow_ips="127.0.0.1",
    )  # fmt: skip
    return 0


def _log_to_stderr() -> None:
    """One line for each request, and what the answers do not say of a failure."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log = logging.getLogger("isnad.desk")
    log.handlers, log.propagate = [handler], False
    log.setLevel(logging.INFO)


def check_address(asked: Serving) -> None:
    """Raises: SourceError when other machines could reach the desk and nobody said that they may."""
    if asked.is_beyond or is_loopback(asked.host):
        return
    raise SourceError(
        "--host",
        f"at {asked.host} other machines reach the desk, and passwords and reports pass the network unencrypted; stay at"
        " 127.0.0.1 behind a proxy that speaks https (--https --name HOST), or say --beyond-this-machine",
    )


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


def print_welcome(desk: Desk, asked: Serving) -> None:
    """Says where the desk is, and to the first who comes how to become its admin."""
    from isnad.show.care.eyes import Role
    from isnad.show.web.signing import has_admin, invite

    address = address_of(asked)
    print(f"the desk is at {address}/ ; Ctrl-C stops it", file=sys.stderr)
    if not has_admin(desk):
        code = invite(desk, Role.ADMIN)
        print("nobody runs this desk yet: open this link within 24 hours, once, to become its admin", file=sys.stderr)
        print(f"{address}/join#{code}", flush=True)


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

"""The guard between the client and the network: it looks up names, refuses addresses and watches the time.

A name is looked up once for each connection, the addresses are checked, and the connection goes to a checked address
and to no other. So a name that changes its address between the check and the connection gains nothing. It stands
under the client, so that redirects and robots.txt pass it too.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from isnad.errors import Reason
from isnad.gather.fetch.web.addresses import Network, find_refusal, parse_address
from isnad.gather.fetch.web.deadlines import Deadline
from isnad.gather.fetch.web.failures import AddressError, FetchError, PassingError, SlowError

Resolve = Callable[[str, int], tuple[str, ...]]
Dial = Callable[[str, int, float | None], httpcore.NetworkStream]

_MOST_ADDRESSES = 6  # of one name that are tried


def resolve_name(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a name, in the order in which the machine would try them.

    Raises: OSError, UnicodeError.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(row[4][0]) for row in found))


def dial_address(address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
    """A connection to one address. Raises: httpcore.ConnectError, httpcore.ConnectTimeout."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=timeout)


class Guard(httpcore.NetworkBackend):
    """Connects to checked addresses only, and lets nothing run over the deadline.

    `allowed` are networks that are let in though they are not public.
    """

    def __init__(
        self,
        allowed: Iterable[Network] = (),
        *,
        resolve: Resolve = resolve_name,
        dial: Dial = dial_address,
    ) -> None:
        self.deadline = Deadline()
        self._allowed = tuple(allowed)
        self._resolve = resolve
        self._dial = dial

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A watched connection to the first address of the host that answers.

        Raises: AddressError, SlowError, PassingError, httpcore.ConnectError, httpcore.ConnectTimeout.
        """
        addresses = self._checked(self._find_addresses(host, port))
        for rest in range(len(addresses), 0, -1):
            left = self.deadline.left()
            try:
                stream = self._dial(addresses[-rest], port, None if left is None else left / rest)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if rest == 1:
                    raise
            else:
                self._check_far(addresses[-rest], stream)
                return WatchedStream(stream, self.deadline)
        raise PassingError(Reason("web.no_address", "names a host without address; try again later"))

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: a page does not lie behind a socket of this machine. Raises: AddressError."""
        raise AddressError(Reason("web.socket", "leads to a socket of this machine, which is refused"))

    def _checked(self, addresses: tuple[str, ...]) -> tuple[str, ...]:
        """The addresses that may be connected to, in order.

        Raises: AddressError where there are addresses and all of them are refused.
        """
        refused = [find_refusal(parse_address(address), self._allowed) for address in addresses]
        allowed = tuple(address for address, kind in zip(addresses, refused, strict=True) if kind is None)
        if addresses and not allowed:
            raise AddressError(
                Reason(
                    "web.private",
                    "leads to {address} ({kind}), which is refused; set ISNAD_ALLOW_PRIVATE to its network if this is meant",
                    address=addresses[0][:50],
                    kind=refused[0],
                )
            )
        return allowed[:_MOST_ADDRESSES]

    def _check_far(self, address: str, stream: httpcore.NetworkStream) -> None:
        """Raises: AddressError for a public address that is this machine's own: behind it are its own services."""
        own = stream.get_extra_info("client_addr")
        if own and str(own[0]) == address and not any(parse_address(address) in network for network in self._allowed):
            stream.close()
            raise AddressError(
                Reason("web.own", "leads to {address} (this machine), which is refused", address=address)
            )

    def _find_addresses(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of the host, looked up beside the deadline: the machine's own look-up cannot be told to end.

        Raises: SlowError, FetchError, PassingError.
        """
        found: list[tuple[str, ...] | Exception] = []

        def look_up() -> None:
            try:
                found.append(self._resolve(host, port))
            except (OSError, UnicodeError, ValueError) as error:
                found.append(error)

        thread = threading.Thread(target=look_up, daemon=True, name="isnad-name")
        thread.start()
        thread.join(self.deadline.left())
        if not found:
            raise SlowError(Reason("web.slow_name", "names a host that is not found in its time; try again later"))
        if isinstance(found[0], Exception):
            raise _unresolved(found[0])
        return found[0]


def _unresolved(error: Exception) -> FetchError:
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN:
        return PassingError(
            Reason(
                "web.no_lookup", "names a host that cannot be looked up now; see whether this machine is on the network"
            )
        )
    return FetchError(Reason("web.no_host", "names a host that does not exist; see whether the address is spelt right"))


class WatchedStream(httpcore.NetworkStream):
    """A connection on which no single wait goes over the deadline of the fetch that uses it now."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes. Raises: SlowError, httpcore.ReadTimeout, httpcore.ReadError."""
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all bytes. Raises: SlowError, httpcore.WriteTimeout, httpcore.WriteError."""
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted and watched. Raises: SlowError, httpcore.ConnectError."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return WatchedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection says of itself."""
        return self._stream.get_extra_info(info)

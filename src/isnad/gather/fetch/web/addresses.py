"""Addresses that no page is fetched from: this machine, its own network, and what is no single public host.

The networks are those of the IANA registries of special-purpose addresses (IPv4 and IPv6). They are written out,
for `ipaddress` changed its mind about some of them between versions of Python.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

EVERYWHERE: tuple[Network, ...] = (IPv4Network("0.0.0.0/0"), IPv6Network("::/0"))

_REFUSED_4 = tuple(
    (IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a provider's customers"),
        ("127.0.0.0/8", "this machine"),
        ("168.63.129.16/32", "a cloud's own service"),  # public by number, yet reached from inside Azure alone
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "reserved for examples"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "reserved for measuring"),
        ("198.51.100.0/24", "reserved for examples"),
        ("203.0.113.0/24", "reserved for examples"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_REFUSED_6 = tuple(
    (IPv6Network(network), kind)
    for network, kind in (
        ("::/128", "unspecified"),
        ("::1/128", "this machine"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
        ("2001::/23", "reserved"),  # with Teredo, which carries an IPv4 address
        ("2001:db8::/32", "reserved for examples"),
        ("2002::/16", "reserved"),  # 6to4, which carries an IPv4 address
        ("3fff::/20", "reserved for examples"),
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")
_CARRIERS = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))  # IPv4-mapped and NAT64


def find_refusal(address: Address, allowed: Iterable[Network] = ()) -> str | None:
    """What kind of address it is, where it is refused; None where a page may be fetched from it.

    An IPv6 address that carries an IPv4 one (mapped, NAT64) is judged by the one it carries.

    >>> find_refusal(ip_address("169.254.169.254")), find_refusal(ip_address("::ffff:10.0.0.1"))
    ('link-local', 'private')
    >>> find_refusal(ip_address("10.0.0.1"), [ip_network("10.0.0.0/8")]) is None
    True
    """
    plain = _plain(address)
    if any(one.version == network.version and one in network for network in allowed for one in (address, plain)):
        return None
    if isinstance(plain, IPv4Address):
        return next((kind for network, kind in _REFUSED_4 if plain in network), None)
    return _find_refusal_6(plain)


def _plain(address: Address) -> Address:
    """The IPv4 address that an IPv6 one carries; else the address without its zone."""
    if isinstance(address, IPv4Address):
        return address
    number = int(address)
    bare = IPv6Address(number)
    return IPv4Address(number & 0xFFFFFFFF) if any(bare in network for network in _CARRIERS) else bare


def _find_refusal_6(address: IPv6Address) -> str | None:
    kind = next((kind for network, kind in _REFUSED_6 if address in network), None)
    return kind or (None if address in _PUBLIC_6 else "reserved")


def parse_networks(value: str) -> tuple[Network, ...]:
    """The networks that a setting names: `off` none, `on` all, else addresses and networks with commas between.

    Raises: ValueError for what is no network.

    >>> parse_networks("10.1.0.0/16, ::1")
    (IPv4Network('10.1.0.0/16'), IPv6Network('::1/128'))
    """
    word = value.strip().lower()
    if word in ("", "off", "no", "0", "false"):
        return ()
    if word in ("on", "yes", "1", "true"):
        return EVERYWHERE
    return tuple(ip_network(part.strip()) for part in word.split(","))


def parse_address(text: str) -> Address:
    """The address as resolving gives it; a zone (`fe80::1%eth0`) is kept.

    Raises: ValueError for what is no address.
    """
    return ip_address(text)

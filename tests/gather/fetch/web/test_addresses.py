"""Addresses that are refused, in every spelling that the machine understands."""

from __future__ import annotations

import _socket
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from isnad.gather.fetch.web.addresses import EVERYWHERE, find_refusal, parse_address, parse_networks

_REFUSED_NETWORKS = ["10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
_refused_4 = st.sampled_from(_REFUSED_NETWORKS).flatmap(lambda network: st.ip_addresses(network=network))
_plain_4 = st.ip_addresses(v=4)


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("127.0.0.1", "this machine"),
        ("0.0.0.0", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.31.255.255", "private"),
        ("192.168.0.1", "private"),
        ("169.254.169.254", "link-local"),
        ("100.100.100.200", "shared by a provider's customers"),
        ("168.63.129.16", "a cloud's own service"),
        ("192.0.0.192", "reserved"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "this machine"),
        ("fe80::1%eth0", "link-local"),
        ("fd00:ec2::254", "private"),
        ("ff02::1", "multicast"),
        ("::ffff:127.0.0.1", "this machine"),
        ("::ffff:127.0.0.1%1", "this machine"),
        ("::127.0.0.1", "reserved"),
        ("64:ff9b::a00:1", "private"),
        ("64:ff9b:1::a00:1", "reserved"),
        ("2002:7f00:1::", "reserved"),
        ("2001:0:7f00:1::", "reserved"),
        ("2001:db8::1", "reserved for examples"),
    ],
)
def test_refused(address: str, kind: str) -> None:
    assert find_refusal(parse_address(address)) == kind


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "172.15.255.255", "172.32.0.0", "100.128.0.0", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_public(address: str) -> None:
    assert find_refusal(parse_address(address)) is None


@given(st.ip_addresses())
@example(ip_address("192.88.99.1"))
def test_whatever_the_standard_library_holds_for_special_is_refused(address: IPv4Address | IPv6Address) -> None:
    special = (
        address.is_private or address.is_loopback or address.is_link_local or address.is_multicast
        or address.is_reserved or address.is_unspecified
    )  # fmt: skip
    carried = isinstance(address, IPv6Address) and (
        address.ipv4_mapped is not None or address in ip_network("64:ff9b::/96")
    )
    if special and not carried:
        assert find_refusal(address) is not None


@given(_plain_4, st.sampled_from(["::ffff:0:0", "64:ff9b::"]))
def test_an_address_inside_another_is_judged_alike(address: IPv4Address, carrier: str) -> None:
    assert find_refusal(IPv6Address(int(ip_address(carrier)) + int(address))) == find_refusal(address)


def _spellings(address: IPv4Address) -> list[str]:
    """Decimal, octal, hexadecimal, shortened and mixed spellings, as inet_aton takes them."""
    number = int(address)
    a, b, c, d = address.packed
    return [
        str(number), hex(number), f"0{number:o}", f"0x{number:08X}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}", f"{a}.0x{b:x}.0{c:o}.{d}",
        f"{a}.{(b << 16) + (c << 8) + d}", f"{a}.{b}.{(c << 8) + d}", f"0x{a:x}.{b}.0{(c << 8) + d:o}",
        f"::ffff:{address}", f"::ffff:{number >> 16:x}:{number & 0xFFFF:x}", f"0:0:0:0:0:ffff:{address}",
        f"64:ff9b::{address}",
    ]  # fmt: skip


@given(_refused_4, st.integers(0, 13))
def test_every_spelling_of_a_refused_address_is_refused(address: IPv4Address, which: int) -> None:
    spelling = _spellings(address)[which]
    rows = _socket.getaddrinfo(spelling, 80, flags=socket.AI_NUMERICHOST, type=socket.SOCK_STREAM)
    assume(rows)
    assert [find_refusal(parse_address(str(row[4][0]))) for row in rows] == [find_refusal(address)] * len(rows)


def test_networks_that_are_let_in() -> None:
    allowed = [IPv4Network("10.1.0.0/16")]
    assert find_refusal(ip_address("10.1.2.3"), allowed) is None
    assert find_refusal(ip_address("::ffff:10.1.2.3"), allowed) is None
    assert find_refusal(ip_address("10.2.0.1"), allowed) == "private"
    assert find_refusal(ip_address("::1"), EVERYWHERE) is None


@pytest.mark.parametrize(
    ("value", "networks"),
    [("off", ()), ("", ()), ("on", EVERYWHERE), ("10.0.0.0/8", (ip_network("10.0.0.0/8"),))],
)
def test_the_setting(value: str, networks: tuple[object, ...]) -> None:
    assert parse_networks(value) == networks


@pytest.mark.parametrize("value", ["perhaps", "10.0.0.1/8", "10.0.0.0/8;::1", "localhost"])
def test_a_setting_that_names_no_network(value: str) -> None:
    with pytest.raises(ValueError, match=r"does not appear|has host bits"):
        parse_networks(value)

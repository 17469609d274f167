"""Keys of articles: by what two captures are told to be versions of one article of one outlet."""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import urlsplit

from isnad.gather.items import Item, ItemKind
from isnad.gather.parse.jsonl import unnamed_id
from isnad.gather.urls import canonical_url
from isnad.model import Article


def find_article_key(item: Item, article: Article) -> str:
    """The article's key: its address, else its outlet's id for it, else its file; what has no name is itself.

    A page may name another address of its own site only: else any page could pass for a new version of another's.

    >>> item = Item(b"x", "https://a.example/1?utm_source=t", ItemKind.PAGE, url="https://a.example/1?utm_source=t")
    >>> find_article_key(item, Article("1", "نص", (), url="https://b.example/9"))
    'url:https://a.example/1'
    """
    fetched = item.final_url or item.url
    if fetched:
        own = article.url and _site(article.url) == _site(fetched)
        return f"url:{canonical_url(article.url if own and article.url else fetched)}"
    if article.url:
        return f"url:{canonical_url(article.url)}"
    if item.kind in (ItemKind.RECORD, ItemKind.ROW, ItemKind.MESSAGE):
        named = article.article_id != unnamed_id(item.where)
        source = article.outlet or item.where.rpartition(":")[0]
        return f"id:{source}/{article.article_id}" if named else f"bytes:{sha256(item.data).hexdigest()}"
    return f"file:{item.where}"


def _site(url: str) -> str:
    """The host of the address without `www.`.

    Empty: "" for what is no address.
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""

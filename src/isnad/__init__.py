"""Isnad: reads Arabic news reports on conflict and writes down what they say happened, and on whose word.

>>> import isnad
>>> claims = isnad.read("قصفت قوات النظام مدينة تلبيسة بالمدفعية.", published="2024-12-05")
>>> claims.rows()[0]["type"]
'shelling'
"""

from __future__ import annotations

import importlib
from datetime import date
from typing import TYPE_CHECKING

from isnad.errors import ArchiveError, IsnadError, KnowledgeError, NotFound, SourceError, StoreError
from isnad.settings import VERSION as __version__

if TYPE_CHECKING:
    from isnad.show.library import Claims

__all__ = ["ArchiveError", "IsnadError", "KnowledgeError", "NotFound", "SourceError", "StoreError", "read"]

# The room `isnad.read` is loaded first, so that the function below is what `isnad.read` names afterwards.
importlib.import_module("isnad.read")


def read(
    text: str, *, published: date | str | None = None, title: str | None = None, outlet: str | None = None
) -> Claims:
    """Claims of one report given as text, with `rows()` for tables and `article` for the sections.

    `published` is the report's day (ISO 8601), against which relative times are resolved; without it they stay open.
    Raises: SourceError when the text is empty or has no Arabic.
    """
    from isnad.show.library import read_text

    return read_text(text, published=published, title=title, outlet=outlet)

"""Ways in: each a module that hands over items as received, before anything is kept or parsed.

`files` tells what a file is and asks `records`, `tables`, `telegram` or `warcs` for what it holds; `visits` asks
`web` for a page, and follows the `listings` (feeds, sitemaps) that it meets.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from isnad.gather.fetch.files import find_in_path
from isnad.gather.fetch.sources import Source
from isnad.gather.fetch.visits import Visit, find_at_address
from isnad.gather.items import Found

__all__ = ["Source", "Visit", "find_items"]


def find_items(source: Source, visit: Visit) -> Iterator[Found]:
    """All items of the source, as its own way in finds them; those of files by their whole path.

    A file without an address is known by its path, and files of other folders must not pass for versions of it.
    """
    if source.is_web:
        yield from find_at_address(source, visit)
    else:
        yield from find_in_path(Path(source.at).expanduser().absolute(), source.told)

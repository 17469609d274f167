"""Tables of the house: UTF-8 tab-separated files with a header row, `#` lines are comments."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from isnad.errors import KnowledgeError


def find_rows(path: Traversable, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Rows of the table at `path`, each as a tuple in the order of `columns`.

    Raises: KnowledgeError naming file, line and reason when the header or a row does not fit.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    header: tuple[str, ...] | None = None
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if header is None:
            header = cells
            if header != columns:
                raise KnowledgeError(f"{path}:{number}: header is {header}, expected {columns}")
            continue
        if len(cells) != len(columns):
            raise KnowledgeError(f"{path}:{number}: {len(cells)} cells, expected {len(columns)}")
        yield cells

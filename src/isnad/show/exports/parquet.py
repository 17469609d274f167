"""Parquet: incidents as a columnar table in row groups. Needs pyarrow, the extra `parquet`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import Any

from isnad.errors import SourceError
from isnad.show.exports.coding import Coding
from isnad.show.exports.properties import FIELDS, find_properties
from isnad.show.shown import IncidentShown

# Rows that are held at once.
_GROUP = 10_000
_TYPES = {"text": "string", "whole": "int64", "number": "float64", "truth": "bool_"}


class _Sink:
    """What a writer has written since it was last taken."""

    closed = False

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self._at = 0

    def write(self, chunk: Any) -> int:
        """Bytes taken over."""
        self._held.append(bytes(chunk))
        self._at += len(self._held[-1])
        return len(self._held[-1])

    def tell(self) -> int:
        """Bytes written in all."""
        return self._at

    def flush(self) -> None:
        """Nothing: there is nothing behind."""

    def close(self) -> None:
        """No more is written."""
        self.closed = True

    def take(self) -> bytes:
        """What was written since."""
        taken = b"".join(self._held)
        self._held.clear()
        return taken


def write_parquet(incidents: Iterable[IncidentShown], coding: Coding) -> Iterator[bytes]:
    """The file, a chunk for each row group. Raises: SourceError where pyarrow is not installed."""
    try:
        arrow, files = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        raise SourceError("parquet", "needs pyarrow; install it with `pip install 'isnad[parquet]'`") from None
    schema = arrow.schema([(name, getattr(arrow, _TYPES[kind])()) for name, kind in FIELDS.items()])
    schema = schema.set(schema.get_field_index("claims"), arrow.field("claims", arrow.list_(arrow.string())))
    sink = _Sink()
    rows = (find_properties(one, coding) | {"claims": list(one.claims)} for one in incidents)
    with files.ParquetWriter(arrow.PythonFile(sink, mode="w"), schema) as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))
            yield sink.take()
    yield sink.take()

"""Parquet: read back by pyarrow and pandas and compared with the records."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from isnad.errors import SourceError
from isnad.show.exports import parquet as exports_parquet
from isnad.show.exports.parquet import write_parquet
from isnad.show.exports.properties import find_properties
from tests.show.exports.samples import INCIDENTS, coding, hostile_incidents, many


def _read(*incidents: Any) -> Any:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow reads Parquet; it is in the extra parquet")
    return parquet.ParquetFile(BytesIO(b"".join(write_parquet(incidents, coding()))))


def test_every_value_comes_back() -> None:
    rows = _read(*INCIDENTS, *hostile_incidents()).read().to_pylist()
    records = (*INCIDENTS, *hostile_incidents())
    assert rows == [find_properties(one, coding()) | {"claims": list(one.claims)} for one in records]


def test_pandas_reads_it() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is in the extra exports-test")
    frame = pandas.read_parquet(BytesIO(b"".join(write_parquet(INCIDENTS, coding()))))
    assert [tuple(claims) for claims in frame.claims] == [one.claims for one in INCIDENTS]
    assert frame.origins.sum() == sum(one.origins for one in INCIDENTS)


def test_rows_come_in_groups_and_none_is_a_table_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports_parquet, "_GROUP", 100)
    file = _read(*many(250))
    assert [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)] == [100, 100, 50]
    assert _read().metadata.num_rows == 0


def test_without_pyarrow_one_line_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(exports_parquet, "import_module", refuse)
    with pytest.raises(SourceError, match=r"isnad\[parquet\]"):
        next(write_parquet(INCIDENTS, coding()))

"""GeoPackage: read back by GeoPandas over GDAL, and held to the tables of the standard."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from isnad.show.exports.geojson import write_geojson
from isnad.show.exports.geopackage import LAYER, write_geopackage
from isnad.show.exports.properties import FIELDS, find_properties
from isnad.show.shown import IncidentShown
from tests.show.exports.samples import INCIDENTS, coding, hostile_incidents

_MOMENT = "2024-12-07T00:00:00.000000Z"


def _write(path: Path, incidents: tuple[IncidentShown, ...]) -> Path:
    path.write_bytes(b"".join(write_geopackage(incidents, coding(), moment=_MOMENT)))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return _write(tmp_path / "incidents.gpkg", INCIDENTS)


def test_the_container_is_as_the_standard_has_it(file: Path) -> None:
    raw = file.read_bytes()
    assert raw[:16] == b"SQLite format 3\x00"
    assert raw[68:72] == b"GPKG"
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA user_version").fetchone() == (10300,)
        systems = {row[0] for row in connection.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")}
        extent = connection.execute("SELECT min_x, min_y, max_x, max_y, last_change FROM gpkg_contents").fetchone()
    assert systems == {-1, 0, 4326}
    assert extent == (36.73, 34.84, 37.55, 36.25, _MOMENT)


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (_write(tmp_path / name, INCIDENTS).read_bytes() for name in ("a.gpkg", "b.gpkg"))
    assert one == other


def _read(path: Path) -> Any:
    geopandas = pytest.importorskip("geopandas", reason="GeoPandas reads it as users do; the extra exports-test has it")
    return geopandas.read_file(path)


def test_geopandas_reads_every_value(file: Path) -> None:
    frame = _read(file)
    assert frame.crs.to_epsg() == 4326
    rows = frame.drop(columns="geometry").astype(object).where(frame.drop(columns="geometry").notna(), None)
    for shown, (_, row) in zip(INCIDENTS, rows.iterrows(), strict=True):
        assert dict(row) == find_properties(shown, coding())
        assert tuple(row.claims.split("|")) == shown.claims


def test_points_lie_where_the_records_say(file: Path) -> None:
    frame = _read(file).set_index("incident")
    assert (frame.geometry["i-1"].x, frame.geometry["i-1"].y) == (36.73, 34.84)
    assert frame.geometry["i-3"] is None
    assert list(frame.geometry_is[["i-1", "i-2", "i-3"]]) == ["point", "area", "none"]


def test_hostile_texts_and_no_records(tmp_path: Path) -> None:
    frame = _read(_write(tmp_path / "hostile.gpkg", hostile_incidents()))
    assert list(frame.place) == [find_properties(one, coding())["place"] for one in hostile_incidents()]
    assert len(_read(_write(tmp_path / "none.gpkg", ()))) == 0


def test_geopandas_reads_the_geojson_too(tmp_path: Path) -> None:
    path = tmp_path / "incidents.geojson"
    path.write_bytes(b"".join(write_geojson(INCIDENTS, coding())))
    frame = _read(path).set_index("incident")
    assert (frame.geometry["i-2"].x, frame.geometry["i-2"].y) == (37.55, 36.25)
    assert list(frame.fatalities_low[["i-1", "i-2"]]) == [3, 4]
    assert LAYER == "incidents"
    assert {*FIELDS} <= {*frame.columns, "incident"}

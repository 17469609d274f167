"""GeoPackage: incidents as one layer of points in an SQLite file by OGC's standard, written with the standard library.

The container is a handful of tables, so that no library of 100 MB is needed to write it; the tests read it with GDAL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory

from isnad.show.exports.cells import Value
from isnad.show.exports.coding import Coding
from isnad.show.exports.properties import FIELDS, find_properties
from isnad.show.shown import IncidentShown

LAYER = "incidents"
_APPLICATION_ID, _VERSION = 0x47504B47, 10300
_WGS84 = 4326
_TYPES = {"text": "TEXT", "whole": "INTEGER", "number": "DOUBLE", "truth": "BOOLEAN"}
_CHUNK = 1 << 18
_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""
_SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", _WGS84, "EPSG", _WGS84, _WKT, "longitude and latitude in decimal degrees on WGS 84"),
)


def write_geopackage(incidents: Iterable[IncidentShown], coding: Coding, *, moment: str) -> Iterator[bytes]:
    """The file, in chunks. It is made whole beside and then handed on; `moment` (UTC) is noted as its last change."""
    with TemporaryDirectory(prefix="isnad-") as folder:
        path = Path(folder) / "incidents.gpkg"
        with closing(sqlite3.connect(path)) as connection:
            _write_layer(connection, incidents, coding, moment)
        with path.open("rb") as made:
            while chunk := made.read(_CHUNK):
                yield chunk


def _write_layer(conn: sqlite3.Connection, incidents: Iterable[IncidentShown], coding: Coding, moment: str) -> None:
    conn.execute("PRAGMA journal_mode = OFF")  # a file that nobody else has seen needs no way back
    conn.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {_VERSION}")
    conn.executescript(_TABLES)
    columns = ", ".join(f"{name} {_TYPES[kind]}" for name, kind in FIELDS.items())
    conn.execute(f"CREATE TABLE {LAYER} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, {columns})")
    conn.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
    named, marks = ", ".join(FIELDS), ", ".join("?" * len(FIELDS))
    insert = f"INSERT INTO {LAYER} (geom, {named}) VALUES (?, {marks})"  # noqa: S608
    conn.executemany(insert, (_values(find_properties(one, coding)) for one in incidents))
    extent = conn.execute(f"SELECT min(lon), min(lat), max(lon), max(lat) FROM {LAYER}").fetchone()  # noqa: S608
    contents = (LAYER, "features", LAYER, "Incidents; geometry_is tells points from middles of areas", moment)
    conn.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*contents, *extent, _WGS84))
    conn.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (LAYER, _WGS84))
    conn.commit()


def _values(found: dict[str, Value]) -> tuple[Value | bytes, ...]:
    lat, lon = found["lat"], found["lon"]
    geometry = _point(float(lon), float(lat)) if lat is not None and lon is not None else None
    return (geometry, *(found[name] for name in FIELDS))


def _point(lon: float, lat: float) -> bytes:
    """The point as GeoPackage's binary: its header without an envelope, then well-known binary, both little-endian."""
    return pack("<2sBBi", b"GP", 0, 1, _WGS84) + pack("<BIdd", 1, 1, lon, lat)

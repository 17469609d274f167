"""Formats: every export by its name."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """The formats."""

    ACLED = "acled"
    UCDP = "ucdp"
    PLOVER = "plover"
    GEOJSON = "geojson"
    GEOPACKAGE = "geopackage"
    PARQUET = "parquet"
    HXL = "hxl"
    FTM = "ftm"
    CLAIMREVIEW = "claimreview"

    @property
    def media_type(self) -> str:
        """What the bytes are, for a browser."""
        return _MEDIA_TYPES[self]

    @property
    def ending(self) -> str:
        """How a file of it is named."""
        return _ENDINGS[self]


_CSV, _LINES = "text/csv; charset=utf-8", "application/x-ndjson"
_MEDIA_TYPES = {
    Format.ACLED: _CSV,
    Format.UCDP: _CSV,
    Format.PLOVER: _LINES,
    Format.GEOJSON: "application/geo+json",
    Format.GEOPACKAGE: "application/geopackage+sqlite3",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.HXL: _CSV,
    Format.FTM: _LINES,
    Format.CLAIMREVIEW: "application/ld+json",
}
_ENDINGS = {
    Format.ACLED: "csv",
    Format.UCDP: "csv",
    Format.PLOVER: "jsonl",
    Format.GEOJSON: "geojson",
    Format.GEOPACKAGE: "gpkg",
    Format.PARQUET: "parquet",
    Format.HXL: "csv",
    Format.FTM: "ftm.json",
    Format.CLAIMREVIEW: "jsonld",
}

"""Forms of foreign gazetteers: which columns an OCHA table or a GeoNames dump has, and how a row becomes a place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from isnad.knowledge.gazetteer import PlaceRow

Cells = Mapping[str, str]

GEONAMES_COLUMNS = (
    "geonameid", "name", "asciiname", "alternatenames", "latitude", "longitude", "feature_class", "feature_code",
    "country", "cc2", "admin1", "admin2", "admin3", "admin4", "population", "elevation", "dem", "timezone", "modified",
)  # fmt: skip
_ARABIC = re.compile(
    r"[\u0621-\u063a\u0641-\u0652 0-9()-]*[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u0652 0-9()-]*"
)
# OCHA joins two names of one place with a low line or a slash, stretches letters, and has a few Persian ones.
_OCHA_JOINTS = re.compile(r"[_/]")
_OCHA_LETTERS = str.maketrans({"\u0640": None, "\u06a9": "\u0643", "\u06cc": "\u064a"})
_TOWN_POPULATION = 10_000
# Feature classes and codes of GeoNames (geonames.org/export/codes.html) and the kinds that they are here.
_KIND_OF_CODE = {
    "PCLI": "country", "ADM1": "governorate", "ADM2": "district", "ADM3": "district", "PPLX": "quarter",
    "AIRP": "airport", "AIRF": "airport", "AIRB": "base", "MILB": "base", "BDG": "bridge", "ISL": "island",
    "PRT": "port", "HBR": "port", "SEA": "sea", "RFG": "camp", "RFGC": "camp", "DAM": "facility", "OILF": "facility",
}  # fmt: skip
_KIND_OF_CLASS = {"A": "district", "H": "river", "L": "region", "R": "road", "S": "facility", "T": "mountain"}


@dataclass(frozen=True, slots=True)
class OchaForm:
    """One form of OCHA table: the columns that tell it, and what makes a place of its rows."""

    needs: tuple[str, ...]
    place: Callable[[Cells], PlaceRow]


def geonames_place(cells: Cells) -> PlaceRow | None:
    """The place of a GeoNames row; None where it has no Arabic name.

    Raises: ValueError for coordinates that are none.
    """
    names = _arabic(cells["alternatenames"].split(","))
    if not names:
        return None
    number = cells["geonameid"]
    if not number.isdigit():
        raise ValueError(f"geonameid {number!r} is not a number")
    return _place(
        f"{cells['country'].lower() or 'xx'}-geonames-{number}", names, cells["asciiname"], _geonames_kind(cells),
        (cells["latitude"], cells["longitude"]), cells["country"], source=f"geonames:{number}",
    )  # fmt: skip


def _geonames_kind(cells: Cells) -> str:
    code, letter = cells["feature_code"], cells["feature_class"]
    if code in _KIND_OF_CODE:
        return _KIND_OF_CODE[code]
    if letter == "P":
        return "town" if int(cells["population"] or 0) >= _TOWN_POPULATION else "village"
    return _KIND_OF_CLASS.get(letter, "region")


def _populated_place(cells: Cells) -> PlaceRow:
    kind = "town" if cells["is_capital"] == "True" else "village"
    return _place(
        _identity(cells["pcode"]), _ocha_names(cells["name_ar"]), cells["name_en"], kind, (cells["lat"], cells["lng"]),
        _country(cells["admin1_pcode"]), parent=_identity(cells["admin3_pcode"]), pcode=cells["pcode"],
        admin1=cells["admin1_ar"],
    )  # fmt: skip


def _admin(level: int, kind: str) -> Callable[[Cells], PlaceRow]:
    """What makes a place of a row of the table of admin `level`."""

    def place(cells: Cells) -> PlaceRow:
        above = cells.get(f"adm{level - 1}_pcode", "")
        return _place(
            _identity(cells[f"adm{level}_pcode"]), _ocha_names(cells[f"adm{level}_name1"]), cells[f"adm{level}_name"],
            kind, (cells["center_lat"], cells["center_lon"]), _country(cells["adm0_pcode"]),
            parent=_identity(above) if level > 1 else "", pcode=cells[f"adm{level}_pcode"], admin1=cells["adm1_name"],
        )  # fmt: skip

    return place


def _neighbourhood(cells: Cells) -> PlaceRow:
    """A quarter at the middle of its box; the table keeps the Arabic name and the code in numbered columns."""
    edges = cells["_bbox"].split(",")
    if len(edges) != 4:
        raise ValueError(f"box {cells['_bbox']!r} is not four numbers")
    west, south, east, north = (_degrees(edge) for edge in edges)
    pcode = cells["adm4_pcode"] + cells["neighbor_2"]
    return _place(
        _identity(pcode), _ocha_names(cells["neighbor_1"]), cells["neighborho"], "quarter",
        (str(round((south + north) / 2, 5)), str(round((west + east) / 2, 5))), _country(cells["adm1_pcode"]),
        admin1=cells["adm1_en"], parent=_identity(cells["adm4_pcode"]), pcode=pcode,
    )  # fmt: skip


def _place(
    place_id: str, names: tuple[str, ...], name_en: str, kind: str, where: tuple[str, str], country: str,
    *, admin1: str = "", parent: str = "", pcode: str = "", source: str = "",
) -> PlaceRow:  # fmt: skip
    if not names:
        raise ValueError("no Arabic name")
    lat, lon = (_degrees(cell) for cell in where)
    if abs(lat) > 90 or abs(lon) > 180:
        raise ValueError(f"latitude {lat}, longitude {lon} is not on the globe")
    english = " ".join(name_en.split()).replace("|", "/")
    return PlaceRow(
        place_id, names, (english,) if english else (), kind, lat, lon, country, admin1, parent, pcode,
        source or f"ocha:{pcode}", "",
    )  # fmt: skip


def _degrees(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError(f"coordinate {cell!r} is not a number") from None


def _arabic(names: list[str]) -> tuple[str, ...]:
    """The names in Arabic letters, each once, without what stands in brackets."""
    found = []
    for name in names:
        plain = " ".join(re.sub(r"\([^)]*\)", " ", unicodedata.normalize("NFC", name or "")).split())
        if plain and _ARABIC.fullmatch(plain) and plain not in found:
            found.append(plain)
    return tuple(found)


def _ocha_names(cell: str) -> tuple[str, ...]:
    """The Arabic names of a cell of an OCHA table, which may hold two of one place."""
    return _arabic(_OCHA_JOINTS.split((cell or "").translate(_OCHA_LETTERS)))


def _identity(pcode: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]+", pcode or ""):
        raise ValueError(f"P-code {pcode!r} is not letters and digits")
    return f"ocha-{pcode.lower()}"


def _country(pcode: str) -> str:
    """The two-letter country that a P-code begins with."""
    if not re.match(r"[A-Z]{2}", pcode or ""):
        raise ValueError(f"P-code {pcode!r} does not begin with a country")
    return pcode[:2]


OCHA_FORMS = (
    OchaForm(("pcode", "name_ar", "name_en", "lat", "lng", "admin1_pcode"), _populated_place),
    OchaForm(("neighborho", "neighbor_1", "neighbor_2", "adm4_pcode", "_bbox"), _neighbourhood),
    OchaForm(("adm3_pcode", "adm3_name1", "center_lat", "center_lon"), _admin(3, "district")),
    OchaForm(("adm2_pcode", "adm2_name1", "center_lat", "center_lon"), _admin(2, "district")),
    OchaForm(("adm1_pcode", "adm1_name1", "center_lat", "center_lon"), _admin(1, "governorate")),
)

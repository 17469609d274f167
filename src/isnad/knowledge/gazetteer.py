"""The gazetteer: places by name, with coordinates and the place that each lies in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from isnad.errors import KnowledgeError
from isnad.knowledge.tables import find_rows

COLUMNS = (
    "place_id", "name_ar", "variants_ar", "name_en", "variants_en", "kind", "lat", "lon", "country", "admin1",
    "parent", "pcode", "source", "note",
)  # fmt: skip
KINDS = frozenset(
    ("country", "region", "governorate", "district", "town", "village", "quarter", "camp", "crossing", "base",
     "airport", "road", "bridge", "river", "mountain", "island", "sea", "port", "facility")
)  # fmt: skip
AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place.

    `names` are the Arabic names, the usual one first; `names_en` the English ones likewise.
    `note` is `ambiguous` where a name of one word is also an everyday word or a person's name, so that
    it counts only after a word for the kind of place.
    Units: decimal degrees, WGS 84; None for a vague region.
    Source: `geonames:` with the number there, `ocha:` with the P-code, or `compiled`.
    """

    place_id: str
    names: tuple[str, ...]
    names_en: tuple[str, ...]
    kind: str
    lat: float | None
    lon: float | None
    country: str
    admin1: str
    parent: str
    pcode: str
    source: str
    note: str

    @property
    def name_en(self) -> str:
        """The usual English name; the Arabic one where there is none."""
        return self.names_en[0] if self.names_en else self.names[0]


def load_places(imported: Path | None = None) -> tuple[PlaceRow, ...]:
    """All places of the packaged tables, then those of the tables in the folder `imported`, each in file order.

    Empty: a folder that does not exist adds nothing.
    Raises: KnowledgeError naming file and reason when a table is malformed.
    """
    packaged = files("isnad") / "data" / "gazetteer"
    tables: list[Traversable] = sorted(
        (path for path in packaged.iterdir() if path.name.endswith(".tsv")), key=lambda path: path.name
    )
    if imported is not None and imported.is_dir():
        tables.extend(sorted(imported.glob("*.tsv")))
    return tuple(place for table in tables for place in find_places(table))


def find_places(table: Traversable) -> Iterator[PlaceRow]:
    """Places of one table in file order.

    Raises: KnowledgeError naming file, place and reason.
    """
    for cells in find_rows(table, COLUMNS):
        try:
            yield _place(*cells)
        except ValueError as error:
            raise KnowledgeError(f"{table.name}: {cells[0]}: {error}") from error


def _place(
    place_id: str, name: str, variants: str, name_en: str, variants_en: str, kind: str, lat: str, lon: str,
    country: str, admin1: str, parent: str, pcode: str, source: str, note: str,
) -> PlaceRow:  # fmt: skip
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is not one of {', '.join(sorted(KINDS))}")
    return PlaceRow(
        place_id,
        (name, *variants.split("|")) if variants else (name,),
        ((name_en, *variants_en.split("|")) if variants_en else (name_en,)) if name_en else (),
        kind,
        float(lat) if lat else None,
        float(lon) if lon else None,
        country,
        admin1,
        parent,
        pcode,
        source,
        note,
    )

"""Gazetteers that a person brings: OCHA tables and GeoNames dumps, turned into the house's own table."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from isnad.arabic.fold import fold_word
from isnad.errors import KnowledgeError, SourceError
from isnad.gather.gazetteer_forms import GEONAMES_COLUMNS, OCHA_FORMS, geonames_place
from isnad.knowledge.gazetteer import AMBIGUOUS, COLUMNS, PlaceRow, find_places, load_places
from isnad.knowledge.lexicons import load_lexicon

CREDITS = {
    "geonames": "GeoNames (geonames.org), CC BY 4.0, cut and edited",
    "ocha": "OCHA common operational datasets (data.humdata.org), CC BY-IGO, cut and edited",
    "compiled": "compiled for Isnad, Apache-2.0",
}
_SURE_LETTERS = 4
_SMALL_KINDS = frozenset(("village", "quarter"))


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Balance of an import: `read` = `kept` + `known` + len(`problems`).

    `known` are places that the packaged gazetteer has already, by P-code or GeoNames number; a second row
    of them would make their names doubtful. One line in `problems` for each row left out as wrong.
    """

    read: int
    kept: int
    known: int
    problems: tuple[str, ...]


def import_gazetteer(paths: Iterable[Path], folder: Path) -> ImportReport:
    """What was read, kept and left out, after writing one table per file into `folder`.

    A file that cannot be read at all counts as one row left out; the others go on.
    """
    packaged = _find_packaged()
    read = kept = known = 0
    problems: list[str] = []
    for path in paths:
        wrong: list[SourceError] = []
        try:
            places = parse_gazetteer(path, wrong)
        except SourceError as error:
            wrong, places = [error], ()
        new = tuple(_under_packaged(place, packaged) for place in places if place.source not in packaged)
        if new:
            folder.mkdir(parents=True, exist_ok=True)
            write_places(new, folder / f"{path.stem}.tsv")
        read += len(places) + len(wrong)
        kept += len(new)
        known += len(places) - len(new)
        problems.extend(str(error) for error in wrong)
    return ImportReport(read, kept, known, tuple(problems))


def _find_packaged() -> dict[str, str]:
    """Identities of the packaged places by the sources that name them: `geonames:` and number, `ocha:` and P-code."""
    found = {}
    for place in load_places():
        if place.pcode:
            found[f"ocha:{place.pcode}"] = place.place_id
        if ":" in place.source:
            found[place.source] = place.place_id
    return found


def _under_packaged(place: PlaceRow, packaged: dict[str, str]) -> PlaceRow:
    """The place, with the packaged row of its parent as parent where there is one."""
    source, _, pcode = place.parent.partition("-")
    parent = packaged.get(f"{source}:{pcode.upper()}")
    return replace(place, parent=parent) if parent else place


def parse_gazetteer(path: Path, problems: list[SourceError] | None = None) -> tuple[PlaceRow, ...]:
    """Places of a table of any known form: the house's own, an OCHA CSV or a GeoNames dump.

    Raises: as `parse_ocha_table`.
    """
    first = _lines(path)[:1]
    if first and first[0].startswith(("\t".join(COLUMNS[:3]), "#")):
        return _parse_own(path)
    if first and first[0].count("\t") >= len(GEONAMES_COLUMNS) - 1:
        return parse_geonames_dump(path, problems)
    return parse_ocha_table(path, problems)


def parse_ocha_table(path: Path, problems: list[SourceError] | None = None) -> tuple[PlaceRow, ...]:
    """Places of an OCHA P-code table (populated places, admin 1 to 3, neighbourhoods), in the order of the file.

    Raises: SourceError with file, line and reason for the first bad row; where `problems` is given,
    bad rows are added to it instead and the rest goes on. A file of another form always raises.
    """
    reader = csv.DictReader(_lines(path))
    form = next((form for form in OCHA_FORMS if set(form.needs) <= set(reader.fieldnames or ())), None)
    if form is None:
        raise SourceError(f"{path}:1", "no OCHA form has this header; expected columns with P-codes and names")
    return _collect(path, ((reader.line_num, cells) for cells in reader), form.place, problems)


def parse_geonames_dump(path: Path, problems: list[SourceError] | None = None) -> tuple[PlaceRow, ...]:
    """Places with an Arabic name in a GeoNames dump (`allCountries.txt` or one country's), in the order of the file.

    Raises: SourceError as `parse_ocha_table`.
    """
    return _collect(path, _geonames_rows(path), geonames_place, problems)


def write_places(places: Iterable[PlaceRow], path: Path) -> None:
    """Write the places as the house's table, sorted by identity; a place named twice is written once."""
    rows = {place.place_id: place for place in places}
    sources = sorted({place.source.partition(":")[0] for place in rows.values()})
    lines = [f"# Source: {CREDITS[source]}" for source in sources if source in CREDITS]
    lines.append("\t".join(COLUMNS))
    lines.extend("\t".join(_cells(rows[key])) for key in sorted(rows))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _cells(place: PlaceRow) -> tuple[str, ...]:
    return (
        place.place_id, place.names[0], "|".join(place.names[1:]), *_english(place.names_en), place.kind,
        "" if place.lat is None else str(place.lat), "" if place.lon is None else str(place.lon), place.country,
        place.admin1, place.parent, place.pcode, place.source, place.note,
    )  # fmt: skip


def _english(names: tuple[str, ...]) -> tuple[str, str]:
    return (names[0], "|".join(names[1:])) if names else ("", "")


def _collect(
    path: Path,
    rows: Iterable[tuple[int, dict[str, str]]],
    place_of: Callable[[dict[str, str]], PlaceRow | None],
    problems: list[SourceError] | None,
) -> tuple[PlaceRow, ...]:
    """Places of the rows; a row that fails becomes a problem with its line, or is raised where none are collected."""
    words = _everyday_words()
    found = []
    for line, cells in rows:
        try:
            place = place_of(cells)
        except (ValueError, KeyError, TypeError) as error:
            problem = SourceError(f"{path}:{line}", _reason(error))
            if problems is None:
                raise problem from error
            problems.append(problem)
            continue
        if place is not None:
            found.append(_with_note(place, words))
    return tuple(found)


def _reason(error: Exception) -> str:
    return f"column {error} is missing" if isinstance(error, KeyError) else str(error)


def _with_note(place: PlaceRow, words: frozenset[str]) -> PlaceRow:
    """The place, marked ambiguous where a one-word name of a small place is also an everyday word or very short."""
    forms = [fold_word(name) for name in place.names if " " not in name]
    unsure = any(form in words or len(form.removeprefix("ال")) < _SURE_LETTERS for form in forms)
    return replace(place, note=AMBIGUOUS) if unsure and place.kind in _SMALL_KINDS else place


def _everyday_words() -> frozenset[str]:
    return frozenset(fold_word(row.form) for row in load_lexicon("ambiguous_places"))


def _parse_own(path: Path) -> tuple[PlaceRow, ...]:
    try:
        return tuple(find_places(path))
    except KnowledgeError as error:
        raise SourceError(str(path), str(error)) from error


def _geonames_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and cells; a line with too few cells lacks its last columns, so that it is reported as such."""
    for number, line in enumerate(_lines(path), start=1):
        if line:
            yield number, dict(zip(GEONAMES_COLUMNS, line.split("\t"), strict=False))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise SourceError(str(path), error.strerror or "cannot be read") from error
    except UnicodeDecodeError as error:
        raise SourceError(str(path), f"is not UTF-8 at byte {error.start}") from error

"""Imports of foreign gazetteers: small invented tables in the forms of OCHA and GeoNames."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.errors import SourceError
from isnad.gather.gazetteers import import_gazetteer, parse_gazetteer
from isnad.knowledge.gazetteer import load_places
from isnad.settings import gazetteer_folder
from isnad.show.cli.places import import_and_print

POPULATED = """pcode,name_ar,name_en,lat,lng,is_capital,admin1_pcode,admin1_ar,admin3_pcode,admin3_ar
C9001,الخيالية,Khayaliya,35.1,36.2,True,SY99,الوهم,SY990000,الوهم
C9002,السرابية,Sarabiya,north,36.3,False,SY99,الوهم,SY990000,الوهم
C9003,الحلمية,Hulmiya,35.3,36.4,False,SY99,الوهم,SY990000,الوهم
"""
ADMIN1 = """adm1_name,adm1_name1,adm1_pcode,adm0_pcode,center_lat,center_lon
Wahm,الوهم,SY99,SY,35.2,36.3
"""
ADMIN3 = """adm3_name,adm3_name1,adm3_pcode,adm2_pcode,adm1_name,adm0_pcode,center_lat,center_lon
Sarab,السراب,SY990001,SY9900,Wahm,SY,35.4,36.5
"""
QUARTERS = """neighborho,neighbor_1,neighbor_2,adm4_pcode,adm1_en,adm1_pcode,_bbox
Zilal,الظلال,N0001,C9001,Wahm,SY99,"36.2,35.0,36.4,35.2"
Wrong,الخطأ,N0002,C9001,Wahm,SY99,"36.2,35.0"
"""


def _geonames(number: str, names: str, lat: str, kind: str = "P\tPPL", population: str = "20000") -> str:
    return f"{number}\tKhayal\tKhayal\t{names}\t{lat}\t44.2\t{kind}\tIQ\t\t01\t\t\t\t{population}\t\t\t\t2024-01-01\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "populated.csv"
    path.write_text(POPULATED, encoding="utf-8")
    return path


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_of_an_ocha_table_become_places(table: Path) -> None:
    problems: list[SourceError] = []
    capital, village = parse_gazetteer(table, problems)
    assert (capital.place_id, capital.names, capital.kind) == ("ocha-c9001", ("الخيالية",), "town")
    assert (capital.lat, capital.lon, capital.country, capital.source) == (35.1, 36.2, "SY", "ocha:C9001")
    assert village.kind == "village"
    assert village.parent == "ocha-sy990000"
    assert [str(problem) for problem in problems] == [f"{table}:3: coordinate 'north' is not a number"]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("الخيالية_الوهمية", ("الخيالية", "الوهمية")),
        ("الخيالية / الوهمية", ("الخيالية", "الوهمية")),
        ("خيـــال", ("خيال",)),
        ("خيال 86", ("خيال 86",)),
        ("خیال", ("خيال",)),
        ("الخيالية (الوهم)", ("الخيالية",)),
    ],
)
def test_names_are_read_as_ocha_writes_them(table: Path, cell: str, names: tuple[str, ...]) -> None:
    table.write_text(POPULATED.replace("الخيالية", cell), encoding="utf-8")
    assert parse_gazetteer(table, [])[0].names == names


@pytest.mark.parametrize("cell", ["", "86", "Khayal"])
def test_a_row_without_an_arabic_name_is_left_out(table: Path, cell: str) -> None:
    problems: list[SourceError] = []
    table.write_text(POPULATED.replace("الخيالية", cell), encoding="utf-8")
    parse_gazetteer(table, problems)
    assert str(problems[0]) == f"{table}:2: no Arabic name"


def test_a_bad_row_is_raised_where_none_are_collected(table: Path) -> None:
    with pytest.raises(SourceError, match="north"):
        parse_gazetteer(table)


def test_admin_levels_and_quarters_are_read(tmp_path: Path) -> None:
    problems: list[SourceError] = []
    (governorate,) = parse_gazetteer(_write(tmp_path, "admin1.csv", ADMIN1))
    (subdistrict,) = parse_gazetteer(_write(tmp_path, "admin3.csv", ADMIN3))
    (quarter,) = parse_gazetteer(_write(tmp_path, "quarters.csv", QUARTERS), problems)
    assert (governorate.kind, governorate.pcode, governorate.parent) == ("governorate", "SY99", "")
    assert (subdistrict.kind, subdistrict.parent) == ("district", "ocha-sy9900")
    assert (quarter.kind, quarter.pcode, quarter.lat, quarter.lon) == ("quarter", "C9001N0001", 35.1, 36.3)
    assert len(problems) == 1


def test_a_geonames_dump_keeps_the_places_with_arabic_names(tmp_path: Path) -> None:
    problems: list[SourceError] = []
    dump = _geonames("1", "Khayal,الخيال", "33.1") + _geonames("2", "Khayal", "33.2") + _geonames("3", "الوهم", "133.1")
    dump += _geonames("4", "السراب", "33.4", population="12") + "5\ttoo short\n"
    places = parse_gazetteer(_write(tmp_path, "IQ.txt", dump), problems)
    assert [(place.place_id, place.names, place.kind) for place in places] == [
        ("iq-geonames-1", ("الخيال",), "town"),
        ("iq-geonames-4", ("السراب",), "village"),
    ]
    assert [str(problem).partition(":")[2].split(":")[0] for problem in problems] == ["3", "5"]


def test_an_import_balances_and_is_found_by_the_next_reading(table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "imported"
    report = import_gazetteer([table, tmp_path / "absent.csv"], folder)
    assert report.read == report.kept + report.known + len(report.problems) == 4
    assert report.kept == 2
    imported = {place.place_id for place in load_places(folder)} - {place.place_id for place in load_places()}
    assert imported == {"ocha-c9001", "ocha-c9003"}


def test_a_place_that_is_packaged_already_is_not_kept_twice(table: Path, tmp_path: Path) -> None:
    packaged = next(place for place in load_places() if place.pcode.startswith("C"))
    above = next(place for place in load_places() if place.pcode == "SY02")
    table.write_text(
        POPULATED.replace("C9001", packaged.pcode).replace("north", "35.2").replace("SY990000", "SY02"),
        encoding="utf-8",
    )
    report = import_gazetteer([table], tmp_path / "imported")
    assert (report.read, report.kept, report.known, report.problems) == (3, 2, 1, ())
    imported = [place for place in load_places(tmp_path / "imported") if place.place_id.startswith("ocha-c900")]
    assert {place.parent for place in imported} == {above.place_id}


def test_a_file_of_no_known_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no OCHA form"):
        parse_gazetteer(_write(tmp_path, "other.csv", "name,value\nx,1\n"))


def test_the_command_names_each_bad_row_and_keeps_the_rest(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ISNAD_HOME", str(tmp_path / "home"))
    assert import_and_print([table]) == 2
    told = capsys.readouterr()
    assert told.err == f"isnad: {table}:3: coordinate 'north' is not a number\n"
    assert told.out.startswith("3 rows read = 2 places kept in ")
    assert (gazetteer_folder() / "populated.tsv").exists()


def test_the_command_ends_well_where_every_row_is_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISNAD_HOME", str(tmp_path / "home"))
    assert import_and_print([_write(tmp_path, "admin1.csv", ADMIN1)]) == 0

"""`isnad export`: every format from a workspace, and nothing for the public that could harm."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from isnad.show.exports.formats import Format
from tests.contracts.test_cli_weighing import weighed
from tests.contracts.test_cli_workspace import BAD_INPUT, Run, run

__all__ = ["run", "weighed"]


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(path.read_text("utf-8"), newline="")))


@pytest.mark.parametrize("format_", [one for one in Format if one != Format.PARQUET])
@pytest.mark.parametrize("role", ["public", "analyst"])
def test_every_format_is_written(weighed: Run, tmp_path: Path, format_: Format, role: str) -> None:
    status, said, told = weighed("export", format_, "--to", tmp_path / "out", "--as", role)
    assert (status, said) == (0, "")
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0
    assert ("exact places" in told) == (role == "analyst")
    assert [path.name for path in tmp_path.glob("*out*")] == ["out"]


def test_an_analyst_gets_what_the_incident_says(weighed: Run, tmp_path: Path) -> None:
    incidents = [json.loads(line) for line in weighed("incidents", "--json")[1].splitlines()]
    weighed("export", "geojson", "--to", tmp_path / "out", "--as", "analyst")
    features = json.loads((tmp_path / "out").read_text("utf-8"))["features"]
    back = {one["id"]: sorted(one["properties"]["claims"]) for one in features}
    assert back == {one["incident"]: sorted(one["claims"]) for one in incidents}
    [shelling] = [one["properties"] for one in features if one["properties"]["type"] == "shelling"]
    assert (shelling["origins"], shelling["contested"], shelling["fatalities_low"], shelling["fatalities_high"]) == (
        2, True, 3, 5,
    )  # fmt: skip


def test_an_analyst_gets_flows_of_people(weighed: Run, tmp_path: Path) -> None:
    weighed("export", "hxl", "--to", tmp_path / "out", "--as", "analyst")
    flows = [row for row in _rows(tmp_path / "out") if row["record"] == "flow"]
    assert [(row["households_low"], row["households_high"], row["origin_country"]) for row in flows] == [
        ("200", "200", "SY")
    ]


def test_the_public_gets_no_words_and_nobody_who_fled_just_now(weighed: Run, tmp_path: Path) -> None:
    exports: dict[str, Any] = {}
    for format_ in (one for one in Format if one not in (Format.PARQUET, Format.GEOPACKAGE)):
        weighed("export", format_, "--to", tmp_path / "out")
        exports[format_] = (tmp_path / "out").read_text("utf-8")
    for words in ("مدنيين", "displacement", "evacuated", "200 "):
        assert not [name for name, text in exports.items() if words in text.replace("2024", "")], words
    assert "shelling" in exports[Format.ACLED]


def test_filters_choose_and_standard_output_is_a_file_too(weighed: Run, tmp_path: Path) -> None:
    weighed("export", "acled", "--to", tmp_path / "out", "--type", "territory_gain")
    assert {row["isnad_type"] for row in _rows(tmp_path / "out")} == {"territory_gain"}
    weighed("export", "acled", "--to", tmp_path / "out", "--until", "2020-01-01")
    assert _rows(tmp_path / "out") == []
    weighed("export", "acled", "--to", tmp_path / "out", "--bom")
    assert (tmp_path / "out").read_bytes().startswith(b"\xef\xbb\xbf")


def test_what_cannot_be_written_is_one_line(weighed: Run, tmp_path: Path) -> None:
    assert weighed("export", "acled", "--to", tmp_path / "missing" / "out")[0] == BAD_INPUT
    assert weighed("export", "acled", "--to", tmp_path / "out", "--from", "yesterday")[0] == BAD_INPUT
    assert not (tmp_path / "out").exists()

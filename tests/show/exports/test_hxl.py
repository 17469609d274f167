"""HXL: read back by libhxl and compared with the records."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from isnad.show.exports.coding import load_shape
from isnad.show.exports.hxl import write_hxl
from tests.show.exports.samples import FLOWS, INCIDENTS, coding, hostile_incidents

pytestmark = pytest.mark.filterwarnings("ignore")  # libhxl and what it imports warn of themselves


def _rows(flows: Any = FLOWS, incidents: Any = INCIDENTS, **how: bool) -> list[Any]:
    hxl = pytest.importorskip("hxl", reason="libhxl reads HXL; it is in the extra exports-test", exc_type=ImportError)
    raw = b"".join(write_hxl(flows, incidents, coding(), **how))
    return list(hxl.data(BytesIO(raw)))


def test_flows_say_from_where_to_where_how_many() -> None:
    row = _rows()[0]
    expected = {
        "#adm1+origin+code": "SY04|SY02", "#adm1+destination+code": "SY02", "#country+origin": "SY",
        "#affected+idps+ind+min": "150", "#affected+idps+ind+max": "", "#date+start": "2024-12-04",
        "#date+end": "2024-12-05", "#indicator+category": "evacuated", "#event+type": "shelling",
        "#meta+claims": "c-8|c-9", "#meta+origins+num": "1",
    }  # fmt: skip
    assert {tag: row.get(tag) or "" for tag in expected} == expected


def test_households_are_never_persons() -> None:
    row = _rows()[1]
    assert (row.get("#affected+idps+hh+min"), row.get("#affected+idps+hh+max")) == ("200", "200")
    assert not row.get("#affected+idps+ind+min")


def test_killed_and_injured_of_incidents_that_are_told_as_happened() -> None:
    rows = [row for row in _rows() if row.get("#meta+record+type") == "incident"]
    assert [row.get("#event+id") for row in rows] == ["i-1", "i-2", "i-4", "i-6"]
    first = rows[0]
    tags = ("#affected+killed+min", "#affected+killed+max", "#affected+injured+min", "#adm1+code-origin-dest")
    assert [first.get(tag) for tag in tags] == ["3", "5", "10", "SY04"]
    assert first.get("#meta+claims") == "c-1|c-2|c-3"


def test_what_is_denied_is_no_row() -> None:
    assert not {"i-5", "i-8"} & {row.get("#event+id") for row in _rows()}


@pytest.mark.parametrize("bom", [False, True])
def test_hostile_texts_and_a_mark_of_utf8(bom: bool) -> None:
    rows = _rows((), hostile_incidents(), bom=bom)
    assert [row.get("#event+id") for row in rows] == [one.incident_id for one in hostile_incidents()]


def test_every_column_says_what_it_means() -> None:
    shape = load_shape("hxl", "column hxl meaning")
    assert all(tag.startswith("#") and meaning for _, tag, meaning in shape)
    assert len({tag for _, tag, _ in shape}) == len(shape)

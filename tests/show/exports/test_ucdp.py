"""UCDP-shaped: read back by pandas and compared with the records."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from isnad.show.exports.ucdp import COLUMNS, find_date_precision, find_where_precision, write_deaths, write_ucdp
from isnad.show.shown import CountShown, IncidentShown
from tests.show.exports.samples import (
    AREA,
    ARMY,
    GROUP,
    HOMS,
    INCIDENTS,
    SHELLING,
    STRANGER,
    UNKNOWN,
    coding,
    hostile_incidents,
)

pandas = pytest.importorskip("pandas", reason="pandas reads CSV as users do; it is in the extra exports-test")


def _table(*incidents: IncidentShown) -> Any:
    return pandas.read_csv(BytesIO(b"".join(write_ucdp(incidents, coding()))))


def test_deadly_incidents_are_rows_with_their_claims() -> None:
    table = _table(*INCIDENTS, replace(SHELLING, incident_id="none", tolls={"fatalities": CountShown(0, 0, None)}))
    back = {row.id: tuple(row.isnad_claims.split("|")) for row in table.itertuples()}
    assert tuple(table.columns) == COLUMNS
    assert back == {one.incident_id: one.claims for one in INCIDENTS if one.incident_id in ("i-1", "i-2", "i-4", "i-6")}


def test_values_are_those_of_the_record() -> None:
    row = _table(*INCIDENTS).iloc[0]
    expected = {
        "id": "i-1", "year": 2024, "type_of_violence": 1, "side_a": "4th Armoured Division; Abdel Fattah al-Burhan",
        "side_b": "Abdullah Azzam Brigades; أبو زورق", "number_of_sources": 3, "source_original": "وكالة الزورق",
        "where_prec": 1, "where_coordinates": "Talbiseh", "adm_1": "Homs", "latitude": 34.84, "longitude": 36.73,
        "geom_wkt": "POINT (36.73 34.84)", "country": "Syria", "country_id": 652, "event_clarity": 1, "date_prec": 1,
        "date_start": "2024-12-04", "date_end": "2024-12-04", "low": 3, "high": 5, "isnad_origins": 2,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert pandas.isna(row.best)
    assert pandas.isna(row.deaths_unknown)


def test_best_is_given_only_where_all_agree_on_a_number() -> None:
    tolls = (CountShown(4, 4, None), CountShown(3, 5, None), CountShown(3, None, None), CountShown(None, None, None))
    assert [write_deaths(toll)["best"] for toll in tolls] == [4, None, None, None]


def test_kinds_of_violence_come_from_the_register() -> None:
    actor = next(row for row in coding().actors.values() if row.acled_inter == "7")
    civilian = replace(GROUP, actor_id=actor.actor_id, kind=actor.kind)
    pairs = [(ARMY, GROUP), (GROUP, ARMY), (GROUP, GROUP), (ARMY, civilian), (GROUP, civilian), (STRANGER, GROUP)]
    table = _table(*(replace(SHELLING, initiators=(one,), targets=(other,)) for one, other in pairs))
    assert [None if pandas.isna(kind) else int(kind) for kind in table.type_of_violence] == [1, 1, 2, 3, 3, None]


def test_precisions() -> None:
    assert [find_date_precision(days) for days in (1, 2, 6, 7, 8, 31, 32, None)] == [1, 2, 2, 3, 4, 4, 5, 5]
    places = (HOMS, replace(AREA, admin2="x"), AREA, replace(AREA, admin1=None), UNKNOWN)
    assert [find_where_precision(place) for place in places] == [1, 3, 4, 6, None]


def test_hostile_texts_stay_in_their_cells() -> None:
    table = _table(*hostile_incidents())
    assert len(table) == len(hostile_incidents())
    assert not table.side_a.astype(str).str.match(r"\s*[=+@\t]").any()

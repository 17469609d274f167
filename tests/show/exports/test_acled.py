"""ACLED-shaped: read back by pandas and compared with the records."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from isnad.show.exports.acled import COLUMNS, find_sub_type, write_acled
from isnad.show.shown import ActorShown, IncidentShown
from tests.show.exports.samples import GROUP, HOSTILE, INCIDENTS, SHELLING, coding, hostile_incidents

pandas = pytest.importorskip("pandas", reason="pandas reads CSV as users do; it is in the extra exports-test")


def _table(*incidents: IncidentShown, **how: bool) -> Any:
    return pandas.read_csv(BytesIO(b"".join(write_acled(incidents, coding(), **how))))


def test_what_is_told_as_happened_and_has_a_kind_is_a_row() -> None:
    table = _table(*INCIDENTS)
    assert tuple(table.columns) == COLUMNS
    assert list(table.isnad_incident) == ["i-1", "i-2", "i-3", "i-4"]


def test_values_are_those_of_the_record() -> None:
    row = _table(*INCIDENTS).iloc[0]
    expected = {
        "event_id_cnty": "SYRi-1", "event_date": "2024-12-04", "year": 2024, "time_precision": 1,
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack", "actor1": "4th Armoured Division",
        "assoc_actor_1": "Abdel Fattah al-Burhan", "inter1": 1, "actor2": "Abdullah Azzam Brigades",
        "assoc_actor_2": "أبو زورق", "inter2": 2, "interaction": 12, "iso": 760, "region": "Middle East",
        "country": "Syria", "admin1": "Homs", "location": "Talbiseh", "latitude": 34.84, "longitude": 36.73,
        "geo_precision": 1, "source": "وكالة الزورق", "fatalities": 3, "isnad_fatalities_low": 3,
        "isnad_fatalities_high": 5, "isnad_factuality": "asserted", "isnad_contested": True, "isnad_origins": 2,
        "isnad_outlets": 2, "timestamp": 1733378400,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_claim_ids_come_back() -> None:
    table = _table(*INCIDENTS)
    back = {row.isnad_incident: tuple(row.isnad_claims.split("|")) for row in table.itertuples()}
    assert back == {one.incident_id: one.claims for one in INCIDENTS[:4]}


def test_what_is_not_known_is_empty() -> None:
    table = _table(*INCIDENTS).set_index("isnad_incident")
    nowhere, vague = table.loc["i-3"], table.loc["i-4"]
    empty = [
        "event_date",
        "year",
        "time_precision",
        "actor1",
        "inter1",
        "country",
        "latitude",
        "geo_precision",
        "fatalities",
    ]
    assert nowhere[empty].isna().all()
    assert vague[["fatalities", "country", "latitude", "geo_precision"]].isna().all()
    assert table.loc["i-2"].time_precision == 2
    assert table.loc["i-2"].geo_precision == 3


def test_notes_hold_no_words_of_reports() -> None:
    notes = " ".join(_table(*INCIDENTS, *hostile_incidents()).notes)
    assert not any("\u0600" <= letter <= "\u06ff" for letter in notes)
    assert "script" not in notes


def test_who_took_a_place_tells_its_kind() -> None:
    gain = replace(SHELLING, type="territory_gain")
    kinds = [find_sub_type(replace(gain, initiators=who), coding()) for who in (gain.initiators, (GROUP,), ())]
    assert kinds == ["Government regains territory", *["Non-state actor overtakes territory"] * 2]


def test_civilians_as_targets_are_marked() -> None:
    actor = next(row for row in coding().actors.values() if row.acled_inter == "7")
    civilians = ActorShown(actor.name_ar, actor.name_en, actor.actor_id, actor.kind)
    assert _table(replace(SHELLING, targets=(civilians,))).iloc[0].civilian_targeting == "Civilian targeting"


@pytest.mark.parametrize("bom", [False, True])
def test_hostile_texts_stay_in_their_cells(bom: bool) -> None:
    table = _table(*hostile_incidents(), bom=bom)
    assert list(table.isnad_incident) == [f"h-{number}" for number in range(len(HOSTILE))]
    assert not table.location.astype(str).str.match(r"\s*[=+@\t]").any()
    assert table.columns[0] == "event_id_cnty"


def test_every_type_with_a_kind_of_acled_is_in_the_table_of_kinds() -> None:
    kinds = {name.strip() for one in coding().types.values() for name in one.acled.split(",")} - {"–", ""}
    assert kinds == coding().acled_types.keys()

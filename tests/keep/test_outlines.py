"""Outlines in the store: what comes from outside is kept, and what is written anew leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from isnad.keep.columns import LABEL_LENGTH
from isnad.keep.incidents import IncidentRow, write_incidents
from isnad.keep.outlines import OutlineRow, TollRow
from isnad.keep.shown_incidents import load_told_incidents
from isnad.keep.situation import count_actors, count_squares, find_numbers
from isnad.keep.situation_filters import Frame, Hidden, SituationFilter
from isnad.keep.store import Store
from isnad.keep.weighed_tables import incident_actors, incidents

ROW = IncidentRow("i1", "shelling", "2024-12-04", "2024-12-04", "SY", "Homs", ("c",), 1, 1, 1)
OUTLINE = OutlineRow(
    family="violence", precision="point", place="خيال", place_id="p1", lat=34.7, lon=36.7,
    tolls={"fatalities": TollRow(3, None, "ثلاثة\0 على الأقل")}, actors={"initiator": ("a", "b"), "source": ("s",)},
    factuality="asserted", is_contested=False, lead="c", first_known="2024-12-05T00:00:00.000000Z", tellings=(),
)  # fmt: skip


def write(store: Store, *outlined: tuple[IncidentRow, OutlineRow], left: dict[str, str | None] | None = None) -> None:
    """Write incidents that hold a claim by their count alone."""
    rows = [(replace(row, claims=()), outline) for row, outline in outlined]
    with store.write() as conn:
        write_incidents(conn, rows, left or {})
        names = [row.incident_id for row, _ in outlined]
        conn.execute(incidents.update().where(incidents.c.incident_id.in_(names)).values(claims=1))


def names_of(store: Store) -> list[tuple[str, str]]:
    with store.read() as conn:
        return [(row.role, row.actor) for row in conn.execute(select(incident_actors).order_by("role", "position"))]


def test_names_that_are_kept_as_one_are_one(store: Store) -> None:
    long = "م" * LABEL_LENGTH
    actors = {"initiator": (f"{long}1", f"{long}2", "a\0", "a\ufffd")}
    write(store, (ROW, replace(OUTLINE, actors=actors)))
    assert names_of(store) == [("initiator", long), ("initiator", "a\ufffd")]


def test_what_is_written_anew_or_gone_leaves_nothing_behind(store: Store) -> None:
    write(store, (ROW, OUTLINE))
    write(store, (ROW, replace(OUTLINE, actors={"source": ("t",)}, precision="area")))
    assert names_of(store) == [("source", "t")]
    with store.read() as conn:
        assert count_squares(conn, SituationFilter(), Frame(), 5) == []
    write(store, left={"i1": None})
    assert names_of(store) == []
    with store.read() as conn:
        assert find_numbers(conn, SituationFilter()).items == ()


def test_an_outline_comes_back_as_it_was_written(store: Store) -> None:
    write(store, (ROW, OUTLINE))
    with store.read() as conn:
        [number] = find_numbers(conn, SituationFilter(actor="b")).items
        [told] = load_told_incidents(conn, [number])
        [square] = count_squares(conn, SituationFilter(), Frame(), 20)
    assert told.actors == OUTLINE.actors
    assert (told.row.fatalities_low, told.row.fatalities_high) == (3, None)
    assert told.row.toll_words == '{"fatalities": "ثلاثة\ufffd على الأقل"}'
    assert (square.incidents, square.gravity, square.south, square.west) == (1, "00003 shelling", 34.7, 36.7)


def test_what_is_hidden_is_never_found(store: Store) -> None:
    fled = replace(ROW, incident_id="i2"), replace(OUTLINE, tolls={"displaced": TollRow(None, None, "عشرات")})
    bare = replace(ROW, incident_id="i3", type="arrest", last_day="2024-12-05"), replace(OUTLINE, family=None)
    write(store, (ROW, OUTLINE), fled, bare)
    for hidden, most in (
        (Hidden(), 3),
        (Hidden(families=frozenset(("violence",))), 1),
        (Hidden(types=frozenset(("arrest", "siege"))), 2),
        (Hidden(tolls=frozenset(("displaced",))), 2),
        (Hidden(known_after="2024-12-04T00:00:00.000000Z"), 0),
        (Hidden(known_after="2024-12-05T00:00:00.000000Z"), 2),  # all are known, but one had not ended
    ):
        with store.read() as conn:
            assert len(find_numbers(conn, SituationFilter(), hidden=hidden).items) == most
            assert sum(row.incidents for row in count_squares(conn, SituationFilter(), Frame(), 5, hidden)) == most
            found = count_actors(conn, SituationFilter(), most=1, hidden=hidden)
            assert [(row.role, row.actor, row.incidents) for row in found if row.role == "source"] == (
                [("source", "s", most)] if most else []
            )

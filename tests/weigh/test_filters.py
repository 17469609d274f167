"""Filters of states and flows."""

from __future__ import annotations

from datetime import date

import pytest

from isnad.knowledge.actors import load_actors
from isnad.weigh.accounts import Spot
from isnad.weigh.control import State
from isnad.weigh.filters import Area, FlowFilter, StateFilter, find_holders, has_flow, has_state
from isnad.weigh.flows import End, Flow
from isnad.weigh.holds import Hold

DAY = date(2024, 12, 5)
HOMS = Spot("where", "الخيال", "1", 34.7, 36.7, "Homs", "SY", is_within=False)
MOSUL = Spot("where", "السراب", "2", 36.3, 43.1, "Nineveh", "IQ", is_within=False)


def state_of(spot: Spot | None, *names: str) -> State:
    hold = Hold(names, ("o",), ("c",), (DAY, DAY), DAY, is_part=False)
    return State("1", spot, DAY, (hold,) if names else (), (), ())


def flow_of(category: str, *categories: str, left: tuple[Spot, ...] = (), reached: tuple[Spot, ...] = ()) -> Flow:
    ends = [tuple(End(spot, "point", ("c",)) for spot in spots) for spots in (left, reached)]
    return Flow("c", ("c",), category, categories or (category,), (), (), ends[0], ends[1], DAY, DAY, DAY, ("o",),
                ("asserted",), is_held=True)  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (StateFilter(), True),
        (StateFilter(Area("SY", "Homs"), place="خيال"), True),
        (StateFilter(place="1"), True),
        (StateFilter(place="السراب"), False),
        (StateFilter(Area("IQ")), False),
        (StateFilter(Area(admin1="Hama")), False),
        (StateFilter(holders=frozenset(("sy-hts",))), True),
        (StateFilter(holders=frozenset(("sy",))), False),
        (StateFilter(holders=frozenset(("قوات النظام",))), True),
        (StateFilter(holders=frozenset(("قوات",)), area=Area("IQ")), False),
    ],
)
def test_states(asked: StateFilter, wanted: bool) -> None:
    assert has_state(state_of(HOMS, "sy-hts", "قوات النظام السوري"), asked) is wanted


def test_a_state_of_no_place_and_one_that_nobody_holds_are_not_asked_for() -> None:
    assert not has_state(state_of(None, "sy-hts"), StateFilter())
    assert has_state(state_of(HOMS), StateFilter())
    assert not has_state(state_of(HOMS), StateFilter(holders=frozenset(("sy-hts",))))


def test_flows_leave_or_reach_the_area() -> None:
    flow = flow_of("displaced", "evacuated", "sheltered", left=(HOMS,), reached=(MOSUL,))
    assert all(has_flow(flow, FlowFilter(Area(country))) for country in ("SY", "IQ", None))
    assert not has_flow(flow, FlowFilter(Area("SY", "Nineveh")))
    assert not has_flow(flow, FlowFilter(Area("LB")))
    assert not has_flow(flow_of("displaced"), FlowFilter(Area("SY")))
    assert has_flow(flow_of("displaced"), FlowFilter())


def test_flows_of_a_category_that_one_telling_gives() -> None:
    flow = flow_of("displaced", "evacuated", "sheltered")
    assert all(has_flow(flow, FlowFilter(category=name)) for name in ("displaced", "evacuated", "sheltered"))
    assert not has_flow(flow, FlowFilter(category="returned"))


def test_a_holder_is_meant_by_id_and_by_name() -> None:
    actors = load_actors()
    assert "sy-hts" in find_holders("هيئة تحرير الشام", actors)
    assert "sy-hts" in find_holders("sy-hts", actors)
    assert find_holders("فرقة الخيال", actors) == {"فرقه الخيال"}

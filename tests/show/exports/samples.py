"""Records of exports, invented for the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from isnad.pipeline.scales import packaged_scales
from isnad.show.exports.coding import Coding, find_coding
from isnad.show.shown import ActorShown, CountShown, FlowShown, IncidentShown, PlaceShown
from isnad.show.views.judged import JudgedShown

HOMS = PlaceShown("تلبيسة", "Talbiseh", "sy-talbiseh", "Homs", None, "SY", 34.84, 36.73, "point")
AREA = PlaceShown("حلب", "Aleppo", "sy-aleppo-governorate", "Aleppo", None, "SY", 36.25, 37.55, "area")
UNKNOWN = PlaceShown("قرية الزورق", None, None, None, None, None, None, None, "name")
ARMY = ActorShown("الفرقة الرابعة", "4th Armoured Division", "sy-4th-division", "military")
GROUP = ActorShown("كتائب عبد الله عزام", "Abdullah Azzam Brigades", "lb-abdullah-azzam", "armed_group")
PERSON = ActorShown("البرهان", "Abdel Fattah al-Burhan", "sd-abdel-fattah-burhan", "person")
STRANGER = ActorShown("أبو زورق")
SHELLING = IncidentShown(
    incident_id="i-1",
    type="shelling",
    first_day="2024-12-04",
    last_day="2024-12-04",
    place=HOMS,
    initiators=(ARMY, PERSON),
    targets=(GROUP, STRANGER),
    tolls={"fatalities": CountShown(3, 5, "ثلاثة"), "injured": CountShown(10, None, "عشرة")},
    factuality="asserted",
    claims=("c-1", "c-2", "c-3"),
    articles=3,
    outlets=2,
    origins=2,
    sources=(ActorShown("وكالة الزورق"),),
    is_contested=True,
    words="كلمات لا تخرج",
    first_known="2024-12-05T06:00:00.000000Z",
)
CLASH = replace(
    SHELLING,
    incident_id="i-2",
    type="armed_clash",
    last_day="2024-12-09",
    place=AREA,
    initiators=(GROUP,),
    targets=(GROUP,),
    tolls={"fatalities": CountShown(4, 4, None)},
    factuality="claimed",
    claims=("c-4",),
    is_contested=False,
)
NOWHERE = replace(
    SHELLING, incident_id="i-3", type="protest", first_day=None, last_day=None, place=None, initiators=(), targets=(),
    tolls={}, claims=("c-5",), sources=(),
)  # fmt: skip
VAGUE = replace(SHELLING, incident_id="i-4", place=UNKNOWN, tolls={"fatalities": CountShown(None, None, "قتلى")})
DENIED = replace(SHELLING, incident_id="i-5", factuality="denied", claims=("c-6",))
DISASTER = replace(SHELLING, incident_id="i-6", type="disaster", claims=("c-7",))
INCIDENTS = (SHELLING, CLASH, NOWHERE, VAGUE, DENIED, DISASTER)
# What a report may hold that harms a spreadsheet, a screen or a parser.
HOSTILE = (
    '=HYPERLINK("http://host.invalid","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", 'a "quoted", cell',
    "two\nlines", "two\r\nlines", "\u202eevil\u2066", "nul\x00bell\x07", "lone \ud800", "<script>alert(1)</script>",
    "];}{[\\", "\u2028", "'; DROP TABLE incidents; --", "a;b|c",
)  # fmt: skip
FLOW = FlowShown(
    incident_id="i-7",
    category="evacuated",
    kind="flow",
    unit="person",
    count=CountShown(150, None, "مئات"),
    origins_of_flow=(HOMS, replace(AREA, place_id="sy-x")),
    destinations=(AREA,),
    first_day="2024-12-04",
    last_day="2024-12-05",
    trigger="shelling",
    claims=("c-8", "c-9"),
    articles=2,
    outlets=2,
    origins=1,
    factuality="asserted",
    first_known="2024-12-05T06:00:00.000000Z",
)
FLOWS = (
    FLOW,
    replace(FLOW, unit="household", count=CountShown(200, 200, None)),
    replace(FLOW, incident_id="i-8", factuality="denied", claims=("c-10",)),
)
JUDGED = (
    JudgedShown("c-1", "right", "2024-12-06T10:00:00.000000Z", None, SHELLING),
    JudgedShown("c-4", "wrong", "2024-12-06T11:00:00.000000Z", "Reviewer", CLASH),
    JudgedShown("c-5", "corrected", "2024-12-06T12:00:00.000000Z", "Reviewer", NOWHERE),
)


@cache
def coding() -> Coding:
    """The coding of the packaged knowledge."""
    return find_coding(packaged_scales().knowledge)


def hostile_incidents() -> tuple[IncidentShown, ...]:
    """Incidents with each hostile text wherever a report's words can come to stand."""
    return tuple(_hostile(number, text) for number, text in enumerate(HOSTILE))


def _hostile(number: int, text: str) -> IncidentShown:
    place = replace(HOMS, name=text, name_en=None)
    actor = ActorShown(text)
    return replace(
        SHELLING, incident_id=f"h-{number}", place=place, initiators=(actor,), targets=(actor,), sources=(actor,)
    )


def many(count: int) -> Iterator[IncidentShown]:
    """So many incidents, made as they are asked for."""
    return (replace(SHELLING, incident_id=f"m-{number}", claims=(f"c-{number}",)) for number in range(count))

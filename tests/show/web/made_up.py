"""A situation made up for tests of the page: no report tells of it, and no real outlet or person is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from isnad.keep.cursors import Page
from isnad.show.care.eyes import Eyes
from isnad.show.shown import ActorShown, CountShown, FlowShown, HoldShown, IncidentShown, PlaceShown
from isnad.show.views.filters import SituationFilter
from isnad.show.views.map import Area, Cluster, Frame, Scope, SituationMap
from isnad.show.views.tallies import Bar, Facets, Named, TimeLine
from isnad.show.web.pages.situation import Views
from isnad.workspace import Workspace

NOW = "2024-12-20T09:00:00.000000Z"
AGENCY = ActorShown("وكالة خيال للأنباء", "Khayal News Agency", "khayal", "agency")
COUNCIL = ActorShown("المجلس البلدي", "Town Council", "council", "civil")
REDS = ActorShown("الكتيبة الحمراء", "Red Battalion", "reds", "armed")
BLUES = ActorShown("اللواء الأزرق", "Blue Brigade", "blues", "armed")
WITNESSES = ActorShown("شهود عيان")
SARMADA = PlaceShown("سرمدا", "Sarmada", "sy-sarmada", "Idlib", None, "SY", 36.186, 36.723, "point")
RASTAN = PlaceShown("الرستن", "Rastan", "sy-rastan", "Homs", None, "SY", 34.927, 36.732, "point")
DEIR = PlaceShown(
    "دير الزور", "Deir ez-Zor", "sy-deir-ez-zor-governorate", "Deir ez-Zor", None, "SY", 35.0, 40.3, "area"
)
KHAN_YUNIS = PlaceShown("خان يونس", "Khan Yunis", "ps-khan-yunis", "Khan Yunis", None, "PS", 31.346, 34.303, "within")
EAST = PlaceShown("ريف حلب الشرقي", None, None, "Aleppo", None, "SY", 36.4, 37.7, "within")
UNKNOWN = PlaceShown("تلة الغار", None, None, None, None, None, None, None, "name")


def _incident(number: int, kind: str, day: str | None, place: PlaceShown | None, **more: object) -> IncidentShown:
    plain = IncidentShown(
        incident_id=f"{number:016x}", type=kind, first_day=day, last_day=day, place=place, initiators=(REDS,), targets=(),
        tolls={}, factuality="asserted", claims=(f"c{number}",), articles=1, outlets=1, origins=1, sources=(AGENCY,),
        is_contested=False, words=None, first_known=f"{day or '2024-12-01'}T18:00:00.000000Z",
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


INCIDENTS = (
    _incident(1, "shelling", "2024-12-14", SARMADA, targets=(COUNCIL,), claims=("a", "b", "c", "d"), articles=4, outlets=3,
              origins=3, sources=(AGENCY, COUNCIL, WITNESSES), is_contested=True,
              tolls={"fatalities": CountShown(3, 7, "سبعة قتلى"), "injured": CountShown(12, None, "أكثر من 12 جريحا")},
              words="قالت وكالة خيال إن قذائف سقطت على سوق سرمدا صباح السبت فقتلت سبعة أشخاص وأصابت أكثر من اثني عشر"),
    _incident(2, "armed_clash", "2024-12-12", RASTAN, initiators=(REDS, BLUES), factuality="claimed",
              words="زعم ناطق باسم الكتيبة الحمراء أن اشتباكات اندلعت عند مدخل الرستن"),
    _incident(3, "displacement", "2024-12-10", DEIR, initiators=(), origins=2, sources=(AGENCY, COUNCIL),
              tolls={"displaced": CountShown(400, 600, "نحو 500")}, words="نزح نحو 500 شخص من ريف دير الزور"),
    _incident(4, "air_strike", "2024-12-08", KHAN_YUNIS, initiators=(), factuality="denied",
              words="نفى المجلس البلدي وقوع غارة على خان يونس"),
    _incident(5, "territory_gain", "2024-12-05", EAST, initiators=(BLUES,), targets=(REDS,), origins=2,
              sources=(AGENCY, WITNESSES), words="أعلن اللواء الأزرق سيطرته على قرى في ريف حلب الشرقي"),
    _incident(6, "threat", None, UNKNOWN, factuality="possible", words="قد يهاجم المسلحون تلة الغار"),
)  # fmt: skip
FLOWS = (
    FlowShown("3".zfill(16), "displacement", "flow", "person", CountShown(400, 600, "نحو 500"),
              (replace(DEIR, precision="area"),), (RASTAN,), "2024-12-10", "2024-12-10", "shelling", ("c3",), 1, 1, 2,
              "asserted", "2024-12-10T18:00:00.000000Z"),
)  # fmt: skip
HOLDS = (
    HoldShown(RASTAN, REDS, "2024-12-05", (AGENCY,), (), ("c2",)),
    HoldShown(SARMADA, BLUES, "2024-12-01", (AGENCY,), ("two sides are said to hold it",), ("c1",)),
)


def made_up_views() -> Views:
    """Views of the made-up situation; they heed the filters that the tests ask for."""
    return Views(_list, _map, _time_line, _facets, _flows, _holds, lambda *_, **__: True)


def _find(asked: SituationFilter) -> list[IncidentShown]:
    return [one for one in INCIDENTS if _has(one, asked)]


def _has(one: IncidentShown, asked: SituationFilter) -> bool:
    day = one.last_day or ""
    return (
        asked.type in (None, one.type)
        and asked.is_contested in (None, one.is_contested)
        and one.origins >= asked.least_origins
        and (asked.text is None or asked.text in (one.words or ""))
        and (asked.first_day is None or day >= asked.first_day)
        and (asked.last_day is None or "" < day <= asked.last_day)
        and (asked.as_of is None or one.first_known <= asked.as_of)
        and (asked.admin1 is None or (one.place is not None and one.place.admin1 == asked.admin1))
    )


def _list(_: Workspace, __: Eyes, asked: SituationFilter, *, limit: int, after: str | None) -> Page[IncidentShown]:
    found, start = _find(asked), int(after or 0)
    size = min(limit, 4)
    return Page(tuple(found[start : start + size]), str(start + size) if start + size < len(found) else None)


def _map(_: Workspace, __: Eyes, asked: SituationFilter, ___: Scope) -> SituationMap:
    found = [one for one in _find(asked) if one.place]
    points = tuple(one for one in found if one.place and one.place.precision == "point")
    areas = tuple(
        Area(one.place, 3, int(one.is_contested), one.type)
        for one in found
        if one.place and one.place.precision in ("area", "within")
    )
    cluster = (Cluster(Frame(43.0, 36.2, 43.3, 36.5), 14, 2, "shelling"),) if asked == SituationFilter() else ()
    return SituationMap(cluster, areas, points)


def _time_line(_: Workspace, __: Eyes, asked: SituationFilter) -> TimeLine:
    found = _find(asked)
    days = sorted({one.last_day for one in found if one.last_day})
    on = {day: [one for one in found if one.last_day == day] for day in days}
    bars = (Bar(day, day, len(on[day]), sum(one.is_contested for one in on[day]), on[day][0].type) for day in days)
    return TimeLine(tuple(bars), sum(one.last_day is None for one in found))


def _facets(_: Workspace, __: Eyes, asked: SituationFilter) -> Facets:
    found = _find(asked)
    types = Counter(one.type for one in found)
    areas = Counter(one.place.admin1 for one in found if one.place and one.place.admin1)
    countries = Counter(one.place.country for one in found if one.place and one.place.country)
    return Facets(
        len(found), sum(one.is_contested for one in found), tuple(types.most_common()), tuple(countries.most_common()),
        tuple(areas.most_common()), (Named("reds", REDS, 4),), (Named("blues", BLUES, 1),), (Named("khayal", AGENCY, 5),),
        len(found),
    )  # fmt: skip


def _flows(_: Workspace, __: Eyes, asked: SituationFilter) -> Iterator[FlowShown]:
    return iter(FLOWS if asked.as_of is None else ())


def _holds(_: Workspace, __: Eyes, asked: SituationFilter) -> Iterator[HoldShown]:
    return iter(HOLDS if asked.as_of is None else ())

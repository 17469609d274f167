"""What holds of everything that the public sees, whatever is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from isnad.show.care.eyes import Eyes, Role
from isnad.show.care.protect import protect_flow, protect_hold, protect_incident
from isnad.show.care.reasons import find_withheld, is_displacement, is_sensitive
from isnad.show.shown import ActorShown, CountShown, FlowShown, HoldShown, IncidentShown, PlaceShown
from tests.show.care.happenings import ARMY, CARE, LATER, PRIVATE, PUBLIC, ROWS, WITNESS, flow, hold, incident, place

_AREAS = {"xa", "xa-wadiya", "xa-tallun"}
_FINE = [row for row in ROWS if row.place_id not in _AREAS]
_WORDS = ("نقلوا إلى مشفى الرجاء في زهرون", "قصف على مدرسة الضياء", "قافلة مساعدات على الطريق", "قصف على حاجز", None)
_DAYS = st.dates(date(2024, 11, 1), date(2025, 2, 1)).map(str)
_PLACES = st.builds(
    place,
    st.sampled_from([row.place_id for row in ROWS]),
    precision=st.sampled_from(("point", "area", "within")),
) | st.builds(
    PlaceShown,
    st.just("بيت سامر التلوني"),
    st.none(),
    st.none(),
    st.sampled_from((None, "Wadiya", "Nowhere")),
    st.none(),
    st.sampled_from((None, "XA", "XB")),
    st.sampled_from((None, 12.98765)),
    st.sampled_from((None, 32.98765)),
    st.just("name"),
)
_ACTORS = st.lists(
    st.sampled_from((PRIVATE, WITNESS, ARMY, replace(ARMY, name="العقيد سامر التلوني"))), max_size=3
).map(tuple)
_SMALL = st.integers(1, 9)
_COUNTS = st.builds(CountShown, _SMALL, _SMALL | st.none(), st.sampled_from((None, "سبع عائلات"))) | st.builds(
    CountShown, st.none(), st.none(), st.just("عشرات العائلات")
)
_MOMENTS = st.datetimes(datetime(2024, 11, 1), datetime(2025, 2, 1)).map(lambda t: t.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


@st.composite
def _days(draw: st.DrawFn) -> tuple[str | None, str | None]:
    one, other = draw(st.none() | _DAYS), draw(st.none() | _DAYS)
    return (min(one, other), max(one, other)) if one and other else (one, other)


@st.composite
def _incidents(draw: st.DrawFn) -> IncidentShown:
    first, last = draw(_days())
    return incident(
        type=draw(st.sampled_from(("displacement", "siege", "shelling", "aid"))),
        first_day=first,
        last_day=last,
        place=draw(st.none() | _PLACES),
        initiators=draw(_ACTORS),
        targets=draw(_ACTORS),
        tolls=draw(st.dictionaries(st.sampled_from(("fatalities", "injured", "displaced")), _COUNTS)),
        sources=draw(_ACTORS),
        words=draw(st.sampled_from(_WORDS)),
        evidence=tuple(filter(None, draw(st.lists(st.sampled_from(_WORDS), max_size=2)))),
        first_known=draw(_MOMENTS),
    )


@st.composite
def _flows(draw: st.DrawFn) -> FlowShown:
    first, last = draw(_days())
    ends = st.lists(_PLACES, max_size=2).map(tuple)
    return flow(
        count=draw(st.none() | _COUNTS),
        origins_of_flow=draw(ends),
        destinations=draw(ends),
        first_day=first,
        last_day=last,
        trigger=draw(st.sampled_from((None, "shelling", "بيت سامر التلوني"))),
        first_known=draw(_MOMENTS),
    )


_HOLDS = st.builds(
    hold,
    place=_PLACES,
    holder=st.none() | st.sampled_from((ARMY, PRIVATE)),
    sources=_ACTORS,
    contested=st.sampled_from(((), ("denied",), ("سامر التلوني ينفي",))),
)
_RECORDS = _incidents() | _flows() | _HOLDS
_NOW = st.datetimes(datetime(2024, 11, 1), datetime(2025, 3, 1)).map(lambda t: t.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


def _protect(shown: Any, eyes: Eyes) -> Any:
    by_kind = {IncidentShown: protect_incident, FlowShown: protect_flow, HoldShown: protect_hold}
    return by_kind[type(shown)](shown, CARE, eyes)


def _find_values(shown: Any) -> Iterator[Any]:
    """Every value within the record."""
    if is_dataclass(shown):
        for one in fields(shown):
            yield from _find_values(getattr(shown, one.name))
    elif isinstance(shown, Mapping):
        for value in shown.values():
            yield from _find_values(value)
    elif isinstance(shown, tuple):
        for value in shown:
            yield from _find_values(value)
    else:
        yield shown


@given(_RECORDS)
def test_no_word_name_or_small_count_reaches_the_public(shown: Any) -> None:
    values = list(_find_values(_protect(shown, PUBLIC)))
    texts = [value for value in values if isinstance(value, str)]
    assert not [
        text for text in texts if any(name in text for name in ("سامر", "نبيل", "عائلات", "مشفى", "مدرسة", "قافلة"))
    ]
    assert not [value for value in values if isinstance(value, int) and not isinstance(value, bool) and value < 10]


@given(_RECORDS)
def test_no_exact_place_of_what_is_protected_reaches_the_public(shown: Any) -> None:
    values = list(_find_values(_protect(shown, PUBLIC)))
    assert 12.98765 not in values
    if is_displacement(shown, CARE) or any(
        reason in str(shown) for reason in ("مشفى", "مدرسة", "قافلة", "xa-nabun-camp")
    ):
        for row in _FINE:
            assert not {row.place_id, row.lat, row.lon, row.name_en, *row.names} & set(values)


@given(_incidents() | _flows())
def test_displacement_is_shown_by_the_week(shown: IncidentShown | FlowShown) -> None:
    seen = _protect(shown, PUBLIC)
    if seen is None or not is_displacement(shown, CARE):
        return
    assert not seen.first_day or date.fromisoformat(seen.first_day).isoweekday() == 1
    assert not seen.last_day or date.fromisoformat(seen.last_day).isoweekday() == 7
    assert seen.first_known.endswith("T00:00:00.000000Z")
    assert not shown.first_day or seen.first_day <= shown.first_day
    assert not shown.last_day or seen.last_day >= shown.last_day


@given(_RECORDS, _NOW)
def test_protecting_twice_changes_nothing_more(shown: Any, now: str) -> None:
    eyes = Eyes(None, Role.PUBLIC, now)
    once = _protect(shown, eyes)
    assert once is None or _protect(once, eyes) == once


@given(_RECORDS, st.sampled_from((Role.ANALYST, Role.EDITOR, Role.ADMIN)), _NOW)
def test_analysts_get_the_record_itself_and_what_they_pass_on_is_protected_alike(
    shown: Any, role: Role, now: str
) -> None:
    eyes, public = Eyes("somebody", role, now), Eyes(None, Role.PUBLIC, now)
    assert _protect(shown, eyes) is shown
    assert find_withheld(shown, CARE, eyes) is None
    assert _protect(_protect(shown, eyes), public) == _protect(shown, public)


@given(_RECORDS, _NOW)
def test_nothing_is_left_out_silently(shown: Any, now: str) -> None:
    eyes = Eyes(None, Role.PUBLIC, now)
    withheld = find_withheld(shown, CARE, eyes)
    assert (withheld is None) == (_protect(shown, eyes) is not None)
    assert withheld is None or withheld.why in CARE.policy.why.values()


@given(_incidents() | _flows(), _NOW)
def test_what_is_delayed_appears_after_the_delay_and_not_before(shown: IncidentShown | FlowShown, now: str) -> None:
    withheld = find_withheld(shown, CARE, Eyes(None, Role.PUBLIC, now))
    assert _protect(shown, PUBLIC) is not None
    if withheld is None:
        return
    assert withheld.until is not None
    assert now < withheld.until < LATER
    just_before = datetime.fromisoformat(withheld.until) - timedelta(microseconds=1)
    assert _protect(shown, Eyes(None, Role.PUBLIC, withheld.until)) is not None
    assert _protect(shown, Eyes(None, Role.PUBLIC, just_before.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))) is None


@given(_RECORDS)
def test_what_loses_a_name_or_a_place_is_sensitive(shown: Any) -> None:
    """An exact view of it is logged; places that only the gazetteer lacks are not."""
    seen = _protect(shown, PUBLIC)
    if isinstance(shown, IncidentShown) and not is_sensitive(shown, CARE):
        assert seen is not None
        assert not shown.place or shown.place.precision == "name" or seen.place == shown.place
        assert PRIVATE not in (*shown.initiators, *shown.targets, *shown.sources)
        assert WITNESS not in shown.sources


def test_actors_that_are_public_keep_their_names() -> None:
    seen = protect_incident(incident(initiators=(ARMY,)), CARE, PUBLIC)
    assert seen is not None
    assert seen.initiators == (ARMY,)
    assert ActorShown("x") not in seen.initiators

"""Filters as the query of a URL: both ways the same, and what is wrong is one clear error."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.errors import SourceError
from isnad.show.views.filters import SituationFilter, parse_filter, write_filter

_NAMES = st.none() | st.text("abcقلم &=+%/'-", min_size=1, max_size=20).map(str.strip).filter(bool)
_DAYS = st.none() | st.dates().map(lambda day: day.isoformat())
_FILTERS = st.builds(
    SituationFilter,
    type=st.sampled_from((None, "shelling", "displacement")),
    family=st.sampled_from((None, "violence")),
    actor=_NAMES,
    place_id=_NAMES,
    country=st.sampled_from((None, "SY")),
    admin1=_NAMES,
    source=_NAMES,
    least_origins=st.integers(1, 1000),
    is_contested=st.sampled_from((None, True, False)),
    text=_NAMES,
    first_day=_DAYS,
    last_day=st.none(),
    as_of=st.sampled_from((None, "2024-12-05T15:00:00.000000Z")),
)


@settings(deadline=None)  # the first loads all knowledge
@given(_FILTERS)
def test_a_filter_comes_back_from_its_query(asked: SituationFilter) -> None:
    assert parse_filter(parse_qsl(write_filter(asked), keep_blank_values=True)) == asked


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("colour=red", "colour: is no filter"),
        ("type=picnic", "type: 'picnic' is no type of event"),
        ("family=x", "family: 'x' is none of"),
        ("type=shelling&type=arrest", "type: is asked twice"),
        ("type=&type=arrest", "type: is asked twice"),
        ("country=syria", "country: 'syria' is no country"),
        ("origins=0", "origins: '0' is no number"),
        ("origins=٣", "origins: '٣' is no number"),
        ("contested=true", "contested: 'true' is neither yes nor no"),
        ("from=2024-13-01", "from: '2024-13-01' is no day"),
        ("from=2024-12-02&until=2024-12-01", "from: 2024-12-02 is after until"),
        ("as_of=yesterday", "as_of: 'yesterday' is no moment"),
        ("actor=" + "a" * 201, "is no name"),
        ("place=a%00b", "is no name"),
        ("text=" + "a" * 501, "is too long"),
    ],
)
def test_what_is_wrong_is_named(query: str, told: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_filter(parse_qsl(query, keep_blank_values=True))
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_name_without_a_value_asks_nothing() -> None:
    assert parse_filter([("type", ""), ("text", " ")]) == SituationFilter()


def test_a_moment_is_written_as_it_is_kept() -> None:
    asked = parse_filter([("as_of", "2024-12-05T18:00+03:00")])
    assert asked.as_of == "2024-12-05T15:00:00.000000Z"

"""Cohen's kappa against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.show.views.kappa import find_kappa

_PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30)


def _table(both: int, only_one: int, only_other: int, neither: int) -> list[tuple[str, str]]:
    counts = ((both, "y", "y"), (only_one, "y", "n"), (only_other, "n", "y"), (neither, "n", "n"))
    return [(one, other) for count, one, other in counts for _ in range(count)]


# Each by hand: observed agreement, agreement by chance, (observed - chance) / (1 - chance).
@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ((20, 5, 10, 15), 0.4),  # 0.7, 0.5
        ((45, 15, 25, 15), 0.1304),  # 0.6, 0.54
        ((25, 35, 5, 35), 0.2593),  # 0.6, 0.46
        ((1, 0, 0, 1), 1.0),
        ((0, 1, 1, 0), -1.0),
        ((1, 1, 1, 1), 0.0),
        ((5, 0, 0, 0), None),  # all the same: chance alone would agree
        ((0, 5, 0, 0), 0.0),  # 0, 0
        ((0, 0, 0, 0), None),
    ],
)
def test_kappa_of_known_tables(table: tuple[int, int, int, int], kappa: float | None) -> None:
    assert find_kappa(_table(*table)) == kappa


@given(_PAIRS)
def test_kappa_is_symmetric_and_at_most_one_only_where_all_agree(pairs: list[tuple[str, str]]) -> None:
    kappa = find_kappa(pairs)
    assert kappa == find_kappa([(other, one) for one, other in pairs])
    if kappa is not None:
        assert -1 <= kappa <= 1
        assert (kappa == 1) == all(one == other for one, other in pairs)

"""Pictures that look alike, by their prints."""

from __future__ import annotations

import pytest

from isnad.weigh.authenticity.prints import Alike, PrintIndex

pytest.importorskip("numpy", reason="no numpy")
ZERO, ONES = "0" * 64, "f" * 64


def flip(print_: str, *bits: int) -> str:
    number = int(print_, 16)
    for bit in bits:
        number ^= 1 << bit
    return f"{number:064x}"


def test_the_nearest_come_first_and_the_far_not_at_all() -> None:
    index = PrintIndex([ONES, flip(ZERO, *range(31)), ZERO, flip(ZERO, 0, 64, 128), flip(ZERO, *range(32))])
    assert index.find(ZERO) == (Alike(2, 0), Alike(3, 3), Alike(1, 31))
    assert index.find(ZERO, most=1) == (Alike(2, 0),)
    assert index.find(ONES) == (Alike(0, 0),)


def test_all_bits_count_once() -> None:
    assert PrintIndex([ONES]).find(ZERO, within=256) == (Alike(0, 256),)
    for bit in (0, 63, 64, 127, 128, 191, 192, 255):
        assert PrintIndex([flip(ZERO, bit)]).find(ZERO) == (Alike(0, 1),)


def test_an_empty_index_finds_nothing_and_a_wrong_print_is_refused() -> None:
    assert PrintIndex([]).find(ZERO) == ()
    with pytest.raises(ValueError, match="64"):
        PrintIndex(["00"])

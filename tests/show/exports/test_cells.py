"""Cells: no formula runs, nothing hides, and all else is as it was."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isnad.show.exports.cells import cell_of, clean, write_csv
from tests.show.exports.samples import HOSTILE


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-a", "@a", "\t=1", "\ra", " =1", "＝1", "\n-1+2", "\u202e=1", "\x00=1"]
)
def test_a_formula_is_text(text: str) -> None:
    assert cell_of(text).startswith("'")


@pytest.mark.parametrize("text", ["-3", "-3.25", "حمص", "a=b", "10-12", "", "'"])
def test_what_is_no_formula_stays(text: str) -> None:
    assert cell_of(text) == text


def test_numbers_and_truths_are_written_plainly() -> None:
    assert [cell_of(value) for value in (-1, 0, 2.5, True, False, None)] == ["-1", "0", "2.5", "true", "false", ""]


def test_marks_of_direction_and_controls_go_and_letters_stay() -> None:
    assert clean("a\u202e\u2066\u200f\u061c\x1b[31mب\u064e\u200c") == "a[31mب\u064e\u200c"


@given(st.text())
def test_any_text_comes_back_as_it_was_cleaned(text: str) -> None:
    table = b"".join(write_csv(("one", "two"), [{"one": text, "two": "x"}])).decode()
    rows = list(csv.reader(StringIO(table, newline="")))
    assert rows == [["one", "two"], [cell_of(text), "x"]]
    assert not cell_of(text).lstrip().startswith(("=", "+", "@"))


def test_hostile_rows_stay_one_row_each() -> None:
    table = b"".join(write_csv(("one",), ({"one": text} for text in HOSTILE))).decode()
    assert len(list(csv.reader(StringIO(table, newline="")))) == len(HOSTILE) + 1


def test_a_mark_of_utf8_where_asked_and_an_unknown_column_fails() -> None:
    assert next(write_csv(("one",), [], bom=True)) == b"\xef\xbb\xbf"
    assert b"".join(write_csv(("one",), [])) == b"one\r\n"
    with pytest.raises(ValueError, match="no such column"):
        list(write_csv(("one",), [{"other": 1}]))

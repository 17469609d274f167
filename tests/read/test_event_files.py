"""Every example of every event file: what must be found in it, and what must not."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

import isnad
from isnad.knowledge.events import Example, load_event_types
from isnad.read import reader
from isnad.read.events.positions import POSITION_NAMES

_TYPES = load_event_types()
_EXAMPLES = [pytest.param(t.name, e, id=f"{t.name}-{i}") for t in _TYPES for i, e in enumerate(t.examples)]
_NOTS = [pytest.param(t.name, e, id=f"{t.name}-{i}") for t in _TYPES for i, e in enumerate(t.counter_examples)]
_LISTS = ("initiator", "target", "sources")


def _rows(text: str) -> list[dict[str, Any]]:
    return isnad.read(text, published="2024-12-06").rows()


def _covers(row: dict[str, Any], expect: dict[str, Any]) -> bool:
    """Whether the row says all that the example expects of it; phrases by containment."""
    for name, wanted in expect.items():
        if name in _LISTS:
            if not all(any(w in said or said in w for said in row[name]) for w in wanted):
                return False
        elif name == "places":
            said_places = [place["text"] for place in row["places"]]
            if not all(any(w in said or said in w for said in said_places) for w in wanted):
                return False
        elif row[name] != wanted:
            return False
    return True


@pytest.mark.parametrize(("name", "example"), _EXAMPLES)
def test_example_is_found(name: str, example: Example) -> None:
    rows = [row for row in _rows(example.text) if row["type"] == name]
    expect = {key: value for key, value in example.expect.items() if key != "type"}
    assert any(_covers(row, expect) for row in rows), rows


@pytest.mark.parametrize(("name", "example"), _NOTS)
def test_counter_example_is_not_found(name: str, example: Example) -> None:
    assert name not in {row["type"] for row in _rows(example.text)}


def test_all_types_of_the_codebook_have_a_file() -> None:
    assert len(_TYPES) == 29


@pytest.mark.parametrize("event_type", _TYPES, ids=lambda t: t.name)
def test_positions_are_known(event_type: Any) -> None:
    for trigger in event_type.triggers:
        for position in trigger.initiator + trigger.target:
            assert position.partition(":")[0] in POSITION_NAMES, (trigger.row, position)


def test_no_type_name_stands_in_reader_code() -> None:
    """What a type does beyond its words is a flag of its file."""
    names = {event_type.name for event_type in _TYPES}
    for path in Path(reader.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Constant) and node.value in names), (path.name, node.value)


def test_types_alike_are_several_and_only_they_are_exact() -> None:
    groups = {t.alike for t in _TYPES if t.alike}
    assert all(len([t for t in _TYPES if t.alike == group]) > 1 for group in groups)
    assert not [t.name for t in _TYPES if t.exactness and not t.alike]

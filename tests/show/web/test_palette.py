"""The palette's contrast by WCAG 2.2: 4.5 to 1 for text, 3 to 1 for what tells something without words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[3] / "desk" / "src" / "css"
PALETTE = (CSS / "palette.css").read_text("utf-8")
_BLOCK = re.compile(r"^\s*(?P<selector>:root[^{]*)\{(?P<body>[^}]*)\}", re.MULTILINE)
_COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
GROUNDS = ("ground", "sheet", "sunk")
TEXT = [
    *((ink, ground) for ground in GROUNDS for ink in ("ink", "muted", "link", "warn")),
    ("act-ink", "act"), ("warn", "warn-ground"), ("doubt", "doubt-ground"), ("good", "good-ground"), ("said-ink", "said-ground"),
    ("ink", "land"), ("muted", "land"), ("area", "land"), ("hold", "land"), ("sheet", "dot"),
]  # fmt: skip
SIGNS = [
    *((sign, ground) for ground in GROUNDS for sign in ("edge", "focus", "act")),
    ("dot", "land"), ("dot", "sheet"), ("flow", "land"), ("flow", "sea"), ("border", "land"), ("dot", "sea"), ("ink", "land"),
]  # fmt: skip


def _looks() -> list[dict[str, str]]:
    return [dict(_COLOUR.findall(found["body"])) for found in _BLOCK.finditer(PALETTE)]


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours."""
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_ways_into_the_dark_have_the_same_colours() -> None:
    light, by_system, by_choice = _looks()
    assert by_system == by_choice
    assert light.keys() == by_choice.keys()


@pytest.mark.parametrize("look", [0, 1], ids=["light", "dark"])
def test_text_and_signs_can_be_told_from_their_ground(look: int) -> None:
    colours = _looks()[look]
    faint = [(one, other, round(contrast(colours[one], colours[other]), 2)) for one, other in TEXT]
    assert [one for one in faint if one[2] < 4.5] == []
    faint = [(one, other, round(contrast(colours[one], colours[other]), 2)) for one, other in SIGNS]
    assert [one for one in faint if one[2] < 3] == []


def test_sheets_use_the_palette_alone_and_no_side_that_does_not_turn() -> None:
    for sheet in CSS.glob("*.css"):
        text = re.sub(r"@media print \{.*", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        if sheet.name != "palette.css":
            assert re.findall(r"#[0-9a-f]{3,6}\b", text) == [], sheet.name
        sided = r"\b(?:margin|padding|border)-(?:left|right)\b|\btext-align: (?:left|right)|[{;]\s*(?:left|right):"
        assert re.findall(sided, text) == [], sheet.name

"""Words of the pages: none lies unused, and a fault is told in each language by the name that it has where it arises."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest

import isnad
from isnad.errors import NotFound, Reason, SourceError
from isnad.knowledge.weights import load_weights
from isnad.model import Finding
from isnad.pipeline.outcomes import Failed, Run, kept_reason, skip_of
from isnad.show.views.filters import parse_filter
from isnad.show.web.pages.wording import load_words, word_fault

_SOURCES = tuple(Path(isnad.__file__).parent.rglob("*.py"))
# What makes a reason, of its name and its form.
_MAKERS = ("Reason", "_wrong")
_BY_CODE = ("fault.", "field.")


def test_no_word_lies_unused() -> None:
    texts = [one.read_text("utf-8") for one in (files("isnad.show.web") / "templates").iterdir()]
    texts += [path.read_text("utf-8") for path in _SOURCES if "feeds" in path.parts]
    made = {part for text in texts for part in _begins(text)}
    asked = {part for text in texts for part in text.replace("'", '"').split('"')}
    assert len(made) > 5
    words = [key for key in load_words("en") if not key.startswith(_BY_CODE)]
    assert [key for key in words if key not in asked and not any(key.startswith(one) for one in made)] == []


def _begins(text: str) -> Iterator[str]:
    for part in text.split('t("')[1:]:
        key, _, after = part.partition('"')
        if after.lstrip().startswith("~"):
            yield key
    yield from (f"{name}." for name in ("value", "number") if f"'{name}." in text)


def _reasons() -> Iterator[tuple[str, str]]:
    """Name and English form of each reason in the code."""
    for path in _SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        if not _has_reasons(tree):
            continue
        forms = {
            target.id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.value, str)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MAKERS:
                said = [
                    one.value if isinstance(one, ast.Constant) else forms.get(getattr(one, "id", ""))
                    for one in node.args[:2]
                ]
                if isinstance(said[0], str):
                    yield said[0], str(said[1])


def _has_reasons(tree: ast.Module) -> bool:
    imported = (node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "isnad.errors")
    return any(one.name == "Reason" for node in imported for one in node.names)


def test_each_fault_has_words_in_both_languages_with_the_same_parts() -> None:
    named = list(_reasons())
    assert len(named) > 100
    english, arabic = load_words("en"), load_words("ar")
    for name, form in named:
        assert english.get(f"fault.{name}") == form, name
        assert _parts(arabic[f"fault.{name}"]) <= _parts(form), name
    assert {key for key in english if key.startswith("fault.")} == {f"fault.{name}" for name, _ in named}


def _parts(form: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(form) if name}


def test_each_feature_of_a_link_has_words() -> None:
    features = load_weights()["incident"].by_feature
    assert len(features) > 80
    assert [name for name in features if f"feature.{name}" not in load_words("ar")] == []


@pytest.mark.parametrize(
    ("query", "arabic", "english"),
    [
        (("from", "x"), "من يوم: «\u2068x\u2069» ليس يوما؛ اكتبه هكذا 2024-12-05", "From: 'x' is no day; write it as 2024-12-05"),
        (("country", "Syria"), "البلد: «\u2068Syria\u2069» ليس بلدا؛ اكتب حرفيه، مثل `SY`",
         "Country: 'Syria' is no country; write its two letters, as SY"),
    ],
)  # fmt: skip
def test_a_fault_on_a_field_is_told_with_its_name(query: tuple[str, str], arabic: str, english: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_filter([query])
    assert word_fault(caught.value, "ar").words == arabic
    assert word_fault(caught.value, "en").words == english
    assert str(caught.value) == f"{query[0]}: {english.partition(': ')[2]}"


def test_what_has_no_words_stays_in_english_and_says_so() -> None:
    for fault in ("some words of a library", SourceError("from", "is odd"), NotFound("nothing")):
        assert word_fault(fault, "ar").language == "en"
    assert word_fault(SourceError("from", "is odd"), "ar").words == "From: is odd"
    assert word_fault(Reason("no.such", "is odd"), "ar").words == "is odd"


def test_a_part_cannot_turn_the_sentence_around_or_fill_in_others() -> None:
    hostile = "\u202e{most}\n\0x"
    told = word_fault(Reason("day.none", "{value!r} is no day; write it as 2024-12-05", value=hostile), "ar").words
    assert "\u2068\ufffd{most}\ufffd\ufffdx\u2069" in told


def test_a_reason_goes_to_another_process_and_through_the_store_unchanged() -> None:
    reason = Reason("file.large", "is over {most} MB; split it, or set ISNAD_MAX_MB higher", most="50")
    copied = pickle.loads(pickle.dumps(reason))
    run = Run("run", "isnad", lambda: "2024-12-05T00:00:00.000000Z")
    kept = kept_reason(skip_of(Failed("x.txt", copied), run))
    assert isinstance(kept, Reason)
    assert (kept, kept.name, dict(kept.parts)) == (reason, reason.name, dict(reason.parts))
    plain = Finding("item", "x", "skipped", "isnad", "2024-12-05", "older words", (("run", "r"),))
    assert kept_reason(plain) == "older words"

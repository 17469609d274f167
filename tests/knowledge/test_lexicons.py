"""Laws that every lexicon of the house keeps, so that a reviewer can trust any row on sight."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest

from isnad.arabic.inflect import inflect_verb
from isnad.knowledge.lexicons import LexiconRow, load_lexicon

_FOLDER = files("isnad") / "data" / "lexicons"
NAMES = sorted(path.name.removesuffix(".tsv") for path in _FOLDER.iterdir() if path.name.endswith(".tsv"))
VERBS = ("cue_verbs", "light_verbs", "common_verbs")
CLASSES = {
    "cue_verbs": {"say", "claim", "deny", "hear", "cover"},
    "cue_participles": {"say", "claim", "deny"},
    "cue_prepositions": {"source_after", "source_back"},
    "source_nouns": {"person", "people", "document", "media", "saying"},
    "titles": {"rank", "office", "profession", "honorific"},
    "given_names": {"m", "f"},
    "condemnations": {"condemn"},
    "group_nouns": {"force", "aircraft", "weapon_actor", "authority", "organisation", "crowd", "attacker"},
    "people_nouns": {"people", "group", "dead", "injured", "displaced", "captive", "family"},
    "facility_nouns": {"building", "military", "vehicle", "infrastructure", "position", "road", "vessel", "aid"},
    "weapons": {"air", "ground", "explosive", "small_arms", "chemical", "blade"},
    "particles": {
        "negation",
        "without",
        "hedge",
        "purpose",
        "distance",
        "background",
        "result",
        "cause",
        "agentive",
        "preposition",
        "conjunction",
        "relative",
        "complementiser",
        "verbal",
        "pronoun",
        "partitive",
        "demonstrative",
        "adverb",
        "adjective",
    },
    "direction_words": {"direction", "vicinity", "inside"},
    "light_verbs": {"act", "undergo", "witness", "happen", "hit", "result"},
    "common_verbs": {"aux", "verb"},
    "adjectives": {"plain", "governing"},
    "common_words": {"noun"},
    "displacement_terms": {
        "displaced",
        "evacuated",
        "forced_to_flee",
        "relocated",
        "sheltered",
        "returned",
        "shelter",
        "still",
        "total",
        "period",
        "arrival",
        "wanted",
        "cause",
        "home",
        "thing",
        "victim",
        "elsewhere",
        "unreal",
        "person",
        "other",
    },
    "worded_figures": {"bounds"},
    "credits": {"agency", "pool", "label"},
    "unnamed_sources": {"witness", "source", "official", "media", "reporter"},
    "bulletins": {"round_up"},
    "protected_sites": {"hospital", "school", "shelter", "camp", "convoy", "aid", "none"},
    "word_classes": {
        "beside",
        "no_name",
        "total",
        "life",
        "one",
        "adding",
        "counted_one",
        "counted_since",
        "counted_rise",
        "counted_jointly",
    },
    "control_words": {
        "part",
        "partly",
        "in",
        "holding",
        "entry",
        "unreal",
        "foiled",
        "done",
        "purpose",
        "thing",
        "loss",
        "operation",
        "ruler",
        "unnamed",
    },
}


def _text(name: str) -> str:
    return (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def rows(name: str) -> tuple[LexiconRow, ...]:
    return load_lexicon(name)


def test_is_written_in_nfc_and_ends_with_a_line_feed(name: str) -> None:
    text = _text(name)
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n")
    assert "\r" not in text


def test_is_sorted_by_form(rows: tuple[LexiconRow, ...]) -> None:
    forms = [row.form for row in rows]
    assert forms == sorted(forms)


def test_every_row_has_form_gloss_and_class(rows: tuple[LexiconRow, ...]) -> None:
    assert [row for row in rows if not (row.form and row.gloss and row.cls)] == []


def test_no_cell_has_stray_spaces(rows: tuple[LexiconRow, ...]) -> None:
    cells = [cell for row in rows for cell in (row.form, row.gloss, row.cls, row.note)]
    assert [cell for cell in cells if cell != " ".join(cell.split())] == []


def test_a_gloss_is_english(rows: tuple[LexiconRow, ...]) -> None:
    assert [row for row in rows if any("؀" <= letter <= "ۿ" for letter in row.gloss)] == []


def test_no_form_stands_twice_in_a_class(rows: tuple[LexiconRow, ...]) -> None:
    keys = [(row.form, row.cls) for row in rows]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("known", sorted(CLASSES))
def test_uses_no_other_class(known: str) -> None:
    assert {row.cls for row in load_lexicon(known)} <= CLASSES[known]


@pytest.mark.parametrize("verbs", VERBS)
def test_a_verb_is_past_and_present(verbs: str) -> None:
    """A verb that is a verb in one tense alone, or whose other tense reads as a common noun, has that tense alone."""
    for row in load_lexicon(verbs):
        past, colon, present = row.form.partition(":")
        assert past or present, row.form
        assert colon == ":", row.form
        assert inflect_verb(past.split(" ")[0], present.split(" ")[0]), row.form

"""What pages are rendered with: words in both languages, addresses that a browser may follow."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter

from isnad.show.web.pages.rendering import load_environment, only_web
from isnad.show.web.pages.wording import LANGUAGES, load_words

_PLAIN_KEY = re.compile(r"\bt\(\"([^\"]+)\"[,)]")


def test_every_word_is_there_in_every_language_with_the_same_gaps() -> None:
    tables = [load_words(language) for language in LANGUAGES]
    assert tables[0].keys() == tables[1].keys()
    for key in tables[0]:
        gaps = [{name for _, name, _, _ in Formatter().parse(table[key]) if name} for table in tables]
        assert gaps[0] == gaps[1], key
        assert all(table[key].strip() for table in tables), key


def test_every_word_that_a_template_asks_for_is_there() -> None:
    words = load_words("en")
    templates = [one for one in (files("isnad.show.web") / "templates").iterdir() if one.name.endswith(".html")]
    asked = {key for one in templates for key in _PLAIN_KEY.findall(one.read_text("utf-8"))}
    assert len(asked) > 50
    assert asked - words.keys() == set()


def test_templates_mark_nothing_safe_and_run_nothing() -> None:
    for one in (files("isnad.show.web") / "templates").iterdir():
        text = one.read_text("utf-8")
        assert "|safe" not in text.replace(" ", ""), one.name
        assert "autoescape" not in text, one.name
        assert not re.search(
            r"<script(?![^>]*\bsrc=)|\son(?:click|load|error|change|submit|input|key\w+|mouse\w+|focus|blur)=|\sstyle=|javascript:",
            text,
        ), one.name
    assert load_environment().autoescape is True


def test_addresses_of_reports_are_links_only_where_they_are_of_the_web() -> None:
    for bad in ("javascript:alert(1)", "data:text/html,x", "//khayal.example", "http://", "file:///etc", "[", None):
        assert only_web(bad) is None

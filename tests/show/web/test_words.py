"""Words of the pages: none lies unused."""

from __future__ import annotations

import re
from importlib.resources import files

from isnad.show.web.pages.wording import load_words


def test_no_word_lies_unused() -> None:
    folder = files("isnad.show.web") / "templates"
    texts = [one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".html")]
    made = {key for text in texts for key in re.findall(r"\bt\(\"([^\"]+)\" ~", text)}
    asked = {key for text in texts for key in re.findall(r"\"([a-z_]+\.[a-z0-9_ ]+)\"", text)}
    assert len(made) > 5
    unused = [key for key in load_words("en") if key not in asked and not any(key.startswith(one) for one in made)]
    assert unused == []

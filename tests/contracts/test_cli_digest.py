"""`isnad digest`: an article, an incident, or what a filter asks for; in four forms; bad input in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.contracts.test_cli_weighing import weighed
from tests.contracts.test_cli_workspace import BAD_INPUT, Run, run

__all__ = ["run", "weighed"]


def _incident(weighed: Run, kind: str) -> str:
    rows = [json.loads(line) for line in weighed("incidents", "--json")[1].splitlines()]
    return next(str(row["incident"]) for row in rows if row["type"] == kind)


def _article(weighed: Run) -> str:
    return str(json.loads(weighed("search", "تلبيسة", "--json")[1].splitlines()[0])["article"])


@pytest.mark.parametrize(("language", "label"), [("ar", "المصادر المستقلة: 2"), ("en", "independent origins: 2")])
def test_the_situation_is_printed_in_both_languages(weighed: Run, language: str, label: str) -> None:
    status, said, _ = weighed("digest", "--lang", language)
    assert status == 0
    assert label in said


def test_an_incident_and_an_article_by_their_ids(weighed: Run) -> None:
    incident = _incident(weighed, "shelling")
    assert incident in weighed("digest", incident)[1]
    article = _article(weighed)
    status, said, _ = weighed("digest", article)
    assert status == 0
    assert article in said
    assert "«" in said


def test_a_day_and_a_place(weighed: Run) -> None:
    status, said, _ = weighed("digest", "--day", "2024-12-04", "--place", "تلبيسة", "--lang", "en")
    assert status == 0
    assert "1 incidents" in said
    assert weighed("digest", "--place", "Talbiseh", "--lang", "en")[0] == 0


@pytest.mark.parametrize("form", ["text", "md", "html", "docx"])
def test_each_form_is_written_for_its_owner_alone(weighed: Run, tmp_path: Path, form: str) -> None:
    if form == "docx":
        pytest.importorskip("docx", reason="python-docx is part of the extra `digest`")
    status, said, told = weighed("digest", "--as", form, "--to", tmp_path / "out")
    assert (status, said) == (0, "")
    assert f"bytes of {form}" in told
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0


def test_the_public_gets_no_article(weighed: Run) -> None:
    status, said, told = weighed("digest", _article(weighed), "--public")
    assert (status, said) == (BAD_INPUT, "")
    assert told.count("\n") == 1
    assert "مدنيين" not in weighed("digest", "--public")[1]


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("nothing",), "nothing"),
        (("--day", "2024-13-01"), "2024-13-01"),
        (("--day", "2024-12-04", "--from", "2024-12-01"), "--day"),
        (("--type", "dance"), "dance"),
        (("--place", "لامكان"), "--place"),
        (("--place", "حمص"), "sy-homs"),
        (("--as-of", "yesterday"), "yesterday"),
        (("--lang", "fr"), "--lang"),
        (("--as", "docx"), "--to"),
        (("0" * 16, "--country", "SY"), "--country"),
        (("--to", "/nowhere/at/all"), "/nowhere/at/all"),
    ],
)
def test_bad_input_is_one_line(weighed: Run, options: tuple[str, ...], names: str) -> None:
    status, said, told = weighed("digest", *options)
    assert (status, said) == (BAD_INPUT, "")
    assert told.count("\n") == 1
    assert names in told

"""The public surface: what `import isnad` offers, and that it costs nothing before it is used."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from importlib.resources import files
from inspect import Parameter, signature

import pytest

import isnad

_HEAVY = ("trafilatura", "lxml", "rich", "typer", "hijridate", "isnad.read.reader")


def test_the_names_are_these() -> None:
    assert isnad.__all__ == [
        "ArchiveError", "IsnadError", "KnowledgeError", "NotFound", "SourceError", "StoreError", "read",
    ]  # fmt: skip


def test_every_error_is_of_one_tree() -> None:
    errors = [getattr(isnad, name) for name in isnad.__all__ if name != "read"]
    assert all(issubclass(error, isnad.IsnadError) for error in errors)


def test_the_version_is_that_of_the_distribution() -> None:
    assert isnad.__version__ == version("isnad")


def test_the_package_is_typed_and_carries_its_data() -> None:
    package = files("isnad")
    assert package.joinpath("py.typed").is_file()
    for folder in ("actors", "events", "gazetteer", "lexicons", "samples", "weights"):
        assert any(package.joinpath("data", folder).iterdir()), folder


def test_read_takes_one_text_and_named_facts_of_it() -> None:
    parameters = signature(isnad.read).parameters
    assert list(parameters) == ["text", "published", "title", "outlet"]
    assert all(parameters[name].kind is Parameter.KEYWORD_ONLY for name in ("published", "title", "outlet"))


def test_read_refuses_what_it_cannot_read() -> None:
    with pytest.raises(isnad.SourceError, match="empty"):
        isnad.read(" ")
    with pytest.raises(isnad.SourceError, match="no Arabic"):
        isnad.read("plain English")
    with pytest.raises(isnad.SourceError, match="no date"):
        isnad.read("قصف", published="yesterday")


def test_the_import_loads_nothing_heavy() -> None:
    code = "import sys, isnad; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    assert [name for name in _HEAVY if name in loaded] == []

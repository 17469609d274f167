"""Settings: one table, each with a default, a meaning and a row in the README."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.settings import SETTINGS, Setting, gazetteer_folder, value_of

_README = Path(__file__).resolve().parent.parent / "README.md"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda s: str(s.name))
def test_each_is_explained_in_the_readme(setting: Setting) -> None:
    assert f"| `{setting.name}` | `{setting.default}` | {setting.meaning} |" in _README.read_text(encoding="utf-8")


def test_the_environment_goes_before_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISNAD_MAX_MB", "7")
    assert value_of("ISNAD_MAX_MB") == "7"
    monkeypatch.delenv("ISNAD_MAX_MB")
    assert value_of("ISNAD_MAX_MB") == "50"


def test_a_name_that_is_not_in_the_table_is_refused() -> None:
    with pytest.raises(KeyError):
        value_of("ISNAD_NONE")


def test_imported_gazetteers_lie_under_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ISNAD_HOME", str(tmp_path))
    assert gazetteer_folder() == tmp_path / "gazetteer"
    monkeypatch.setenv("ISNAD_HOME", "~/x")
    assert gazetteer_folder() == Path.home() / "x" / "gazetteer"

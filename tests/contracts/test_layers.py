"""Layers: data flows one way, and reading is pure. The contracts stand in `pyproject.toml`."""

from __future__ import annotations

from pathlib import Path

import pytest

cli = pytest.importorskip("importlinter.cli", reason="import-linter is part of the extra `dev`")

_CONFIG = Path(__file__).resolve().parents[2] / "pyproject.toml"


def test_the_layers_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(_CONFIG.parent)
    status = cli.lint_imports(config_filename=str(_CONFIG), no_cache=True)
    told = capsys.readouterr()
    assert status == cli.EXIT_STATUS_SUCCESS, told.out + told.err

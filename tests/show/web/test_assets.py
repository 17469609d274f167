"""Built files by the manifest, and the hook that builds them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from isnad.show.web.assets import find_assets

hatch_build = pytest.importorskip("hatch_build", reason="the build's own requirements are not installed")
MANIFEST = {
    "src/main.js": {"file": "assets/main-a1.js", "css": ["assets/main-a1.css"]},
    "src/map/map.js": {"file": "assets/map-c3.js"},
    "_shared.js": {"file": "assets/shared-d4.js", "css": ["assets/shared-d4.css"], "imports": ["_shared.js"]},
    "src/situation.js": {
        "file": "assets/situation-b2.js",
        "css": ["assets/situation-b2.css"],
        "imports": ["_shared.js"],
    },
}


def test_each_source_has_its_script_and_the_sheets_of_all_that_it_imports(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST), "utf-8")
    assets = find_assets(tmp_path)
    assert assets.is_built
    assert assets.script("situation.js") == "/static/assets/situation-b2.js"
    assert assets.sheets("situation.js") == ("/static/assets/shared-d4.css", "/static/assets/situation-b2.css")


def test_without_a_build_there_are_none(tmp_path: Path) -> None:
    assets = find_assets(tmp_path)
    assert (assets.is_built, assets.script("main.js"), assets.sheets("main.js")) == (False, None, ())


def _lay_out(root: Path, *, age_s: int) -> Path:
    source, manifest = root / "desk" / "src" / "main.js", root / hatch_build.STATIC / "manifest.json"
    for path in (source, manifest):
        path.parent.mkdir(parents=True)
        path.write_text("{}", "utf-8")
    then = source.stat().st_mtime - age_s
    os.utime(manifest, (then, then))
    return root


def test_the_desk_is_built_where_it_is_missing_or_older_than_its_sources(tmp_path: Path) -> None:
    assert not hatch_build.is_stale(_lay_out(tmp_path / "fresh", age_s=-10))
    assert hatch_build.is_stale(_lay_out(tmp_path / "old", age_s=10))
    missing = _lay_out(tmp_path / "missing", age_s=-10)
    (missing / hatch_build.STATIC / "manifest.json").unlink()
    assert hatch_build.is_stale(missing)
    assert not hatch_build.is_stale(tmp_path / "no-sources")


class _App:
    def __init__(self) -> None:
        self.said: list[str] = []

    def display_info(self, words: str) -> None:
        self.said.append(words)

    display_warning = display_info


def _hook(root: Path, monkeypatch: pytest.MonkeyPatch, fault: str | None) -> tuple[list[str], list[str]]:
    app, packed = _App(), {"artifacts": []}
    hook = hatch_build.DeskBuild(str(root), {}, None, None, str(root), "wheel", app)
    monkeypatch.setattr(hatch_build, "build", lambda _: fault)
    hook.initialize("standard", packed)
    return app.said, packed["artifacts"]


def test_a_build_that_fails_says_so_in_one_line_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "desk").mkdir()
    said, packed = _hook(tmp_path, monkeypatch, "npm ci: no network")
    assert len(said) == 1 and "npm ci: no network" in said[0] and "\n" not in said[0]  # noqa: PT018
    assert packed == []


def test_a_build_can_be_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISNAD_NO_DESK_BUILD", "1")
    (tmp_path / "desk").mkdir()
    said, packed = _hook(tmp_path, monkeypatch, "never asked")
    assert said == ["The desk's front-end is not built: ISNAD_NO_DESK_BUILD=1"]
    assert packed == []


def test_what_is_built_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said, packed = _hook(_lay_out(tmp_path, age_s=-10), monkeypatch, None)
    assert said == []
    assert packed == [f"{hatch_build.STATIC}/**"]


def test_the_lock_file_names_no_host() -> None:
    lock = Path(__file__).parents[3] / "desk" / "package-lock.json"
    assert '"resolved"' not in lock.read_text("utf-8")

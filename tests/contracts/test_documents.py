"""Documents are a test target: commands that exist, links that lead somewhere, pages that are up to date."""

from __future__ import annotations

import re
import shlex
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
import typer.main
from typer.testing import CliRunner

import isnad
from isnad.knowledge.events import load_event_types
from isnad.show.cli.app import app
from scripts.write_catalogue import PAGE, find_page

_ROOT = Path(__file__).resolve().parents[2]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")
_PAGES = sorted((*_ROOT.glob("*.md"), *(_ROOT / "docs").glob("*.md")))
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def _shell_lines(text: str) -> list[str]:
    """Lines of the shell blocks, without comments."""
    blocks = re.findall(r"```sh\n(.*?)```", text, flags=re.S)
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if line]


def _commands(text: str) -> list[list[str]]:
    """Each `isnad ...` of the shell blocks, as its words; redirections left out."""
    found = []
    for line in _shell_lines(text):
        for part in line.split("&&"):
            words = shlex.split(re.split(r"[<>|]", part)[0])
            if words and words[0] == "isnad":
                found.append(words[1:])
    return found


@pytest.mark.parametrize("words", _commands(_README), ids=" ".join)
def test_commands_of_the_readme_are_commands(words: list[str]) -> None:
    command = typer.main.get_command(app)
    names = [word for word in words if not word.startswith("-")]
    while names and names[0] in getattr(command, "commands", {}):
        command = command.commands[names.pop(0)]  # type: ignore[attr-defined]
    assert not hasattr(command, "commands"), f"no such command: {words}"
    options = {option for parameter in command.params for option in parameter.opts}
    assert [word for word in words if word.startswith("--") and word not in options] == []


def test_the_readme_has_commands() -> None:
    commands = _commands(_README)
    assert ["demo"] in commands
    assert {words[0] for words in commands} == set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def test_the_readmes_first_command_reads_the_samples_and_its_second_is_that_of_the_checks() -> None:
    first, second = _shell_lines(_README)[:2]
    assert first.endswith("&& isnad demo")
    assert second in (_ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_modules_that_pages_run_exist() -> None:
    for page in _PAGES:
        for module in re.findall(r"python -m (bench\.\w+)", page.read_text(encoding="utf-8")):
            assert (_ROOT / f"{module.replace('.', '/')}.py").exists(), (page.name, module)


def test_the_readmes_python_runs() -> None:
    (block,) = re.findall(r"```python\n(.*?)```", _README, flags=re.S)
    names: dict[str, object] = {}
    exec(compile(block, "README.md", "exec"), names)
    assert names["rows"]
    assert names["article"]["claims"] == names["rows"]  # type: ignore[index]


def test_the_readmes_example_is_what_is_shown(tmp_path: Path) -> None:
    """The example shows one sentence; its outlet is given, which a file of plain text cannot."""
    example = next(block for block in _README.split("```") if "\n  on the word of " in block)
    report = tmp_path / "one.txt"
    report.write_text(
        "قال المرصد السوري لحقوق الإنسان إن طائرات حربية قصفت أطراف مدينة تلبيسة مساء أمس الأربعاء، "
        "ما أدى إلى مقتل ثلاثة مدنيين وإصابة أكثر من عشرة.",
        "utf-8",
    )
    arguments = ["read", str(report), "--published", "2024-12-05"]
    said = CliRunner().invoke(app, arguments, env={"COLUMNS": "80", "NO_COLOR": "1"}).stdout
    shown = [line.rstrip() for line in said.splitlines()]
    wanted = [line for line in example.splitlines() if line and "as told by" not in line]
    assert [line for line in wanted if line not in shown] == []


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: str(page.name))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if "://" not in t and not (page.parent / t).exists()] == []


def test_modules_that_the_architecture_names_exist() -> None:
    text = (_ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    source = _ROOT / "src" / "isnad"
    rooms = ("arabic", "read", "mentions", "attribution", "events", "resolve")
    named = re.findall(rf"`((?:{'|'.join(rooms)})/\w+)`", text)
    assert named
    assert [n for n in named if not any((base / f"{n}.py").exists() for base in (source, source / "read"))] == []


def test_the_catalogue_is_up_to_date() -> None:
    page = find_page(load_event_types())
    assert PAGE.read_text(encoding="utf-8") == page, "run `python scripts/write_catalogue.py`"


def test_dependencies_are_explained_with_their_licence() -> None:
    text = (_ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    wanted = [re.split(r"[<>=!~\[; ]", line)[0] for line in _PROJECT["dependencies"]]
    wanted += [
        re.split(r"[<>=!~\[; ]", line)[0] for extra in _PROJECT["optional-dependencies"].values() for line in extra
    ]
    assert [name for name in wanted if f"`{name}` |" not in text] == []


def test_everything_that_is_installed_to_run_is_listed_and_none_is_gpl_alone() -> None:
    text = (_ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    listed = set(re.findall(r"^\| `([\w-]+)` \|", text, flags=re.M))
    installed = _installed()
    assert sorted(set(installed) - listed) == []
    assert [name for name, licence in installed.items() if re.search(r"GPL", licence) and " OR " not in licence] == []


def _installed() -> dict[str, str]:
    """Licences by name of all that the package needs to run, extras left out."""
    requirements = pytest.importorskip("packaging.requirements")
    found: dict[str, str] = {}
    waiting = list(_PROJECT["dependencies"])
    while waiting:
        requirement = requirements.Requirement(waiting.pop())
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in found or (requirement.marker and not _applies(requirement)):
            continue
        metadata = distribution(name)
        classifiers = metadata.metadata.get_all("Classifier") or []
        found[name] = metadata.metadata.get("License-Expression") or " ".join(c for c in classifiers if "License" in c)
        # What an extra of the requirement asks for belongs to the requirement.
        waiting += [
            line for line in metadata.requires or [] if _wanted(requirements.Requirement(line), requirement.extras)
        ]
    return found


def _applies(requirement: object) -> bool:
    return bool(requirement.marker.evaluate({"extra": ""}))  # type: ignore[attr-defined]


def _wanted(requirement: object, extras: set[str]) -> bool:
    marker = requirement.marker  # type: ignore[attr-defined]
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def test_the_changelog_is_of_this_version_or_to_come() -> None:
    text = (_ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## Unreleased" in text or f"## {isnad.__version__}" in text

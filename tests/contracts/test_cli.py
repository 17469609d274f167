"""The command line: its words of help, its exit statuses, what it prints where."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from isnad import __version__
from isnad.knowledge.samples import load_samples
from isnad.show.cli.app import app

_BAD_INPUT = 2


def _run(*arguments: str, given: str = "") -> tuple[int, str, str]:
    """Exit status, standard output and standard error, on a terminal 100 columns wide."""
    result = CliRunner().invoke(app, list(arguments), input=given, env={"COLUMNS": "100", "NO_COLOR": "1"})
    return result.exit_code, result.stdout, result.stderr


def _plain(text: str) -> str:
    """The text without colours, frames and line breaks."""
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|[│╭╮╰╯─]", " ", text).split())


def test_the_version() -> None:
    assert _run("--version") == (0, f"isnad {__version__}\n", "")


def test_the_module_is_the_command_line() -> None:
    done = subprocess.run([sys.executable, "-m", "isnad", "--version"], check=True, capture_output=True, text=True)
    assert done.stdout == f"isnad {__version__}\n"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ((), ("read", "demo", "gazetteer", "on whose word")),
        (("read",), ("--json", "--published", "--explain", "standard input", "JSON Lines")),
        (("demo",), ("--json", "--explain", "outlets that do not exist")),
        (("gazetteer",), ("import",)),
        (("gazetteer", "import"), ("OCHA P-code tables", "GeoNames")),
    ],
)
def test_help_says_what_a_command_does(command: tuple[str, ...], words: tuple[str, ...]) -> None:
    status, said, _ = _run(*command, "--help")
    assert status == 0
    assert [word for word in words if word not in _plain(said)] == []


@pytest.mark.parametrize(
    "arguments", [("nosuch",), ("gather",), ("read", "--published", "yesterday", "x.txt"), ("read", "--no")]
)
def test_wrong_use_has_status_2_and_nothing_on_standard_output(arguments: tuple[str, ...]) -> None:
    status, said, told = _run(*arguments)
    assert (status, said) == (_BAD_INPUT, "")
    assert told


def test_the_demo_reads_every_sample() -> None:
    status, said, told = _run("demo")
    count = len(load_samples())
    assert status == 0
    assert f"{count} found = {count} read + 0 skipped" in told
    assert [sample.sample_id for sample in load_samples() if sample.sample_id not in said] == []


def test_the_demo_in_json_is_one_object_for_each_sample() -> None:
    status, said, told = _run("demo", "--json")
    assert (status, told) == (0, "")
    assert [json.loads(line)["doc_id"] for line in said.splitlines()] == [sample.sample_id for sample in load_samples()]


def test_a_report_is_printed_with_its_words(report: Path, today: date) -> None:
    status, said, told = _run("read", str(report), "--published", "2024-12-06")
    assert (status, told) == (0, "1 found = 1 read + 0 skipped; 1 claims\n")
    for words in ("khayal · 2024-12-06", "shelling", "قصفت", "قوات النظام", "2024-12-05", "own voice of"):
        assert words in said
    assert "made by" not in said


def test_explain_names_the_data_row(report: Path, today: date) -> None:
    _, said, _ = _run("read", str(report), "--explain")
    assert "shelling.toml#" in said


def test_standard_input_is_read(today: date) -> None:
    status, said, _ = _run("read", "-", "--json", given="قصفت قوات النظام بلدة الخيال بالمدفعية.")
    assert status == 0
    assert json.loads(said)["doc_id"] == "stdin"


def test_a_skipped_report_has_status_2_and_a_line_and_the_rest_is_read(report: Path, today: date) -> None:
    missing = report.parent / "none.txt"
    status, said, told = _run("read", "--json", str(missing), str(report))
    assert status == _BAD_INPUT
    assert len(said.splitlines()) == 1
    assert told.splitlines() == [
        f"isnad: {missing}: does not exist; check the path",
        "2 found = 1 read + 1 skipped; 1 claims",
    ]


def test_a_day_to_come_is_noted(report: Path, today: date) -> None:
    report.write_text(f"6 ديسمبر 2025\n\n{report.read_text('utf-8')}", "utf-8")
    _, said, _ = _run("read", str(report))
    assert f"note: published 2025-12-06 lies after today, {today}" in said


def test_a_pipe_that_closes_early_leaves_no_trace_on_standard_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "isnad", "demo", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 1
    assert told == b""

"""`isnad gazetteer import`: places of a person's own tables, kept for later readings."""

from __future__ import annotations

import sys
from pathlib import Path

from isnad.gather.gazetteers import import_gazetteer
from isnad.settings import gazetteer_folder
from isnad.show.cli.statuses import Status


def import_and_print(paths: list[Path]) -> int:
    """Exit status after importing: 0, or 2 where any row or file was left out."""
    folder = gazetteer_folder()
    report = import_gazetteer(paths, folder)
    for problem in report.problems:
        print(f"isnad: {problem}", file=sys.stderr)
    print(
        f"{report.read} rows read = {report.kept} places kept in {folder} + {report.known} known already"
        f" + {len(report.problems)} left out"
    )
    return Status.BAD_INPUT if report.problems else 0

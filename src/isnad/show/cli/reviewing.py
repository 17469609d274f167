"""`isnad review export`: corrections as gold, on standard output."""

from __future__ import annotations

import json
import sys

from isnad.pipeline.runs import moment
from isnad.show.care.eyes import Eyes, Role
from isnad.show.cli.options import Place
from isnad.show.views.gold import iter_gold


def export_and_print(place: Place) -> int:
    """Exit status after printing: 0. Who may open the workspace's files may read all of it."""
    eyes, count, complete = Eyes(None, Role.ADMIN, moment()), 0, 0
    with place.open() as workspace:
        for row in iter_gold(workspace, eyes):
            print(json.dumps(row, ensure_ascii=False))
            count, complete = count + 1, complete + row["is_complete"]
    print(f"{count} articles, {complete} of them judged whole", file=sys.stderr)
    return 0

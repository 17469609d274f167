"""`isnad demo --desk`: a workspace filled from the packaged samples, and the desk over it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from isnad.gather.fetch import Source
from isnad.show.cli.options import Place
from isnad.show.cli.serving import Serving, needs_desk, serve_desk
from isnad.show.samples import sample_articles
from isnad.workspace import Workspace

_FOLDER = "isnad-demo"


def demo_on_desk(folder: Path | None, asked: Serving) -> int:
    """Exit status after serving the samples until it is stopped: 0. The workspace is kept, to look at it again."""
    needs_desk()
    folder = folder or Path.cwd() / _FOLDER
    with Workspace.open(folder, "sqlite", make=True) as workspace:
        fill_with_samples(workspace)
    print(f"isnad: the samples, written for Isnad by outlets that do not exist, are kept in {folder}", file=sys.stderr)
    return serve_desk(Place(folder, "sqlite"), asked)


def fill_with_samples(workspace: Workspace) -> None:
    """Gather, read and weigh the packaged samples; again it changes nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "samples.jsonl"
        path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in _rows()), "utf-8")
        workspace.gather([Source(str(path))], read=True)
    workspace.weigh()


def _rows() -> list[dict[str, str | None]]:
    return [
        {
            "doc_id": one.article_id,
            "title": one.title,
            "outlet": one.outlet,
            "url": one.url,
            "published": one.published.isoformat() if one.published else None,
            "text": one.text,
        }
        for one in sample_articles()
    ]

"""`isnad demo`: a workspace filled from the packaged samples, and the desk over it in a browser."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
import webbrowser
from pathlib import Path
from tempfile import TemporaryDirectory

from isnad.gather.fetch import Source
from isnad.show.cli.options import Place
from isnad.show.cli.serving import Serving, find_port, is_desk_there, serve_desk
from isnad.show.samples import sample_articles
from isnad.workspace import Workspace

_FOLDER = "isnad-demo"
_USUAL_PORT = 8765
_LONGEST_START_S = 15.0


def shows_desk(*, is_print: bool) -> bool:
    """Whether the samples are shown on the desk: not where printing was asked for, a program reads along, or the desk's
    packages are missing, which is said."""
    if is_print or not sys.stdout.isatty():
        return False
    if not is_desk_there():
        print("isnad: the samples are printed; to see them on the desk: pip install 'isnad[desk]'", file=sys.stderr)
        return False
    return True


def demo_on_desk(folder: Path | None, port: int | None, *, opens: bool) -> int:
    """Exit status after serving the samples until it is stopped: 0. The workspace is kept, to look at it again.

    With `opens` the person's own browser is sent there.
    """
    folder = folder or Path.cwd() / _FOLDER
    print("isnad: reading the samples, about ten seconds", file=sys.stderr)
    with Workspace.open(folder, "sqlite", make=True) as workspace:
        fill_with_samples(workspace)
    print(f"isnad: the samples, written for Isnad by outlets that do not exist, are kept in {folder}", file=sys.stderr)
    asked = Serving("127.0.0.1", find_port("127.0.0.1", (_USUAL_PORT, 0)) if port is None else port)
    return serve_desk(Place(folder, "sqlite"), asked, when_there=_open_later if opens else None)


def _open_later(link: str, port: int) -> None:
    """Send the browser to the link as soon as the desk answers."""
    threading.Thread(target=_open, args=(link, port), daemon=True).start()


def _open(link: str, port: int) -> None:
    end = time.monotonic() + _LONGEST_START_S
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
            continue
        webbrowser.open(link)
        return


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

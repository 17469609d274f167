"""Intake: what people hand in through the desk is gathered, read and weighed by processes of its own, one after the other.

What was handed in lies in `intake/` of the workspace until it is archived; what a desk that was stopped had not taken in yet is
taken in by the next one. Files are told apart by how they begin, never trusted by their names.
"""

from __future__ import annotations

import json
import os
import queue
import secrets
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from isnad.errors import NotFound, Reason, SourceError
from isnad.gather.archive.durable import cannot_write, make_folder
from isnad.gather.fetch.sources import Source, parse_day
from isnad.workspace import Workspace

WAITING, GATHERING, WEIGHING, DONE, FAILED = "waiting", "gathering", "weighing", "done", "failed"
MOST_FILES, MOST_ADDRESSES = 50, 100
_LONGEST_NAME = 100
_ENDED_KEPT = 20
_GRACE_S = 5.0
# `isnad gather` ends with this where something was skipped, which the page of runs tells by itself.
_SOME_SKIPPED = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of all that they hand in at once: the outlet, and the day of reports that do not say theirs."""

    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """Something that was handed in: names of files and addresses, by whom, when (UTC), and how far it is."""

    intake_id: str
    by: str
    at: str
    named: tuple[str, ...]
    told: Told = Told()
    state: str = WAITING
    fault: str | None = None


class Intake:
    """The queue of one desk, and the thread that works it off. `close` ends what runs."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._folder = workspace.folder.absolute() / "intake"
        self._waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._handed: dict[str, Handed] = {}
        self._process: subprocess.Popen[bytes] | None = None
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def find_all(self) -> tuple[Handed, ...]:
        """What was handed in and is not done, and the last that are. Order: the newest first."""
        with self._lock:
            return tuple(sorted(self._handed.values(), key=lambda one: one.at, reverse=True))

    def load(self, intake_id: str) -> Handed:
        """What was handed in under this id. Raises: NotFound."""
        with self._lock:
            if (found := self._handed.get(intake_id)) is None:
                raise NotFound(Reason("none.intake", "nothing was handed in as {name}", name=intake_id))
            return found

    def take(
        self, by: str, at: datetime, files: Sequence[tuple[str, BinaryIO]], addresses: Sequence[str], told: Told
    ) -> Handed:
        """Keep what is handed in, and have it gathered as soon as what came before is. `files` are names and contents.

        Raises: SourceError for what cannot be gathered; ArchiveError when it cannot be kept.
        """
        check_handed(files, addresses, told)
        intake_id = secrets.token_hex(8)
        names = tuple(_plain_names([name for name, _ in files]))
        handed = Handed(intake_id, by, at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), (*names, *addresses), told)
        folder = self._folder / intake_id
        try:
            self._keep(handed, folder, list(zip(names, (content for _, content in files), strict=True)))
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise cannot_write(folder, error) from error
        self._put(handed)
        return handed

    def _keep(self, handed: Handed, folder: Path, files: Sequence[tuple[str, BinaryIO]]) -> None:
        """Write the files, and last what says that they are all there. Raises: OSError."""
        make_folder(folder)
        for name, content in files:
            with open(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                shutil.copyfileobj(content, file)
        note = self._note_of(handed.intake_id)
        beside = note.with_suffix(".part")
        beside.write_text(json.dumps(asdict(handed), ensure_ascii=False), "utf-8")
        beside.replace(note)

    def start(self) -> None:
        """Begin to work off the queue, first with what an earlier desk left."""
        for path in sorted(self._folder.glob("*.json")):
            row = json.loads(path.read_text("utf-8"))
            self._put(Handed(**{**row, "named": tuple(row["named"]), "told": Told(**row["told"])}))
        self._thread = threading.Thread(target=self._work, name="intake", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End what runs; what is not done is taken up by the next desk."""
        self._is_closed = True
        self._waiting.put(None)
        with self._lock:
            if self._process is not None:
                self._process.terminate()
        if self._thread is not None:
            self._thread.join(_GRACE_S)

    def _put(self, handed: Handed) -> None:
        with self._lock:
            self._handed[handed.intake_id] = handed
            ended = [one for one in self._handed.values() if one.state in (DONE, FAILED)]
            for one in ended[:-_ENDED_KEPT]:
                del self._handed[one.intake_id]
        self._waiting.put(handed.intake_id)

    def _work(self) -> None:
        while (intake_id := self._waiting.get()) is not None and not self._is_closed:
            handed = self.load(intake_id)
            self._note(handed, GATHERING)
            status = self._run(["gather", *_options(handed.told), "--", *self._sources(handed)])
            if status in (0, _SOME_SKIPPED) and not self._is_closed:
                self._note(handed, WEIGHING)
                status = self._run(["weigh"])
            if self._is_closed:
                return
            self._note_of(intake_id).unlink(missing_ok=True)
            shutil.rmtree(self._folder / intake_id, ignore_errors=True)
            fault = (
                None
                if status == 0
                else Reason(
                    "intake.failed", "`isnad` ended with status {status}; the desk's own output says why", status=status
                )
            )
            self._note(handed, FAILED if fault else DONE, fault)

    def _sources(self, handed: Handed) -> list[str]:
        """The folder of the files, as a whole, and the addresses. A file by its own name could be a list of other sources."""
        addresses = [one for one in handed.named if Source(one).is_web]
        return addresses if len(addresses) == len(handed.named) else [handed.intake_id, *addresses]

    def _note_of(self, intake_id: str) -> Path:
        """Where it is written down until it is done."""
        return self._folder / f"{intake_id}.json"

    def _note(self, handed: Handed, state: str, fault: str | None = None) -> None:
        with self._lock:
            self._handed[handed.intake_id] = replace(handed, state=state, fault=fault)

    def _run(self, arguments: Sequence[str]) -> int:
        """Exit status of the command over this workspace. Its database, which may hold a password, is no argument."""
        given = {"ISNAD_WORKSPACE": str(self._workspace.folder.absolute()), "ISNAD_DATABASE": self._workspace.store.url}
        with self._lock:
            if self._is_closed:
                return 0
            self._process = subprocess.Popen(  # noqa: S603 - this very Python, its own commands, arguments that were checked
                [sys.executable, "-m", "isnad", *arguments], env={**os.environ, **given}, cwd=self._folder,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip
        status = self._process.wait()
        with self._lock:
            self._process = None
        return status


def check_handed(files: Sequence[tuple[str, BinaryIO]], addresses: Sequence[str], told: Told) -> None:
    """Raises: SourceError for what cannot be gathered."""
    if not files and not addresses:
        raise SourceError(
            "intake", Reason("intake.nothing", "nothing was handed in; choose a file, paste a text, or give an address")
        )
    if len(files) > MOST_FILES:
        raise SourceError(
            "files",
            Reason(
                "intake.many_files",
                "are more than {most}; pack them as JSON Lines, or use `isnad gather`",
                most=MOST_FILES,
            ),
        )
    if len(addresses) > MOST_ADDRESSES:
        raise SourceError(
            "addresses",
            Reason(
                "intake.many_addresses",
                "are more than {most}; use `isnad gather` with a list of sources",
                most=MOST_ADDRESSES,
            ),
        )
    for one in addresses:
        if not Source(one).is_web or not one.isprintable():
            raise SourceError(
                "addresses",
                Reason("intake.no_address", "{address!r} is no address; write it as https://...", address=one[:100]),
            )
    if told.published:
        parse_day(told.published, "published")


def _options(told: Told) -> list[str]:
    given = (("--outlet", told.outlet), ("--published", told.published))
    return [word for name, value in given if value for word in (f"{name}={value}",)]


def _plain_names(names: Sequence[str]) -> list[str]:
    """The names without folders or letters that do not print, each once: they show where a report came from, no more.

    >>> _plain_names(["../../etc/x.html", "x.html", ""])
    ['x.html', '2-x.html', 'file']
    """
    found: list[str] = []
    for number, name in enumerate(names, 1):
        last = PurePosixPath(name.replace("\\", "/")).name
        plain = "".join(letter for letter in last if letter.isprintable()).lstrip(".-")[-_LONGEST_NAME:] or "file"
        found.append(f"{number}-{plain}" if plain in found else plain)
    return found

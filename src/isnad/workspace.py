"""The one door: an archive, a store, and the work on them. Command line, desk and programs go through it alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from isnad.errors import NotFound, SourceError
from isnad.gather.archive.archive import Archive
from isnad.gather.archive.bags import write_bag
from isnad.gather.archive.durable import cannot_write, make_folder
from isnad.gather.archive.timestamps import write_timestamp
from isnad.gather.archive.verify import Verification, verify_archive
from isnad.gather.fetch import Source, Visit, find_items
from isnad.gather.fetch.visits import Remembered
from isnad.gather.fetch.web.pages import Web
from isnad.gather.fetch.web.posting import post_query
from isnad.gather.items import Found
from isnad.keep.balance import Balance, find_balance
from isnad.keep.claims import load_claim
from isnad.keep.findings import find_digest, write_findings
from isnad.keep.incidents import pair_subject
from isnad.keep.receipts import find_known as find_known_captures
from isnad.keep.store import Store, url_of
from isnad.keep.waiting import find_done, find_head, find_last_fetch
from isnad.keep.weighings import mark_claims_unweighed
from isnad.model import Finding
from isnad.pipeline.answers import Known, find_known
from isnad.pipeline.checking import Checked, find_finding, find_seen, load_index, print_pictures
from isnad.pipeline.evidence import Describe, find_payload
from isnad.pipeline.explained import Explained, find_explained
from isnad.pipeline.gathering import gather, gather_waiting
from isnad.pipeline.outcomes import Map, Outcome
from isnad.pipeline.reader import packaged_version
from isnad.pipeline.runs import Noting, Tally, moment, running
from isnad.pipeline.scales import Scales, packaged_scales
from isnad.pipeline.stored import VersionRead, read_skipped, read_stored
from isnad.pipeline.tracing import Trace, load_trace
from isnad.pipeline.weighing import Weighed, weigh
from isnad.settings import VERSION, value_of, workspace_folder

Progress = Callable[[Tally], None]


class Workspace:
    """A folder with an archive, and a store beside it or on a server. A context manager.

    `archive` and `store` are open for looking; what changes them are the methods here.
    """

    def __init__(self, folder: Path, archive: Archive, store: Store) -> None:
        self.folder = folder
        self.archive = archive
        self.store = store

    @classmethod
    def open(cls, folder: Path | None = None, database: str | None = None, *, make: bool = False) -> Self:
        """The workspace in `folder`, with `make` made if it is not there; by default the one that the settings name.

        Raises: NotFound when it is not there; ArchiveError, StoreError in one line when they cannot be used.
        """
        folder = folder or workspace_folder()
        if make:
            _make(folder)
        elif not folder.is_dir():
            raise NotFound(f"no workspace at {folder}; isnad gather makes one")
        url = database or value_of("ISNAD_DATABASE")
        if url == "sqlite":
            url = url_of(folder.absolute() / "store.sqlite")
        return cls(folder, Archive(folder / "archive"), Store.open(url))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.store.close()

    def gather(
        self, sources: Sequence[Source], map_: Map = map, progress: Progress | None = None, *, read: bool = False
    ) -> Tally:
        """What became of all items of the sources; each is archived, parsed and stored before it is counted.

        With `read` the run goes on to read all stored articles that were not: it ends when they are, so that one that is
        stopped while it reads does not gather everything once more.
        Raises: ArchiveError, StoreError; then the next run over the same sources goes on where this one stopped.
        """
        knowledge = packaged_version() if read else ""
        with running(self.store, "gather", [source.at for source in sources]) as (run, tally):
            for outcome in gather_waiting(self.archive, self.store, run, map_):
                del outcome  # counted by the run that received it, which may be this one before it was interrupted
            with self.store.read() as connection:
                tally.take_up(find_done(connection, run.run_id))
            outcomes = gather(self._find(sources), self.archive, self.store, run, map_)
            note = Noting(self.store, run)
            _count(outcomes, tally, note, progress)
            if read:
                _count(read_stored(self.store, run, knowledge, map_), tally, note, progress)
            return tally

    def read(self, map_: Map = map, progress: Progress | None = None, *, again: bool = False) -> Tally:
        """What was read: all stored articles that were not, and with `again` those read with other knowledge."""
        knowledge = packaged_version()
        with running(self.store, "read", []) as (run, tally):
            _count(read_stored(self.store, run, knowledge, map_, again=again), tally, Noting(self.store, run), progress)
            return tally

    def retry(self, map_: Map = map) -> Tally:
        """What became of skipped items whose bytes are archived, tried again; those without bytes need their source."""
        knowledge = packaged_version()
        with running(self.store, "retry", []) as (run, tally):
            for outcome in gather_waiting(self.archive, self.store, run, map_, skipped=True):
                tally.add(outcome)
            for read in read_skipped(self.store, run, knowledge, map_):
                tally.add(read)
            return tally

    def weigh(self, *, anew: bool = False) -> Weighed:
        """How much was weighed of what changed since the last weighing, with `anew` of everything.

        Which claims tell of one happening is written to the store.
        Raises: StoreError.
        """
        with running(self.store, "weigh", []):
            return weigh(self.store, packaged_scales(), moment(), anew=anew)

    def known(self, as_of: str | None = None) -> tuple[Known, Scales]:
        """What is known now or was known as of a moment (UTC), and what it is weighed with."""
        scales = packaged_scales()
        return find_known(self.store, scales, as_of=as_of), scales

    def explain(self, name: str, *, as_of: str | None = None) -> tuple[Explained, ...]:
        """Why the claims of that incident were joined: each link between two of them, as `trace` has them."""
        return find_explained(self.store, packaged_scales(), name, as_of=as_of)

    def trace(self, name: str, *, as_of: str | None = None) -> Trace:
        """What the incident of that name, or the one that the claim of that name stands in, rests on; with `as_of` (UTC)
        as it was known at that moment. Raises: NotFound.
        """
        return load_trace(self.store, packaged_scales(), name, as_of=as_of)

    def judge(self, one: str, other: str, verdict: str, by: str) -> None:
        """Note what a person says of two claims: `same`, `different` or `taken back`; the next weighing heeds it.

        Raises: NotFound when one of the claims is not there.
        """
        with self.store.write() as connection:
            digests = [load_claim(connection, claim).digest for claim in sorted((one, other))]
            finding = Finding("pair", pair_subject(one, other), verdict, by, moment(), seen=" ".join(digests))
            write_findings(connection, [finding])
            mark_claims_unweighed(connection, (one, other))

    def note(
        self, subject_kind: str, subject: str, verdict: str, by: str, detail: Sequence[tuple[str, str]] = ()
    ) -> Finding:
        """What a person says of a claim or an incident, noted beside it: nothing of the record itself changes.

        Raises: NotFound when there is no such record.
        """
        with self.store.write() as connection:
            seen = find_digest(connection, subject_kind, subject)
            finding = Finding(subject_kind, subject, verdict, by, moment(), detail=tuple(detail), seen=seen)
            write_findings(connection, [finding])
        return finding

    def check(self, checked: Checked) -> Checked:
        """What was checked, with whether this archive has seen it, or a picture that looks like it, before.

        Pictures that were gathered since the last time are looked at first. Raises: ArchiveError, StoreError.
        """
        print_pictures(self.archive, self.store)
        return replace(checked, seen=find_seen(self.store, checked, *load_index(self.store)))

    def keep_checked(self, checked: Checked) -> Tally:
        """What became of the checked medium, archived from where it is; what was found of it is noted beside it.

        Raises: SourceError when other bytes are there by now; ArchiveError, StoreError.
        """
        tally = self.gather([Source(checked.where)])
        with self.store.write() as connection:
            if not find_known_captures(connection, [checked.sha256]):
                raise SourceError(checked.where, "was not what was checked when it was to be kept; check it again")
            write_findings(connection, [find_finding(checked, moment())])
        return tally

    def verify(self, *, bytes_too: bool = True) -> Verification:
        """Whether the archive is what was written, up to the last receipt that the store has seen."""
        with self.store.read() as connection:
            head = find_head(connection)
        return verify_archive(self.archive, bytes_too=bytes_too, expected_head=head)

    def stamp(self, authority: str) -> Path:
        """The file with the authority's time stamp of the archive's log as it is now."""
        return write_timestamp(self.archive, authority, post_query)

    def write_evidence(self, name: str, folder: Path, describe: Describe) -> Path:
        """The bag with all that proves the claim or the incident; `describe` puts a claim into words.

        Raises: NotFound; ArchiveError when it cannot be written or a capture was altered.
        """
        payload = find_payload(self.archive, self.store, name, describe)
        info = {"External-Identifier": name, "Bag-Software-Agent": f"isnad {VERSION}", "Bagging-Date": moment()[:10]}
        return write_bag(folder, payload, info)

    def balance(self) -> Balance:
        """The balance of everything that was ever gathered here."""
        with self.store.read() as connection:
            return find_balance(connection)

    @property
    def _own(self) -> tuple[str, str]:
        """How the places begin that hold what is kept: a folder above them is gathered without."""
        folder = self.folder.absolute()
        return str(folder / "archive") + os.sep, str(folder / "store.sqlite")

    def _find(self, sources: Sequence[Source]) -> Iterator[Found]:
        with Web() as web:
            visit = Visit(web, partial(_remembered, self.store), datetime.now(UTC))
            for source in sources:
                yield from (one for one in find_items(source, visit) if not one.where.startswith(self._own))


def _count(outcomes: Iterable[Outcome | VersionRead], tally: Tally, noting: Noting, progress: Progress | None) -> None:
    for outcome in outcomes:
        tally.add(outcome)
        noting.note(tally)
        if progress:
            progress(tally)


def _make(folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as error:
        raise cannot_write(folder, error) from error


def _remembered(store: Store, url: str) -> Remembered | None:
    with store.read() as connection:
        last = find_last_fetch(connection, url)
    if last is None:
        return None
    return Remembered(datetime.fromisoformat(last.received), last.etag, last.modified)

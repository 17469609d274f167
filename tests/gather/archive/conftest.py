"""An archive of a few captures that were never published."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from isnad.gather.archive import durable
from isnad.gather.archive.archive import Archive, Arrival
from isnad.model import Capture, Receipt

REPORTS = tuple(
    f"قال شهود إن المدفعية قصفت سوق بلدة الخيال للمرة {count}، ونزحت عائلات نحو بلدة الوهم.".encode()
    for count in ("الأولى", "الثانية", "الثالثة", "الرابعة")
)


def arrival_of(capture: Capture, where: str = "تقارير/خيال.jsonl:1") -> Arrival:
    return Arrival(
        capture=capture,
        where=where,
        kind="record",
        received="2026-11-26T21:00:00.000000Z",
        tool="isnad 0.1.0",
        run="run-1",
        url="https://mirror-of-the-mirage.example/1",
        status=200,
        headers=(("etag", '"a"'), ("x-note", "مرآة")),
        told=(("outlet", "مرآة الوهم"),),
    )


@pytest.fixture(scope="module")
def unflushed() -> Iterator[None]:
    """Nothing waits for the disk: for tests that write thousands of times and pull no plug."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        patch.setattr(durable, "_SYNCFS", lambda _: 0)
        yield


@pytest.fixture
def arrive() -> Callable[[Capture, str], Arrival]:
    """What is said of a capture when it arrives."""
    return arrival_of


@pytest.fixture
def reports() -> tuple[bytes, ...]:
    """Four reports, all different."""
    return REPORTS


@pytest.fixture
def keep() -> Callable[[Archive, Sequence[bytes]], tuple[Receipt, ...]]:
    """Puts contents and appends their receipts."""

    def keep_all(archive: Archive, contents: Sequence[bytes]) -> tuple[Receipt, ...]:
        captures = archive.put(contents)
        return archive.append([arrival_of(c, f"خيال.jsonl:{n}") for n, c in enumerate(captures, 1)])

    return keep_all


@pytest.fixture
def archive(tmp_path: Path, keep: Callable[..., object]) -> Archive:
    """Four reports in two batches."""
    archive = Archive(tmp_path / "archive")
    keep(archive, REPORTS[:3])
    keep(archive, REPORTS[3:])
    return archive

"""Content Credentials as Isnad tells them beside the SDK's own word, over files that the SDK publishes and over mutants of them.

Run as `python -m bench.media FOLDER [--trust SETTINGS.json] [--mutants N]`. FOLDER holds media, SETTINGS is the SDK's own file of
settings with trust anchors. Every file is read with and without them; a mutant is a file with a bit flipped, an end cut off, or
a piece of another put in. Agreement is the bar: presence and state of every file, and no mutant that is called valid where the
SDK does not. It also times a search of a million perceptual hashes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile

import c2pa

from isnad.gather.media.credentials import read_credentials
from isnad.gather.media.formats import FIRST_BYTES, find_format
from isnad.gather.media.trust import TrustList
from isnad.pipeline.checking import find_check
from isnad.weigh.authenticity.prints import PrintIndex

_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_LARGEST_MUTANT = 2 << 20
_MILLION = 1_000_000


def ask_sdk(path: Path, kind: str, trust: dict[str, str] | None) -> str:
    """The SDK's own word: its state, `None` without a manifest, or the name of its error."""
    settings = {**_OFFLINE, "trust": trust} if trust else _OFFLINE
    try:
        with path.open("rb") as file:
            reader = c2pa.Reader.try_create(kind, file, context=c2pa.Context.from_dict(settings))
            return "absent" if reader is None else str(reader.get_validation_state())
    except c2pa.C2paError as error:
        return "remote" if str(error).startswith("Remote") else "unreadable"


def ask_isnad(path: Path, kind: str, lists: list[TrustList]) -> tuple[str, str]:
    """What Isnad says in the same words, without and with the lists."""
    check = find_check(read_credentials(path, kind, lists), lists)
    plain = check.state or str(check.presence)
    return plain, next((one.state or plain for one in check.trust), plain)


def compare_files(files: list[tuple[Path, str]], trust: dict[str, str], lists: list[TrustList]) -> int:
    """How many files are told otherwise than the SDK does."""
    wrong = 0
    for path, kind in files:
        plain, trusted = ask_sdk(path, kind, None), ask_sdk(path, kind, trust)
        said = ask_isnad(path, kind, lists)
        wrong += said != (plain, trusted)
        verdict = "ok   " if said == (plain, trusted) else "WRONG"
        print(f"{verdict} {path.name}: SDK {plain}, with anchors {trusted}; Isnad {said[0]}, {said[1]}")
    return wrong


def mutate(files: list[tuple[Path, str]], count: int) -> Iterator[tuple[str, bytes]]:
    """Mutants of the files with their formats."""
    drawn = random.Random(20261127)
    held = [(path.read_bytes(), kind) for path, kind in files if path.stat().st_size <= _LARGEST_MUTANT]
    for number in range(count):
        data, kind = held[number % len(held)]
        mutant, at = bytearray(data), drawn.randrange(len(data))
        if number % 3 == 0:
            mutant[at] ^= 1 << drawn.randrange(8)
        elif number % 3 == 1:
            del mutant[at:]
        else:
            other = held[drawn.randrange(len(held))][0]
            mutant[at:at] = other[: drawn.randrange(1, len(other))]
        yield kind, bytes(mutant)


def compare_mutants(files: list[tuple[Path, str]], count: int) -> int:
    """How many mutants are told otherwise than the SDK does."""
    states, wrong = Counter[str](), 0
    for kind, data in mutate(files, count):
        with NamedTemporaryFile() as file:
            file.write(data)
            file.flush()
            path = Path(file.name)
            state, _ = ask_isnad(path, kind, [])
            wrong += state != ask_sdk(path, kind, None)
        states[state] += 1
    print(f"{count} mutants: {dict(states)}; told otherwise than the SDK: {wrong}")
    return wrong


def time_prints() -> None:
    """Print what a search of a million perceptual hashes takes."""
    raw = os.urandom(32 * _MILLION).hex()
    prints = [raw[start : start + 64] for start in range(0, len(raw), 64)]
    index, taken = PrintIndex(prints), []
    for number in range(0, 51_000, 1000):
        start = time.perf_counter()
        index.find(prints[number])
        taken.append((time.perf_counter() - start) * 1000)
    print(f"{_MILLION:,} prints: median {statistics.median(taken):.1f} ms, slowest {max(taken):.1f} ms")


def main() -> int:
    """Exit status: 1 where something is told otherwise than the SDK does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trust", type=Path)
    parser.add_argument("--mutants", type=int, default=1000)
    asked = parser.parse_args()
    trust = json.loads(asked.trust.read_text())["trust"] if asked.trust else {}
    lists = (
        [TrustList("bench", "2026-01-01", "bench", trust["trust_anchors"], trust.get("trust_config"))] if trust else []
    )
    found = (
        (path, find_format(path.open("rb").read(FIRST_BYTES)))
        for path in sorted(asked.folder.rglob("*"))
        if path.is_file()
    )
    files = [(path, kind) for path, kind in found if kind]
    wrong = compare_files(files, trust, lists) + compare_mutants(files, asked.mutants)
    time_prints()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

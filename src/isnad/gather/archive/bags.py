"""Bags of evidence (BagIt 1.0, RFC 8493): a folder with a manifest that anyone can check with tools of their own."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from isnad.errors import ArchiveError
from isnad.gather.archive.bag_names import check_names, decode_name, encode_name, is_climbing
from isnad.gather.archive.durable import cannot_write, folder_beside, make_folder, sync_paths, write_new_file

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_MANIFEST = "manifest-sha256.txt"
_TAG_MANIFEST = "tagmanifest-sha256.txt"
_STEP = 1 << 20
# The longest manifest that is read, in bytes.
_LONGEST_MANIFEST = 256 << 20


def write_bag(folder: Path, payload: Mapping[str, bytes], info: Mapping[str, str]) -> Path:
    """The bag, written whole or not at all: each name of `payload` (parts parted by `/`) under `data/`.

    `info` are the lines of `bag-info.txt`, in their order; `Payload-Oxum` is added. The folder need not exist.
    Raises: ArchiveError when a name climbs out, is absolute, reserved, or would not be the same on another system; when
    the folder holds something; when the disk is full or refuses.
    """
    check_names(payload)
    tags = {
        "bagit.txt": _DECLARATION,
        "bag-info.txt": _info_lines(payload, info),
        _MANIFEST: _manifest({f"data/{name}": data for name, data in payload.items()}),
    }
    files = {f"data/{name}": data for name, data in payload.items()} | tags | {_TAG_MANIFEST: _manifest(tags)}
    folder = folder.absolute()
    if os.path.lexists(folder) and not (folder.is_dir() and not any(folder.iterdir())):
        raise ArchiveError(f"{folder} is there already; name a new folder for the bag")
    try:
        make_folder(folder.parent)
        with folder_beside(folder.parent, ".bag-") as fresh:
            _write_files(fresh / "bag", files)
            (fresh / "bag").rename(folder)
        sync_paths([folder.parent])
    except OSError as error:
        raise cannot_write(folder, error) from error
    return folder


def verify_bag(folder: Path) -> tuple[str, ...]:
    """What is wrong with the bag, one line each; empty when it is whole. Order: declaration, manifests, files.

    Links are not followed, and names that lead out of the bag are not opened.
    """
    declaration = _read_small(folder / "bagit.txt")
    if declaration is None:
        return (f"{folder} is no bag: bagit.txt is missing",)
    problems = [] if declaration == _DECLARATION else ["bagit.txt is not that of a BagIt 1.0 bag in UTF-8"]
    listed: dict[str, str] = {}
    for manifest in (_MANIFEST, _TAG_MANIFEST):
        problems += _read_manifest(folder, manifest, listed)
    present = dict(_find_files(folder))
    for name, digest in listed.items():
        problems += _check_file(folder, name, digest, is_plain=present.get(name))
    unlisted = [name for name in present if name not in listed and name != _TAG_MANIFEST]
    problems += [f"{name} is in no manifest" for name in unlisted]
    problems += _check_oxum(folder, present)
    return tuple(problems)


def _write_files(bag: Path, files: Mapping[str, bytes]) -> None:
    """Raises: OSError."""
    paths = [bag / name for name in files]
    folders = {above for path in paths for above in path.parents if above.is_relative_to(bag)} | {bag / "data"}
    for above in sorted(folders):
        above.mkdir(mode=0o755)
    for path, data in zip(paths, files.values(), strict=True):
        write_new_file(path, data)
    sync_paths([*paths, *folders])


def _info_lines(payload: Mapping[str, bytes], info: Mapping[str, str]) -> bytes:
    """Lines of `bag-info.txt`. Raises: ArchiveError when a label cannot stand there."""
    oxum = f"{sum(len(data) for data in payload.values())}.{len(payload)}"
    lines = []
    for label, value in {**info, "Payload-Oxum": oxum}.items():
        if not label or label != label.strip() or ":" in label or not label.isprintable():
            raise ArchiveError(f"{label!r} cannot be a label of bag-info.txt")
        lines.append(f"{label}: {' '.join(value.split())}\n")
    return "".join(lines).encode("utf-8", "replace")


def _manifest(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(data).hexdigest()}  {encode_name(name)}\n" for name, data in sorted(files.items()))
    return "".join(lines).encode()


def _read_manifest(folder: Path, manifest: str, listed: dict[str, str]) -> list[str]:
    """Problems of the manifest; names and digests are added to `listed`, those that lead out of the bag left out."""
    data = _read_small(folder / manifest)
    if data is None:
        return [f"{manifest} is missing or not a file"]
    problems = []
    for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
        digest, _, written = line.rstrip("\r").partition(" ")
        name = decode_name(written.lstrip(" *"))
        is_payload = name.startswith("data/")
        if len(digest) == 64 and is_payload == (manifest == _MANIFEST) and not is_climbing(name) and name not in listed:
            listed[name] = digest.lower()
        elif line:
            problems.append(f"{manifest}, line {number}: names no file of the bag, or one twice")
    return problems


def _find_files(folder: Path) -> Iterator[tuple[str, bool]]:
    """Names in the bag, and whether each is a plain file. Order: by folder and name."""
    for above, below, names in os.walk(folder):
        below.sort()
        links = [name for name in below if (Path(above) / name).is_symlink()]
        for name in sorted((*names, *links)):
            path = Path(above) / name
            yield path.relative_to(folder).as_posix(), stat.S_ISREG(path.lstat().st_mode)


def _check_file(folder: Path, name: str, digest: str, *, is_plain: bool | None) -> list[str]:
    if is_plain is None:
        return [f"{name} is missing"]
    if not is_plain:
        return [f"{name} is not a plain file"]
    try:
        with (folder / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return [f"{name} cannot be read: {error.strerror or error}"]
    return [] if found == digest else [f"{name} was altered"]


def _check_oxum(folder: Path, present: Mapping[str, bool]) -> list[str]:
    """Whether the payload has as many bytes and files as `bag-info.txt` says, where it says so."""
    said = (_read_small(folder / "bag-info.txt") or b"").decode("utf-8", "replace")
    sizes = [(folder / name).lstat().st_size for name in present if name.startswith("data/")]
    for line in said.splitlines():
        label, _, value = line.partition(":")
        if label == "Payload-Oxum" and value.strip() != f"{sum(sizes)}.{len(sizes)}":
            return [
                f"bag-info.txt says {value.strip()[:80]} bytes and files, the payload has {sum(sizes)}.{len(sizes)}"
            ]
    return []


def _read_small(path: Path) -> bytes | None:
    """The file's bytes; None when it is no plain file, or longer than any manifest."""
    with suppress(OSError):
        told = path.lstat()
        if stat.S_ISREG(told.st_mode) and told.st_size <= _LONGEST_MANIFEST:
            return path.read_bytes()
    return None

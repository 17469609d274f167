"""Bags: valid for others' tools, the same on every system, and never outside their folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from isnad.errors import ArchiveError
from isnad.gather.archive.bag_names import check_names, decode_name, encode_name, is_climbing
from isnad.gather.archive.bags import verify_bag, write_bag

bagit = pytest.importorskip("bagit", reason="bagit is part of the extra `dev`")
pytestmark = pytest.mark.usefixtures("unflushed")

PAYLOAD = {"claim.json": b"{}", "captures/abc/خيال.html": "<p>خيال</p>".encode(), "captures/abc/empty": b""}
INFO = {"Source-Organization": "مرآة الوهم", "Bagging-Date": "2026-11-26", "External-Description": "one\n two"}


def test_a_bag_is_valid_for_others_and_for_us(tmp_path: Path) -> None:
    bag = write_bag(tmp_path / "a" / "bag", PAYLOAD, INFO)
    assert verify_bag(bag) == ()
    read = bagit.Bag(str(bag))
    read.validate()
    assert read.version_info == (1, 0)
    assert read.info == {**INFO, "External-Description": "one two", "Payload-Oxum": "17.3"}
    assert {name: (bag / "data" / name).read_bytes() for name in PAYLOAD} == PAYLOAD
    assert sorted(path.name for path in bag.iterdir()) == sorted(
        ["bag-info.txt", "bagit.txt", "data", "manifest-sha256.txt", "tagmanifest-sha256.txt"]
    )
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["bag"]


def test_an_empty_bag_is_a_bag(tmp_path: Path) -> None:
    bag = write_bag(tmp_path / "bag", {}, {})
    assert verify_bag(bag) == ()
    bagit.Bag(str(bag)).validate()


_LETTERS = st.characters(codec="utf-8") | st.sampled_from("/\\.%~:\r\n\0 *ءآأإ\u0653\u202e") | st.sampled_from("abAB")
_NAMES = st.lists(st.text(_LETTERS, max_size=6), min_size=1, max_size=3).map("/".join)


@settings(max_examples=300, deadline=None)
@given(payload=st.dictionaries(_NAMES, st.binary(max_size=9), max_size=3))
def test_any_names_are_refused_or_make_a_valid_bag(
    tmp_path_factory: pytest.TempPathFactory, payload: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    before = set(folder.iterdir())
    target = folder / str(len(before))
    try:
        write_bag(target, payload, {})
    except ArchiveError as error:
        told = str(error)
    else:
        told = None
    if told is not None:
        assert "\n" not in told
        assert set(folder.iterdir()) == before
        return
    assert set(folder.iterdir()) == before | {target}
    assert verify_bag(target) == ()
    assert {name: (target / "data" / name).read_bytes() for name in payload} == payload
    # The reader decodes two line ends of a kind in a name and no more.
    if all(name.count(end) <= 2 for name in payload for end in "\r\n"):
        bagit.Bag(str(target)).validate()


@pytest.mark.parametrize(
    "name",
    [
        "", "/etc/passwd", "..", "../x", "a/../../x", "a/./b", "a//b", "a/", "~/x", "~root", "a\\..\\x", "C:/x", "c:x",
        "a\0b", "a\tb", "a\x1b[2J", "a\x85b", "a\u2028b", "a\u202eb", "a\ud800", "con", "CON.txt", "a/nul", "lpt1.log",
        "COM¹", "a.", "a ", " a", "a\n", "a?", "a*b", "a|b", 'a"b', "a<b", "50%", "a" * 256, "ا" * 128, "ا\u0653",
    ],
)  # fmt: skip
def test_a_name_that_climbs_out_or_is_not_the_same_everywhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="cannot be a name in a bag"):
        write_bag(tmp_path / "bag", {"fine.txt": b"", name: b"x"}, {})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("names", [("a", "A"), ("a/b", "a"), ("a", "a/b/c"), ("ß", "SS"), ("x/a", "X/A")])
def test_names_that_are_one_on_some_systems_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ArchiveError):
        check_names(names)


def test_line_ends_in_names_are_written_as_the_standard_says(tmp_path: Path) -> None:
    bag = write_bag(tmp_path / "bag", {"a\nb\rc.txt": b"x"}, {})
    assert b"  data/a%0Ab%0Dc.txt\n" in (bag / "manifest-sha256.txt").read_bytes()
    bagit.Bag(str(bag)).validate()
    assert decode_name("50%25%0d") == "50%\r"


@settings(deadline=None)
@given(st.text(st.sampled_from("ab/\r\n0AD")))
def test_encoded_names_come_back(name: str) -> None:
    assert decode_name(encode_name(name)) == name


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    write_bag(tmp_path / "bag", PAYLOAD, {})
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ArchiveError, match="is there already"):
        write_bag(tmp_path / "bag", {}, {})
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for taken in ("file", "link"):
        with pytest.raises(ArchiveError, match="is there already"):
            write_bag(tmp_path / taken, {}, {})
    assert [path for path in sorted(tmp_path.rglob("*")) if path.name not in ("file", "link")] == before


@pytest.mark.parametrize("label", ["", "a:b", "a\nb", " a", "a\x1b"])
def test_a_label_that_would_break_the_info_is_refused(tmp_path: Path, label: str) -> None:
    with pytest.raises(ArchiveError, match="label"):
        write_bag(tmp_path / "bag", {}, {label: "x"})


def test_a_value_cannot_make_a_line_of_its_own(tmp_path: Path) -> None:
    bag = write_bag(tmp_path / "bag", {}, {"Note": "x\r\nPayload-Oxum: 9.9\u2028y"})
    assert bagit.Bag(str(bag)).info == {"Note": "x Payload-Oxum: 9.9 y", "Payload-Oxum": "0.0"}


def test_a_full_disk_leaves_no_half_bag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", fail)
    with pytest.raises(ArchiveError, match=r"^cannot write to [^\n]+No space left[^\n]+$"):
        write_bag(tmp_path / "bag", PAYLOAD, {})
    assert list(tmp_path.iterdir()) == []


@settings(max_examples=40, deadline=None)
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), data=st.data())
def test_any_flipped_bit_of_a_bag_is_found(
    tmp_path_factory: pytest.TempPathFactory, place: float, bit: int, data: st.DataObject
) -> None:
    bag = write_bag(tmp_path_factory.mktemp("flip") / "bag", PAYLOAD, INFO)
    files = sorted(path for path in bag.rglob("*") if path.is_file() and path.stat().st_size)
    path = data.draw(st.sampled_from(files))
    altered = bytearray(path.read_bytes())
    altered[int(place * len(altered))] ^= 1 << bit
    path.chmod(0o600)
    path.write_bytes(altered)
    # Nothing covers the tag manifest itself: there a changed case of a digit, or kind of space, is the same manifest.
    if path.name != "tagmanifest-sha256.txt":
        assert verify_bag(bag) != ()


def test_what_was_added_taken_or_linked_is_told(tmp_path: Path) -> None:
    bag = write_bag(tmp_path / "bag", PAYLOAD, {})
    (bag / "data" / "new.txt").write_bytes(b"")
    (bag / "data" / "claim.json").unlink()
    (bag / "data" / "captures" / "abc" / "empty").unlink()
    (bag / "data" / "captures" / "abc" / "empty").symlink_to("/dev/null")
    (bag / "data" / "folder").symlink_to("/")
    problems = verify_bag(bag)
    assert {
        "data/claim.json is missing",
        "data/captures/abc/empty is not a plain file",
        "data/new.txt is in no manifest",
        "data/folder is in no manifest",
    } <= set(problems)


def test_a_manifest_that_climbs_out_opens_nothing(tmp_path: Path) -> None:
    bag = write_bag(tmp_path / "bag", {}, {})
    (bag / "manifest-sha256.txt").chmod(0o600)
    (bag / "manifest-sha256.txt").write_bytes(b"0" * 64 + b"  data/../../secret\n" + b"0" * 64 + b"  /etc/passwd\n")
    problems = verify_bag(bag)
    assert [line for line in problems if "secret" in line or "passwd" in line] == []
    assert len([line for line in problems if "names no file of the bag" in line]) == 2
    assert is_climbing("data/../../secret")


def test_what_is_no_bag_is_told(tmp_path: Path) -> None:
    (problem,) = verify_bag(tmp_path)
    assert "is no bag" in problem

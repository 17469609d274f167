"""Checking a medium over a workspace: seen before, kept, noted."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest

from isnad.errors import SourceError
from isnad.gather.fetch import Source
from isnad.keep.findings import find_findings
from isnad.pipeline.checking import Checked, check_medium, find_finding
from isnad.show.views.checked import load_check_words, tell_check
from isnad.weigh.authenticity.media import Presence
from isnad.workspace import Workspace
from tests.gather.media.made import Image, as_jpeg, make_picture, sign_picture


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _check(path: Path) -> Checked:
    return check_medium(path, str(path), ())


def test_a_picture_is_known_again_scaled_and_packed_anew(workspace: Workspace, tmp_path: Path) -> None:
    first = _write(tmp_path, "first.jpg", make_picture(3))
    workspace.gather([Source(str(first))])
    picture = Image.open(io.BytesIO(make_picture(3)))
    small = _write(tmp_path, "small.jpg", as_jpeg(picture.resize((160, 120), Image.Resampling.LANCZOS), 40))
    [seen] = workspace.check(_check(small)).seen or ()
    assert seen.distance is not None
    assert seen.first.where == str(first)
    assert workspace.check(_check(_write(tmp_path, "other.jpg", make_picture(4)))).seen == ()
    [same] = workspace.check(_check(first)).seen or ()
    assert same.distance is None
    assert workspace.balance().holds


def test_what_is_kept_is_noted_with_what_it_rests_on(workspace: Workspace, tmp_path: Path) -> None:
    checked = _check(_write(tmp_path, "signed.jpg", sign_picture(make_picture(5))))
    workspace.keep_checked(checked)
    with workspace.store.read() as connection:
        [noted] = find_findings(connection, checked.sha256)
    assert (noted.finding.subject_kind, noted.finding.verdict) == ("capture", "credentials hold")
    assert ("declared", "trainedAlgorithmicMedia") in noted.finding.detail
    assert workspace.verify().broken is None


def test_what_changed_while_it_was_checked_is_not_kept_as_what_it_was(workspace: Workspace, tmp_path: Path) -> None:
    checked = replace(_check(_write(tmp_path, "one.jpg", make_picture(6))), sha256="0" * 64)
    with pytest.raises(SourceError, match="check it again"):
        workspace.keep_checked(checked)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_answer_says_more_than_is_known(tmp_path: Path, language: str) -> None:
    words = load_check_words(language)
    plain = _check(_write(tmp_path, "plain.jpg", make_picture(7)))
    told = [line for one in tell_check(plain, language) for line in one.answers]
    assert told[0] == words["presence.absent"]
    assert words["declared.nothing"] in told
    assert words["seen.not_asked"] in told
    signed = bytearray(sign_picture(make_picture(7)))
    held = [
        line for one in tell_check(_check(_write(tmp_path, "s.jpg", bytes(signed))), language) for line in one.answers
    ]
    assert words["holds.yes"] in held
    assert words["signer.untrusted"] in held
    signed[-40] ^= 8
    broken = _check(_write(tmp_path, "b.jpg", bytes(signed)))
    lines = [line for one in tell_check(broken, language) for line in one.answers]
    assert words["holds.binding"] in lines
    assert words["declared.not_held"] in lines
    assert words["holds.yes"] not in lines
    assert find_finding(broken, "2026-01-01T00:00:00.000000Z").verdict == "credentials broken"


def test_what_is_no_medium_or_too_large_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="is no picture"):
        _check(_write(tmp_path, "text.jpg", "خبر".encode()))
    with pytest.raises(SourceError, match="No such file"):
        _check(tmp_path / "nothing.jpg")
    monkeypatch.setenv("ISNAD_MAX_MB", "1")
    with pytest.raises(SourceError, match="ISNAD_MAX_MB"):
        _check(_write(tmp_path, "large.jpg", make_picture() + b"\0" * 1_100_000))
    assert _check(_write(tmp_path, "cut.jpg", make_picture()[:200])).check.presence in (
        Presence.ABSENT,
        Presence.UNREADABLE,
    )

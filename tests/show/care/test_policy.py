"""The policy: the packaged one, and an operator's file that is read strictly and whole."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from isnad.errors import KnowledgeError
from isnad.settings import policy_file
from isnad.show.care.knowing import find_care
from isnad.show.care.policy import load_policy
from isnad.show.care.policy_keys import RULES
from tests.show.care.happenings import KNOWLEDGE

_PACKAGED = (files("isnad") / "data" / "care.toml").read_text(encoding="utf-8")


def _own(folder: Path, *changes: tuple[str, str]) -> Path:
    """The packaged policy with these changes."""
    text = _PACKAGED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_packaged_policy_explains_every_rule_and_is_not_weaker_than_itself(tmp_path: Path) -> None:
    policy = load_policy()
    assert policy.why.keys() == policy.follows.keys() == RULES.keys()
    assert (policy.delay.hours, policy.fewest, policy.displacement.finest_place) == (72, 3, "admin2")
    assert load_policy(_own(tmp_path)) == policy
    assert policy.weaker == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hours = 72", "hours = 72\nminutes = 3", r"own.toml: \[delay\] keys missing: none; unknown: minutes"),
        ("hours = 72", "", r"\[delay\] keys missing: hours"),
        ("hours = 72", "hours = true", r"\[delay\] hours must be a whole number, not True"),
        ('finest_time = "week"', 'finest_time = "hour"', r"finest_time must be one of month, week, day"),
        ("[cells]", "[sells]", r"rules missing: cells; unknown: sells"),
        ("[1, 10, 50,", "[10, 1, 50,", r"edges must be a rising list"),
        ('why = "A cell', 'why = "" # A cell', r"\[cells\] why must be a sentence"),
        ('kinds = ["camp"]', 'kinds = "camp"', r"kinds must be a list of names"),
        ("mask = true", "mask = ", "cannot be read"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_one_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said) as caught:
        load_policy(_own(tmp_path, (old, new)))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"none\.toml"):
        load_policy(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('finest_place = "admin2"        #', 'finest_place = "place" #'),
        ('finest_time = "week"', 'finest_time = "day"'),
        ("hours = 72", "hours = 71"),
        ("edges = [1, 10, 50,", "edges = [1, 5, 10, 50,"),
        ("fewest = 3", "fewest = 1"),
        ("mask = true", "mask = false"),
        ('kinds = ["camp"]', "kinds = []"),
        ('classes = ["aid",', "classes = ["),
        ('families = ["population"]', "families = []"),
    ],
)
def test_what_protects_less_must_be_acknowledged_with_a_reason(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(KnowledgeError, match=r"protects less .* add `acknowledged = true` and a `reason`"):
        load_policy(_own(tmp_path, (old, new)))
    for half in ("acknowledged = true", 'reason = "A private desk."', 'acknowledged = 1\nreason = "A private desk."'):
        with pytest.raises(KnowledgeError, match="protects less"):
            load_policy(_own(tmp_path, (old, f"{half}\n{new}")))
    policy = load_policy(_own(tmp_path, (old, f'acknowledged = true\nreason = "A private desk."\n{new}')))
    assert len(policy.weaker) == 1
    assert policy.weaker[0].endswith("protects less than the packaged policy: A private desk.")


def test_what_protects_more_needs_no_reason(tmp_path: Path) -> None:
    changes = (
        ("hours = 72", "hours = 240"),
        ("[1, 10, 50,", "[1, 50,"),
        ('"week"', '"month"'),
        ('["camp"]', '["camp", "port"]'),
    )
    policy = load_policy(_own(tmp_path, *changes))
    assert (policy.delay.hours, policy.edges[:2], policy.weaker) == (240, (1, 50), ())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('types = ["siege"]', 'types = ["siege", "seige"]', r"\[displacement\] types: unknown: seige"),
        ('["population"]', '["population", "people"]', r"families: unknown: people"),
        ('types = ["aid"]', 'types = ["aid", "help"]', r"\[delay\] types: unknown: help"),
        ('sites = ["convoy"]', 'sites = ["convoy", "lorry"]', r"\[delay\] sites: unknown: lorry"),
        ('"shelter"]', '"shelter", "tents"]', r"\[sites\] classes: unknown: tents"),
    ],
)
def test_a_name_misspelt_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        find_care(KNOWLEDGE, load_policy(_own(tmp_path, (old, new))))


def test_the_setting_names_the_operators_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert policy_file() is None
    monkeypatch.setenv("ISNAD_POLICY", "/etc/isnad/care.toml")
    assert policy_file() == Path("/etc/isnad/care.toml")

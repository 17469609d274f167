"""Review: what is asked first, what a person's word does, undo, agreement, and corrections as gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from isnad.errors import NotFound, SourceError
from isnad.keep.findings import find_findings
from isnad.keep.incidents import find_judged
from isnad.show.care.eyes import Eyes, Role
from isnad.show.views.gold import iter_gold
from isnad.show.views.guard import ForbiddenError
from isnad.show.views.judging import Judgement, write_judgement
from isnad.show.views.review import ReviewItem, find_review_queue, load_review_item
from isnad.show.views.worth import Facts, find_worth
from isnad.workspace import Workspace
from tests.show.views.desk import ANALYST, EDITOR, NOW, PUBLIC, articles_by_name, fill
from tests.workspaces import claims_of

SECOND = Eyes("huda", Role.EDITOR, NOW)


def _queue(workspace: Workspace, eyes: Eyes = EDITOR) -> list[ReviewItem]:
    return list(find_review_queue(workspace, eyes, limit=100).items)


def _claim_of(workspace: Workspace, key: str) -> str:
    article = articles_by_name(workspace)[key]
    return next(one.claim.claim_id for one in claims_of(workspace) if one.article_id == article)


def test_what_a_minute_is_worth_most_on_is_asked_first(either: Workspace, tmp_path: Path) -> None:
    items = _queue(fill(either, tmp_path))
    scores = [item.worth.score for item in items]
    assert scores == sorted(scores, reverse=True)
    assert {item.kind for item in items} == {"claim", "pair"}
    asked = {item.subject for item in items if item.kind == "claim"}
    assert asked == {one.claim.claim_id for one in claims_of(either)}
    for claim in (claim for item in items for claim in item.claims):
        assert claim.claim_id in {name for block in claim.blocks for one in block.segments for name in one.claims}


@pytest.mark.parametrize(
    "more",
    [{"toll": 90}, {"origins": 4}, {"is_contested": True}, {"type": "abduction"}, {"factuality": "claimed"},
     {"has_place": False}, {"has_day": False}],
)  # fmt: skip
def test_each_reason_makes_a_minute_worth_more(more: dict[str, object]) -> None:
    plain = {"type": "protest", "factuality": "asserted", "toll": 2, "origins": 1, "is_contested": False,
             "has_place": True, "has_day": True}  # fmt: skip
    assert find_worth(Facts(**{**plain, **more})).score > find_worth(Facts(**plain)).score  # type: ignore[arg-type]


def test_the_least_sure_link_is_worth_most() -> None:
    scores = [find_worth(Facts("shelling", "asserted", 3, 2, False, True, True, odds)).score for odds in (0, 1, -2, 3)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < scores[0] / 3


def test_a_word_is_a_finding_with_who_and_when_and_is_not_asked_again(either: Workspace, tmp_path: Path) -> None:
    fill(either, tmp_path)
    name = _claim_of(either, "id:إذاعة السنبلة/13")
    write_judgement(either, EDITOR, Judgement("claim", name, "right"))
    with either.store.read() as connection:
        (stored,) = find_findings(connection, name)
    finding = stored.finding
    assert (finding.verdict, finding.by, finding.subject_kind, stored.stale) == ("right", "nadir", "claim", False)
    assert finding.at > "2024"
    assert finding.seen is not None
    assert name not in {item.subject for item in _queue(either)}
    (item,) = (item for item in _queue(either, SECOND) if item.subject == name)
    assert item.judged == 1
    write_judgement(either, SECOND, Judgement("claim", name, "wrong"))
    assert name not in {item.subject for item in _queue(either, Eyes("third", Role.EDITOR, NOW))}


def test_it_can_be_taken_back(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    name = _claim_of(workspace, "id:إذاعة السنبلة/13")
    write_judgement(workspace, EDITOR, Judgement("claim", name, "wrong"))
    assert [one.verdict for one in find_review_queue(workspace, EDITOR).mine] == ["wrong"]
    write_judgement(workspace, EDITOR, Judgement("claim", name, "taken back"))
    view = find_review_queue(workspace, EDITOR)
    assert (view.mine, view.decided) == ((), 0)
    assert name in {item.subject for item in view.items}
    with workspace.store.read() as connection:
        assert [one.finding.verdict for one in find_findings(connection, name)] == ["wrong", "taken back"]


def test_a_word_on_a_pair_is_heeded_by_the_next_weighing(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    pair = next(item for item in _queue(workspace) if item.kind == "pair")
    one, other = pair.subject.split(" ")
    before = workspace.trace(one).row.claims
    assert other in before
    write_judgement(workspace, EDITOR, Judgement("pair", f"{other} {one}", "different"))
    workspace.weigh()
    assert other not in workspace.trace(one).row.claims
    write_judgement(workspace, EDITOR, Judgement("pair", pair.subject, "taken back"))
    workspace.weigh()
    assert workspace.trace(one).row.claims == before
    with workspace.store.read() as connection:
        assert find_judged(connection) == (frozenset(), frozenset())


def test_agreement_of_two_people(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    names = sorted(item.subject for item in _queue(workspace) if item.kind == "claim")[:4]
    for name, first, second in zip(names, ("right", "right", "wrong", "wrong"), ("right", "right", "right", "wrong"),
                                   strict=True):  # fmt: skip
        write_judgement(workspace, EDITOR, Judgement("claim", name, first))
        write_judgement(workspace, SECOND, Judgement("claim", name, second))
    (found,) = find_review_queue(workspace, EDITOR).agreements
    # By hand: 3 of 4 agree; by chance 2/4 * 3/4 + 2/4 * 1/4 = 1/2.
    assert (found.kind, found.one, found.other, found.items, found.agreed, found.kappa) == (
        "claim", "huda", "nadir", 4, 3, 0.5,
    )  # fmt: skip


def test_corrections_are_gold_in_the_codebooks_form(either: Workspace, tmp_path: Path) -> None:
    fill(either, tmp_path)
    name = _claim_of(either, "id:إذاعة السنبلة/13")
    for said in (
        Judgement("claim", name, "corrected", role="initiator", words="قوات النظام"),
        Judgement("claim", name, "corrected", role="target", start=31, end=42),
        Judgement("claim", name, "corrected", role="fatalities", value="5-7"),
        Judgement("claim", name, "corrected", role="factuality", value="claimed"),
        Judgement("claim", name, "corrected", role="sources"),
        Judgement("claim", name, "corrected", role="where", words="تلبيسة"),
    ):
        write_judgement(either, EDITOR, said)
    wrong = _claim_of(either, "id:إذاعة السنبلة/14")
    write_judgement(either, EDITOR, Judgement("claim", wrong, "wrong"))
    rows = {row["doc_id"]: row for row in iter_gold(either, ANALYST)}
    assert rows["14"]["events"] == []
    row = rows["13"]
    assert (row["outlet"], row["published"], row["is_complete"]) == ("إذاعة السنبلة", "2024-12-05", True)
    (event,) = row["events"]
    assert (event["initiator"], event["target"], event["sources"]) == (["قوات النظام"], ["خمسة مدنيين"], [])
    assert (event["fatalities"], event["factuality"], event["date"]) == ([5, 7], "claimed", "2024-12-04")
    assert [(place["text"], place["role"]) for place in event["places"]] == [("تلبيسة", "where")]
    assert event["judged_by"] == ["nadir"]
    assert "spans" not in event


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"verdict": "perhaps"}, "verdict"),
        ({"verdict": "same"}, "verdict"),
        ({"kind": "incident"}, "kind"),
        ({"verdict": "corrected"}, "role"),
        ({"verdict": "corrected", "role": "type", "value": "picnic"}, "value"),
        ({"verdict": "corrected", "role": "factuality", "value": "sure"}, "value"),
        ({"verdict": "corrected", "role": "fatalities", "value": "many"}, "value"),
        ({"verdict": "corrected", "role": "initiator", "value": "someone"}, "value"),
        ({"verdict": "corrected", "role": "initiator", "words": "ليس في النص"}, "words"),
        ({"verdict": "corrected", "role": "trigger"}, "words"),
        ({"verdict": "corrected", "role": "target", "start": 5, "end": 9999}, "start"),
        ({"kind": "pair", "verdict": "same"}, "subject"),
    ],
)
def test_what_cannot_be_said_is_refused(
    workspace: Workspace, tmp_path: Path, said: dict[str, object], field: str
) -> None:
    fill(workspace, tmp_path)
    name = _claim_of(workspace, "id:إذاعة السنبلة/13")
    judgement = Judgement(**{"kind": "claim", "subject": name, "verdict": "right", **said})  # type: ignore[arg-type]
    with pytest.raises(SourceError) as refused:
        write_judgement(workspace, EDITOR, judgement)
    assert refused.value.where == field
    with workspace.store.read() as connection:
        assert find_findings(connection, name) == ()


def test_only_editors_judge_and_only_what_is_there(workspace: Workspace, tmp_path: Path) -> None:
    fill(workspace, tmp_path)
    name = _claim_of(workspace, "id:إذاعة السنبلة/13")
    for eyes in (PUBLIC, ANALYST, Eyes(None, Role.EDITOR, NOW)):
        with pytest.raises(ForbiddenError):
            write_judgement(workspace, eyes, Judgement("claim", name, "right"))
    with pytest.raises(NotFound):
        write_judgement(workspace, EDITOR, Judgement("claim", "0" * 16, "right"))
    with pytest.raises(ForbiddenError):
        find_review_queue(workspace, PUBLIC)
    with pytest.raises(ForbiddenError):
        next(iter_gold(workspace, PUBLIC))
    with pytest.raises(NotFound):
        load_review_item(workspace, EDITOR, "claim", "0" * 16)
    assert load_review_item(workspace, EDITOR, "claim", name).subject == name

"""What is told of Content Credentials, over reports as the SDK writes them."""

from __future__ import annotations

from typing import Any

from isnad.weigh.authenticity.ingredients import find_chain
from isnad.weigh.authenticity.media import Trust, find_media_check, is_trusted

OWN, PARENT = "urn:c2pa:own", "urn:c2pa:parent"


def report(*, failure: tuple[str, ...] = (), status: tuple[tuple[str, str], ...] = (), **more: Any) -> dict[str, Any]:
    own = {
        "title": "صورة", "signature_info": {"common_name": "وكالة الزورق", "issuer": "Zawraq", "alg": "Es256"},
        "ingredients": [{"title": "first.jpg", "relationship": "parentOf", "active_manifest": PARENT}],
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": [{"action": "c2pa.created", "digitalSourceType": "x/humanEdits"}]}},
            {"label": "c2pa.actions.v2", "data": "no mapping"},
        ],
    }  # fmt: skip
    parent = {"title": "first.jpg", "ingredients": [{"title": "own again", "active_manifest": OWN}], "assertions": [
        {"label": "c2pa.actions", "data": {"actions": [{"digitalSourceType": "trainedAlgorithmicMedia"}, "none"]}}]}  # fmt: skip
    return {
        "active_manifest": OWN,
        "manifests": {OWN: own, PARENT: parent},
        "validation_results": {"activeManifest": {"success": [], "failure": [{"code": code} for code in failure]}},
        "validation_status": [
            {"code": code, "url": f"self#jumbf=/c2pa/{label}/c2pa.signature"} for code, label in status
        ],
        **more,
    }


def test_all_holds_and_each_thing_is_told_apart() -> None:
    check = find_media_check(
        report(failure=("signingCredential.untrusted",)), "Valid", [Trust("roots", "2026-01-01", "x", False)]
    )
    assert (check.holds, check.signature_holds, check.binding_holds, check.chain_holds) == (True, True, True, True)
    assert check.faults == ()
    assert check.signer is not None
    assert check.signer.name == "وكالة الزورق"
    assert [(one.source_type, one.title) for one in check.declared] == [
        ("humanEdits", "صورة"), ("trainedAlgorithmicMedia", "first.jpg"),
    ]  # fmt: skip
    assert [(one.depth, one.title) for one in check.ingredients] == [(1, "first.jpg"), (2, "own again")]


def test_a_changed_content_and_a_wrong_signature_are_two_things() -> None:
    changed = find_media_check(report(failure=("assertion.dataHash.mismatch",)), "Invalid", [])
    assert (changed.signature_holds, changed.binding_holds, changed.chain_holds) == (True, False, False)
    forged = find_media_check(report(failure=("claimSignature.mismatch",)), "Invalid", [])
    assert (forged.signature_holds, forged.binding_holds) == (False, True)


def test_a_fault_of_what_it_was_made_from_is_not_its_own() -> None:
    check = find_media_check(report(status=(("claimSignature.mismatch", PARENT),)), "Invalid", [])
    assert [(fault.code, fault.manifest) for fault in check.faults] == [("claimSignature.mismatch", PARENT)]
    assert check.chain_holds is False
    assert check.holds is False


def test_nothing_is_said_to_hold_where_the_sdk_calls_it_invalid_without_a_fault() -> None:
    check = find_media_check(report(), "Invalid", [])
    assert (check.signature_holds, check.binding_holds, check.holds) == (None, None, False)


def test_who_is_trusted_is_the_sdks_word() -> None:
    listed = report()
    assert not is_trusted(listed)
    listed["validation_results"]["activeManifest"]["success"] = [{"code": "signingCredential.trusted"}]
    assert is_trusted(listed)
    assert not is_trusted({})


def test_a_manifest_of_ten_thousand_ingredients_is_bounded_and_counted() -> None:
    many = [{"title": f"part {number}"} for number in range(10_000)]
    chain = find_chain({"active_manifest": OWN, "manifests": {OWN: {"ingredients": many}}})
    assert len(chain.ingredients) + chain.left_out == 10_000
    assert len(chain.ingredients) == 200


def test_a_chain_that_never_ends_does() -> None:
    manifests = {
        str(depth): {"ingredients": [{"title": str(depth), "active_manifest": str(depth + 1)}]} for depth in range(5000)
    }
    chain = find_chain({"active_manifest": "0", "manifests": manifests})
    assert max(one.depth for one in chain.ingredients) == 20
    assert chain.left_out == 1

"""Tables of weights: readable rows, sums that name what they weigh, and a clear word where a table is wrong."""

from __future__ import annotations

from importlib.resources import files

import pytest

from isnad.errors import KnowledgeError
from isnad.knowledge.tables import find_rows
from isnad.knowledge.weights import ALWAYS, TABLES, Weights, load_weights


def test_a_score_is_the_start_and_the_weights_of_known_features() -> None:
    weights = Weights("event", {ALWAYS: -1.0, "place": 0.5, "toll": 0.25})
    assert weights.score(["place", "toll", "never seen"]) == -0.25
    assert weights.score([]) == -1.0


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_sorted_and_has_its_start(name: str) -> None:
    path = files("isnad") / "data" / "weights" / f"{name}.tsv"
    features = [feature for feature, _, _ in find_rows(path, ("feature", "weight", "note"))]
    assert features == sorted(features)
    assert len(features) == len(set(features))
    assert ALWAYS in load_weights()[name].by_feature


def test_a_weight_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = iter([("place", "much", "")])
    monkeypatch.setattr("isnad.knowledge.weights.find_rows", lambda path, columns: rows)
    with pytest.raises(KnowledgeError, match=r"initiator\.tsv.*much"):
        load_weights()

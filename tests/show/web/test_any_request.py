"""Any request at all: nothing that OpenAPI lets one send breaks the desk, and what comes back is what it says."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from isnad.show.care.eyes import Role
from tests.show.web.conftest import Tried

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is part of the extra `dev`")


@pytest.mark.slow
def test_nothing_that_is_sent_breaks_the_desk(tried: Tried) -> None:
    visit = tried.visit(Role.ADMIN)
    schema = schemathesis.openapi.from_dict(tried.app.openapi())
    schema.app = tried.app
    seen = 0
    for result in schema.get_all_operations():
        operation = result.ok()
        if operation.path.endswith(("/session", "/me/password", "/join")):
            continue  # they end the session, or count tries

        @given(case=operation.as_strategy(), word=st.just(visit.csrf))
        @settings(
            max_examples=15, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def send(case: object, word: str) -> None:
            nonlocal seen
            seen += 1
            asked = case.as_transport_kwargs(base_url="http://127.0.0.1:8765")  # type: ignore[attr-defined]
            asked["headers"] = {**dict(asked.get("headers") or {}), "x-csrf-token": word}
            asked.pop("cookies", None)
            answer = visit.client.request(**asked)
            assert answer.status_code < 500, (asked, answer.text)
            kind = answer.headers.get("content-type", "application/json")
            if answer.status_code >= 400:
                assert kind == "application/problem+json"
            elif not asked["url"].partition("/api/v1/")[2].startswith(("export/", "feeds/")):
                assert kind == "application/json"

        send()
    assert seen > 100

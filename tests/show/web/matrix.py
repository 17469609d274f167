"""Who may call which route: the matrix that the tests hold the desk to. A route without an entry fails a test."""

from __future__ import annotations

from isnad.show.care.eyes import Role

ANYONE = None
"""Of a route that who has not signed in may call as well."""

ALLOWED: dict[tuple[str, str], tuple[Role | None, str | None]] = {
    # method and path: the least role, and the scope that a token needs (None: a token is of no use here)
    ("GET", "/api/v1/health"): (ANYONE, None),
    ("GET", "/sign-in"): (ANYONE, None),
    ("POST", "/sign-in"): (ANYONE, None),
    ("GET", "/join"): (ANYONE, None),
    ("GET", "/join.js"): (ANYONE, None),
    ("POST", "/join"): (ANYONE, None),
    ("POST", "/api/v1/session"): (ANYONE, None),
    ("POST", "/api/v1/join"): (ANYONE, None),
    ("GET", "/api/v1/me"): (Role.PUBLIC, "read"),
    ("GET", "/api/v1/openapi.json"): (Role.PUBLIC, "read"),
    ("GET", "/account"): (Role.PUBLIC, None),
    ("POST", "/sign-out"): (Role.PUBLIC, None),
    ("DELETE", "/api/v1/session"): (Role.PUBLIC, None),
    ("POST", "/api/v1/me/password"): (Role.PUBLIC, None),
    ("GET", "/api/v1/incidents"): (Role.PUBLIC, "read"),
    ("GET", "/api/v1/timeline"): (Role.PUBLIC, "read"),
    ("GET", "/api/v1/facets"): (Role.PUBLIC, "read"),
    ("GET", "/api/v1/map"): (Role.PUBLIC, "read"),
    ("GET", "/api/v1/incidents/{name}"): (Role.ANALYST, "read"),
    ("GET", "/api/v1/claims"): (Role.ANALYST, "read"),
    ("GET", "/api/v1/claims/{name}"): (Role.ANALYST, "read"),
    ("GET", "/api/v1/articles/{name}"): (Role.ANALYST, "read"),
    ("GET", "/api/v1/runs"): (Role.ANALYST, "read"),
    ("GET", "/api/v1/findings"): (Role.ANALYST, "read"),
    ("GET", "/api/v1/export/{format}"): (Role.PUBLIC, "export"),
    ("GET", "/api/v1/feeds/incidents.atom"): (Role.PUBLIC, "read"),
    ("POST", "/api/v1/findings"): (Role.EDITOR, "review"),
    ("GET", "/"): (None, None),
    ("GET", "/situation"): (Role.PUBLIC, "read"),
    ("GET", "/situation/map.json"): (Role.PUBLIC, "read"),
    ("GET", "/digest"): (Role.PUBLIC, "read"),
    ("GET", "/digest.md"): (Role.PUBLIC, "export"),
    ("GET", "/digest.html"): (Role.PUBLIC, "export"),
    ("GET", "/digest.docx"): (Role.PUBLIC, "export"),
    ("GET", "/incident/{name}"): (Role.PUBLIC, "read"),
    ("GET", "/incident/{name}/evidence.zip"): (Role.ANALYST, "export"),
    ("POST", "/incident/{name}/judge"): (Role.EDITOR, "review"),
    ("GET", "/article/{name}"): (Role.ANALYST, "read"),
    ("GET", "/sources"): (Role.PUBLIC, "read"),
    ("GET", "/review"): (Role.ANALYST, "read"),
    ("POST", "/review"): (Role.EDITOR, "review"),
    ("GET", "/review/gold.jsonl"): (Role.ANALYST, "export"),
    ("GET", "/runs"): (Role.ANALYST, "read"),
    ("GET", "/runs/handed"): (Role.EDITOR, "read"),
    ("GET", "/runs/{run_id}"): (Role.ANALYST, "read"),
    ("POST", "/intake"): (Role.EDITOR, "gather"),
    ("POST", "/api/v1/intake"): (Role.EDITOR, "gather"),
    ("GET", "/api/v1/intake/{intake_id}"): (Role.EDITOR, "gather"),
    ("GET", "/api/v1/tokens"): (Role.ANALYST, None),
    ("POST", "/api/v1/tokens"): (Role.ANALYST, None),
    ("DELETE", "/api/v1/tokens/{token_id}"): (Role.ANALYST, None),
    ("GET", "/api/v1/filters"): (Role.ANALYST, "read"),
    ("POST", "/api/v1/filters"): (Role.ANALYST, None),
    ("PATCH", "/api/v1/filters/{filter_id}"): (Role.ANALYST, None),
    ("DELETE", "/api/v1/filters/{filter_id}"): (Role.ANALYST, None),
    ("GET", "/api/v1/feeds/{filter_id}.atom"): (Role.ANALYST, "read"),
    ("GET", "/api/v1/hooks"): (Role.ANALYST, "read"),
    ("POST", "/api/v1/hooks"): (Role.EDITOR, None),
    ("POST", "/api/v1/hooks/{hook_id}/test"): (Role.EDITOR, None),
    ("DELETE", "/api/v1/hooks/{hook_id}"): (Role.ANALYST, None),
    ("POST", "/account/filters"): (Role.ANALYST, None),
    ("POST", "/account/filters/{filter_id}/rename"): (Role.ANALYST, None),
    ("POST", "/account/filters/{filter_id}/delete"): (Role.ANALYST, None),
    ("POST", "/account/filters/{filter_id}/hooks"): (Role.EDITOR, None),
    ("POST", "/account/hooks/{hook_id}/test"): (Role.EDITOR, None),
    ("POST", "/account/hooks/{hook_id}/delete"): (Role.ANALYST, None),
    ("GET", "/api/v1/people"): (Role.ADMIN, "admin"),
    ("POST", "/api/v1/people"): (Role.ADMIN, "admin"),
    ("PATCH", "/api/v1/people/{name}"): (Role.ADMIN, "admin"),
}


def path_of(path: str) -> str:
    """The path of a route with names of records that are not there."""
    return (
        path.replace("{name}", "0" * 16)
        .replace("{token_id}", "0" * 12)
        .replace("{run_id}", "0" * 16)
        .replace("{intake_id}", "0" * 16)
        .replace("{filter_id}", "0" * 16)
        .replace("{hook_id}", "0" * 16)
        .replace("{format}", "acled")
    )

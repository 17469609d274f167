"""Rendering: one view as a page or as its JSON twin. Every text of a report is escaped; nothing is ever marked safe."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from isnad.errors import Reason, SourceError
from isnad.knowledge.events import load_event_types
from isnad.show.care.eyes import Eyes
from isnad.show.web.access import csrf_word
from isnad.show.web.assets import load_assets
from isnad.show.web.pages.choices import choice_of, keep_choices, with_choice
from isnad.show.web.pages.naming import actor_name, area_name, country_name, place_id_name, place_name
from isnad.show.web.pages.wording import load_words, word_fault
from isnad.weigh.asof import parse_moment

# What a page of the navigation asks of who looks; the others are for all.
NEEDED = {"/review": "analyst", "/runs": "analyst"}


@cache
def load_environment() -> Environment:
    """The packaged templates. Autoescape is on for all of them, whatever their names end with."""
    loader = PackageLoader("isnad.show.web", "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                              lstrip_blocks=True)  # fmt: skip
    environment.filters["web"] = only_web
    environment.filters["worded"] = word_fault
    environment.filters.update(place_name=place_name, place_id_name=place_id_name, actor_name=actor_name)
    environment.filters["family"] = load_families().get
    environment.globals.update(assets=load_assets(), with_choice=with_choice, needed=NEEDED, dict=dict)
    return environment


def answer(request: Request, eyes: Eyes, template: str, view: Any, **more: Any) -> Response:
    """The view as JSON where that is asked for (`?format=json`, or by what the client accepts), else as a page."""
    if wants_json(request):
        return JSONResponse(plain(view))
    return render(request, eyes, template, view=view, **more)


def render(request: Request, eyes: Eyes, template: str, /, *, status: int = 200, **values: Any) -> Response:
    """The page of the template, in the language and the look that the reader chose."""
    language = language_of(request)
    words, kinds = load_words(language), load_kinds(language)

    def t(key: str, /, **values: Any) -> str:
        return words.get(key, key).format(**values) if values else words.get(key, key)

    context = {"request": request, "eyes": eyes, "t": t, "lang": language, "csrf": csrf_word(request),
               "dir": "rtl" if language == "ar" else "ltr", "theme": choice_of(request, "theme"),
               "kind_name": lambda kind: kinds.get(kind, kind), "area_name": partial(area_name, language=language),
               "country_name": partial(country_name, language=language)}  # fmt: skip
    response = HTMLResponse(load_environment().get_template(template).render({**context, **values}), status)
    keep_choices(request, response)
    return response


def plain(view: Any) -> Any:
    """The view as dictionaries and lists."""
    return asdict(view) if is_dataclass(view) and not isinstance(view, type) else view


def wants_json(request: Request) -> bool:
    """Whether the JSON twin is asked for."""
    asked = request.query_params.get("format")
    if asked is not None:
        return asked == "json"
    return request.headers.get("accept", "").startswith("application/json")


def language_of(request: Request) -> str:
    """The language of the page: asked for in the address, else kept in a cookie, else Arabic."""
    return choice_of(request, "lang")


@cache
def load_kinds(language: str) -> dict[str, str]:
    """Names of types of events in the language."""
    types = load_event_types()
    return {one.name: one.label_ar if language == "ar" else one.label_en for one in types}


@cache
def load_families() -> dict[str, str]:
    """The family of each type of event."""
    return {one.name: one.family for one in load_event_types()}


def only_web(address: str | None) -> str | None:
    """The address if a browser can be sent there: of http or https alone, for `javascript:` is an address too.

    >>> only_web("javascript:alert(1)"), only_web("https://khayal.example/1")
    (None, 'https://khayal.example/1')
    """
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def moment_of(words: str | None) -> str | None:
    """The moment (UTC) that a query names. Raises: SourceError."""
    try:
        return parse_moment(words) if words else None
    except (ValueError, OverflowError):
        raise SourceError(
            "as_of", Reason("moment.none", "is no moment; write 2024-12-05 or 2024-12-05T18:00Z")
        ) from None

"""What a reader chose of a page: its language and its look, asked for in the address and kept in a cookie."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from isnad.show.web.pages.wording import LANGUAGES

THEMES = ("auto", "light", "dark")
CHOICES = {"lang": LANGUAGES, "theme": THEMES}
_YEAR_S = 365 * 24 * 3600


def choice_of(request: Request, name: str) -> str:
    """What is chosen: as the address asks, else as the cookie has it, else the first there is."""
    asked = (request.query_params.get(name), request.cookies.get(name))
    return next((one for one in asked if one in CHOICES[name]), CHOICES[name][0])


def with_choice(request: Request, name: str, value: str) -> str:
    """The address of this page with the choice made."""
    url = request.url.include_query_params(**{name: value})
    return f"{url.path}?{url.query}"


def keep_choices(request: Request, response: Response) -> None:
    """Keep in a cookie what the address asks for."""
    for name, known in CHOICES.items():
        if (asked := request.query_params.get(name)) in known:
            response.set_cookie(name, str(asked), max_age=_YEAR_S, httponly=True, samesite="lax")

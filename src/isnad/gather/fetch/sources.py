"""Sources: what is gathered from, by what name it is known, and a list of them in TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from isnad.errors import Reason, SourceError
from isnad.gather.parse.rows import FIELDS

_WEB = re.compile(r"https?://", re.I)
_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_LEAST_EVERY_S = 10.0


@dataclass(frozen=True, slots=True)
class Source:
    """One source. `at` is a path or a URL; `outlet` is the name that its articles are counted under.

    `columns` maps the fields of an article to the columns of a table. `every_s` is how often it is looked at when it
    is followed; `recheck_s` how old a page must be before a listing has it fetched again, in case it was edited;
    `most` how many entries of a listing are followed.
    """

    at: str
    name: str = ""
    outlet: str | None = None
    published: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    every_s: float = 900.0
    recheck_s: float = 21_600.0
    most: int = 500

    @property
    def is_web(self) -> bool:
        """Whether it lies on the web."""
        return bool(_WEB.match(self.at))

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What the source says of all its items."""
        given = {"outlet": self.outlet, "published": self.published}
        given |= {f"column:{name}": column for name, column in self.columns.items()}
        return tuple(sorted((key, value) for key, value in given.items() if value))


def load_sources(path: Path) -> tuple[Source, ...]:
    """The sources of a TOML file: `[[source]]` tables with `at` and, where wanted, the other fields of a Source.

    Spans of time are written `30s`, `15m`, `6h`, `1d`. A path is taken from the folder of the file.
    Raises: SourceError naming the file, the source and the key that is wrong.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SourceError(str(path), f"is no list of sources ({error}); see docs/sources.md") from error
    listed = tables.pop("source", None)
    if tables or not isinstance(listed, list) or not listed:
        wrong = ", ".join(tables) or "no [[source]]"
        raise SourceError(str(path), f"holds {wrong}; give a [[source]] table for each source")
    return tuple(_source(table, path, number) for number, table in enumerate(listed, start=1))


def _source(table: Any, path: Path, number: int) -> Source:
    where = f"{path}, source {number}"
    if not isinstance(table, dict) or not isinstance(table.get("at"), str) or not table["at"]:
        raise SourceError(where, "has no `at`; give its path or URL")
    table = {_FIELDS.get(key, key): value for key, value in table.items()}
    unknown = set(table) - {f.name for f in fields(Source)}
    if unknown:
        raise SourceError(where, f"has an unknown key {sorted(unknown)[0]!r}; known are {', '.join(_known())}")
    values = {key: _value(key, value, where) for key, value in table.items()}
    source = Source(**values)
    return source if source.is_web else Source(**{**values, "at": str(path.parent / Path(source.at).expanduser())})


_FIELDS = {"every": "every_s", "recheck": "recheck_s"}


def _known() -> list[str]:
    named = {value: key for key, value in _FIELDS.items()}
    return [named.get(f.name, f.name) for f in fields(Source)]


def _value(key: str, value: Any, where: str) -> Any:
    if key in ("every_s", "recheck_s"):
        return parse_span(value, where, least=_LEAST_EVERY_S if key == "every_s" else 0.0)
    if key == "most":
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise SourceError(where, f"`most` is {value!r}; give a number of articles such as 500")
        return value
    if key == "columns":
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise SourceError(where, '`columns` is no map; write it as { text = "body" }')
        if unknown := sorted(set(value) - set(FIELDS)):
            raise SourceError(where, f"`columns` has an unknown field {unknown[0]!r}; known are {', '.join(FIELDS)}")
        return value
    if not isinstance(value, str):
        raise SourceError(where, f"`{key}` is {value!r}; give it in quotation marks")
    if key == "published":
        parse_day(value, where)
    return value


def parse_day(value: str, where: str) -> date:
    """The day written as `2024-12-05`.

    Raises: SourceError for anything else.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise SourceError(
            where, Reason("day.none", "{value!r} is no day; write it as 2024-12-05", value=value)
        ) from None


def parse_span(value: object, where: str, *, least: float = 0.0) -> float:
    """Seconds of a span of time written as `30s`, `15m`, `6h` or `1d`.

    Raises: SourceError for anything else, and for less than `least`.

    >>> parse_span("15m", "sources.toml")
    900.0
    """
    match = _SPAN.fullmatch(value) if isinstance(value, str) else None
    seconds = float(match[1]) * _SECONDS[match[2]] if match else -1.0
    if seconds < least:
        raise SourceError(where, f"{value!r} is no span of at least {least:g} s; write it as 30s, 15m, 6h or 1d")
    return seconds

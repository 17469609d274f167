"""Names of countries and governorates in the language of a page."""

from __future__ import annotations

from functools import cache

from isnad.show.views.names import packaged_names


def country_name(code: str, language: str) -> str:
    """The country of the code; the code where the gazetteer has no such country."""
    row = packaged_names().places.get(code.lower())
    return code if row is None else row.name_en if language == "en" else row.names[0]


def area_name(admin1: str, language: str) -> str:
    """The governorate that the gazetteer calls so, which are English names."""
    return admin1 if language == "en" else load_areas().get(admin1, admin1)


@cache
def load_areas() -> dict[str, str]:
    """Arabic names of governorates by the gazetteer's admin1."""
    rows = packaged_names().places.values()
    return {row.admin1: row.names[0] for row in rows if row.kind == "governorate" and row.admin1}

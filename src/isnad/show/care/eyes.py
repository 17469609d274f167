"""Eyes: for whom something is shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may do here, each what those before may too: see what harms nobody, see all, judge, run the place."""

    PUBLIC = "public"
    ANALYST = "analyst"
    EDITOR = "editor"
    ADMIN = "admin"

    def may(self, asked: Role) -> bool:
        """Whether this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(asked)


@dataclass(frozen=True, slots=True)
class Eyes:
    """A person who looks: their name (None: nobody has signed in), role, and the moment (UTC, as `received`)."""

    name: str | None
    role: Role
    now: str

    @property
    def sees_all(self) -> bool:
        """Whether nothing is coarsened or left out."""
        return self.role.may(Role.ANALYST)

"""Eyes: for whom something is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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


Witness = Callable[[str, Sequence[str]], None]
"""Notes which records of a kind somebody is about to see exactly. It raises where it cannot, and then they must not."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """A person who looks: their name (None: nobody has signed in), role, and the moment (UTC, as `received`).

    `witness` notes what they see exactly; None where nobody keeps a log, as on the command line of who owns the folder.
    """

    name: str | None
    role: Role
    now: str
    witness: Witness | None = field(default=None, compare=False, repr=False)

    @property
    def sees_all(self) -> bool:
        """Whether nothing is coarsened or left out."""
        return self.role.may(Role.ANALYST)

    def note(self, kind: str, names: Sequence[str]) -> None:
        """Have it noted that these eyes see these records of a kind exactly, before they do. Raises: ArchiveError."""
        if self.witness is not None and self.sees_all and names:
            self.witness(kind, names)

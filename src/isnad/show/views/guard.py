"""What eyes that may not read words are told instead."""

from __future__ import annotations

from isnad.errors import IsnadError


class ForbiddenError(IsnadError):
    """These eyes may not see what was asked for."""

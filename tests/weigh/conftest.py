"""The packaged ground, cut once."""

from __future__ import annotations

import pytest

from isnad.knowledge import load_knowledge
from isnad.weigh.ground import Ground, find_ground


@pytest.fixture(scope="session")
def ground() -> Ground:
    return find_ground(load_knowledge())

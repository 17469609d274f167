"""The reader of this process, built once."""

from __future__ import annotations

import gc
from functools import cache

from isnad.knowledge import find_version, load_knowledge
from isnad.read.reader import Reader
from isnad.settings import gazetteer_folder


@cache
def packaged_reader() -> Reader:
    """The reader with the packaged knowledge and imported gazetteers; built at the first call, about a second."""
    reader = Reader(load_knowledge(gazetteer_folder()))
    gc.freeze()  # what the house knows lives as long as the process: collecting it again and again costs a tenth
    return reader


@cache
def packaged_version() -> str:
    """The version of what the reader of this process knows; the reader need not be built to know it."""
    return find_version(gazetteer_folder())

"""Fuzz target: any bytes are parsed, and every article that comes of them is read, without a crash.

Run as `python fuzz/fuzz_parse.py -runs=20000`; needs the dependency group `fuzz`.
"""

from __future__ import annotations

import sys

try:
    import atheris
except ModuleNotFoundError:
    sys.exit("fuzzing needs atheris: install the dependency group `fuzz`, then run this again")

with atheris.instrument_imports(include=["isnad.gather"]):
    from isnad.gather.parse import ParseOptions, parse_bytes

from isnad.errors import SourceError
from isnad.pipeline.reader import packaged_reader

_NAMES = ("-", "a.txt", "b.jsonl", "c.html", "d.gz")
# What a run grows its inputs from: one beginning of each kind of source.
_SEEDS = (
    "قصف على الخيال\n\n6 ديسمبر 2024\n\nقصفت المدفعية سوق بلدة الخيال وقتلت ثلاثة.".encode(),
    '{"text": "قصفت المدفعية بلدة الخيال.", "published": "2024-12-06"}'.encode(),
    "<html><body><article><h1>قصف</h1><p>قصفت المدفعية بلدة الخيال.</p></article></body></html>".encode(),
    "قصفت المدفعية بلدة الخيال".encode("cp1256"),
)
_READER = packaged_reader()


def test_one_input(data: bytes) -> None:
    """Parse the bytes as one of several kinds of file, alone or after a sensible beginning, and read what comes."""
    provider = atheris.FuzzedDataProvider(data)
    name = _NAMES[provider.ConsumeIntInRange(0, len(_NAMES) - 1)]
    seed = provider.ConsumeIntInRange(0, len(_SEEDS))
    source = (_SEEDS[seed] if seed < len(_SEEDS) else b"") + provider.ConsumeBytes(len(data))
    for item in parse_bytes(source, name, ParseOptions()):
        if isinstance(item, SourceError):
            if "\n" in str(item):
                raise AssertionError(f"reason of more than one line: {item}")
            continue
        for section in item.sections:
            if not section.span.of(item.text).strip():
                raise AssertionError(f"empty section: {section}")
        for claim in _READER.read(item):
            if not claim.trigger.of(item.text):
                raise AssertionError(f"claim without words: {claim}")


def main() -> None:
    """Run the fuzzer with the options of the command line."""
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

"""Bytes parsed to articles: JSON Lines, plain text and HTML, one item each, a failure a SourceError.

`paths` finds files, `sources` tells what they are, `plain`, `jsonl` and `html` parse them, `articles`
puts an article together, `sections` types its lines, `page_dates` reads its day.
"""

from isnad.gather.parse.options import ParseOptions
from isnad.gather.parse.paths import parse_path
from isnad.gather.parse.sources import parse_bytes

__all__ = ["ParseOptions", "parse_bytes", "parse_path"]

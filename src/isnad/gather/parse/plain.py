"""Plain text, as copied from a news page, parsed to an article."""

from __future__ import annotations

from datetime import date

from isnad.gather.parse.articles import Told, article_id_of, parse_article
from isnad.gather.parse.options import ParseOptions
from isnad.model import Article


def parse_plain(
    text: str, where: str, *, published: date | None = None, title: str | None = None, outlet: str | None = None
) -> Article:
    """The article of one report given as text; its id is the file's name in `where` without the ending.

    `published` is the report's day where its date line does not say it. Without `title` the page's own is sought.
    Raises: SourceError when the text is empty or has no Arabic.

    >>> parse_plain("قصف على حمص\\n\\n5 ديسمبر 2024\\n\\nقصفت الطائرات مدينة حمص مساء الخميس.", "homs.txt").title
    'قصف على حمص'
    """
    return parse_page(text, where, Told(title=title, outlet=outlet), ParseOptions(published=published))


def parse_page(text: str, where: str, told: Told, options: ParseOptions) -> Article:
    """The article of a page's text, with what is told of it elsewhere.

    Raises: SourceError when the text is empty or has no Arabic.
    """
    return parse_article(article_id_of(where), where, text, told, options)

"""Forms: a paper as bytes by the name of its form."""

from __future__ import annotations

from enum import StrEnum
from io import StringIO

from rich.console import Console

from isnad.show.digest.docx import write_docx
from isnad.show.digest.html import write_html
from isnad.show.digest.markdown import write_markdown
from isnad.show.digest.paper import Paper
from isnad.show.digest.terminal import print_paper

_WIDTH = 100


class Form(StrEnum):
    """What a digest is written as."""

    TEXT = "text"
    MARKDOWN = "md"
    HTML = "html"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        """The media type that a server tells."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Form.TEXT: "text/plain; charset=utf-8",
    Form.MARKDOWN: "text/markdown; charset=utf-8",
    Form.HTML: "text/html; charset=utf-8",
    Form.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def write_paper(paper: Paper, form: Form) -> bytes:
    """The digest in the form. Raises: SourceError where it needs a package that is not installed."""
    match form:
        case Form.DOCX:
            return write_docx(paper)
        case Form.HTML:
            return write_html(paper).encode()
        case Form.MARKDOWN:
            return write_markdown(paper).encode()
        case Form.TEXT:
            stream = StringIO()
            print_paper(Console(file=stream, width=_WIDTH, highlight=False), paper)
            return stream.getvalue().encode()

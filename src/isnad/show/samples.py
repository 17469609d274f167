"""The packaged samples as articles: parsed like any text that a person hands in."""

from __future__ import annotations

from dataclasses import replace

from isnad.gather.parse.plain import parse_plain
from isnad.knowledge.samples import Sample, load_samples
from isnad.model import Article


def sample_article(sample: Sample) -> Article:
    """The sample's report, parsed as plain text, with the sample's own outlet, day and address."""
    article = parse_plain(
        sample.text, sample.sample_id, published=sample.published, title=sample.title, outlet=sample.outlet
    )
    return replace(article, url=sample.url)


def sample_articles() -> tuple[Article, ...]:
    """All packaged samples as articles, in the order of their file names."""
    return tuple(sample_article(sample) for sample in load_samples())

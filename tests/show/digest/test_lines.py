"""Lines: the source that the words do not name stands beside, and how sure it is stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from isnad.model import Factuality
from isnad.show.digest.article import find_article_digest
from isnad.show.digest.checking import find_faults
from isnad.show.digest.lines import find_key_line
from isnad.show.digest.paper import Voice
from isnad.show.digest.ranking import find_candidates
from isnad.show.digest.records import DigestLine
from isnad.show.digest.scale import load_scale
from isnad.show.digest.telling import tell_article, tell_line
from isnad.show.digest.wording import Wording
from isnad.show.views.names import packaged_names
from tests.show.digest.reports import CARRIED, read


def _line(words: str) -> DigestLine:
    digest = find_article_digest(*read(CARRIED))
    return next(one for one in (*digest.lines, *digest.key_lines) if words in one.text)


def test_a_source_of_the_sentence_before_is_told_beside_as_ours() -> None:
    line = _line("الرستن")
    assert line.attribution is not None
    [beside] = line.attribution.beside
    assert [one.name_en for one in beside.sources] == ["White Helmets (Syria Civil Defence)"]
    item = tell_line(line, Wording("ar"))
    [[note]] = item.notes
    assert note.voice is Voice.OURS
    assert "الخوذ البيضاء" in note.text


def test_a_source_that_the_words_name_is_not_told_twice() -> None:
    line = _line("ثلاثة مدنيين")
    assert line.attribution is None
    assert all(claim.is_sourced for claim in line.claims)
    assert tell_line(line, Wording("ar")).notes == ()


@pytest.mark.parametrize("factuality", [one for one in Factuality if one != Factuality.ASSERTED])
def test_what_is_not_asserted_is_marked_in_both_languages(factuality: Factuality) -> None:
    article, claims = read(CARRIED)
    unsure = [replace(one, factuality=factuality) for one in claims]
    digest = find_article_digest(article, unsure)
    assert {line.factuality for line in digest.lines} == {factuality}
    for language in ("ar", "en"):
        items = [item for part in tell_article(digest, language).parts for item in part.items]
        for item in items:
            runs = (*item.runs, *(run for note in item.notes for run in note))
            assert [run for run in runs if run.voice is Voice.MARK]
    assert list(find_faults(digest, article, unsure)) == []


def test_checking_finds_what_is_lost() -> None:
    article, claims = read(CARRIED)
    digest = find_article_digest(article, claims)
    bare = replace(digest, lines=tuple(replace(one, attribution=None) for one in digest.lines))
    assert any("lost its source" in fault for fault in find_faults(bare, article, claims))
    moved = replace(digest, lines=tuple(replace(one, start=one.start + 1) for one in digest.lines))
    assert any("is not the text" in fault for fault in find_faults(moved, article, claims))
    denied = [replace(one, factuality=Factuality.DENIED) for one in claims]
    assert any("lost that it is denied" in fault for fault in find_faults(digest, article, denied))


def test_a_long_sentence_is_cut_only_where_its_source_stays() -> None:
    filler = " ".join(["وهو سوق قديم يقصده الناس"] * 10)
    article, claims = read(
        f"عنوان\nقال الدفاع المدني السوري إن ثلاثة مدنيين قتلوا في قصف على مدينة تلبيسة، {filler}.\n"
    )
    [one] = find_candidates(article, claims, load_scale())
    line = find_key_line(one, frozenset(), article.text, packaged_names())
    assert line.text in article.text
    assert line.attribution is None
    assert "الدفاع المدني" in line.text


def test_english_tells_the_records_and_not_the_words() -> None:
    paper = tell_article(find_article_digest(*read(CARRIED)), "en")
    runs = [run for part in paper.parts for item in part.items for run in item.runs]
    assert not [run for run in runs if run.voice is Voice.REPORT]
    assert any("on the word of White Helmets" in run.text for run in runs)

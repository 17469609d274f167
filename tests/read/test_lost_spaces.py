"""Words run together are told apart where each part is known; one word stays one."""

import pytest

from isnad.arabic.words import find_words
from isnad.knowledge import load_knowledge
from isnad.read.lost_spaces import LostSpaces
from isnad.read.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def lost_spaces() -> LostSpaces:
    return LostSpaces(Vocabulary(load_knowledge()))


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("مراسلالقناةفي", ["مراسل", "القناه", "في"]),
        ("وكانتالمقاومة", ["وكانت", "المقاومه"]),
        ("الحكوميةعلى", ["الحكوميه", "علي"]),
        ("الاحتلالبمقتل", ["الاحتلال", "بمقتل"]),
    ],
)
def test_run_together_words_are_cut(lost_spaces: LostSpaces, written: str, parts: list[str]) -> None:
    words = find_words(written, find_cuts=lost_spaces.find)
    assert [word.form for word in words] == parts
    assert (words[0].start, words[-1].end) == (0, len(written))


@pytest.mark.parametrize("written", ["استغلال", "الاحتلال", "عبدالله", "والإسرائيليون", "المستشفيات", "صلاحالدين"])
def test_one_word_stays_one(lost_spaces: LostSpaces, written: str) -> None:
    assert [word.start for word in find_words(written, find_cuts=lost_spaces.find)] == [0]

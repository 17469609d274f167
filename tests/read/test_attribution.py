"""Attribution: on whose word an event is told, in the ways that Arabic reports say it."""

from __future__ import annotations

from datetime import date

import pytest

from isnad.knowledge import load_knowledge
from isnad.model import Article
from isnad.read.reader import Reader

_READER = Reader(load_knowledge())
_CASES = [
    ("cue verb before its subject",
     "قال المرصد السوري لحقوق الإنسان إن الطيران قصف بلدة سراقب.", ["المرصد السوري لحقوق الإنسان"]),
    ("subject before the cue verb",
     "وكان المتحدث باسم الجيش قد أعلن أن قواته قصفت بلدة سراقب.", ["المتحدث باسم الجيش"]),
    ("medium spoken to", "قال مصدر أمني لوكالة الأنباء الفرنسية إن قذائف قصفت بلدة سراقب.",
     ["مصدر أمني", "وكالة الأنباء الفرنسية"]),
    ("relay quotes a source", "نقلت وكالة رويترز عن مصدر طبي أن الطيران قصف بلدة سراقب.", ["مصدر طبي", "وكالة رويترز"]),
    ("preposition at the end", "قصف الطيران بلدة سراقب، بحسب ما أعلنت وزارة الدفاع.", ["وزارة الدفاع"]),
    ("speaker carried over", "قال مصدر عسكري إن القوات تقدمت. وأضاف أن الطيران قصف بلدة سراقب.", ["مصدر عسكري"]),
    ("short name given in full",
     "قال مصدر طبي في حلب إن العدد يرتفع. وأكد المصدر أن الطيران قصف بلدة سراقب.", ["مصدر طبي في حلب"]),
    ("quotation over sentences", "قال مصدر عسكري: «كان الليل طويلا. قصف الطيران بلدة سراقب».", ["مصدر عسكري"]),
    ("noun of saying", "جاء ذلك بعد إعلان الجيش السوري قصف بلدة سراقب.", ["الجيش السوري"]),
    ("nobody said so", "لم تعلن أي جهة مسؤوليتها. قصف الطيران بلدة سراقب.", []),
    ("subject of the sentence before",
     "زار الوزير أحمد الخطيب المخيم. وأكد أن الطيران قصف بلدة سراقب.", ["الوزير أحمد الخطيب"]),
    ("name unknown to the house", "وقال المفكر سامي الدهشوري إن الطيران قصف بلدة سراقب.", ["المفكر سامي الدهشوري"]),
    ("outlet's own voice", "قصف الطيران بلدة سراقب.", []),
]  # fmt: skip


@pytest.mark.parametrize(("way", "text", "sources"), _CASES, ids=[case[0] for case in _CASES])
def test_sources(way: str, text: str, sources: list[str]) -> None:
    article = Article("report", text, (), published=date(2015, 8, 1))
    claims = [claim for claim in _READER.read(article) if claim.type in ("air_strike", "shelling")]
    assert claims, way
    assert [phrase.span.of(text) for phrase in claims[0].attribution.sources] == sources


def test_who_condemns_a_deed_is_no_source_of_it() -> None:
    text = "دانت الكويت التفجير الذي وقع في أبها وأدى إلى مقتل ثلاثة أشخاص."
    claims = _READER.read(Article("report", text, (), published=date(2015, 8, 1)))
    assert [claim.attribution.sources for claim in claims if claim.type == "explosion"] == [()]

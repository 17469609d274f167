"""Reports written for the tests of digests, by an outlet that does not exist."""

from __future__ import annotations

from datetime import date

from isnad.gather.parse.plain import parse_plain
from isnad.model import Article, Claim
from isnad.pipeline.reader import packaged_reader

DAY = date(2024, 12, 5)
CARRIED = (
    "قصف على تلبيسة\n"
    "قال الدفاع المدني السوري إن ثلاثة مدنيين قتلوا في قصف مدفعي على مدينة تلبيسة أمس الأربعاء.\n"
    "وأضاف أن خمسة مدنيين أصيبوا في قصف جوي على مدينة الرستن.\n"
    "ونفى الجيش السوري قصف مدينة الرستن أمس الأربعاء.\n"
    "ويقع السوق القديم وسط المدينة ويقصده الناس كل صباح.\n"
    "واعتقلت قوات النظام عشرة أشخاص في مدينة حمص صباح اليوم الخميس.\n"
    "ونزحت 200 عائلة من مدينة تلبيسة إلى مدينة حمص، وفق الأمم المتحدة.\n"
)
BARE = "حديث عن السوق\nيقع السوق القديم وسط المدينة ويقصده الناس كل صباح.\n"


def read(text: str, title: str | None = None) -> tuple[Article, tuple[Claim, ...]]:
    """The report of these lines, the first its title, with its claims."""
    head, _, body = text.partition("\n")
    article = parse_plain(body, "test", published=DAY, title=title or head, outlet="صحيفة المرفأ")
    return article, packaged_reader().read(article)

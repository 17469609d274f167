"""One happening told by several invented outlets, and what came of it: written for the tests."""

from __future__ import annotations

import json
from pathlib import Path

_REPORTS = (
    ("11", "وكالة الزورق", "2024-12-05", "قصف على تلبيسة",
     "قُتل ثلاثة مدنيين وأصيب عشرة آخرون في قصف مدفعي لقوات النظام على مدينة تلبيسة أمس الأربعاء، بحسب المرصد السوري "
     "لحقوق الإنسان."),
    ("12", "صحيفة المرفأ", "2024-12-05", "قتلى في تلبيسة",
     "قُتل ثلاثة مدنيين وأصيب عشرة آخرون في قصف مدفعي لقوات النظام على مدينة تلبيسة أمس الأربعاء، بحسب المرصد السوري "
     "لحقوق الإنسان."),
    ("13", "إذاعة السنبلة", "2024-12-05", "خمسة قتلى",
     "أعلن الدفاع المدني السوري مقتل خمسة مدنيين في قصف مدفعي لقوات النظام على مدينة تلبيسة أمس الأربعاء."),
    ("14", "إذاعة السنبلة", "2024-12-06", "نزوح من تلبيسة",
     "نزحت 200 عائلة من مدينة تلبيسة إلى مدينة حمص أمس الخميس بسبب القصف، وفق الأمم المتحدة."),
    ("15", "صحيفة المرفأ", "2024-12-06", "سيطرة",
     "أعلنت هيئة تحرير الشام السيطرة على مدينة تلبيسة صباح اليوم الجمعة."),
)  # fmt: skip
_NAMES = ("doc_id", "outlet", "published", "title", "text")


def write_reports(path: Path, *, backwards: bool = False) -> Path:
    """The file of the reports, JSON Lines."""
    rows = [dict(zip(_NAMES, report, strict=True)) for report in _REPORTS]
    rows = rows[::-1] if backwards else rows
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path

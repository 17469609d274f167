"""Pages invented for the tests: outlets, towns and happenings that do not exist."""

from __future__ import annotations

from collections.abc import Callable

import pytest

PAGE = """قصف على سوق بلدة الخيال ونزوح مئات العائلات

نشر في: الجمعة 06 ديسمبر 2024 - 14:30

دخان فوق وسط بلدة الخيال، 5 ديسمبر 2024 (رويترز)

+ الخط -

استمع إلى الملخص

اظهر الملخص

- قصفت المدفعية سوق الخيال يوم الخميس وقتلت أربعة من الباعة.
- نزحت مئات العائلات نحو بلدة الوهم المجاورة.

نزحت مئات العائلات نحو بلدة الوهم بعد القصف

قصفت المدفعية، يوم الخميس، السوق الشعبي وسط بلدة الخيال، ما أدى إلى مقتل أربعة من الباعة وإصابة آخرين بجروح.

وقال شهود إن الأهالي غادروا منازلهم ليلاً، إذ نزحت مئات العائلات نحو بلدة الوهم بعد القصف مباشرة.

اقرأ أيضاً: وفد أممي يزور بلدة السراب

هدنة قصيرة

وأعلن وجهاء البلدة التوصل إلى هدنة ليوم واحد تتيح إخراج الجرحى إلى المستشفى.

المساهمون

سمير الخيالي
"""

BODY = "قصفت المدفعية سوق بلدة الخيال يوم الخميس، ما أدى إلى مقتل أربعة من الباعة بحسب شهود من البلدة."

HTML = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="{{charset}}"><title>قصف على الخيال - مرآة الوهم</title>
<meta property="og:title" content="قصف على سوق الخيال"><meta property="og:site_name" content="مرآة الوهم">
<link rel="canonical" href="https://example.org/khayal">{{head}}</head><body>
<nav><span>الأحد 8 ديسمبر 2024</span><a href="/">الرئيسية</a></nav>
<article><h1>قصف على سوق الخيال</h1><div class="day">{{day}}</div>
<figure><img src="a.jpg" alt=""><figcaption>دخان فوق الخيال (رويترز)</figcaption></figure>
<p>{BODY}</p><h2>نزوح من البلدة</h2>
<p>وقال شهود إن مئات العائلات غادرت منازلها ليلاً نحو بلدة الوهم المجاورة بعد القصف مباشرة.</p>
<p>وأعلن وجهاء البلدة التوصل إلى هدنة ليوم واحد تتيح إخراج الجرحى إلى المستشفى الميداني.</p></article>
<footer>© 2023 مرآة الوهم. جميع الحقوق محفوظة</footer></body></html>"""


@pytest.fixture
def page() -> str:
    """A page as copied from a browser, with all its furniture."""
    return PAGE


@pytest.fixture
def body() -> str:
    """One paragraph of a report."""
    return BODY


@pytest.fixture
def html_page() -> Callable[..., str]:
    """An HTML page with the given head tags, visible date and declared encoding."""

    def make(head: str = "", day: str = "", charset: str = "utf-8") -> str:
        return HTML.format(head=head, day=day, charset=charset)

    return make

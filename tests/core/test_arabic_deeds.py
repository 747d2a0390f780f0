"""The words for what happened as they are typed in each part of the Arab world, in all forms of their verbs."""

from __future__ import annotations

import pytest

from answering.words.conjugation import conjugated
from db.timeline import Timeline
from tests.core.asking import told


@pytest.mark.parametrize(
    ("question", "id"),
    [
        # a first letter that is not heard is not written
        ("ايمتى قسد ستلمت دير الزور", "2024-12-06-sdf-deir-ez-zor"),
        ("وقتاش عترفت امريكا بالائتلاف", "2012-12-11-us-recognises-coalition"),
        # ق as it is spoken in Iraq, and the feminine of the Maghreb
        ("شوكت كصفوا مطار حلب", "2024-03-29-aleppo-strike"),
        ("شوكت وكع نظام بشار", "2024-12-08-damascus-entered"),
        ("فوقاش سقطات دمشق", "2024-12-08-damascus-entered"),
        ("وقتاش مشاو الامريكان من التنف", "2026-02-11-us-leaves-al-tanf"),
        # participles that tell who did it, and passives that are heard
        ("مين ضارب القنصليه الايرانيه", "2024-04-01-iran-consulate-strike"),
        ("ايمتى انغتال مشعل تمو", "2011-10-07-tammo-killed"),
        ("ايمتى تحاصرت درعا", "2011-04-25-daraa-siege"),
        ("امتى اتحل حزب البعث", "2025-01-29-victory-conference"),
        # a word between the verb and what makes its sense
        ("ايمتى صارت الرقه بايد داعش", "2014-01-14-raqqa-isil"),
        ("ايمتى قدم عنان استقالتو", "2012-08-02-annan-resigns"),
        ("متى سحب حزب الله مقاتليه من القصير", "2024-12-08-hezbollah-withdraws"),
        ("ايمتى فتحت الامارات سفارتها بدمشق", "2021-11-09-uae-minister-damascus"),
        ("متى حل الشرع ضيفا على بوتين", "2025-10-15-sharaa-putin-moscow"),
        # one verb in another sense by what stands beside it
        ("متى سقطت قذيفة على أقجة قلعة", "2012-10-03-akcakale"),
        ("ايمتى طلع قرار 2254", "2015-12-18-unsc-2254"),
        ("ايمتى انفتح مطار دمشق", "2025-01-07-damascus-airport-reopens"),
        ("متى ضربو طوق على درعا", "2011-04-25-daraa-siege"),
        ("مين شال بشار", "2024-12-08-damascus-entered"),
        ("ايمتى ولعت بالسويدا بين البدو والدروز", "2025-07-13-sweida-bedouin-druze-clashes"),
        ("متى خنقو اهل الغوطه", "2013-08-21-ghouta-chemical"),
        ("متى رُدّت سوريا الى الجامعة العربيه", "2023-05-07-arab-league-readmission"),
    ],
)
def test_a_deed_is_known_in_any_dialect(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


@pytest.mark.parametrize("question", ["الجيش سيطرش على حلب ولا لا", "هو الثوار مدخلوش حلب ؟"])
def test_a_verb_is_the_same_with_the_ending_of_a_denial(question: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)


def test_a_day_is_no_collapse() -> None:
    assert "نهار" not in conjugated("انهار", "ينهار")
    assert "ستلم" in conjugated("استلم", "يستلم")

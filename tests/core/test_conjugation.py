"""The forms of Arabic verbs: which ones two of them give, and that no noun is taken for one."""

import pytest

from answering.lexicon import load
from answering.text import tokenize, verb_forms
from answering.words.conjugation import conjugated
from answering.words.marking import Marking
from db.folding import fold

FORMS = [
    ("قتل/يقتل", ["قتلت", "قتلوا", "قتلو", "يقتلون", "تقتل", "ينقتل", "يتقتل"]),
    ("نفى/ينفي", ["نفت", "نفوا", "نفو", "ينفون", "تنفي", "نفيت"]),
    ("التقى/يلتقي", ["التقت", "التقيا", "التقوا", "يلتقون"]),
    ("غزا/يغزو", ["غزت", "غزوا", "تغزو"]),
    ("زار/يزور", ["زارت", "زاروا", "تزور", "يزورون"]),
    ("اغتال/يغتال", ["اغتيل", "اغتيلت", "اغتالوا"]),
    ("حاصر/يحاصر", ["حوصر", "حوصرت", "يحاصرون"]),
    ("تبادل/يتبادل", ["تبودل", "تبادلوا"]),
    ("بدأ/يبدأ", ["بدأت", "بدأوا", "بدت"]),
]


@pytest.mark.parametrize(("verb", "forms"), FORMS)
def test_a_verb_has_its_forms(verb: str, forms: list[str]) -> None:
    past, present = map(fold, verb.split("/"))
    missing = set(map(fold, forms)) - set(conjugated(past, present))
    assert not missing


@pytest.mark.parametrize(
    ("verb", "noun"),
    [("عاد/يعود", "عيد"), ("قضى/يقضي", "قضا"), ("ولى/يولي", "ولا"), ("شهد/يشهد", "شهدا"), ("زار/يزور", "زير")],
)
def test_a_verb_has_no_form_that_is_a_common_word(verb: str, noun: str) -> None:
    past, present = map(fold, verb.split("/"))
    assert noun not in conjugated(past, present)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("بياخدوها", "ياخدو"),
        ("واعتقلتهم", "اعتقلت"),
        ("انقتلو", "قتلو"),
        ("اتمسكوا", "مسكوا"),
        ("سلمولهم", "سلمو"),
        ("عبيقصفو", "يقصفو"),
        ("اعتقلن", "اعتقل"),
    ],
)
def test_what_is_written_with_a_verb_is_taken_off(word: str, form: str) -> None:
    assert form in verb_forms(fold(word))


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ("بيسيطروا", "capture"),
        ("مسكوه", "arrest"),
        ("انمسكو", "arrest"),
        ("تقابلو", "talk"),
        ("ابتدت", "launch"),
        ("بعتو", "intervene"),
        ("رجع اشتغل", "reopen"),
        ("اجا لعند", "visit"),
        ("حطو راس", "appoint"),
        ("اختاروه", "appoint"),
        ("اغتيلت", "kill"),
        ("انضربت", "airstrike"),
        ("بتتفاوض", "talk"),
        ("الغوا", "end"),
        ("رجعت الفصائل", "readmit"),
        ("فجروا", "explode"),
        ("حطو فلان وزير", "appoint"),
        ("اقر مجلس الامن", "vote"),
        ("طاح", "fall"),
        ("راحت المدينة من ايد الجيش", "lose"),
        ("نزلوا طيارة", "down"),
        ("الطيارة اللي وقعوها", "down"),
    ],
)
def test_spoken_forms_say_what_happened(said: str, action: str) -> None:
    labels, _ = load("ar").actions.at(tokenize(said), 0)
    assert action in labels


@pytest.mark.parametrize("noun", ["التخرج", "الوزير", "الحربية", "وكالة", "يوليو", "عيد", "فيجي", "قضاء", "المدرسة"])
def test_a_noun_is_no_form_of_a_verb(noun: str) -> None:
    assert not load("ar").actions.at(tokenize(noun), 0)[0]


@pytest.mark.parametrize(
    ("word", "stop"),
    [
        ("حطو", True),
        ("تعرضوا", True),
        ("ارتكبت", True),
        ("هني", True),
        ("فجروا", False),  # no ف before a form of جرى
        ("الناتو", False),
        ("الشهداء", False),
        ("القاعدة", False),
        ("الهيئة", False),
        ("العملاء", False),
        ("بجدة", False),
        ("بتسوية", False),
        ("عالقصير", False),
    ],
)
def test_a_little_word_is_told_from_others(word: str, stop: bool) -> None:
    marking = Marking(word, load("ar"))
    assert marking.is_stop(marking.tokens[0]) == stop

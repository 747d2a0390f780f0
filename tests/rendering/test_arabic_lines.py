"""Arabic messages: every line from the right, and the digits that the chat wants."""

import pytest

from db.chats import Digits
from handlers.render.digits import in_digits, with_digits
from handlers.render.direction import from_the_right
from handlers.render.screen import Screen

RLM = "\u200f"
ARABIC = "سيطر مقاتلون على حماة وأقر الجيش بدخولهم إليها"


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("حماة [1]", False),
        ("[1] \u2068TAG24\u2069، 5 كانون الأول", True),
        ('[1] <a href="https://example.org">\u2068Daily Trust\u2069</a>', True),
        ("• \u200e/follow\u200e حماة", True),
        ("<b>5 كانون الأول</b>", False),
        ("", False),
        ("08:00", True),
    ],
)
def test_a_line_that_would_run_from_the_left_is_marked(line: str, marked: bool) -> None:
    told = from_the_right(f"{ARABIC}\n{line}").split("\n")
    assert told == [ARABIC, RLM + line if marked else line]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("انظر /help", "انظر \u200e/help"),
        ("انظر \u200e/help\u200e هنا", "انظر \u200e/help\u200e هنا"),
        ("اكتب إلى @tarikh", "اكتب إلى \u200e@tarikh"),
        ("نعم/لا", "نعم/لا"),
        ('حماة <a href="https://t.me/x/y">[1]</a>', 'حماة <a href="https://t.me/x/y">[1]</a>'),
    ],
)
def test_the_stroke_of_a_command_stands_before_it(line: str, told: str) -> None:
    assert from_the_right(line) == told


def test_english_is_left_as_it_is() -> None:
    assert from_the_right("Rebels captured حماة.\n5") == "Rebels captured حماة.\n5"


@pytest.mark.parametrize(
    ("words", "arabic"),
    [
        ("5 كانون الأول 2024", "٥ كانون الأول ٢٠٢٤"),
        ("قتل 1,234 شخصاً، 0.5 بالمئة", "قتل ١٬٢٣٤ شخصاً، ٠٫٥ بالمئة"),
        ("[1] \u2068TAG24\u2069، 08:00", "[١] \u2068TAG24\u2069، ٠٨:٠٠"),
        ('<a href="https://e.org/2024">[12]</a>', '<a href="https://e.org/2024">[١٢]</a>'),
        ("انظر /page2 أو https://e.org/7", "انظر /page2 أو https://e.org/7"),
        ("&#39;5&#39;", "&#39;٥&#39;"),
    ],
)
def test_digits_change_and_links_and_latin_words_stay(words: str, arabic: str) -> None:
    assert in_digits(words, Digits.ARABIC) == arabic
    assert in_digits(arabic, Digits.WESTERN) == words


def test_english_keeps_its_digits() -> None:
    assert with_digits(Screen("5 December 2024"), Digits.ARABIC) == Screen("5 December 2024")

"""Times of day as editors write them, worded in the reader's language."""

import pytest

from answering.answer import Phrase
from answering.wording import phrase
from answering.wording.clocks import read_clock

CLOCKS = {
    "about 2 p.m.": "نحو الساعة 14:00",
    "from about 10:00": "من نحو الساعة 10:00",
    "from 6 a.m.": "من الساعة 06:00",
    "4:30 to 5 a.m.": "من الساعة 04:30 إلى 05:00",
    "about 9 p.m. to 1 a.m.": "من نحو الساعة 21:00 إلى 01:00",
    "12.40 a.m.": "الساعة 00:40",
    "12 p.m.": "الساعة 12:00",
    "early afternoon": "بعد الظهر بقليل",
    "Friday prayers": "وقت صلاة الجمعة",
}


@pytest.mark.parametrize("clock", CLOCKS)
def test_a_clock_is_worded_in_arabic_and_left_as_it_is_in_english(clock: str) -> None:
    assert phrase(f"clock.{clock}", "ar") == CLOCKS[clock]
    assert phrase(f"clock.{clock}", "en") == clock


@pytest.mark.parametrize("words", ["5", "about 5", "13 p.m.", "25:00", "10:75", "after the rain", "5 to six", ""])
def test_what_is_no_time_stays_in_the_words_of_the_editors(words: str) -> None:
    assert read_clock(words) is None


def test_a_span_has_both_its_ends() -> None:
    assert read_clock("15:55-16:56") == Phrase.of("time.span", start="15:55", end="16:56")

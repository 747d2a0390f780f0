"""The desk's words and forms, whatever is in them: HTML that Telegram takes, copied as it stands."""

import re

from hypothesis import given
from hypothesis import strategies as some

from db.chats import Digits
from handlers.desk.replies import coded, form_under
from handlers.render.digits import with_digits
from tests.telegram.checks import text as telegram_takes

WORDS = some.text("ab1 <>&'\"\n/.-حماة٣😀\u2068\u2069", max_size=60)
DIGITS = some.sampled_from([None, *Digits])


@given(some.lists(WORDS, max_size=5), some.lists(WORDS.filter(str.strip), max_size=4), DIGITS)
def test_lines_with_codes_are_taken(lines: list[str], codes: list[str], digits: Digits | None) -> None:
    shown = with_digits(coded(["x", *lines, *codes], codes), digits)
    telegram_takes({"text": shown.html, "parse_mode": "HTML"})


def test_a_code_inside_another_is_part_of_it() -> None:
    shown = coded(["hama-2, hama"], ["hama", "hama-2"])
    assert shown.html == "<code>hama-2</code>, <code>hama</code>"


def test_more_lines_than_a_message_holds_end_in_dots() -> None:
    shown = coded(["سطر " * 100] * 20, ())
    assert len(shown.html) < 4096
    assert shown.html.endswith("\n…")


@given(WORDS.filter(str.strip), DIGITS)
def test_a_form_is_copied_as_it_was_written(form: str, digits: Digits | None) -> None:
    """No mark of direction is put before its command, and no digit of it changed."""
    form = f"/place\nالاسم: {form}\nالتعديل: 34"
    shown = with_digits(form_under("انسخ الاستمارة /place 3", form), digits)
    block = re.search("<pre>(.*)</pre>", shown.html, re.DOTALL)
    assert block
    assert block[1] == form_under("", form).html.partition("<pre>")[2].removesuffix("</pre>")
    telegram_takes({"text": shown.html, "parse_mode": "HTML"})

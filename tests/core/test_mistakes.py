"""Every mistake that the store finds in a file has words in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

import db
from answering.wording.mistakes import in_words
from db.bulk import bring_in
from db.connection import open_for_writing
from db.errors import RecordsRefused
from db.records import RecordFile
from db.revision import Signature
from tests.store.samples import ALL, EVENT, changed, file_of

STORE = Path(db.__file__).parent
FILES = [
    *("edtf_dates", "json_object", "record_fields", "record_types", "event_parts", "records", "references"),
    *(f"adapters/{name}" for name in ("acled", "ucdp", "dataset", "sheet", "sheet_dates", "sheet_text", "table")),
]
TELLS = {"refuse", "note", "Refusal", "BadDate", "NoDate", "Mistake"}
PARTS = {  # what stands in the messages for what is put together elsewhere
    "nearest": "",
    "right": "begins with none of a, b or c; write it like: by hts; from saa",
    "message": "is empty",
    "_RIGHT": "write it like 2024-12-05",
    "_BOTH": "en and ar",
    "one_of": "a, b or c",
    "type_of": "a number",
    "a_record": "an event",
    "quoted": '"x"',
    "kind": "place",
    "place": "line 3",
    "_shown": "7",
}
_LATIN_WORDS = re.compile(r"[a-z]{3,}")


def sample(node: ast.expr, parts: dict[str, str]) -> str | None:
    """The words of a text in the code, with something in place of each value; None where they are put together."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp):
        return sample(node.left, parts)
    if not isinstance(node, ast.JoinedStr):
        return None
    words = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            words += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            called = part.value.func if isinstance(part.value, ast.Call) else part.value
            words += parts.get(called.id, "7") if isinstance(called, ast.Name) else "7"
    return words


def messages() -> Iterator[tuple[str, str]]:
    for name in FILES:
        parts = PARTS | ({"right": "a list"} if name == "json_object" else {})
        for node in ast.walk(ast.parse((STORE / f"{name}.py").read_text("utf-8"))):
            given: list[ast.expr] = []
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if called in TELLS and node.args:
                    given = [node.args[-1]]
                elif called in ("_value", "_string") and len(node.args) > 1:
                    given = [node.args[1]]
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                given = [node.value] if node.targets[0].id == "message" else []
            for one in given:
                for expression in (one.body, one.orelse) if isinstance(one, ast.IfExp) else (one,):
                    if (words := sample(expression, parts)) and "{" not in words:
                        yield name, words


MESSAGES = sorted(set(messages()))


def test_the_code_was_read() -> None:
    assert len(MESSAGES) > 75


@pytest.mark.parametrize(("file", "message"), MESSAGES, ids=[f"{file}: {words[:50]}" for file, words in MESSAGES])
def test_a_message_of_the_store_is_known(file: str, message: str) -> None:
    told = in_words(message, "ar")
    assert re.search(r"[\u0600-\u06ff]", told), told
    assert "{" not in told
    # What is left in Latin letters is the name of something, and no English sentence.
    left = set(_LATIN_WORDS.findall(told)) - {"https", "tarikh", "check", "hts", "from", "saa", "null", "outlet"}
    left -= {"url", "published", "date", "kind", "place", "text", "lat", "lon", "since", "until", "low", "high", "type"}
    left -= {"ecember", "indows", "date_start", "start"}
    assert not left, told
    assert in_words(message, "en") == message


@pytest.mark.parametrize(
    ("message", "arabic"),
    [
        ('"32/12/2024" is no day of the calendar; write it like 2024-12-05 or 05/12/2024 (the day first)',
         '"32/12/2024" ليس يوماً في التقويم؛ اكتبه مثل 2024-12-05 أو 05/12/2024 (اليوم أولاً)'),
        ('"captur" is none of capture, siege or other; did you mean capture?',
         '"captur" ليس من capture، siege أو other؛ هل تقصد capture؟'),
        ("is missing; write one of a, b or c", "ناقص؛ اكتب واحداً من a، b أو c"),
        ("must be a list, not a string", "يجب أن يكون قائمة، وليس نصاً"),
        ('there is no place "a; b"; name one that is stored, or add a place record',
         'لا يوجد مكان "a; b"؛ اذكر شيئاً محفوظاً، أو أضف سجله (مكان)'),
        ("what nobody knows; leave it out", "what nobody knows؛ احذفه"),
    ],
)  # fmt: skip
def test_it_is_said_in_arabic(message: str, arabic: str) -> None:
    assert re.sub("[\u2066-\u2069\u200e\u200f]", "", in_words(message, "ar")) == arabic


@pytest.fixture
def fresh() -> Iterator[Database]:
    with closing(open_for_writing(None)) as database:
        bring_in(database, [file_of(*ALL)], Signature())
        yield database


def test_what_is_wrong_in_real_files_is_said_in_arabic(fresh: Database) -> None:
    sheet = b"date;kind;place;text_en;text_ar;outlet\n32/12/2024;captur;Nowhere;;x;\n2024;;;a;b;c\n"
    wrong = [
        RecordFile("a.csv", sheet.splitlines(keepends=True)),
        file_of(changed(EVENT, "when", "2024-13-01"), changed(EVENT, "kind", "captur")),
        RecordFile("b.jsonl", [b"no json\n", b'{"type":"evnt"}\n', b"[1]\n", b'{"type":"place","id":"x"}\n']),
    ]
    found = []
    for file in wrong:
        with pytest.raises(RecordsRefused) as refused:
            bring_in(fresh, [file], Signature())
        found += refused.value.mistakes
    assert len(found) > 12
    for mistake in found:
        told = in_words(mistake.message, "ar")
        assert re.match(r'["\u2066-\u2069\u0600-\u06ff]', told), told

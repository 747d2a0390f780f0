"""What is kept for chats: written, read, moved, cleaned away and erased."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.chat_schema import chat_migrations
from db.chats import AnswerKept, Asking, Chats, Digits, Follow, Kept, Pace, Preferences, Quiet, Subject
from db.connection import open_for_reading, open_for_writing
from db.errors import DatabaseUnreadable
from db.schema import migrations

GROUP, OTHER = -100_555_111_222, 77
ALL = Preferences("ar", "Asia/Damascus", Digits.ARABIC, Quiet(22, 7), False, Asking.ADMINS, 6, True)
HAMA = Follow(Subject.PLACE, "hama")
DAILY = Follow(Subject.EVERYTHING, pace=Pace.DAILY, topic=5)


@pytest.fixture
def chats(fresh: Database) -> Chats:
    return Chats(fresh)


@pytest.fixture
def blank() -> Iterator[Database]:
    with closing(Database(memory=True)) as database:
        migrations.apply(database)
        yield database


def test_each_step_goes_forward_from_the_one_before(blank: Database) -> None:
    event = """INSERT INTO event (id, edtf, start, "end", precision, kind, status, importance)
        VALUES (?, '2024', '2024-01-01', '2024-12-31', 'year', 'other', 'reported', 1)"""
    blank.conn.execute(event, ("old",))
    blank.conn.commit()
    chat_migrations.apply(blank, stop_before="m002_news")
    assert {"chat", "follow", "answered"} <= set(blank.table_names())
    chat_migrations.apply(blank, stop_before="m003_timeline_version")
    blank.conn.execute(event, ("new",))
    assert blank.conn.execute("SELECT number, entry FROM news").fetchall() == [(1, "old"), (2, "new")]
    assert blank.conn.execute("SELECT number FROM news_shared").fetchone() == (1,)
    blank.conn.commit()
    chat_migrations.apply(blank, stop_before="m004_mistakes")
    blank.conn.execute("UPDATE event SET importance = 2")
    assert blank.conn.execute("SELECT number FROM timeline_version").fetchone() == (2,)
    blank.conn.commit()
    chat_migrations.apply(blank, stop_before="m005_tries")
    assert "mistake" in blank.table_names()
    blank.conn.execute("INSERT INTO due VALUES (7, 0, 2, 'at_once', '2024-12-05T12:00:00+00:00')")
    blank.conn.commit()
    chat_migrations.apply(blank)
    assert chat_migrations.pending(blank) == []
    assert blank.conn.execute("SELECT chat, number, tries, begun FROM due").fetchall() == [(7, 2, 0, None)]


def test_a_timeline_without_the_chats_tables_is_not_read_but_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(Database(path)) as database:
        migrations.apply(database)
    with pytest.raises(DatabaseUnreadable, match="not those of this version"):
        open_for_reading(path)
    open_for_writing(path).close()
    open_for_reading(path).close()


def test_preferences_come_back_as_they_were_kept(chats: Chats) -> None:
    assert chats.preferences(GROUP) == Preferences()
    chats.prefer(GROUP, ALL)
    assert chats.preferences(GROUP) == ALL
    chats.prefer(GROUP, replace(ALL, quiet=None, language=None))
    assert chats.preferences(GROUP) == replace(ALL, quiet=None, language=None)
    assert chats.preferences(OTHER) == Preferences()


def test_what_makes_no_sense_is_refused(chats: Chats) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        chats.prefer(GROUP, Preferences(digest_hour=24))
    assert chats.kept(GROUP).preferences is None


@pytest.mark.parametrize(
    ("quiet", "held"),
    [
        (Quiet(22, 7), [*range(7), 22, 23]),
        (Quiet(0, 6), [*range(6)]),
        (Quiet(5, 5), []),
    ],
)
def test_quiet_hours_go_over_midnight(quiet: Quiet, held: list[int]) -> None:
    assert [hour for hour in range(24) if quiet.holds(hour)] == held


def test_a_group_is_greeted_once(chats: Chats) -> None:
    chats.prefer(GROUP, Preferences(language="ar"))
    assert [chats.greet(GROUP), chats.greet(GROUP), chats.greet(OTHER), chats.greet(OTHER)] == [
        True,
        False,
        True,
        False,
    ]
    assert chats.preferences(GROUP) == Preferences(language="ar", greeted=True)


def test_follows_are_kept_once_each(chats: Chats) -> None:
    for what in (HAMA, DAILY, replace(HAMA, pace=Pace.DAILY)):
        chats.follow(GROUP, what)
    assert chats.follows(GROUP) == (replace(HAMA, pace=Pace.DAILY), DAILY)
    assert chats.unfollow(GROUP, HAMA)
    assert not chats.unfollow(GROUP, HAMA)
    assert not chats.unfollow(GROUP, replace(DAILY, topic=None))
    assert chats.follows(GROUP) == (DAILY,)


def test_answers_are_found_by_their_entries_for_thirty_days(chats: Chats) -> None:
    chats.keep_answer(AnswerKept(GROUP, 1, ("one", "two")), date(2024, 12, 1))
    chats.keep_answer(AnswerKept(GROUP, 2, ("two",)), date(2024, 12, 2))
    chats.keep_answer(AnswerKept(OTHER, 1, ("three",)), date(2024, 12, 2))
    chats.keep_answer(AnswerKept(OTHER, 1, ("two",)), date(2024, 12, 2))  # the message was edited
    assert chats.answers_with(["two", "three"]) == (
        AnswerKept(GROUP, 1, ("two",)),
        AnswerKept(GROUP, 2, ("two",)),
        AnswerKept(OTHER, 1, ("two",)),
    )
    assert chats.clean(date(2024, 12, 31)) == 0
    assert chats.clean(date(2025, 1, 1)) == 2
    assert chats.answers_with(["one", "two"]) == (AnswerKept(GROUP, 2, ("two",)), AnswerKept(OTHER, 1, ("two",)))
    chats.drop_answer(GROUP, 2)
    assert chats.answers_with(["two"]) == (AnswerKept(OTHER, 1, ("two",)),)


def test_a_group_that_becomes_a_supergroup_takes_everything_along_but_its_messages(chats: Chats) -> None:
    old, new = -42, GROUP
    chats.prefer(old, ALL)
    chats.follow(old, HAMA)
    chats.keep_answer(AnswerKept(old, 1, ("one",)), date(2024, 12, 1))
    chats.greet(new)  # Telegram may tell of the new one first
    chats.move(old, new)
    assert chats.kept(new) == Kept(ALL, (HAMA,), 0, 0)
    assert chats.kept(old) == Kept(None, (), 0, 0)


def test_what_is_forgotten_is_in_no_table_and_in_no_byte_of_the_files(tmp_path: Path) -> None:
    path = tmp_path / "tarikh.db"
    with closing(open_for_writing(path)) as database, closing(open_for_reading(path)) as reader:
        chats = Chats(database)
        for chat in (GROUP, OTHER):
            chats.prefer(chat, ALL)
            chats.follow(chat, HAMA)
            chats.keep_answer(AnswerKept(chat, 1, ("one",)), date(2024, 12, 1))
        assert Chats(reader).kept(GROUP) == Kept(ALL, (HAMA,), 1, 0)
        stored = GROUP.to_bytes(6, "big", signed=True)
        assert stored in _bytes(tmp_path)
        chats.forget(GROUP)
        assert Chats(reader).kept(GROUP) == Kept(None, (), 0, 0)
        for table in database.tables:
            assert all(GROUP not in row.values() for row in table.rows)
        assert stored not in _bytes(tmp_path)
        assert Chats(reader).kept(OTHER) == Kept(ALL, (HAMA,), 1, 0)


def _bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if not file.name.endswith("-shm"))

"""Gaps: counted without anybody's name, listed, dismissed, filled, and told once to who asked to be told."""

import shutil
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db import gaps as gaps_module
from db.chats import Chats
from db.connection import open_for_writing
from db.gaps import KEPT_DAYS, MOST_WANTED, SINGLE_DAYS, Gap, Gaps, Unanswered
from db.waiting_schema import waiting_migrations

DAY = date(2026, 11, 27)
RAQQA = Unanswered("when did raqqa fall", "en")
ARABIC = Unanswered("متى سقطت الرقة", "ar")
YESTERDAY = Unanswered("what happened in raqqa yesterday", "en", of_its_day=True)


@pytest.fixture
def gaps(fresh: Database) -> Gaps:
    return Gaps(fresh)


def listed(gaps: Gaps) -> list[tuple[str, int]]:
    return [(one.text, one.count) for one in gaps.page(1, 100)[0]]


def test_each_step_goes_forward_from_the_one_before() -> None:
    with closing(Database(memory=True)) as blank:
        waiting_migrations.apply(blank, stop_before="m002_gaps")
        blank.conn.execute("INSERT INTO waiting_import VALUES (1, 21, 'f', 'n', '', 0, 'c', '2026-11-27')")
        blank.conn.commit()
        waiting_migrations.apply(blank)
        assert waiting_migrations.pending(blank) == []
        Gaps(blank).note(RAQQA, DAY)
        assert listed(Gaps(blank)) == [(RAQQA.text, 1)]
        assert blank.conn.execute("SELECT count(*) FROM waiting_import").fetchone() == (1,)


def test_what_is_asked_in_other_spellings_is_counted_together(gaps: Gaps) -> None:
    for text in ("when did raqqa fall", "when did Raqqa fall", "when did raqqa, fall"):
        gaps.note(Unanswered(text, "en"), DAY)
    gaps.note(ARABIC, DAY)
    gaps.note(Unanswered("متى سقطت الرقه", "ar"), DAY + timedelta(days=2))
    gaps.note(Unanswered("متى سقطت الرقة", "ar"), DAY - timedelta(days=2))  # another chat's day
    (most, second), count = gaps.page(1, 10)
    assert (most.text, most.count) == (ARABIC.text, 3)  # which was asked last
    assert (most.first, most.last) == (DAY - timedelta(days=2), DAY + timedelta(days=2))
    assert (second.text, second.count, second.wanted) == (RAQQA.text, 3, 0)
    assert count == 2
    assert gaps.page(2, 1) == ((second,), 2)


def test_a_question_of_its_day_is_another_on_another_day(gaps: Gaps) -> None:
    for day in (DAY, DAY, DAY + timedelta(days=1)):
        gaps.note(YESTERDAY, day)
    assert [(one.count, one.last) for one in gaps.page(1, 9)[0]] == [(2, DAY), (1, DAY + timedelta(days=1))]


def test_what_is_dismissed_stays_off_the_list(gaps: Gaps) -> None:
    gaps.note(RAQQA, DAY)
    (gap,) = gaps.page(1, 9)[0]
    assert gaps.dismiss(gap.number)
    assert not gaps.dismiss(gap.number)
    gaps.note(RAQQA, DAY)
    assert gaps.page(1, 9) == ((), 0)
    assert [one.count for one in gaps.unfilled()] == [2]  # and still is told once there is a record


def test_a_filled_gap_goes_and_with_askers_when_all_are_told(gaps: Gaps) -> None:
    gaps.note(RAQQA, DAY)
    gaps.note(ARABIC, DAY)
    for chat in (7, 8, 8):
        assert gaps.want(RAQQA, chat, DAY)
    assert [(one.count, one.wanted) for one in gaps.page(1, 9)[0]] == [(1, 2), (1, 0)]
    for one in gaps.unfilled():
        gaps.fill(one.number)
    assert gaps.page(1, 9) == ((), 0)
    first, second = gaps.to_tell()
    assert (first.chat, first.gap.text, first.tries, second.chat) == (7, RAQQA.text, 0, 8)
    gaps.begin(first)
    gaps.begin(first)
    gaps.take_back(first)
    assert [one.tries for one in gaps.to_tell()] == [1, 0]
    gaps.told(first)
    assert [one.chat for one in gaps.to_tell()] == [8]
    gaps.drop(8)
    assert gaps.to_tell() == ()
    assert gaps.gap(first.gap.number) is None


def test_what_is_taken_back_before_it_is_told_is_a_gap_again(gaps: Gaps) -> None:
    gaps.want(RAQQA, 7, DAY)
    (gap,) = gaps.unfilled()
    gaps.fill(gap.number)
    gaps.reopen(gap.number)
    assert gaps.to_tell() == ()
    assert listed(gaps) == [(RAQQA.text, 1)]


def test_what_is_kept_for_a_chat_is_listed_moved_and_erased(fresh: Database, gaps: Gaps) -> None:
    gaps.want(RAQQA, 7, DAY)
    chats = Chats(fresh)
    assert chats.kept(7).wanted == 1
    chats.move(7, 9)
    assert (chats.kept(7).wanted, chats.kept(9).wanted) == (0, 1)
    chats.forget(9)
    assert chats.kept(9).wanted == 0
    assert listed(gaps) == [(RAQQA.text, 1)]  # which is nobody's


def test_a_chat_that_was_told_leaves_no_byte_in_the_file(tmp_path: Path) -> None:
    path, chat = tmp_path / "tarikh.db", 0x5A5B5C5D5E5F
    with closing(open_for_writing(path)) as database:
        gaps = Gaps(database)
        gaps.want(RAQQA, chat, DAY)
        database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert chat.to_bytes(6, "big") in path.read_bytes()
        gaps.fill(gaps.unfilled()[0].number)
        gaps.told(gaps.to_tell()[0])
        database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        copy = Path(shutil.copy(path, tmp_path / "copy.db"))
    assert chat.to_bytes(6, "big") not in copy.read_bytes()


def test_a_chat_waits_for_so_many_at_most(gaps: Gaps) -> None:
    for number in range(MOST_WANTED):
        assert gaps.want(Unanswered(f"when did town {number} fall", "en"), 7, DAY)
    assert not gaps.want(RAQQA, 7, DAY)
    assert gaps.want(RAQQA, 8, DAY)


def test_there_are_so_many_at_most_and_the_least_asked_go(gaps: Gaps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gaps_module, "MOST", 3)
    gaps.want(Unanswered("wanted", "en"), 7, DAY - timedelta(days=9))
    gaps.note(RAQQA, DAY)
    gaps.note(RAQQA, DAY)
    for number in range(4):
        gaps.note(Unanswered(f"town {number}", "en"), DAY + timedelta(days=number))
    assert {text for text, _ in listed(gaps)} == {"wanted", RAQQA.text, "town 3"}


def test_old_ones_are_cleaned_up_and_single_ones_sooner(gaps: Gaps) -> None:
    gaps.note(RAQQA, DAY)
    gaps.note(RAQQA, DAY)
    gaps.note(ARABIC, DAY)
    assert gaps.clean(DAY + timedelta(days=SINGLE_DAYS)) == 0
    assert gaps.clean(DAY + timedelta(days=SINGLE_DAYS + 1)) == 1
    assert listed(gaps) == [(RAQQA.text, 2)]
    gaps.want(RAQQA, 7, DAY)
    assert gaps.clean(DAY + timedelta(days=KEPT_DAYS + 1)) == 1
    assert listed(gaps) == []


def test_a_gap_is_a_value(gaps: Gaps) -> None:
    gaps.note(RAQQA, DAY)
    assert gaps.gap(1) == Gap(1, RAQQA.text, "en", 1, DAY, DAY, 0)
    assert gaps.gap(2) is None

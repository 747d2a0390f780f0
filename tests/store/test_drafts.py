"""Drafts of editors: kept through a restart, one dialogue a person, thrown away or done."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.chats import Chats
from db.connection import open_for_writing
from db.desk_schema import desk_migrations
from db.drafts import Drafts, DraftState

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
LINES = (("date", "2024-12-05"), ("ar", "سيطر مقاتلون\nعلى حماة"), ("figure", "killed 12"), ("figure", "wounded 3"))


def test_a_draft_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "tarikh.db"
    with closing(open_for_writing(path)) as database:
        kept = Drafts(database).keep(8, LINES, at=AT, entry="hama", based_on=3, step="kind 2", talking=True)
    with closing(open_for_writing(path)) as database:
        drafts = Drafts(database)
        assert drafts.draft(kept.number) == drafts.dialogue(8) == kept
    assert (kept.lines, kept.entry, kept.based_on, kept.step, kept.at) == (LINES, "hama", 3, "kind 2", AT)
    assert (kept.person, kept.state, kept.talking) == (8, DraftState.OPEN, True)


def test_a_person_has_one_dialogue_and_may_go_back_to_another(fresh: Database) -> None:
    drafts = Drafts(fresh)
    first = drafts.keep(8, LINES, at=AT, step="a", talking=True)
    others = drafts.keep(9, (), at=AT, talking=True)
    second = drafts.keep(8, (), at=AT, step="b", talking=True)
    assert drafts.dialogue(8) == second
    assert drafts.dialogue(9) == others
    rested = drafts.draft(first.number)
    assert rested is not None
    assert (rested.talking, rested.step, rested.lines) == (False, "a", LINES)
    back = drafts.talk(first.number, at=LATER)
    assert back is not None
    assert drafts.dialogue(8) == back
    left = drafts.leave(8)
    assert left is not None
    assert (left.number, left.talking, left.lines) == (first.number, False, LINES)
    assert drafts.dialogue(8) is None
    assert drafts.leave(8) is None
    assert drafts.talk(99, at=AT) is None


def test_two_dialogues_of_a_person_are_refused_by_the_store(fresh: Database) -> None:
    Drafts(fresh).keep(8, (), at=AT, talking=True)
    with pytest.raises(sqlite3.IntegrityError):
        fresh.conn.execute(
            "INSERT INTO draft (person, lines, based_on, state, step, talking, at)"
            " VALUES (8, '[]', 0, 'open', '', 1, '')"
        )


def test_what_is_written_replaces_what_was_there(fresh: Database) -> None:
    drafts = Drafts(fresh)
    kept = drafts.keep(8, LINES, at=AT, based_on=3, step="a")
    changed = drafts.write(kept.number, LINES[:1], at=LATER, step="b")
    assert changed is not None
    assert (changed.lines, changed.step, changed.based_on, changed.at) == (LINES[:1], "b", 3, LATER)
    again = drafts.write(kept.number, LINES, at=LATER, based_on=7)
    assert again is not None
    assert (again.lines, again.step, again.based_on) == (LINES, "b", 7)
    assert drafts.write(99, LINES, at=LATER) is None


def test_a_draft_waits_and_is_changed_and_waits_again(fresh: Database) -> None:
    drafts = Drafts(fresh)
    first, second = (drafts.keep(person, LINES, at=AT, talking=True) for person in (8, 9))
    assert drafts.waiting() == ()
    assert drafts.submit(second.number, at=AT) is not None
    assert drafts.submit(first.number, at=LATER) is not None
    assert drafts.submit(first.number, at=LATER) is None
    assert [one.number for one in drafts.waiting()] == [second.number, first.number]
    assert drafts.dialogue(9) is None
    changed = drafts.write(second.number, LINES[:1], at=LATER)
    assert changed is not None
    assert changed.state is DraftState.OPEN
    assert [one.number for one in drafts.waiting()] == [first.number]


def test_what_is_done_stays_known_by_its_number_and_can_not_be_done_again(fresh: Database) -> None:
    drafts = Drafts(fresh)
    kept = drafts.keep(8, LINES, at=AT)
    done = drafts.finish(kept.number, "2024-12-05-hama-capture", at=LATER)
    assert done is not None
    assert (done.state, done.entry, done.lines) == (DraftState.DONE, "2024-12-05-hama-capture", ())
    assert drafts.finish(kept.number, "other", at=LATER) is None
    assert drafts.write(kept.number, LINES, at=LATER) is None
    assert drafts.talk(kept.number, at=LATER) is None
    assert not drafts.delete(kept.number)
    assert drafts.of_person(8) == ()


def test_drafts_are_listed_by_their_person_and_thrown_away(fresh: Database) -> None:
    drafts = Drafts(fresh)
    one, two = (drafts.keep(8, LINES, at=AT) for _ in range(2))
    drafts.keep(9, LINES, at=AT)
    assert drafts.of_person(8) == (two, one)
    assert drafts.delete(two.number)
    assert not drafts.delete(two.number)
    assert drafts.draft(two.number) is None
    assert drafts.keep(8, LINES, at=AT).number > two.number + 1  # a number is never dealt out again


def test_the_second_step_adds_drafts_to_a_desk_with_staff() -> None:
    with closing(Database(memory=True)) as blank:
        desk_migrations.apply(blank, stop_before="m002_drafts")
        blank.conn.execute("INSERT INTO staff_change (person, role, at) VALUES (8, 'editor', '')")
        blank.conn.commit()
        assert "draft" not in blank.table_names()
        desk_migrations.apply(blank)
        assert Drafts(blank).keep(8, LINES, at=AT).number == 1
        assert blank.conn.execute("SELECT person FROM staff_change").fetchall() == [(8,)]


def test_what_is_done_is_forgotten_after_a_while(fresh: Database) -> None:
    drafts = Drafts(fresh)
    done, still_open = (drafts.keep(8, LINES, at=AT) for _ in range(2))
    drafts.finish(done.number, "x", at=AT)
    drafts.clean(AT)
    assert drafts.draft(done.number) is not None
    drafts.clean(LATER)
    assert drafts.draft(done.number) is None
    assert drafts.draft(still_open.number) == still_open


def test_a_persons_drafts_are_counted_and_erased_with_the_private_chat(fresh: Database) -> None:
    drafts = Drafts(fresh)
    drafts.keep(8, LINES, at=AT)
    drafts.finish(drafts.keep(8, LINES, at=AT).number, "x", at=AT)
    other = drafts.keep(9, LINES, at=AT)
    assert Chats(fresh).kept(8).drafts == 1
    Chats(fresh).forget(8)
    assert drafts.of_person(8) == ()
    assert drafts.of_person(9) == (other,)

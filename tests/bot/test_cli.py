"""The command `tarikh`: what it does with records, and that every refusal is a sentence."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot import cli
from bot.cli import tarikh as group
from bot.settings import SETTINGS
from tests.bot.conftest import ROOT, Run
from tests.earlier import make_earlier

EVENTS = ROOT / "db" / "data" / "events-2011.jsonl"


@pytest.mark.parametrize("command", [(), *((name,) for name in sorted(group.commands))], ids=" ".join)
def test_every_command_has_help(tarikh: Run, command: tuple[str, ...]) -> None:
    done = tarikh(*command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(b"Usage: tarikh")
    assert b"Traceback" not in done.stderr


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in group.commands if f"`tarikh {name}" not in readme] == []


def test_the_readme_names_every_setting() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [setting.name for setting in SETTINGS if f"`{setting.name}`" not in readme] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ask", "--db", "none.db", "when?"), "There is no database at none.db"),
        (("ask", "--json", "--db", "none.db"), "There is no database at none.db"),
        (("ask", "--db", ".", "when?"), "There is no database at ."),
        (("ask", "--db", str(EVENTS), "when?"), "can't be read as a timeline"),
        (("ask", "--today", "5 December", "when?"), "--today"),
        (("ask", "--lang", "fr", "when?"), "none of ar, en"),
        (("ask", "--loud", "when?"), "--loud"),
        (("ask", "a" * 20_000), "20,000 characters"),
        (("asks", "when?"), "No such command 'asks'"),
        (("chat", "--db", str(EVENTS)), "can't be read as a timeline"),
        (("chat", "--db", f"{EVENTS}/x/tarikh.db"), "can't be written"),
        (("import", "--db", f"{EVENTS}/x/tarikh.db"), "can't be written"),
        (("import", "--db", f"{EVENTS}/x/tarikh.db", str(EVENTS)), "can't be written"),
        (("import", "--db", str(EVENTS), str(EVENTS)), "can't be read as a timeline"),
        (("import", "none.jsonl"), "none.jsonl: the file can't be read"),
        (("export", "--db", "none.db"), "There is no database at none.db"),
        (("export", "--to", f"{EVENTS}/x"), "can't be written"),
        (("backup", "--keep", "2", "copy.db"), "either FILE or --keep"),
        (("restore",), "COPY"),
        (("restore", "none.db"), "There is no database at none.db"),
        (("restore", str(EVENTS)), "can't be read as a timeline"),
        (("export", "--as-of", "9999"), "There is no revision 9999"),
        (("export", "--as-of", "last week"), "is no day"),
        (("export", "--as-of", "1", "--kind", "capture"), "--as-of writes the whole timeline"),
        (("export", "--to", "folder", "--format", "csv"), "--to writes the whole timeline"),
        (("export", "--place", "nowhere"), "The place nowhere is not recorded"),
        (("backup", "--db", "none.db", "copy.db"), "There is no database at none.db"),
        (("backup", f"{EVENTS}/x/copy.db"), "No backup was made"),
        (("backup", str(EVENTS)), "there is something already"),
        (("bench", "none.jsonl"), "none.jsonl can't be used"),
    ],
    ids=lambda part: " ".join(part)[:60] if isinstance(part, tuple) else None,
)
def test_a_refusal_is_a_sentence(tarikh: Run, arguments: tuple[str, ...], sentence: str) -> None:
    done = tarikh(*arguments)
    told = done.stderr.decode()
    assert done.returncode == 2
    assert done.stdout == b""
    assert sentence in told
    assert "Traceback" not in told


def test_faults_of_settings_are_told_at_once(tarikh: Run) -> None:
    done = tarikh("run", TIMEZONE="Mars", OWNERS="me", TELEGRAM_BOT_TOKEN="no token of mine")  # noqa: S106
    assert done.returncode == 2
    assert [line.split()[0] for line in done.stderr.decode().splitlines()] == [
        "TELEGRAM_BOT_TOKEN",
        "OWNERS",
        "TIMEZONE",
    ]
    assert b"no token of mine" not in done.stderr


def test_settings_are_read_from_a_file_in_the_folder(tarikh: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("REVIEW=maybe\n")
    assert tarikh("ask", "when?").stderr.decode().startswith("REVIEW is 'maybe'")


def test_a_question_may_be_several_words(tarikh: Run) -> None:
    done = tarikh("ask", "--json", "--today", "2024-12-10", "when", "did", "Hama", "fall")
    answer = json.loads(done.stdout)
    assert answer["question"] == "when did Hama fall"
    assert answer["events"][0] == "2024-12-05-hama-capture"


def test_output_is_utf8_whatever_the_locale(tarikh: Run) -> None:
    done = tarikh("ask", "--today", "2024-12-10", "متى سقطت حماة", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "حماة" in done.stdout.decode("utf-8")


def test_without_files_the_bundled_records_are_imported(tarikh: Run, tmp_path: Path) -> None:
    first = tarikh("import", "--db", "new.db")
    assert first.stdout.decode().splitlines()[0] == "sources: 1,929 added, 0 changed, 0 unchanged"
    assert first.returncode == 0
    again = tarikh("import", "--db", "new.db")
    assert again.stdout.decode().splitlines()[0] == "sources: 0 added, 0 changed, 1,929 unchanged"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.db"]


def test_all_mistakes_are_listed_and_nothing_is_imported(tarikh: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"type": "source"}\n{"type": "sauce"}\nno record\n')
    done = tarikh("import", "--db", "new.db", "bad.jsonl")
    assert done.returncode == 2
    for line in (1, 2, 3):
        assert f"bad.jsonl:{line}: " in done.stderr.decode()
    assert not (tmp_path / "new.db").exists()  # an empty one would pass for a timeline


def test_a_dry_run_says_what_would_be_done_and_makes_nothing(tarikh: Run, tmp_path: Path) -> None:
    heading = "date;kind;place;text_en;text_ar;outlet"
    (tmp_path / "sheet.csv").write_text(f"{heading}\n05/12/2024;clash;Hama;A clash.;اشتباك.;TAG24\n", encoding="utf-8")
    before = tarikh("export").stdout
    dry = tarikh("import", "--dry-run", "sheet.csv")
    assert dry.returncode == 0, dry.stderr.decode()
    assert b"sheet.csv:2: event 2024-12-05-hama-clash-" in dry.stdout
    assert b"events: 1 added, 0 changed, 0 unchanged" in dry.stdout
    assert b"dry run" in dry.stdout
    assert tarikh("export").stdout == before


def test_a_past_state_is_exported_by_revision_and_by_day(tarikh: Run, database: Path, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text(
        "date,kind,place,text_en,text_ar,outlet\n05/12/2024,clash,Hama,A clash.,اشتباك.,TAG24\n", encoding="utf-8"
    )
    shutil.copy(database, tmp_path / "own.db")
    before = tarikh("export", "--db", "own.db").stdout
    assert tarikh("import", "--db", "own.db", "--why", "from a colleague", "sheet.csv").returncode == 0
    now = tarikh("export", "--db", "own.db").stdout
    assert len(now.splitlines()) == len(before.splitlines()) + 2
    assert tarikh("export", "--db", "own.db", "--as-of", "1").stdout == before
    assert tarikh("export", "--db", "own.db", "--as-of", "9999-01-01").stdout == now
    assert tarikh("export", "--db", "own.db", "--as-of", "2001-01-01").stdout == b""
    assert tarikh("check", "--db", "own.db").returncode == 0


def test_a_query_is_exported_as_a_sheet(tarikh: Run) -> None:
    done = tarikh("export", "--format", "csv", "--place", "hama", "--from", "2024-12-05", "--until", "2024-12-05")
    rows = done.stdout.decode("utf-8-sig").splitlines()
    assert rows[0].startswith("id,date,time_of_day,kind")
    assert any(row.startswith("2024-12-05-hama-capture,2024-12-05,early afternoon,capture,hama,") for row in rows)


def test_the_newest_backups_are_kept_and_one_is_put_back(tarikh: Run, database: Path, tmp_path: Path) -> None:
    shutil.copy(database, tmp_path / "own.db")
    whole = tarikh("export", "--db", "own.db").stdout
    for _ in range(3):
        assert tarikh("backup", "--db", "own.db", "--keep", "2").returncode == 0
    kept = sorted((tmp_path / "backups").iterdir())
    assert len(kept) == 2
    with sqlite3.connect(tmp_path / "own.db") as database:
        database.execute("UPDATE event SET importance = 1")
    database.close()
    assert b"its changes, or records that it wrote last" in tarikh("check", "--db", "own.db").stdout
    done = tarikh("restore", "--db", "own.db", str(kept[-1]))
    assert done.returncode == 0, done.stderr.decode()
    assert b"is kept in" in done.stdout
    assert tarikh("export", "--db", "own.db").stdout == whole


def test_what_is_exported_can_be_imported(tarikh: Run, tmp_path: Path) -> None:
    exported = tarikh("export")
    assert exported.returncode == 0
    imported = tarikh("import", "--db", "copy.db", "-", given=exported.stdout)
    assert imported.returncode == 0
    assert tarikh("export", "--db", "copy.db").stdout == exported.stdout
    assert tarikh("export", "--to", "records").returncode == 0
    assert (tmp_path / "records" / EVENTS.name).read_bytes() == EVENTS.read_bytes()


def test_check_without_files_checks_records_and_database(tarikh: Run) -> None:
    done = tarikh("check")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[-1].startswith("mistakes: 0, ")


def test_check_tells_broken_rules(tarikh: Run, tmp_path: Path, database: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"type": "sauce"}\n')
    done = tarikh("check", "bad.jsonl")
    assert done.returncode == 1
    assert done.stdout.decode().startswith("bad.jsonl:1: ")
    broken = tmp_path / "broken.db"
    shutil.copy(database, broken)
    with sqlite3.connect(broken) as connection:
        connection.execute("UPDATE event SET status = 'sure' WHERE seq = 1")
    connection.close()
    assert tarikh("check", TARIKH_DB=str(broken)).returncode == 1
    assert tarikh("check", str(EVENTS)).returncode == 0  # what it names is in the database


def test_a_backup_is_whole_and_answers(tarikh: Run, tmp_path: Path) -> None:
    done = tarikh("backup", "backups/copy.db")
    assert done.returncode == 0
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["copy.db"]
    asked = ("when did Hama fall", "--today", "2024-12-10")
    assert tarikh("ask", "--db", "backups/copy.db", *asked).stdout == tarikh("ask", *asked).stdout


def test_bench_prints_the_ratio(tarikh: Run, tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_text('{"q": "when did Hama fall"}\n')
    done = tarikh("bench", "--repeat", "1", "questions.jsonl")
    assert done.returncode == 0
    assert "search_dates" in done.stdout.decode()
    assert "over 1 question" in done.stdout.decode()


def test_without_a_token_run_is_a_chat(tarikh: Run) -> None:
    done = tarikh("run", given=b"when did Hama fall\n")
    assert done.returncode == 0
    assert done.stdout.startswith(b"5 December 2024")
    assert b"No TELEGRAM_BOT_TOKEN is set" in done.stderr


def test_a_database_of_an_earlier_version_is_brought_up_to_date(tarikh: Run, tmp_path: Path, database: Path) -> None:
    earlier = tmp_path / "earlier.db"
    shutil.copy(database, earlier)
    make_earlier(earlier)
    done = tarikh("ask", "when did Hama fall", TARIKH_DB=str(earlier))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"5 December 2024")
    with closing(sqlite3.connect(earlier)) as connection:
        assert connection.execute("SELECT count(*) FROM gap").fetchone() == (0,)


def test_a_database_of_something_else_is_not_touched(tarikh: Run, tmp_path: Path) -> None:
    for name, script in (("empty.db", ""), ("other.db", "CREATE TABLE recipe (name TEXT)")):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            connection.executescript(script)
        before = (tmp_path / name).read_bytes()
        done = tarikh("ask", "when did Hama fall", TARIKH_DB=str(tmp_path / name))
        assert done.returncode == 2
        assert b"can't be read as a timeline" in done.stderr
        assert (tmp_path / name).read_bytes() == before


def test_run_makes_the_database_where_there_is_none(tarikh: Run, tmp_path: Path) -> None:
    done = tarikh("run", given=b"when did Hama fall\n", TARIKH_DB="")
    assert done.stdout.startswith(b"5 December 2024")
    assert (tmp_path / "var" / "tarikh.db").is_file()


def _heeds_ctrl_c() -> None:
    """Have a program end by Ctrl-C as in a terminal, though the tests run in the background, where it is ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_quietly(environment: dict[str, str], tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=environment,
        preexec_fn=_heeds_ctrl_c,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"when did Hama fall\n")
        process.stdin.flush()
        process.stdout.readline()
        time.sleep(1)  # it must wait for the next question, on a busy machine too
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == cli.INTERRUPTED
    assert told.strip() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_a_sentence(environment: dict[str, str]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "bot", "export"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, timeout=60)
    assert done.returncode == 2
    assert done.stderr.decode() == f"The output: {os.strerror(28)}.\n"


def test_what_nobody_foresaw_is_a_sentence_with_an_id(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(database: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "settings_with", broken)
    with pytest.raises(SystemExit) as end:
        cli.main(["ask", "when?"])
    assert end.value.code == 1
    assert capsys.readouterr().err.startswith("Something went wrong inside Tarikh; the log names it ")
    assert "ZeroDivisionError" in caplog.text

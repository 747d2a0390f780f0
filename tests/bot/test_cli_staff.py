"""Roles from the command line."""

from pathlib import Path

from db.connection import open_for_writing
from tests.bot.conftest import Run


def test_roles_are_listed_given_and_taken_back(tarikh: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    open_for_writing(path).close()

    def told(*arguments: str) -> str:
        ran = tarikh("staff", "--db", str(path), *arguments)
        return (ran.stdout + ran.stderr).decode().strip()

    assert told() == ""
    assert told("grant", "31", "editor") == "31 is now editor."
    assert told("grant", "31", "editor") == "31 is editor already."
    assert told() == "31 editor"
    assert told("revoke", "31") == "31 has no role any more."
    assert told() == ""
    assert "owner" in told("grant", "31", "owner")
    missing = tarikh("staff", "--db", str(tmp_path / "none.db"), "grant", "31", "editor")
    assert missing.returncode == 2
    assert not (tmp_path / "none.db").exists()

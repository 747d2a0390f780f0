"""Who has a role at the desk."""

from datetime import UTC, datetime

import pytest
from sqlite_utils import Database

from db.desk_schema import desk_migrations
from db.staff import Member, Staff, StaffRole

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)


def test_the_newest_change_holds_and_every_change_is_kept(fresh: Database) -> None:
    staff = Staff(fresh)
    assert staff.grant(8, StaffRole.EDITOR, by=7, at=AT)
    assert not staff.grant(8, StaffRole.EDITOR, by=7, at=AT)
    assert staff.grant(8, StaffRole.REVIEWER, by=7, at=AT)
    assert staff.grant(9, StaffRole.EDITOR, by=None, at=AT)
    assert staff.members() == (Member(8, StaffRole.REVIEWER), Member(9, StaffRole.EDITOR))
    assert staff.revoke(8, by=7, at=AT)
    assert not staff.revoke(8, by=7, at=AT)
    assert (staff.role(8), staff.role(9), staff.role(10)) == (None, StaffRole.EDITOR, None)
    kept = fresh.conn.execute("SELECT person, role, by FROM staff_change ORDER BY number").fetchall()
    assert [tuple(row) for row in kept] == [(8, "editor", 7), (8, "reviewer", 7), (9, "editor", None), (8, None, 7)]


def test_an_owner_is_stored_nowhere(fresh: Database) -> None:
    with pytest.raises(Exception, match="CHECK"):
        Staff(fresh).grant(8, StaffRole.OWNER, by=7, at=AT)
    assert Staff(fresh).members() == ()


def test_the_desk_has_migrations_of_its_own() -> None:
    blank = Database(memory=True)
    desk_migrations.apply(blank)
    desk_migrations.apply(blank)
    assert "staff_change" in blank.table_names()
    assert desk_migrations.pending(blank) == []
    blank.close()

"""Who works at the desk, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database


class StaffRole(StrEnum):
    """What somebody may do at the desk. Owners are named in the settings and stored nowhere."""

    OWNER = "owner"
    EDITOR = "editor"
    REVIEWER = "reviewer"


GRANTED = (StaffRole.EDITOR, StaffRole.REVIEWER)  # what an owner can give


@dataclass(frozen=True, slots=True)
class Member:
    """A person's Telegram id and the role that the person was given."""

    person: int
    role: StaffRole


class Staff:
    """The people with a role; every change of it is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def role(self, person: int) -> StaffRole | None:
        """The role that was given to `person`; None where there is none, or none any more."""
        row = self._database.conn.execute(
            "SELECT role FROM staff_change WHERE person = ? ORDER BY number DESC LIMIT 1", (person,)
        ).fetchone()
        return StaffRole(row[0]) if row and row[0] else None

    def members(self) -> tuple[Member, ...]:
        """Everybody who has a role, by id."""
        rows = self._database.conn.execute(
            """
            SELECT person, role FROM staff_change AS newest
            WHERE role IS NOT NULL AND number = (SELECT max(number) FROM staff_change WHERE person = newest.person)
            ORDER BY person
            """
        )
        return tuple(Member(person, StaffRole(role)) for person, role in rows)

    def everybody(self, owners: Iterable[int]) -> dict[int, StaffRole]:
        """Everybody's role by id, the owners' with them, who are none of the stored."""
        given = {member.person: member.role for member in self.members()}
        return given | dict.fromkeys(owners, StaffRole.OWNER)

    def grant(self, person: int, role: StaffRole, *, by: int | None, at: datetime) -> bool:
        """Give `person` a role of `GRANTED` in place of any other; False where the person has it already.

        `by` is the owner's id, None: the command line; `at` bears a time zone.
        """
        return self._change(person, role, by, at)

    def revoke(self, person: int, *, by: int | None, at: datetime) -> bool:
        """Take the person's role back; False where there is none. Arguments as of `grant`."""
        return self._change(person, None, by, at)

    def _change(self, person: int, role: StaffRole | None, by: int | None, at: datetime) -> bool:
        with self._database.atomic():
            if self.role(person) is role:
                return False
            self._database.conn.execute(
                "INSERT INTO staff_change (person, role, by, at) VALUES (?, ?, ?, ?)",
                (person, role, by, at.isoformat()),
            )
        return True

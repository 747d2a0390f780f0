"""What waits for an editor's yes, which records an id may mean, and whose revision is undone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from db.desk import import_records
from db.desk_schema import desk_migrations
from db.editing import retract, undo, write
from db.handles import event_handle, event_of_handle
from db.history import last_standing, newest
from db.requests import Request, Requests
from db.revision import Signature
from db.subjects import Subject, any_subject, event_subject, nearest_events
from tests.builders import ACTORS, PLACES, event, source

AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
ASKED = Request(21, "merge", ("2024-12-05-hama", "2024-12-05-hama-2"), "the same «event»", 7)


def test_a_request_is_found_by_its_person_and_command_alone(fresh: Database) -> None:
    requests = Requests(fresh)
    number = requests.keep(ASKED, AT)
    assert requests.find(number, 21, "merge") == ASKED
    assert requests.find(number, 22, "merge") is None
    assert requests.find(number, 21, "retract") is None
    assert requests.find(number + 1, 21, "merge") is None
    requests.drop(number)
    assert requests.find(number, 21, "merge") is None
    assert requests.keep(ASKED, AT) > number  # an old button never comes to mean something new


def test_old_requests_are_dropped(fresh: Database) -> None:
    requests = Requests(fresh)
    old, new = requests.keep(ASKED, AT - timedelta(days=8)), requests.keep(ASKED, AT)
    requests.clean(AT - timedelta(days=7))
    assert requests.find(old, 21, "merge") is None
    assert requests.find(new, 21, "merge") == ASKED


def test_the_third_step_of_the_desk_adds_requests() -> None:
    blank = Database(memory=True)
    desk_migrations.apply(blank, stop_before="m003_requests")
    blank.conn.execute("INSERT INTO staff_change VALUES (1, 21, 'editor', NULL, '2026-11-01')")
    blank.conn.commit()
    assert "desk_request" not in blank.table_names()
    desk_migrations.apply(blank)
    assert "desk_request" in blank.table_names()
    assert blank.execute("SELECT count(*) FROM staff_change").fetchone() == (1,)
    blank.close()


@pytest.fixture
def kept(fresh: Database) -> Database:
    ids = ("2024-12-05-hama", "2024-12-05-hama-talks", "2024-12-08-damascus", "2016-02-27-truce", "x" * 50)
    import_records(fresh, (source(), *PLACES, *ACTORS, *(event(id, ar="وقع ذلك.") for id in ids)))
    retract(fresh, "2024-12-08-damascus", Signature("21", "twice"))
    return fresh


def test_an_id_means_a_record_that_is_or_was(kept: Database) -> None:
    assert event_subject(kept, "2024-12-05-hama") == Subject("event", "2024-12-05-hama")
    assert event_subject(kept, "2024-12-08-damascus") == Subject("event", "2024-12-08-damascus", retracted=True)
    assert event_subject(kept, "hama") is None
    assert any_subject(kept, "hama") == Subject("place", "hama")
    assert any_subject(kept, "hts") == Subject("actor", "hts")
    assert any_subject(kept, "tag24") == Subject("source", "tag24")
    assert any_subject(kept, "nothing") is None


def test_a_place_that_was_undone_still_has_a_history(kept: Database) -> None:
    new = PLACES[0].__class__("tartus", PLACES[0].name, "city")
    added = write(kept, [new], Signature("21"), based_on=newest(kept))
    assert added
    undo(kept, added.number, Signature("21"))
    assert any_subject(kept, "tartus") == Subject("place", "tartus", retracted=True)


def test_the_nearest_ids_are_of_the_same_month_first(kept: Database) -> None:
    assert nearest_events(kept, "2024-12-05-hma") == ("2024-12-05-hama", "2024-12-05-hama-talks")
    assert nearest_events(kept, "2024-12-05-hma", most=1) == ("2024-12-05-hama",)
    assert nearest_events(kept, "2015-02-27-truce") == ("2016-02-27-truce",)
    assert nearest_events(kept, "") == ()
    assert nearest_events(kept, "2024-12-08-damascu") != ("2024-12-08-damascus",)
    assert nearest_events(kept, "2024-12-08-damascu", retracted=True) == ("2024-12-08-damascus",)


def test_a_handle_stands_for_a_retracted_entry_too(kept: Database) -> None:
    assert event_of_handle(kept, event_handle("x" * 50)) == "x" * 50
    retract(kept, "x" * 50, Signature("21", "twice"))
    assert event_of_handle(kept, event_handle("x" * 50)) == "x" * 50


def test_the_last_revision_that_stands_is_found(kept: Database) -> None:
    assert last_standing(kept, "22") is None
    assert last_standing(kept, "21") == 2
    second = retract(kept, "2024-12-05-hama", Signature("21", "twice")).number
    assert last_standing(kept, "21") == second
    back = undo(kept, second, Signature("22")).number  # by somebody else
    assert last_standing(kept, "21") == 2
    undo(kept, back, Signature("22"))
    assert last_standing(kept, "21") == second  # it stands again

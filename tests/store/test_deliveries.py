"""Who is to be told of new entries: shared out once, in order, until acknowledged."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.chats import Chats, Follow, Pace, Subject
from db.connection import open_for_writing
from db.deliveries import Deliveries, Due
from db.desk import import_records
from db.model import Event, Kind
from tests.builders import ACTORS, PLACES, event, source

NOW = datetime(2024, 12, 5, 12, tzinfo=UTC)
EVERYTHING = Follow(Subject.EVERYTHING)


@pytest.fixture
def store() -> Iterator[Database]:
    with closing(open_for_writing(None)) as database:
        import_records(database, (source(), *PLACES, *ACTORS, event("before")))
        yield database


def publish(store: Database, *events: Event) -> int:
    import_records(store, events)
    return Deliveries(store).share_out(NOW)


def told(store: Database) -> list[tuple[int, str]]:
    return [(one.chat, one.entry) for one in Deliveries(store).due()]


@pytest.mark.parametrize(
    ("what", "entries"),
    [
        (EVERYTHING, ["hama", "salamiyah", "homs", "talks"]),
        (Follow(Subject.PLACE, "hama"), ["hama"]),
        (Follow(Subject.PLACE, "hama-governorate"), ["hama", "salamiyah"]),
        (Follow(Subject.ACTOR, "rebels"), ["salamiyah"]),
        (Follow(Subject.ACTOR, "saa"), ["homs"]),
        (Follow(Subject.KIND, Kind.TALKS), ["talks"]),
        (Follow(Subject.PLACE, "aleppo"), []),
    ],
    ids=str,
)
def test_a_chat_is_told_what_it_follows(store: Database, what: Follow, entries: Sequence[str]) -> None:
    Chats(store).follow(1, what)
    publish(
        store,
        event("hama"),
        event("salamiyah", places=("salamiyah",), by=("hts",)),
        event("homs", places=("homs",), from_=("saa",)),
        event("talks", places=("moscow",), kind=Kind.TALKS),
    )
    assert told(store) == [(1, entry) for entry in entries]


def test_nothing_older_than_the_following_is_told_though_it_was_not_yet_shared_out(store: Database) -> None:
    import_records(store, (event("waiting"),))
    Chats(store).follow(1, EVERYTHING)
    assert publish(store, event("after")) == 3  # with the one from before anybody followed
    assert told(store) == [(1, "after")]


def test_each_entry_is_shared_out_once_and_told_until_acknowledged(store: Database) -> None:
    chats, deliveries = Chats(store), Deliveries(store)
    chats.follow(1, EVERYTHING)
    chats.follow(2, EVERYTHING)
    assert publish(store, event("one"), event("two")) == 3
    assert not deliveries.waiting()
    assert deliveries.share_out(NOW) == 0
    first = deliveries.due()[0]
    assert first == Due(1, None, 2, "one", Pace.AT_ONCE, NOW)
    deliveries.acknowledge([first])
    assert told(store) == [(1, "two"), (2, "one"), (2, "two")]
    assert publish(store, event("one", en="It was mended.")) == 0  # a changed entry is no news
    assert told(store) == [(1, "two"), (2, "one"), (2, "two")]


def test_what_was_begun_may_have_been_told_until_it_is_taken_back_or_acknowledged(store: Database) -> None:
    chats, deliveries = Chats(store), Deliveries(store)
    chats.follow(1, EVERYTHING)
    publish(store, event("one"), event("two"))
    (first, _) = deliveries.due()
    deliveries.begin([first], NOW)
    deliveries.take_back([first])
    assert deliveries.due()[0] == first
    later = NOW + timedelta(minutes=1)
    deliveries.begin([first], NOW)
    deliveries.begin([first], later)
    assert [(one.tries, one.begun) for one in deliveries.due()] == [(2, later), (0, None)]
    deliveries.take_back([first])
    assert deliveries.due()[0].tries == 1
    deliveries.acknowledge([first])
    assert told(store) == [(1, "two")]


def test_an_entry_taken_back_and_put_in_again_is_news_once(store: Database) -> None:
    Chats(store).follow(1, EVERYTHING)
    publish(store, event("one"))
    Deliveries(store).acknowledge(Deliveries(store).due())
    with store.atomic():
        store.conn.execute("DELETE FROM event_words WHERE rowid = (SELECT seq FROM event WHERE id = 'one')")
        store.conn.execute("DELETE FROM event WHERE id = 'one'")
    assert publish(store, event("one")) == 0
    assert told(store) == []


def test_who_follows_an_entry_twice_is_told_once_and_the_sooner(store: Database) -> None:
    chats = Chats(store)
    chats.follow(1, Follow(Subject.EVERYTHING, pace=Pace.DAILY))
    chats.follow(1, Follow(Subject.PLACE, "hama"))
    chats.follow(1, Follow(Subject.PLACE, "hama", topic=9))
    publish(store, event("hama"), event("homs", places=("homs",)))
    due = [(one.topic, one.entry, one.pace) for one in Deliveries(store).due()]
    assert due == [(None, "hama", Pace.AT_ONCE), (None, "homs", Pace.DAILY), (9, "hama", Pace.AT_ONCE)]


def test_what_nobody_follows_any_more_is_not_told(store: Database) -> None:
    chats = Chats(store)
    for chat in (1, 2, 3):
        chats.follow(chat, EVERYTHING)
    publish(store, event("one"))
    chats.unfollow(1, EVERYTHING)
    Deliveries(store).drop(2)
    assert told(store) == [(3, "one")]
    chats.move(3, -3)
    assert told(store) == [(-3, "one")]
    chats.forget(-3)
    assert told(store) == []


def test_half_a_sharing_out_never_shows(tmp_path: Path) -> None:
    path = tmp_path / "tarikh.db"
    with closing(open_for_writing(path)) as database:
        import_records(database, (source(), *PLACES, *ACTORS))
        Chats(database).follow(1, EVERYTHING)
        import_records(database, (event("one"),))
        database.conn.execute("CREATE TRIGGER fails BEFORE INSERT ON due BEGIN SELECT raise(ABORT, 'full'); END")
        with pytest.raises(Exception, match="full"):
            Deliveries(database).share_out(NOW)
        database.conn.execute("DROP TRIGGER fails")
    with closing(open_for_writing(path)) as database:  # after a restart
        assert Deliveries(database).waiting()
        assert Deliveries(database).share_out(NOW) == 1
        assert told(database) == [(1, "one")]

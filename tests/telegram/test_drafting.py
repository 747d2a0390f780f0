"""The form and the correction walked through whole over HTTP, in both languages."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.connection import open_for_reading, open_for_writing
from db.drafts import Drafts
from db.editing import write
from db.history import history, newest, revisions
from db.model import Event, Stance, Status, Text
from db.revision import Action, Signature
from db.timeline import Timeline
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import DESK, EDITOR, EDITOR_AR, OWNER, READER, REVIEWER, at_desk, make_with_desk
from tests.telegram.running import run_job
from tests.telegram.screen import Shown
from tests.telegram.world import Chat, Person, PrivateChat

NOW = datetime(2026, 11, 28, 10, 30, tzinfo=UTC)
HAMA = "2024-12-05-hama"
NOTE = Text((("en", "said much about it"), ("ar", "قال الكثير عنه")))

ENGLISH = """date: 30 Nov 2024
kind: capture
places: Aleppo
actors: HTS by, Syrian Arab Army from
english: Rebels captured Aleppo.
arabic: سيطر مقاتلون على حلب.
status: reported
why: the fall of Aleppo was missing
source: TAG24 | https://www.tag24.com/aleppo | 1 December 2024
figure: killed 20 civilians (SOHR), 27 to 30 November 2024, Aleppo"""

ARABIC = """التاريخ: ٣٠ تشرين الثاني ٢٠٢٤
النوع: سيطرة
المكان: حلب
الأطراف: هيئة تحرير الشام الفاعل
النص: سيطر مقاتلون على حلب.
الإنكليزية: Rebels captured Aleppo.
الحالة: منقول
المصدر: عنب بلدي | https://www.enabbaladi.net/1 | 1 كانون الأول 2024"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with at_desk(api, database, lambda: NOW) as application:
        yield application


def plain(shown: Shown) -> str:
    """What a message says, without marks for direction."""
    return re.sub("[\u200e\u200f\u2068\u2069]", "", shown.text)


def labels(shown: Shown) -> list[str]:
    """The buttons under a message."""
    return [button.text for row in shown.buttons for button in row]


def stored(path: Path, id: str) -> Event | None:
    with closing(open_for_reading(path)) as opened:
        return Timeline(opened).event(id)


async def told(api: BotApi, person: Person, count: int, chat: Chat | None = None) -> list[Shown]:
    """The next messages that a person gets."""
    return [await api.next_message(chat or PrivateChat(person)) for _ in range(count)]


async def sent(
    api: BotApi, words: str, count: int = 1, *, sender: Person = EDITOR, reply_to: Shown | None = None
) -> list[Shown]:
    """What the bot says to a person's words, in so many messages."""
    await api.say(words, sender=sender, reply_to=reply_to)
    return await told(api, sender, count)


# /add


@pytest.mark.parametrize(
    ("sender", "form", "publish", "published"),
    [(EDITOR, ENGLISH, "Publish", "Published: "), (EDITOR_AR, ARABIC, "انشر", "نُشر: ")],
    ids=["en", "ar"],
)
async def test_a_form_is_previewed_in_both_languages_and_published(
    sender: Person, form: str, publish: str, published: str, api: BotApi, bot: BotApplication, database: Path
) -> None:
    first, second, last = await sent(api, f"/add\n{form}", 3, sender=sender)
    previews = [plain(first), plain(second)] if sender is EDITOR_AR else [plain(second), plain(first)]
    assert "30 November 2024 (Saturday)\nRebels captured Aleppo." in previews[0]
    assert "سيطر مقاتلون على حلب." in previews[1]
    assert "2024-11-30-aleppo-capture" in plain(last)
    assert stored(database, "2024-11-30-aleppo-capture") is None
    await api.press(last, publish)
    done = await api.next_edit(PrivateChat(sender))
    assert plain(done).startswith(f"{published}2024-11-30-aleppo-capture")
    event = stored(database, "2024-11-30-aleppo-capture")
    assert event is not None
    assert event.text.get("ar") == "سيطر مقاتلون على حلب."
    with closing(open_for_reading(database)) as opened:
        (newest_revision,) = revisions(opened, limit=1)
        assert (newest_revision.by, newest_revision.action) == (str(sender.id), Action.ADD)
        assert newest_revision.why == ("the fall of Aleppo was missing" if sender is EDITOR else "")
        assert Drafts(opened).of_person(sender.id) == ()
    (answer,) = await sent(api, "when did Aleppo fall", sender=READER)
    assert "30 November 2024" in plain(answer)


async def test_the_preview_is_what_readers_then_see(api: BotApi, bot: BotApplication) -> None:
    preview, last = (await sent(api, f"/add\n{ENGLISH}", 3))[1:]
    await api.press(last, "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    (entry,) = await sent(api, "/start e_2024-11-30-aleppo-capture")
    assert plain(entry) == plain(preview)


async def test_a_published_entry_reaches_its_followers(api: BotApi, bot: BotApplication) -> None:
    await api.say("/follow everything", sender=READER)
    await api.next_message(PrivateChat(READER))
    last = (await sent(api, f"/add\n{ENGLISH}", 3))[-1]
    await api.press(last, "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    await run_job(bot, "news")
    assert "Rebels captured Aleppo." in plain(await api.next_message(PrivateChat(READER)))


async def test_add_form_gives_the_form_that_can_be_sent_back(api: BotApi, bot: BotApplication) -> None:
    for sender, asked, field in ((EDITOR, "/add form", "date:"), (EDITOR_AR, "/add استمارة", "التاريخ:")):
        (form,) = await sent(api, asked, sender=sender)
        assert form.text.startswith("/add\n")
        assert field in form.text
        (faults,) = await sent(api, form.text.split("\n\n")[0], sender=sender)
        assert "/edit" in faults.text


async def test_what_is_wrong_is_said_kept_and_mended_by_a_reply(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    wrong = ENGLISH.replace("capture", "captur").replace("status", "statos").replace("30 Nov 2024", "30 Nov")
    (said,) = await sent(api, f"/add\n{wrong}")
    assert "Did you mean “status”?" in plain(said)
    assert "Did you mean “capture”?" in plain(said)
    assert "has no year" in plain(said)
    assert labels(said) == ["Change a field", "Keep as draft", "Throw away"]
    (still,) = await sent(api, "kind: capture\nstatus: reported", reply_to=said)
    assert "has no year" in plain(still)
    assert "Did you mean" not in plain(still)
    last = (await sent(api, "date: 30 Nov 2024", 3, reply_to=still))[-1]
    await api.press(last, "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    event = stored(database, "2024-11-30-aleppo-capture")
    assert event is not None
    assert event.figures[0].low == 20


async def test_a_form_without_a_command_is_a_draft_for_editors_and_a_question_for_others(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    last = (await sent(api, ENGLISH, 3))[-1]
    assert "Publish" in labels(last)
    await api.say(ENGLISH, sender=READER)
    answer = await api.next_message(PrivateChat(READER))
    assert "Draft" not in answer.text
    assert "command" not in answer.text


async def test_a_draft_is_kept_listed_and_gone_on_with_after_a_restart(api: BotApi, database: Path) -> None:
    async with at_desk(api, database, lambda: NOW):
        last = (await sent(api, f"/add\n{ENGLISH}", 3))[-1]
        await api.press(last, "Keep as draft")
        assert "Draft 1 is kept" in plain(await api.next_edit(PrivateChat(EDITOR)))
    async with at_desk(api, database, lambda: NOW):
        (listed,) = await sent(api, "/drafts")
        assert "1 · 30 November 2024 · Capture · Aleppo" in plain(listed)
        await api.press(listed, "Draft 1")
        again = (await told(api, EDITOR, 3))[-1]
        (form,) = await sent(api, "/edit 1")
        assert "english: Rebels captured Aleppo." in form.text
        changed = form.text.split("\nChange what")[0].replace("Rebels captured Aleppo.", "Rebels took Aleppo.")
        mended = (await sent(api, changed, 3))[-1]
        await api.press(mended, "Publish")
        await api.next_edit(PrivateChat(EDITOR))
        notice = await api.pressed(await api.press(again, "Publish"))
        assert "published already" in notice["text"]
    event = stored(database, "2024-11-30-aleppo-capture")
    assert event is not None
    assert event.text.get("en") == "Rebels took Aleppo."
    assert stored(database, "2024-11-30-aleppo-capture-2") is None


async def test_a_draft_is_thrown_away(api: BotApi, bot: BotApplication) -> None:
    last = (await sent(api, f"/add\n{ENGLISH}", 3))[-1]
    await api.press(last, "Throw away")
    assert "thrown away" in plain(await api.next_edit(PrivateChat(EDITOR)))
    (none,) = await sent(api, "/drafts")
    assert plain(none).startswith("There are no drafts.")


async def test_the_same_told_again_is_shown_and_its_source_can_be_added_there(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    again = ENGLISH.replace("30 Nov 2024", "5 December 2024").replace("Aleppo", "Hama")
    last = (await sent(api, f"/add\n{again}", 3))[-1]
    assert f"[{HAMA}]" in plain(last)
    await api.press(last, f"Open {HAMA}")
    assert "Forces captured Hama." in plain(await api.next_message(PrivateChat(EDITOR)))
    await api.press(last, f"Add only the source to {HAMA}")
    change = (await told(api, EDITOR, 3))[-1]
    assert f"a change of {HAMA}" in plain(change)
    await api.press(change, "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    event = stored(database, HAMA)
    assert event is not None
    assert [report.source.outlet for report in event.reports][-1] == "TAG24"
    assert event.text.get("en") == "Forces captured Hama."


# /edit


@pytest.mark.parametrize(
    ("sender", "line", "publish", "told_so"),
    [
        (EDITOR, "status: confirmed", "Publish", "a change of 2024-12-05-hama"),
        (EDITOR_AR, "الحالة: مؤكد", "انشر", "تعديل المدخل 2024-12-05-hama"),
    ],
    ids=["en", "ar"],
)
async def test_an_entry_is_changed_by_a_line_in_reply_to_its_form(
    sender: Person, line: str, publish: str, told_so: str, api: BotApi, bot: BotApplication, database: Path
) -> None:
    before = stored(database, HAMA)
    assert before is not None
    (form,) = await sent(api, f"/edit {HAMA}", sender=sender)
    last = (await sent(api, line, 3, sender=sender, reply_to=form))[-1]
    assert told_so in plain(last)
    await api.press(last, publish)
    await api.next_edit(PrivateChat(sender))
    assert stored(database, HAMA) == replace(before, status=Status.CONFIRMED)
    with closing(open_for_reading(database)) as opened:
        assert history(opened, HAMA)[-1].revision.by == str(sender.id)


async def test_a_whole_form_is_copied_changed_and_sent_back(api: BotApi, bot: BotApplication, database: Path) -> None:
    (form,) = await sent(api, f"/edit {HAMA}")
    copied = form.text.split("\nChange what")[0]
    assert re.match(rf"/edit {HAMA} \d+\n", copied)
    last = (await sent(api, copied.replace("Forces captured Hama.", "Rebels captured Hama."), 3))[-1]
    assert "Rebels captured Hama." in plain(last)
    await api.press(last, "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    event = stored(database, HAMA)
    assert event is not None
    assert event.text.get("en") == "Rebels captured Hama."


async def test_edit_with_lines_at_once_and_in_reply_to_a_shown_entry(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    last = (await sent(api, f"/edit {HAMA}\nimportance: 2\nwhy: a detail", 3))[-1]
    await api.press(last, "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    event = stored(database, HAMA)
    assert event is not None
    assert event.importance == 2
    with closing(open_for_reading(database)) as opened:
        assert history(opened, HAMA)[-1].revision.why == "a detail"
    (entry,) = await sent(api, f"/start e_{HAMA}")
    (form,) = await sent(api, "/edit", reply_to=entry)
    assert f"/edit {HAMA} " in form.text


async def test_two_editors_on_one_entry_and_nothing_is_overwritten_unseen(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    (form,) = await sent(api, f"/edit {HAMA}")
    mine = (await sent(api, "english: Rebels captured Hama.\nimportance: 2", 3, reply_to=form))[-1]
    theirs = (await sent(api, f"/edit {HAMA}\nالحالة: متنازع عليه\nالأهمية: 5", 3, sender=EDITOR_AR))[-1]
    await api.press(theirs, "انشر")
    await api.next_edit(PrivateChat(EDITOR_AR))
    await api.press(mine, "Publish")
    conflict = await api.next_edit(PrivateChat(EDITOR))
    assert "disputed" in plain(conflict)
    assert "5" in plain(conflict)
    event = stored(database, HAMA)
    assert event is not None
    assert (event.status, event.importance, event.text.get("en")) == (Status.DISPUTED, 5, "Forces captured Hama.")
    await api.press(conflict, "Go on from what is there now")
    last = (await told(api, EDITOR, 3))[-1]
    assert "Rebels captured Hama." in plain(last)
    assert "disputed" not in plain(last).split("\n\n")[0]  # what the other changed stays as it is
    await api.press(last, "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    event = stored(database, HAMA)
    assert event is not None
    assert (event.status, event.importance, event.text.get("en")) == (Status.DISPUTED, 2, "Rebels captured Hama.")


async def test_a_copied_form_that_is_older_than_the_entry_overwrites_nothing(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    (form,) = await sent(api, f"/edit {HAMA}")
    copied = form.text.split("\nChange what")[0]
    event = stored(database, HAMA)
    assert event is not None
    with closing(open_for_writing(database)) as opened:
        write(opened, [replace(event, clock="dawn")], Signature("99"), based_on=newest(opened))
    last = (await sent(api, copied.replace("Forces", "Rebels"), 3))[-1]
    await api.press(last, "Publish")
    conflict = await api.next_edit(PrivateChat(EDITOR))
    assert "dawn" in plain(conflict)
    await api.press(conflict, "Go on from what is there now")
    await api.press((await told(api, EDITOR, 3))[-1], "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    after = stored(database, HAMA)
    assert after is not None
    assert (after.clock, after.text.get("en")) == ("dawn", "Rebels captured Hama.")


async def test_what_can_not_be_edited(api: BotApi, bot: BotApplication) -> None:
    (unknown,) = await sent(api, "/edit 2024-12-05-homa")
    assert HAMA in plain(unknown)
    (nothing,) = await sent(api, "/edit")
    assert plain(nothing).startswith("Write /edit")
    (number,) = await sent(api, "/edit 99")
    assert "no draft 99 of yours" in plain(number)
    await sent(api, f"/add\n{ENGLISH}", 3)
    (others,) = await sent(api, "/edit 1", sender=OWNER)
    assert "no draft 1 of yours" in plain(others)


# /addsource


async def test_a_source_is_added(api: BotApi, bot: BotApplication, database: Path) -> None:
    (form,) = await sent(api, f"/addsource {HAMA}")
    assert form.text.startswith(f"/addsource {HAMA}\nsource:")
    last = (
        await sent(
            api, f"/addsource {HAMA}\nAFP | https://afp.com/hama | 5 Dec 2024\nsaid by: saa\nstance: confirms", 3
        )
    )[-1]
    assert "New source afp-20241205-hama" in plain(last)
    await api.press(last, "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    event = stored(database, HAMA)
    assert event is not None
    assert (event.reports[-1].source.outlet, event.reports[-1].said_by) == ("AFP", ("saa",))


async def test_what_is_no_form_is_told_how_to_see_one(api: BotApi, bot: BotApplication) -> None:
    (said,) = await sent(api, "/add Hama fell yesterday")
    assert "/add form shows the form" in plain(said)


# REVIEW=required


@pytest.fixture
async def reviewed(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with at_desk(api, database, lambda: NOW, review=True) as application:
        yield application


async def test_a_second_person_publishes(api: BotApi, reviewed: BotApplication, database: Path) -> None:
    last = (await sent(api, f"/add\n{ENGLISH}", 3))[-1]
    assert "Publish" not in labels(last)
    (refused,) = await sent(api, "/publish #1")
    assert "/edit 1 and the button under it let one do so." in plain(refused)
    await api.press(last, "Let a second person publish")
    assert "waits to be published by a second person" in plain(await api.next_edit(PrivateChat(EDITOR)))
    announced = plain(await api.next_message(DESK))
    assert announced.endswith("/publish 1\n30 November 2024 · Capture · Aleppo")
    (refused,) = await sent(api, "/publish 1")
    assert plain(refused) == "Draft 1 waits already for a second person to publish it; you wrote it."
    (listed,) = await sent(api, "/drafts", sender=EDITOR_AR)
    assert "1 · 30 تشرين الثاني (نوفمبر) 2024 · سيطرة · حلب · تنتظر" in plain(listed)
    (listed,) = await sent(api, "/drafts", sender=REVIEWER)
    assert "Waiting for a second person:\n1 · 30 November 2024" in plain(listed)
    review = (await sent(api, "/publish 1", 3, sender=REVIEWER))[-1]
    assert labels(review) == ["Publish", "Send back"]
    await api.press(review, "Publish")
    assert "Published: 2024-11-30-aleppo-capture" in plain(await api.next_edit(PrivateChat(REVIEWER)))
    assert "Your draft 1 was published" in plain(await api.next_message(PrivateChat(EDITOR)))
    with closing(open_for_reading(database)) as opened:
        (made,) = revisions(opened, limit=1)
        assert (made.by, made.why) == (str(REVIEWER.id), f"the fall of Aleppo was missing · draft of {EDITOR.id}")


async def test_a_draft_is_sent_back_changed_and_waits_again(api: BotApi, reviewed: BotApplication) -> None:
    last = (await sent(api, f"/add\n{ENGLISH}", 3))[-1]
    await api.press(last, "Let a second person publish")
    await api.next_edit(PrivateChat(EDITOR))
    await api.next_message(DESK)
    review = (await sent(api, "/publish 1", 3, sender=REVIEWER))[-1]
    again = (await sent(api, "/publish 1", 3, sender=OWNER))[-1]
    await api.press(review, "Send back")
    assert "sent back" in plain(await api.next_edit(PrivateChat(REVIEWER)))
    assert "sent back to you" in plain(await api.next_message(PrivateChat(EDITOR)))
    notice = await api.pressed(await api.press(again, "Publish"))
    assert "doesn't wait" in notice["text"]
    last = (await sent(api, "/edit 1\nimportance: 4", 3))[-1]
    await api.press(last, "Let a second person publish")
    await api.next_edit(PrivateChat(EDITOR))
    assert "/publish 1" in plain(await api.next_message(DESK))


async def test_an_owner_needs_a_second_person_too(api: BotApi, reviewed: BotApplication) -> None:
    last = (await sent(api, f"/edit {HAMA}\nimportance: 1", 3, sender=OWNER))[-1]
    assert "Publish" not in labels(last)


async def test_a_reviewer_of_a_change_that_is_out_of_date_sends_it_back(
    api: BotApi, reviewed: BotApplication, database: Path
) -> None:
    last = (await sent(api, f"/edit {HAMA}\nimportance: 1", 3))[-1]
    await api.press(last, "Let a second person publish")
    await api.next_edit(PrivateChat(EDITOR))
    await api.next_message(DESK)
    event = stored(database, HAMA)
    assert event is not None
    with closing(open_for_writing(database)) as opened:
        write(opened, [replace(event, clock="dawn")], Signature("99"), based_on=newest(opened))
    review = (await sent(api, "/publish 1", 3, sender=REVIEWER))[-1]
    await api.press(review, "Publish")
    conflict = await api.next_edit(PrivateChat(REVIEWER))
    assert "dawn" in plain(conflict)
    await api.press(conflict, "Send back")
    await api.next_edit(PrivateChat(REVIEWER))
    assert "sent back to you" in plain(await api.next_message(PrivateChat(EDITOR)))
    assert stored(database, HAMA) == replace(event, clock="dawn")


async def test_a_form_longer_than_a_message_comes_in_parts_that_can_each_be_answered(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    event = stored(database, HAMA)
    assert event is not None
    pages = [replace(event.reports[0].source, id=f"page-{number}") for number in range(60)]
    reports = tuple(replace(event.reports[0], source=page, note=NOTE) for page in pages)
    with closing(open_for_writing(database)) as opened:
        write(opened, [*pages, replace(event, reports=reports)], Signature("99"), based_on=newest(opened))
    parts = await sent(api, f"/edit {HAMA}", 2)
    assert parts[1].text.startswith("source: page-")
    assert all(f"/edit {HAMA} " in part.text for part in parts)
    last = (await sent(api, "source: page-30\nstance: denies", 3, reply_to=parts[1]))[-1]
    await api.press(last, "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    after = stored(database, HAMA)
    assert after is not None
    assert [report.source.id for report in after.reports if report.stance is Stance.DENIES] == ["page-30"]
    assert len(after.reports) == 60


async def test_what_is_kept_of_drafts_is_told(api: BotApi, bot: BotApplication) -> None:
    await sent(api, f"/add\n{ENGLISH}", 3)
    (kept,) = await sent(api, "/privacy")
    assert "1 draft of an entry" in plain(kept)


async def test_a_day_is_given_to_a_stored_source_that_has_none(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    event = stored(database, HAMA)
    assert event is not None
    page = replace(event.reports[0].source, id="undated", url="https://example.org/undated", published=None)
    with closing(open_for_writing(database)) as opened:
        write(opened, [page], Signature("99"), based_on=newest(opened))
    form = re.sub("source: .*", "source: https://example.org/undated | 1 December 2024", ENGLISH)
    last = (await sent(api, f"/add\n{form}", 3))[-1]
    assert "The stored source undated gets its day of publishing" in plain(last)
    await api.press(last, "Publish")
    assert "Published" in plain(await api.next_edit(PrivateChat(EDITOR)))
    made = stored(database, "2024-11-30-aleppo-capture")
    assert made is not None
    assert str(made.reports[0].source.published) == "2024-12-01"


async def test_the_desks_group_works_too_and_each_for_himself(api: BotApi, bot: BotApplication, database: Path) -> None:
    await api.say(f"/add\n{ENGLISH}", sender=EDITOR, chat=DESK)
    last = (await told(api, EDITOR, 3, DESK))[-1]
    for other in (OWNER, REVIEWER, READER):
        for label in ("Publish", "Throw away", "Change as a form"):
            assert "doesn't work" in (await api.pressed(await api.press(last, label, by=other)))["text"]
    await api.say("importance: 1", sender=READER, chat=DESK, reply_to=last)
    await api.say("importance: 2", sender=OWNER, chat=DESK, reply_to=last)
    assert "no draft 1 of yours" in plain(await api.next_message(DESK))
    await api.press(last, "Publish", by=EDITOR)
    assert "Published" in plain(await api.next_edit(DESK))
    event = stored(database, "2024-11-30-aleppo-capture")
    assert event is not None
    assert event.importance == 3


async def test_a_draft_that_waits_is_published_after_a_restart(api: BotApi, database: Path) -> None:
    async with at_desk(api, database, lambda: NOW, review=True):
        last = (await sent(api, f"/add\n{ENGLISH}", 3))[-1]
        await api.press(last, "Let a second person publish")
        await api.next_edit(PrivateChat(EDITOR))
        await api.next_message(DESK)
        review = (await sent(api, "/publish 1", 3, sender=REVIEWER))[-1]
    async with at_desk(api, database, lambda: NOW, review=True):
        await api.press(review, "Publish")
        assert "Published" in plain(await api.next_edit(PrivateChat(REVIEWER)))
        await api.next_message(PrivateChat(EDITOR))
        (listed,) = await sent(api, "/drafts")
        assert plain(listed).startswith("There are no drafts.")
    assert stored(database, "2024-11-30-aleppo-capture") is not None


async def test_signs_of_html_and_several_paragraphs_survive_the_form(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    words = "Rebels <b>took</b> Aleppo & said:\n| \n| date: none"
    last = (await sent(api, f"/add\n{ENGLISH}".replace("Rebels captured Aleppo.", words), 3))[-1]
    await api.press(last, "Publish")
    await api.next_edit(PrivateChat(EDITOR))
    before = stored(database, "2024-11-30-aleppo-capture")
    assert before is not None
    assert before.text.get("en") == "Rebels <b>took</b> Aleppo & said:\n\ndate: none"
    (form,) = await sent(api, "/edit 2024-11-30-aleppo-capture")
    last = (await sent(api, form.text.split("\nChange what")[0], 3))[-1]
    assert "Nothing would change." in plain(last)
    await api.press(last, "Publish")
    assert "stored just like this already" in plain(await api.next_edit(PrivateChat(EDITOR)))
    assert stored(database, "2024-11-30-aleppo-capture") == before

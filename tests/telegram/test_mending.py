"""Taking out, bringing back, merging, history and undoing, each walked through over HTTP."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.connection import open_for_reading, open_for_writing
from db.desk import import_records
from db.editing import write
from db.history import history, newest, revisions
from db.mistakes import report_mistake
from db.model import Event, Stance
from db.requests import Requests
from db.revision import Action, Signature
from handlers.context import BotApplication
from tests.builders import event, report, source
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import DESK, EDITOR, EDITOR_AR, OWNER, READER, at_desk, make_with_desk, plain, tell
from tests.telegram.running import run_job
from tests.telegram.world import BOT, PrivateChat

HAMA = "2024-12-05-hama"
AFP = source("afp", outlet="AFP")
AGAIN = event(
    "2024-12-05-hama-again",
    places=("hama", "salamiyah"),
    by=("hts",),
    from_=("saa",),
    en="Rebels entered Hama and Salamiyah.",
    ar="دخل مقاتلون حماة والسلمية.",
    reports=(report(AFP, said_by=("saa",), stance=Stance.CONFIRMS),),
)
NOW = datetime(2026, 11, 28, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")
    with closing(open_for_writing(path)) as opened:
        import_records(opened, (AFP, AGAIN))
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with at_desk(api, database, lambda: NOW) as application:
        yield application


def reading(path: Path) -> closing[Database]:
    return closing(open_for_reading(path))


def stored(path: Path) -> set[str]:
    with reading(path) as opened:
        return {id for (id,) in opened.execute("SELECT id FROM event")}


async def edit_meanwhile(path: Path, changed: Event) -> None:
    with closing(open_for_writing(path)) as opened:
        write(opened, [changed], Signature("99", "another reading", NOW), based_on=newest(opened))


# /retract and /restore


async def test_an_entry_is_taken_out_and_brought_back(api: BotApi, bot: BotApplication, database: Path) -> None:
    asked = await tell(api, f"/retract {HAMA} counted twice")
    said = plain(asked)
    assert said.startswith(f"Take {HAMA} out of the timeline?")
    assert "Why: counted twice" in said
    assert "Forces captured Hama." in said
    assert "TAG24, 5 Dec 2024" in said
    assert HAMA in stored(database)

    await api.press(asked, "Yes, take it out")
    done = await api.next_edit(PrivateChat(EDITOR))
    assert plain(done).splitlines() == [
        f"{HAMA} is out of the timeline.",
        "This is revision 3; /undo 3 takes it back.",
    ]
    assert done.buttons == ()
    assert HAMA not in stored(database)
    with reading(database) as opened:
        (last,) = revisions(opened, limit=1)
    assert (last.action, last.by, last.why, last.at) == (Action.RETRACT, str(EDITOR.id), "counted twice", NOW)

    assert f"{HAMA} is out of the timeline already" in plain(await tell(api, f"/retract {HAMA} once more"))
    back = await tell(api, f"/restore {HAMA} it was right")
    assert plain(back).splitlines()[0] == f"{HAMA} is in the timeline again, as it was."
    assert HAMA in stored(database)
    assert "nothing to bring back" in plain(await tell(api, f"/restore {HAMA}"))
    with reading(database) as opened:
        assert [change.revision.why for change in history(opened, HAMA)][-2:] == ["counted twice", "it was right"]


async def test_an_entry_is_taken_out_in_arabic(api: BotApi, bot: BotApplication, database: Path) -> None:
    asked = await tell(api, f"/retract {HAMA} مكرر", EDITOR_AR)
    said = plain(asked)
    assert said.startswith(f"أتسحب {HAMA} من الخط الزمني؟")
    assert "السبب: مكرر" in said
    assert "سيطرت القوات على حماة." in said
    await api.press(asked, "نعم، اسحبه")
    done = plain(await api.next_edit(PrivateChat(EDITOR_AR)))
    assert done.splitlines() == [f"سُحب {HAMA} من الخط الزمني.", "رقم هذا التعديل 3، ويُتراجع عنه بالأمر /undo 3."]
    assert f"عاد {HAMA} إلى الخط الزمني كما كان." in plain(await tell(api, f"/restore {HAMA}", EDITOR_AR))
    assert HAMA in stored(database)


async def test_a_reason_is_needed_and_a_wrong_id_has_neighbours(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    assert "/retract 2024-12-05-hama counted twice" in plain(await tell(api, "/retract"))
    assert plain(await tell(api, f"/retract {HAMA}")).startswith(f"Write why, too: /retract {HAMA}, and then")
    near = await tell(api, "/retract 2024-12-05-hma counted twice")
    assert plain(near).splitlines() == [
        "There is no entry 2024-12-05-hma.",
        "The nearest ids:",
        HAMA,
        AGAIN.id,
    ]
    assert [entity.type for entity in near.entities] == ["code", "code"]
    assert plain(await tell(api, "/retract zzz twice")).splitlines()[0] == "There is no entry zzz."
    assert "لا يوجد مدخل" in plain(await tell(api, "/retract zzz مكرر", EDITOR_AR))
    assert plain(await tell(api, f"/restore {HAMA}-not")).splitlines()[0] == f"There is no entry {HAMA}-not."
    assert stored(database) == {HAMA, AGAIN.id}


async def test_a_link_or_a_reply_names_the_entry(api: BotApi, bot: BotApplication, database: Path) -> None:
    shown = await tell(api, "when did Hama fall")
    for words in (
        f"/retract https://t.me/{BOT.username}?start=e_{HAMA} counted twice",
        f"/retract t.me/{str(BOT.username).upper()}?start=e_{HAMA}   counted twice",
        f"/retract tg://resolve?domain={BOT.username}&start=e_{HAMA} counted twice",
        f"/retract\n{HAMA}\ncounted twice",
    ):
        asked = plain(await tell(api, words))
        assert asked.startswith(f"Take {HAMA} out"), words
        assert "Why: counted twice" in asked
    entry = await tell(api, f"/start e_{HAMA}")
    assert "Why: counted twice" in plain(await tell(api, "/retract counted twice", reply_to=entry))
    mistake = next(button.data for row in entry.buttons for button in row if (button.data or "").startswith("r:"))
    await api.press(entry, str(mistake))
    question = await api.next_message(PrivateChat(EDITOR))
    assert "Why: counted twice" in plain(await tell(api, "/retract counted twice", reply_to=question))
    with closing(open_for_writing(database)) as opened:
        report_mistake(opened, AGAIN.id, "It was Salamiyah.", NOW.date())
    reported = await tell(api, "/mistakes")
    assert plain(await tell(api, "/retract a mistake", reply_to=reported)).startswith(f"Take {AGAIN.id} out")
    # Another id than the entry's is not taken for a reason, nor is another bot's link for one of ours.
    assert "There is no entry 2024-12-05-homs" in plain(
        await tell(api, "/retract 2024-12-05-homs twice", reply_to=entry)
    )
    assert "There is no entry" in plain(await tell(api, f"/retract https://t.me/other_bot?start=e_{HAMA} twice"))
    # A message of several entries names none.
    assert "/retract 2024-12-05-hama counted twice" not in plain(shown)
    several = await tell(api, "/timeline 5 December 2024")
    assert plain(await tell(api, "/retract twice", reply_to=several)).startswith("There is no entry twice.")


async def test_what_was_changed_meanwhile_is_shown_and_nothing_done(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    asked = await tell(api, f"/retract {AGAIN.id} counted twice")
    await edit_meanwhile(database, event(AGAIN.id, "2024-12-06", reports=AGAIN.reports, ar="وقع ذلك."))
    await api.press(asked, "Yes, take it out")
    said = plain(await api.next_edit(PrivateChat(EDITOR)))
    assert said.startswith("This has been changed since, so nothing was done.")
    assert "Revision 3: changed · by 99 · 28 November 2026, 13:30" in said  # in Damascus
    assert "Why: another reading" in said
    assert "Date: 5 December 2024 → 6 December 2024" in said
    assert AGAIN.id in stored(database)


async def test_a_confirmation_survives_a_restart_and_works_once(api: BotApi, database: Path) -> None:
    async with at_desk(api, database, lambda: NOW):
        asked = await tell(api, f"/retract {HAMA} counted twice")
    async with at_desk(api, database, lambda: NOW):
        taps = [await api.press(asked, "Yes, take it out") for _ in range(2)]  # before the message changed
        first, second = [await api.pressed(tap) for tap in taps]
        assert "text" not in first
        assert "answered already" in second["text"]
    with reading(database) as opened:
        assert [one.action for one in revisions(opened, limit=2)] == [Action.RETRACT, Action.IMPORT]


async def test_a_confirmation_is_forgotten_after_days(api: BotApi, database: Path) -> None:
    clock = [NOW]
    async with at_desk(api, database, lambda: clock[0]) as bot:
        asked = await tell(api, f"/retract {HAMA} counted twice")
        clock[0] = datetime(2026, 12, 20, tzinfo=UTC)
        await run_job(bot, "clean-up")
        assert "too old" in (await api.pressed(await api.press(asked, "Yes, take it out")))["text"]
    with reading(database) as opened:
        assert Requests(opened).find(1, EDITOR.id, "retract") is None
    assert HAMA in stored(database)


async def test_what_waits_for_a_yes_is_told_and_erased(api: BotApi, bot: BotApplication, database: Path) -> None:
    asked = await tell(api, f"/retract {HAMA} counted twice")
    assert "1 command of the desk that waits for your yes" in plain(await tell(api, "/privacy"))
    await api.press(await tell(api, "/forgetme"), "x:forget")
    await api.next_edit(PrivateChat(EDITOR))
    assert "answered already" in (await api.pressed(await api.press(asked, "Yes, take it out")))["text"]
    assert HAMA in stored(database)


async def test_in_the_desk_group_only_who_asked_confirms(api: BotApi, bot: BotApplication, database: Path) -> None:
    await api.say(f"/retract {HAMA} counted twice", sender=EDITOR, chat=DESK)
    asked = await api.next_message(DESK)
    for other in (OWNER, EDITOR_AR, READER):
        assert (await api.pressed(await api.press(asked, "Yes, take it out", by=other)))["text"]
    assert HAMA in stored(database)
    await api.press(asked, "Leave it", by=EDITOR)
    assert plain(await api.next_edit(DESK)) == "Nothing was changed."
    assert HAMA in stored(database)


# /merge


async def test_two_entries_are_made_one(api: BotApi, bot: BotApplication, database: Path) -> None:
    await api.say(f"/merge {HAMA} {AGAIN.id} the same event", sender=EDITOR)
    arabic = plain(await api.next_message(PrivateChat(EDITOR)))
    asked = await api.next_message(PrivateChat(EDITOR))
    assert arabic.startswith(f"{HAMA} كما سيراه القراء:")
    assert "سيطرت القوات على حماة." in arabic
    said = plain(asked)
    assert said.startswith(f"Merge {AGAIN.id} into {HAMA}?")
    for line in (
        "Why: the same event",
        f"What {HAMA} gains:",
        "Places: added Salamiyah",
        "Sources: added AFP, 5 Dec 2024 · Confirmed by Syrian Arab Army",
        f"What {AGAIN.id} says otherwise, and what is not taken over:",
        "Text in English: Rebels entered Hama and Salamiyah.",
        "As readers will see it:",
        "Forces captured Hama.",
        "[2] AFP, 5 Dec 2024",
    ):
        assert line in said
    assert stored(database) == {HAMA, AGAIN.id}
    await api.press(asked, "Yes, merge them")
    assert plain(await api.next_edit(PrivateChat(EDITOR))).startswith(f"{AGAIN.id} was merged into {HAMA}.")
    assert stored(database) == {HAMA}
    assert f"What it held went into {HAMA}." in plain(await tell(api, f"/history {AGAIN.id}"))
    kept = plain(await tell(api, f"/history {HAMA}"))
    assert "Revision 3: merged · by 21 · 28 November 2026, 13:30" in kept
    assert "Places: added Salamiyah" in kept

    asked = await tell(api, "/undo not the same after all")
    assert f"Entry {HAMA}" in plain(asked)
    assert "Places: taken out Salamiyah" in plain(asked)
    assert "would be in the timeline again" in plain(asked)
    await api.press(asked, "Yes, undo it")
    assert plain(await api.next_edit(PrivateChat(EDITOR))).startswith("Revision 3 is undone.")
    assert stored(database) == {HAMA, AGAIN.id}


async def test_two_entries_are_made_one_in_arabic(api: BotApi, bot: BotApplication, database: Path) -> None:
    await api.say(f"/merge {HAMA} {AGAIN.id}", sender=EDITOR_AR)
    assert f"{HAMA}, as readers will see it:" in plain(await api.next_message(PrivateChat(EDITOR_AR)))
    asked = await api.next_message(PrivateChat(EDITOR_AR))
    assert plain(asked).startswith(f"أتدمج {AGAIN.id} في {HAMA}؟")
    assert "الأماكن: إضافة السلمية" in plain(asked)
    await api.press(asked, "نعم، ادمجهما")
    assert f"دُمج {AGAIN.id} في {HAMA}." in plain(await api.next_edit(PrivateChat(EDITOR_AR)))
    assert stored(database) == {HAMA}


async def test_what_cannot_be_merged_is_said(api: BotApi, bot: BotApplication, database: Path) -> None:
    assert "/merge 2024-12-05-hama 2024-12-05-hama-2" in plain(await tell(api, "/merge"))
    assert "/merge 2024-12-05-hama 2024-12-05-hama-2" in plain(await tell(api, f"/merge {HAMA}"))
    assert "There is no entry nothing-1" in plain(await tell(api, f"/merge {HAMA} nothing-1"))
    assert "nothing to merge" in plain(await tell(api, f"/merge {HAMA} {HAMA}"))
    await api.press(await tell(api, f"/retract {AGAIN.id} twice"), "Yes, take it out")
    await api.next_edit(PrivateChat(EDITOR))
    assert f"{AGAIN.id} is out of the timeline. Bring it back first: /restore {AGAIN.id}" in plain(
        await tell(api, f"/merge {HAMA} {AGAIN.id}")
    )


async def test_a_merge_of_what_was_changed_meanwhile_is_not_done(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    await api.say(f"/merge {HAMA} {AGAIN.id}", sender=EDITOR)
    await api.next_message(PrivateChat(EDITOR))
    asked = await api.next_message(PrivateChat(EDITOR))
    await edit_meanwhile(database, event(AGAIN.id, "2024-12-06", reports=AGAIN.reports, ar="وقع ذلك."))
    await api.press(asked, "Yes, merge them")
    said = plain(await api.next_edit(PrivateChat(EDITOR)))
    assert "nothing was done" in said
    assert "Date: 5 December 2024 → 6 December 2024" in said
    assert stored(database) == {HAMA, AGAIN.id}


# /history and /undo


async def test_a_history_has_pages_in_the_chats_zone(api: BotApi, bot: BotApplication, database: Path) -> None:
    for number in range(1, 13):
        await edit_meanwhile(
            database, event(AGAIN.id, reports=AGAIN.reports, en=f"Version {number}. " + "Words." * 20, ar="نص.")
        )
    first = await tell(api, f"/history {AGAIN.id}")
    assert plain(first).startswith(f"The history of {AGAIN.id}, the newest first:")
    assert "Revision 14: changed · by 99" in plain(first)
    assert "Version 12." in plain(first)
    await api.press(first, "More")
    second = await api.next_edit(PrivateChat(EDITOR))
    assert "Revision 14" not in plain(second)
    seen = plain(first) + plain(second)
    while any("More" in button.text for row in second.buttons for button in row):
        await api.press(second, "More")
        second = await api.next_edit(PrivateChat(EDITOR))
        seen += plain(second)
    assert [int(number) for number in re.findall(r"Revision (\d+):", seen)] == [*range(14, 2, -1), 2]
    assert "Revision 2: imported · from the command line" in plain(second)
    assert "Recorded; it was not there before." in plain(second)
    await api.press(second, "Back")
    assert "Revision 2:" not in plain(await api.next_edit(PrivateChat(EDITOR)))


async def test_marks_of_direction_around_an_id_or_a_number_are_no_part_of_it(api: BotApi, bot: BotApplication) -> None:
    told = await tell(api, f"/history\u200f \u200f{AGAIN.id}\u200f", EDITOR_AR)
    assert plain(told).startswith(f"تاريخ {AGAIN.id} من الأحدث إلى الأقدم:")
    assert "لا يوجد تعديل رقمه 77" in plain(await tell(api, "/undo \u2068#77\u2069", EDITOR_AR))


async def test_a_history_in_arabic(api: BotApi, bot: BotApplication, database: Path) -> None:
    changed = event(AGAIN.id, "2024-12-06", reports=AGAIN.reports, ar="وقع ذلك.")
    await edit_meanwhile(database, changed)
    told = await tell(api, f"/history {AGAIN.id}", EDITOR_AR)
    assert plain(told).startswith(f"تاريخ {AGAIN.id} من الأحدث إلى الأقدم:")
    assert "التعديل 3: تغيير · صاحب الرقم 99 · 28 تشرين الثاني (نوفمبر) 2026، 13:30" in plain(told)
    assert "السبب: another reading" in plain(told)
    assert "التاريخ: 5 كانون الأول (ديسمبر) 2024 ← 6 كانون الأول (ديسمبر) 2024" in plain(told)
    assert "\u2068another reading\u2069" in told.text


async def test_places_and_actors_have_a_history(api: BotApi, bot: BotApplication) -> None:
    assert "The history of hts, the newest first:" in plain(await tell(api, "/history hts"))
    assert "The history of salamiyah" in plain(await tell(api, "/history salamiyah"))
    assert "The history of tag24" in plain(await tell(api, "/history tag24"))
    assert "There is no entry nowhere" in plain(await tell(api, "/history nowhere"))
    assert "/history 2024-12-05-hama" in plain(await tell(api, "/history"))


async def test_undoing_walks_back_through_ones_own(api: BotApi, bot: BotApplication, database: Path) -> None:
    assert "no revision that could be undone" in plain(await tell(api, "/undo"))
    for id in (HAMA, AGAIN.id):
        await api.press(await tell(api, f"/retract {id} a test"), "Yes, take it out")
        await api.next_edit(PrivateChat(EDITOR))
    for number, id in ((4, AGAIN.id), (3, HAMA)):
        asked = await tell(api, "/undo")
        assert plain(asked).startswith("Undo this revision?")
        assert f"Revision {number}: taken out · by 21" in plain(asked)
        assert f"Entry {id}" in plain(asked)
        await api.press(asked, "Yes, undo it")
        assert f"Revision {number} is undone." in plain(await api.next_edit(PrivateChat(EDITOR)))
    assert stored(database) == {HAMA, AGAIN.id}
    assert "no revision that could be undone" in plain(await tell(api, "/undo"))
    # The undoing itself is a revision, which can be undone by its number.
    asked = await tell(api, "/undo 6 it was right to take it out", EDITOR_AR)
    assert "أتتراجع عن هذا التعديل؟" in plain(asked)
    assert "سيُسحب من الخط الزمني" in plain(asked)
    await api.press(asked, "نعم، تراجع عنه")
    assert "تم التراجع عن التعديل 6." in plain(await api.next_edit(PrivateChat(EDITOR_AR)))
    assert stored(database) == {AGAIN.id}
    told = plain(await tell(api, f"/history {HAMA}"))
    assert "Revision 7: revision 6 undone · by 24" in told
    assert "Why: it was right to take it out" in told


async def test_an_import_of_somebody_elses_is_undone_by_owners_alone(
    api: BotApi, bot: BotApplication, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.desk.histories._MANY", 1)
    refused = plain(await tell(api, "/undo 1"))
    assert refused.startswith("Revision 1 changed ")
    assert refused.endswith("records at once and is somebody else's: an owner can undo it.")
    assert "ويمكن لأحد المالكين التراجع عنه." in plain(await tell(api, "/undo 1", EDITOR_AR))
    assert "an owner can undo it" not in plain(await tell(api, "/undo 1", OWNER))


async def test_what_was_changed_since_is_not_undone(api: BotApi, bot: BotApplication, database: Path) -> None:
    await edit_meanwhile(database, event(AGAIN.id, "2024-12-06", reports=AGAIN.reports, ar="وقع ذلك."))
    asked = await tell(api, "/undo 3")
    assert "Date: 6 December 2024 → 5 December 2024" in plain(asked)
    await edit_meanwhile(database, event(AGAIN.id, "2024-12-07", reports=AGAIN.reports, ar="وقع ذلك."))
    await api.press(asked, "Yes, undo it")
    said = plain(await api.next_edit(PrivateChat(EDITOR)))
    assert "nothing was done" in said
    assert "Date: 6 December 2024 → 7 December 2024" in said
    again = plain(await tell(api, "/undo 3"))
    assert "nothing was done" in again
    assert "There is no revision 77; the newest is 4." in plain(await tell(api, "/undo 77"))
    assert plain(await tell(api, "/undo 77", EDITOR_AR)) == "لا يوجد تعديل رقمه 77، والأحدث رقمه 4."


async def test_an_import_is_told_in_short_before_it_is_undone(api: BotApi, bot: BotApplication, database: Path) -> None:
    entries = [event(f"many-{number}", ar="وقع ذلك.") for number in range(600)]
    with closing(open_for_writing(database)) as opened:
        import_records(opened, entries, Signature(by=str(EDITOR.id)))
    asked = await tell(api, "/undo 3")
    said = plain(asked)
    assert "Revision 3: imported · by 21" in said
    assert "Entry many-0\nwould be taken out of the timeline" in said
    assert "and 595 more records" in said
    assert "وغيّر 600 سجل دفعة واحدة" in plain(await tell(api, "/undo 3", EDITOR_AR))
    await api.press(asked, "Yes, undo it")
    assert plain(await api.next_edit(PrivateChat(EDITOR))) == "Undoing 600 changes…"
    assert plain(await api.next_edit(PrivateChat(EDITOR))).startswith("Revision 3 is undone.")
    assert stored(database) == {HAMA, AGAIN.id}


async def test_what_others_came_to_need_is_not_undone(api: BotApi, bot: BotApplication, database: Path) -> None:
    """A place that was added, and named by an entry since, can't be taken away under it."""
    await tell(api, "/place\nname: Tartus\narabic name: طرطوس\nkind: city")
    there = event("2024-12-08-tartus", "2024-12-08", places=("tartus",), en="It happened.", ar="وقع ذلك.")
    await edit_meanwhile(database, there)
    await api.press(await tell(api, "/undo"), "Yes, undo it")
    said = plain(await api.next_edit(PrivateChat(EDITOR)))
    assert said.startswith("Nothing was changed: other records still name what would go.")
    assert "2024-12-08-tartus" in stored(database)
    asked = await tell(api, "/undo 3", EDITOR_AR)
    assert "التعديل 3: إضافة · صاحب الرقم 21" in plain(asked)
    await api.press(asked, "نعم، تراجع عنه")
    assert plain(await api.next_edit(PrivateChat(EDITOR_AR))).startswith("لم يتغيّر شيء: ما زالت سجلات أخرى")


async def test_an_entry_whose_place_is_gone_does_not_come_back(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    await tell(api, "/place\nname: Tartus\narabic name: طرطوس\nkind: city")
    there = event("2024-12-08-tartus", "2024-12-08", places=("tartus",), en="It happened.", ar="وقع ذلك.")
    await edit_meanwhile(database, there)
    for words, yes in (("/retract 2024-12-08-tartus wrong", "Yes, take it out"), ("/undo 3", "Yes, undo it")):
        await api.press(await tell(api, words), yes)
        await api.next_edit(PrivateChat(EDITOR))
    said = plain(await tell(api, "/restore 2024-12-08-tartus"))
    assert said.endswith("because it names what is no longer recorded: tartus. Add that again first.")
    said = plain(await tell(api, "/restore 2024-12-08-tartus", EDITOR_AR))
    assert "لأنه يذكر ما لم يعد مسجلاً: tartus." in said
    assert "2024-12-08-tartus" not in stored(database)


async def test_who_writes_no_id_is_told_what_does_in_its_place(api: BotApi, bot: BotApplication) -> None:
    said = plain(await tell(api, "/retract nope it is wrong"))
    assert said == (
        "There is no entry nope.\n"
        "A link to the entry does in place of its id, and so does a reply to a message that shows it."
    )
    assert len(plain(await tell(api, "/history " + "ا" * 3000, EDITOR_AR))) < 300

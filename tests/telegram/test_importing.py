"""/import: a file tried out, its report, and one button that writes all of it or nothing."""

import json
import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from db.canonical import line_of
from db.chain import check_revisions
from db.check import check_database
from db.connection import open_for_reading, open_for_writing
from db.desk import import_records
from db.exporting import each_line
from db.history import revision
from db.imports import Imports
from db.model import Event, Record
from handlers.context import BotApplication
from handlers.desk import long_work
from tests.builders import captured, source, text
from tests.store.test_bulk import ACLED, GED
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import DESK, EDITOR, EDITOR_AR, OWNER, at_desk, make_with_desk, plain
from tests.telegram.screen import Shown
from tests.telegram.small_timeline import news, publish
from tests.telegram.world import Chat, Person, PrivateChat


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with at_desk(api, database) as application:
        yield application


def records(*given: Record) -> bytes:
    return "".join(f"{line_of(one)}\n" for one in given).encode()


def lines(database: Path) -> list[str]:
    with closing(open_for_reading(database)) as reading:
        return list(each_line(reading))


def ids(database: Path) -> set[str]:
    return {json.loads(line)["id"] for line in lines(database) if json.loads(line)["type"] == "event"}


async def report_on(
    api: BotApi,
    content: bytes,
    name: str = "new.jsonl",
    *,
    sender: Person = EDITOR,
    caption: str = "/import",
    chat: Chat | None = None,
) -> Shown:
    """What the bot says of a file in the end."""
    await api.send_file(name, content, caption=caption, sender=sender, chat=chat)
    said = await api.next_message(chat or PrivateChat(sender))
    return await outcome(api, said if said.file is None else await api.next_message(chat or PrivateChat(sender)))


async def outcome(api: BotApi, message: Shown, *not_yet: str) -> Shown:
    """The message once it no longer tells how far something is."""
    working = ("…", "records so far", "السجلات حتى الآن", *not_yet)
    chat = next(one for one in (DESK, *map(PrivateChat, DESK.members)) if one.id == message.chat_id)

    def now() -> Shown:
        return next(one for one in api.screen(chat) if one.id == message.id)

    def settled() -> bool:
        last = now().text.strip().splitlines()[-1]
        return now().edited and not last.endswith("…") and not any(word in last for word in working[1:])

    await api.until(settled, "the import to be done")
    return now()


CHANGED = replace(
    captured("2024-12-05-hama", "2024-12-05", "hama", "Hama"), text=text("Forces captured Hama, the city.", "سيطروا.")
)
FILE = records(source(), news(1), news(2), CHANGED)


async def test_a_file_is_tried_and_then_written_whole(api: BotApi, bot: BotApplication, database: Path) -> None:
    before = lines(database)
    report = await report_on(api, FILE, caption="/import the week's additions")
    assert lines(database) == before
    for words in (
        "Dry run of new.jsonl. Nothing is written yet.",
        "Read as: records of this timeline",
        "Entries: 2 added, 1 changed, 0 unchanged, 0 passed over",
        "2: entry news-001: added",
        "4: entry 2024-12-05-hama: changed in text",
    ):
        assert words in report.text
    assert "source" not in report.text.replace("Sources", "").lower()  # it is the same already
    await api.press(report, "Write all of it (3)", by=EDITOR)
    done = await outcome(api, report, "Dry run", "passed over", "changed in")
    await api.until(lambda: "all is well" in api.screen(PrivateChat(EDITOR))[-1].text, "the check")
    assert ids(database) == {"2024-12-05-hama", "news-001", "news-002"}
    with closing(open_for_writing(database)) as opened:
        made = revision(opened, 2)
        assert (made.by, made.action.value, made.why) == (str(EDITOR.id), "import", "the week's additions")
        assert made.count == 3
        assert check_database(opened) == check_revisions(opened) == ()
    assert "revision 2" in api.screen(PrivateChat(EDITOR))[-1].text
    assert done.buttons == ()


async def test_in_arabic_too(api: BotApi, bot: BotApplication, database: Path) -> None:
    report = await report_on(api, FILE, sender=EDITOR_AR)
    plain = report.text.replace("\u2068", "").replace("\u2069", "")
    assert "تجربة استيراد new.jsonl. لم يُكتب شيء بعد." in plain
    assert "المداخل: يضاف 2، يتغير 1" in plain
    await api.press(report, "اكتبها كلها (3)", by=EDITOR_AR)
    await api.until(lambda: "وهو سليم" in api.screen(PrivateChat(EDITOR_AR))[-1].text, "the check")
    assert "news-001" in ids(database)


async def test_a_file_is_named_by_a_reply_and_the_button_is_its_senders(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    file = await api.send_file("new.jsonl", FILE, sender=EDITOR, chat=DESK)
    await api.say("/import", sender=EDITOR, chat=DESK, reply_to=file)
    report = await outcome(api, await api.next_message(DESK))
    for other in (OWNER, EDITOR_AR):
        notice = await api.pressed(await api.press(report, "Write all", by=other))
        assert notice["text"]
    assert "news-001" not in ids(database)
    await api.press(report, "Write all", by=EDITOR)
    await api.until(lambda: "all is well" in api.screen(DESK)[-1].text, "the check")
    assert "news-001" in ids(database)


async def test_what_the_check_finds_is_told(api: BotApi, bot: BotApplication, database: Path) -> None:
    publish(database, captured("2024-12-06-homs", "2024-12-06", "homs", "Homs"))  # which has no Arabic text
    report = await report_on(api, FILE)
    await api.press(report, "Write all", by=EDITOR)
    chat = PrivateChat(EDITOR)
    await api.until(lambda: "a check of the whole timeline found" in api.screen(chat)[-1].text, "the check")
    assert "2024-12-06-homs" in api.screen(chat)[-1].text


async def test_it_can_be_left(api: BotApi, bot: BotApplication, database: Path) -> None:
    report = await report_on(api, FILE)
    await api.press(report, "Leave it", by=EDITOR)
    await api.until(lambda: "Nothing was changed" in api.screen(PrivateChat(EDITOR))[-1].text, "the end")
    assert "news-001" not in ids(database)


async def test_what_would_differ_is_not_written_but_shown_anew(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    report = await report_on(api, FILE)
    publish(database, news(1))  # the very same words: one less to add
    await api.press(report, "Write all of it (3)", by=EDITOR)
    chat = PrivateChat(EDITOR)
    await api.until(lambda: "The timeline was changed meanwhile" in api.screen(chat)[-1].text, "the new trial")
    again = api.screen(chat)[-1]
    assert "1 added, 1 changed, 1 unchanged" in again.text
    assert "news-002" not in ids(database)
    await api.press(again, "Write all of it (2)", by=EDITOR)
    await api.until(lambda: "all is well" in api.screen(chat)[-1].text, "the check")
    assert "news-002" in ids(database)


async def test_what_changes_nothing_of_it_does_not_hinder(api: BotApi, bot: BotApplication, database: Path) -> None:
    report = await report_on(api, FILE)
    publish(database, news(9))
    await api.press(report, "Write all", by=EDITOR)
    await api.until(lambda: "all is well" in api.screen(PrivateChat(EDITOR))[-1].text, "the check")
    assert {"news-001", "news-009"} <= ids(database)


async def test_a_restart_between_trial_and_yes(api: BotApi, database: Path) -> None:
    async with at_desk(api, database):
        first, second = await report_on(api, FILE), await report_on(api, records(source(), news(7)))
    async with at_desk(api, database):
        await api.press(first, "Write all", by=EDITOR)
        chat = PrivateChat(EDITOR)
        await api.until(lambda: any("all is well" in one.text for one in api.screen(chat)), "the check")
        api.fail("getFile", 400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        await api.press(second, "Write all", by=EDITOR)
        await api.until(lambda: "send it again" in api.screen(chat)[-1].text, "the refusal")
    assert "news-001" in ids(database)
    assert "news-007" not in ids(database)


async def test_an_import_that_is_forgotten_is_said_politely(api: BotApi, bot: BotApplication, database: Path) -> None:
    report = await report_on(api, FILE)
    with closing(open_for_writing(database)) as opened:
        Imports(opened).drop(1)
    await api.press(report, "Write all", by=EDITOR)
    await api.until(lambda: "send the file again" in api.screen(PrivateChat(EDITOR))[-1].text, "the refusal")


async def test_mistakes_are_told_with_their_place(api: BotApi, bot: BotApplication, database: Path) -> None:
    before = lines(database)
    wrong = records(source(), news(1)) + b'{"type":"event","id":"x","when":"2024-13-01"}\nno json\n'
    report = await report_on(api, wrong)
    assert "new.jsonl was not imported" in report.text
    assert "Line 3, when:" in report.text
    assert "Line 4: column 1: no valid JSON" in report.text
    assert report.buttons == ()
    rows = ("05/12/2024;capture;Hama;Taken.;سيطروا.;TAG24", "32/12/2024;capture;Hama;Taken.;سيطروا.;TAG24")
    sheet = "\n".join(["date;kind;place;text_en;text_ar;outlet", *rows])
    report = await report_on(api, b"\xef\xbb\xbf" + sheet.encode(), "week.csv", sender=EDITOR_AR)
    plain = report.text.replace("\u2068", "").replace("\u2069", "")
    assert 'السطر 3، date: "32/12/2024" ليس يوماً في التقويم؛ اكتبه مثل' in plain, plain
    report = await report_on(api, bytes(range(256)) * 20, "picture.png")
    assert "CSV UTF-8" in report.text
    assert lines(database) == before


async def test_a_sheet_acled_and_ucdp_are_known_by_what_is_in_them(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    def table(row: dict[str, str]) -> bytes:
        quoted = ['"' + cell.replace('"', '""') + '"' for cell in row.values()]
        return f"{','.join(row)}\n{','.join(quoted)}\n".encode()

    sheet = "date;kind;place;text_en;text_ar;outlet\n05/12/2024;clash;Hama;They fought.;اشتبكوا.;TAG24\n;;;;;\n"
    for name, content, form in (
        ("week.csv", b"\xef\xbb\xbf" + sheet.encode(), "Read as: a sheet"),
        ("acled.csv", table(ACLED), "Read as: an export of ACLED"),
        ("ged.csv", table(GED), "Read as: UCDP GED"),
    ):
        report = await report_on(api, content, name)
        assert form in report.text, report.text
        assert "Entries: 1 added" in report.text
        await api.press(report, "Write all", by=EDITOR)
        await api.until(lambda: "all is well" in api.screen(PrivateChat(EDITOR))[-1].text, "the check")
    assert {"ucdp-412700", "acled-syr12345"} <= {one.lower() for one in ids(database)}


async def test_a_long_report_comes_whole_as_a_file(api: BotApi, bot: BotApplication, database: Path) -> None:
    many: list[Event] = [news(number) for number in range(60)]
    report = await report_on(api, records(source(), *many))
    assert "file below" in report.text
    await api.until(lambda: api.screen(PrivateChat(EDITOR))[-1].file, "the file")
    attached = api.screen(PrivateChat(EDITOR))[-1]
    assert (attached.file, attached.reply_to) == ("import.txt", report.id)
    whole = api.file(attached).decode("utf-8-sig")
    assert [number for number in range(60) if f"entry news-{number:03}: added" not in whole] == []
    assert "1: source tag24: the same already" in whole


async def test_what_is_there_already_is_not_asked_about(api: BotApi, bot: BotApplication, database: Path) -> None:
    with closing(open_for_writing(database)) as opened:
        import_records(opened, [source(), news(1)])
    report = await report_on(api, records(source(), news(1)))
    assert "nothing to write" in report.text
    assert report.buttons == ()


async def test_what_can_not_be_fetched_is_said(api: BotApi, bot: BotApplication) -> None:
    await api.say("/import", sender=EDITOR)
    assert "write /import under it" in (await api.next_message(PrivateChat(EDITOR))).text
    await api.send_file("big.csv", b"x" * (20 * 2**20 + 1), caption="/import", sender=EDITOR)
    assert "tarikh import FILE" in (await api.next_message(PrivateChat(EDITOR))).text
    await api.send_file("big.csv", b"x" * (20 * 2**20 + 1), caption="/import", sender=EDITOR_AR)
    assert "tarikh import FILE" in (await api.next_message(PrivateChat(EDITOR_AR))).text


async def test_how_far_it_is_is_shown(api: BotApi, bot: BotApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_work, "PACE", 0.01)
    await report_on(api, records(source(), *(news(number) for number in range(900))))
    shown = [params["text"] for params in api.sent("editMessageText")]
    assert any("Dry run of new.jsonl:" in text and "records so far" in text for text in shown), shown


async def test_where_a_second_person_publishes_owners_alone_import(api: BotApi, database: Path) -> None:
    async with at_desk(api, database, review=True):
        await api.send_file("new.jsonl", FILE, caption="/import", sender=EDITOR)
        assert "only owners" in (await api.next_message(PrivateChat(EDITOR))).text
        report = await report_on(api, FILE, sender=OWNER)
        await api.press(report, "Write all", by=OWNER)
        await api.until(lambda: "all is well" in api.screen(PrivateChat(OWNER))[-1].text, "the check")
    assert "news-001" in ids(database)


async def test_a_trial_that_is_cut_short_by_the_end_says_so(
    api: BotApi, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_work, "PACE", 0.01)
    before = lines(database)
    many = records(source(), *(news(number) for number in range(2500)))
    async with at_desk(api, database):
        await api.send_file("new.jsonl", many, caption="/import", sender=EDITOR)
        await api.until(lambda: "records so far" in api.screen(PrivateChat(EDITOR))[-1].text, "it to be under way")
    assert "I was ended before this was done" in api.screen(PrivateChat(EDITOR))[-1].text
    assert lines(database) == before


async def test_a_writing_that_is_cut_short_by_the_end_writes_nothing_and_can_be_pressed_again(
    api: BotApi, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_work, "PACE", 0.01)
    before, chat = lines(database), PrivateChat(EDITOR)
    many = records(source(), *(news(number) for number in range(2500)))
    async with at_desk(api, database):
        report = await report_on(api, many)
        await api.press(report, "Write all", by=EDITOR)
        await api.until(lambda: "Writing new.jsonl" in api.screen(chat)[1].text, "it to be under way")
    assert lines(database) == before
    stopped = api.screen(chat)[1]
    assert "I was ended before this was written" in stopped.text
    async with at_desk(api, database):
        await api.press(stopped, "Write all", by=EDITOR)
        await api.until(lambda: "all is well" in api.screen(chat)[1].text, "the check", 60)
    assert len(ids(database)) == 2501


async def test_a_file_without_a_word_is_told_how_it_is_imported(api: BotApi, bot: BotApplication) -> None:
    await api.send_file("new.jsonl", records(source()), sender=EDITOR)
    assert (
        plain(await api.next_message(PrivateChat(EDITOR)))
        == "To import new.jsonl, reply /import to it; a dry run comes first and writes nothing."
    )
    await api.send_file("new.jsonl", records(source()), sender=EDITOR_AR)
    assert plain(await api.next_message(PrivateChat(EDITOR_AR))).startswith("لاستيراد new.jsonl ردّ عليه بـ/import")


async def test_a_file_with_nothing_in_it_is_not_taken_for_one_that_is_known(api: BotApi, bot: BotApplication) -> None:
    said = plain(await report_on(api, b" \n", "blank.csv"))
    assert "There is no record in the file" in said
    assert "in the timeline already" not in said


async def test_a_column_is_named_in_arabic_and_its_heading_as_people_write_it(api: BotApi, bot: BotApplication) -> None:
    sheet = "التاريخ;النوع;المكان;النص بالعربية;النص بالإنكليزيه;المصدرر\n".encode()
    said = plain(await report_on(api, sheet, "s.csv", sender=EDITOR_AR))
    assert "السطر 1، العمود F: " in said
    assert "هل تقصد المصدر؟" in said
    assert "العمود E" not in said

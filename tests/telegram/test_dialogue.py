"""The guided dialogue over real HTTP: walked through whole in both languages, left, gone on with, and interrupted."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from answering.wording import phrase
from db.connection import open_for_reading
from db.drafts import Drafts
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import DESK, EDITOR, EDITOR_AR, OWNER, READER, REVIEWER, at_desk, make_with_desk
from tests.telegram.screen import Shown
from tests.telegram.world import Channel, Chat, Person, PrivateChat, forwarded_post

CHANNEL = Channel(-1002000000044, "Levant News", username="levant_news")
MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))


class Guided:
    """Somebody who is led through an entry, and the question that they see."""

    def __init__(self, api: BotApi, person: Person = EDITOR, chat: Chat | None = None) -> None:
        self.api, self.person = api, person
        self.chat = chat or PrivateChat(person)
        self.asked: Shown | None = None

    @property
    def text(self) -> str:
        """What the question's message says now, without marks of direction."""
        return self.now.text.translate(MARKS)

    @property
    def now(self) -> Shown:
        assert self.asked is not None
        return self.api.messages.shown((self.asked.chat_id, self.asked.id))

    async def write(self, *texts: str, messages: int = 1) -> Guided:
        """Write in private, in a group in reply to the question; of the messages that come, the last one asks."""
        for text in texts:
            reply_to = self.asked if self.chat is DESK and not text.startswith("/") else None
            await self.api.say(text, sender=self.person, chat=self.chat, reply_to=reply_to)
            for _ in range(messages):
                self.asked = await self.api.next_message(self.chat)
        return self

    async def press(self, *labels: str) -> Guided:
        for label in labels:
            told = await self.api.pressed(await self.api.press(self.now, label, by=self.person))
            assert "text" not in told, told
        return self

    async def pressed_to_the_end(self, label: str, messages: int) -> Guided:
        """Press what ends the dialogue: the summary comes in messages below."""
        await self.press(label)
        for _ in range(messages):
            self.asked = await self.api.next_message(self.chat)
        return self

    def at(self, words: str) -> Guided:
        assert words in self.text, self.text
        return self


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    api.meet(PrivateChat(READER))
    async with at_desk(api, database) as application:
        yield application


async def to_summary(guided: Guided) -> Guided:
    """An entry in English, from the first question to the summary."""
    await guided.write("/add")
    guided.at("Date · 1 of").at("When did it happen?").at("Leave")
    await guided.write("6 December 2024")
    await guided.at("Time of day").press("Evening")
    await guided.at("Kind · 3 of").press("Fighting", "Capture")
    await guided.at("Places").write("sala")
    await guided.press("Salamiyah (town · Hama Governorate)")
    await guided.at("So far: Salamiyah").press("Next")
    await guided.at("Who took part").write("hayat tahrir al-sham")
    await guided.at("What did Hayat Tahrir al-Sham do?").press("Did it")
    await guided.write("Syrian Arab Army")
    await guided.press("Lost control by it")
    await guided.at("• Hayat Tahrir al-Sham: did it").at("• Syrian Arab Army: lost control").press("Next")
    await guided.at("English text").write("Rebels took Salamiyah, east of Hama.")
    await guided.at("Arabic text").write("سيطر مقاتلو المعارضة على السلمية شرق حماة.")
    await guided.at("Who tells of it?").write("https://news.example.com/2024/12/06/salamiyah")
    await guided.at("Which outlet is it?").write("Example News")
    await guided.at("Which day does the page show?").press("6 December 2024")
    await guided.at("In which language").press("English")
    await guided.at("What kind of source").press("Agency")
    await guided.at("have it from").press("The outlet itself")
    await guided.at("What is said there").press("Reports it")
    await guided.at("count something").write("12 to 15 soldiers killed")
    await guided.at("Which days does it cover?").press("6 December 2024")
    await guided.at("Where was it counted?").press("Salamiyah")
    await guided.press("Next")
    await guided.at("Who counted?").press("The outlet itself")
    await guided.at("in words?").press("Next")
    await guided.at("Killed: 12 to 15 (soldiers)").press("Next")
    await guided.at("A further source?").press("Next")
    await guided.at("How well does it stand?").press("Reported")
    await guided.at("weigh?").press("4")
    await guided.at("change hands?").press("All of Salamiyah")
    await guided.press("Next")
    return await guided.at("What does it belong to?").pressed_to_the_end("Skip", 3)


FORM = """/add
date: 2024-12-06
kind: capture
places: salamiyah
actors: hts by, saa from
english: Rebels took Salamiyah, east of Hama.
arabic: سيطر مقاتلو المعارضة على السلمية شرق حماة.
status: reported
importance: 4
source: Example News | https://news.example.com/1 | 2024-12-06 | en | agency"""


async def drafted(api: BotApi) -> Guided:
    """An entry that came as a form, at its preview."""
    return await Guided(api).write(FORM, messages=3)


async def test_the_dialogue_is_walked_through_in_english(api: BotApi, bot: BotApplication) -> None:
    guided = await to_summary(Guided(api))
    shown = "\n".join(said.text for said in api.screen(PrivateChat(EDITOR)))
    assert "Rebels took Salamiyah, east of Hama." in shown
    assert "سيطر مقاتلو المعارضة على السلمية شرق حماة." in shown
    await guided.press("Publish")
    assert "2024-12-06-salamiyah-capture" in guided.text
    await guided.write("when did Salamiyah fall")
    guided.at("6 December 2024").at("Rebels took Salamiyah, east of Hama.").at("Example News")
    await guided.write("how many soldiers were killed in Salamiyah")
    guided.at("12")
    await guided.write("who controls Salamiyah")
    guided.at("Hayat Tahrir al-Sham")


async def test_the_dialogue_is_walked_through_in_arabic(api: BotApi, bot: BotApplication) -> None:
    guided = Guided(api, EDITOR_AR)
    await guided.write("/add")
    await guided.at("التاريخ · 1 من").at("متى حدث؟").write("كلام")
    await guided.at("كلام").at("متى حدث؟").write("٦ كانون الأول ٢٠٢٤")
    await guided.at("الوقت").press("تخطَّ")
    await guided.at("النوع").write("سيطرة")
    await guided.at("أين حدث؟").write("السلم")
    await guided.press("السلمية (بلدة · محافظة حماة)", "التالي")
    await guided.at("من شارك؟").write("هيئة تحرير الشام")
    await guided.at("ما دور هيئة تحرير الشام؟").press("الفاعل")
    await guided.press("التالي")
    await guided.at("النص العربي").write("سيطرت هيئة تحرير الشام على السلمية.")
    await guided.at("النص الإنكليزي").write("سيطرت هيئة تحرير الشام.")
    await guided.at("المطلوب هنا النص الإنكليزي").write("Hayat Tahrir al-Sham took Salamiyah.")
    await guided.at("من روى ذلك؟").write("جريدة المثال")
    await guided.press("وسيلة جديدة: جريدة المثال")
    await guided.at("أين الصفحة؟").press("تخطَّ")
    await guided.at("ما التاريخ الذي تظهره الصفحة؟").write("7 كانون الأول 2024")
    await guided.at("بأي لغة").press("العربية")
    await guided.at("ما نوع هذا المصدر؟").press("أخبار")
    await guided.at("عمّن تنقل الصفحة؟").write("المرصد")
    await guided.press("المرصد السوري", "التالي")
    await guided.at("ماذا يُقال هناك").press("ينقل الخبر")
    await guided.at("في أي يوم قيل ذلك؟").press("تخطَّ")
    await guided.at("هل يذكر هذا المصدر عددًا؟").press("قتلى")
    await guided.at("كم؟").write("١٢ مدنياً")
    await guided.at("أي أيام يشمل؟").press("تخطَّ")
    await guided.at("أين عُدّ؟").press("السلمية", "التالي")
    await guided.at("من عدّ؟").press("المرصد السوري", "التالي")
    await guided.at("ما الذي يُعَدّ").press("التالي", "التالي")
    await guided.at("هل من مصدر آخر؟").press("التالي")
    await guided.at("ما درجة ثبوته؟").press("منقول")
    await guided.at("ما وزن").press("3")
    await guided.at("هل انتقلت السيطرة").write("السلمية إلى هيئة تحرير الشام")
    await guided.press("التالي")
    await guided.at("إلى أي ملف ينتمي؟").pressed_to_the_end("تخطَّ", 3)
    await guided.press(phrase("button.publish", "ar"))
    await guided.write("متى سقطت السلمية")
    guided.at("6 كانون الأول").at("سيطرت هيئة تحرير الشام على السلمية.").at("جريدة المثال")


async def test_leaving_and_coming_back_after_a_restart(api: BotApi, database: Path) -> None:
    guided = Guided(api)
    async with at_desk(api, database):
        await guided.write("/add", "6 December 2024")
        await guided.press("Skip", "Fighting")
    async with at_desk(api, database):  # the button of before the restart works, and so do words
        await guided.press("Capture")
        await guided.at("Places").write("salamiyah")
        await guided.press("Leave")
        guided.at("is kept")
        await guided.write("when did Hama fall")
        guided.at("5 December 2024")
    async with at_desk(api, database):
        await guided.write("/add")
        await guided.at("6 December 2024 · Capture · Salamiyah").press("Go on with it")
        await guided.at("Places").at("So far: Salamiyah").press("Back")
        await guided.at("So far: Capture").press("Back", "Back")
        await guided.at("So far: 6 December 2024").press("Next", "Skip", "Next")
        guided.at("So far: Salamiyah")
        await guided.write("/add")
        await guided.press("Begin another")
        await guided.at("Date · 1 of").write("7 December 2024")
        await guided.write("/drafts")
        guided.at("6 December 2024")


async def test_what_is_no_answer_stays_at_the_question(api: BotApi, bot: BotApplication) -> None:
    guided = Guided(api)
    await guided.write("/add", "when did Hama fall")
    guided.at("Date · 1 of").at("when did Hama fall").at("press “Leave” first")
    await guided.write("5 December 2024")
    guided.at("Time of day")


async def test_answers_that_are_written_at_once_are_taken_in_order(api: BotApi, bot: BotApplication) -> None:
    guided = await Guided(api).write("/add")
    for text in ("6 December 2024", "evening", "capture", "Salamiyah"):
        await api.say(text, sender=EDITOR)
    for _ in range(4):
        guided.asked = await api.next_message(PrivateChat(EDITOR))
    guided.at("Places").at("So far: Salamiyah")
    await api.settled(bot)
    with_buttons = [said for said in api.screen(PrivateChat(EDITOR)) if said.buttons]
    assert [said.id for said in with_buttons] == [guided.now.id]
    await guided.press("Back")
    guided.at("So far: Capture")


async def test_a_button_pressed_twice_does_its_work_once(api: BotApi, bot: BotApplication, database: Path) -> None:
    guided = await Guided(api).write("/add")
    await guided.write("/add")
    presses = [await api.press(guided.now, "Begin another"), await api.press(guided.now, "Begin another")]
    for one in presses:
        assert "text" not in await api.pressed(one)
    with closing(open_for_reading(database)) as opened:
        assert len(Drafts(opened).of_person(EDITOR.id)) == 2
    presses = [await api.press(guided.now, "Today"), await api.press(guided.now, "Today")]
    for one in presses:
        assert "text" not in await api.pressed(one)
    guided.at("Time of day")


async def test_commands_in_between_do_not_break_it(api: BotApi, bot: BotApplication) -> None:
    guided = Guided(api)
    await guided.write("/add", "/help", "/today", "/staff", "/history 2024-12-05-hama", "6 December 2024")
    guided.at("Time of day")


async def test_a_reply_to_an_answer_is_a_question_and_an_edit_is_no_answer(api: BotApi, bot: BotApplication) -> None:
    guided = Guided(api)
    await guided.write("when did Hama fall")
    answer = guided.now
    await guided.write("/add")
    await api.say("who did it", sender=EDITOR, reply_to=answer)
    assert "Hayat Tahrir al-Sham" in (await api.next_message(PrivateChat(EDITOR))).text
    said = await api.say("6 December 2024", sender=EDITOR)
    guided.asked = await api.next_message(PrivateChat(EDITOR))
    guided.at("Time of day")
    await api.edit(said, "7 December 2024")
    assert "editing it changes nothing" in (await api.next_message(PrivateChat(EDITOR))).text
    await guided.press("Back")
    guided.at("So far: 6 December 2024")


async def test_nobody_else_can_press_or_answer(api: BotApi, bot: BotApplication) -> None:
    guided = await Guided(api, EDITOR, DESK).write("/add")
    guided.at("Reply to this message")
    for person in (OWNER, REVIEWER, READER):
        told = await api.pressed(await api.press(guided.now, "Today", by=person))
        assert told["text"] == phrase("desk.not_yours", "en")
        await api.say("5 December 2024", sender=person, chat=DESK, reply_to=guided.now)
    await api.say("I think it was on 5 December 2024", sender=EDITOR, chat=DESK)  # talk, to nobody
    await api.settled(bot)
    guided.at("Date · 1 of")
    assert "So far" not in guided.text
    await guided.write("6 December 2024")
    await guided.at("Time of day").press("Skip", "Fighting", "Clash")
    guided.at("Places")


async def test_in_private_a_dialogue_in_the_group_takes_nothing(api: BotApi, bot: BotApplication) -> None:
    await Guided(api, EDITOR, DESK).write("/add")
    private = await Guided(api).write("when did Hama fall")
    private.at("5 December 2024").at("Forces captured Hama.")


async def test_a_role_that_is_revoked_ends_the_dialogue(api: BotApi, bot: BotApplication) -> None:
    guided = await Guided(api).write("/add", "6 December 2024")
    question = guided.now
    await Guided(api, OWNER).write(f"/revoke {EDITOR.id}")
    assert (await api.pressed(await api.press(question, "Evening")))["text"] == phrase("desk.not_yours", "en")
    await guided.write("when did Hama fall")
    guided.at("5 December 2024").at("Forces captured Hama.")
    await guided.write("/add")
    assert guided.now.text == phrase("help.unknown_command", "en")
    await Guided(api, OWNER).write(f"/grant {EDITOR.id} editor")
    await guided.write("/add")
    await guided.at("6 December 2024").press("Go on with it")
    guided.at("Time of day")


async def test_a_button_of_an_earlier_question_says_so(api: BotApi, bot: BotApplication, database: Path) -> None:
    guided = await Guided(api).write("/add")
    first = guided.now
    await guided.write("6 December 2024")
    await api.settled(bot)
    assert api.messages.shown((first.chat_id, first.id)).buttons == ()  # gone with the answer
    data = first.button("Today").data
    assert data
    await bot.bot.send_message(EDITOR.id, "From before", reply_markup=_one_button(data))
    old = await api.next_message(PrivateChat(EDITOR))
    told = await api.pressed(await api.press(old, "Old"))
    assert told["text"] == phrase("guide.earlier", "en")
    guided.asked = await api.next_message(PrivateChat(EDITOR))
    await guided.at("Time of day").press("Skip")
    guided.at("Kind")


async def test_a_draft_that_is_thrown_away_is_led_no_more(api: BotApi, bot: BotApplication) -> None:
    guided = await drafted(api)
    await guided.press("Change a field")
    data = guided.now.button("Weight").data
    assert data
    await guided.pressed_to_the_end("Back", 3)
    await guided.press(phrase("button.throw_away", "en"))
    await bot.bot.send_message(EDITOR.id, "From before", reply_markup=_one_button(data))
    old = await api.next_message(PrivateChat(EDITOR))
    told = await api.pressed(await api.press(old, "Old"))
    assert told["text"] == phrase("guide.over", "en")
    await guided.write("when did Hama fall")
    guided.at("5 December 2024")


async def test_a_field_is_changed_from_the_preview(api: BotApi, bot: BotApplication) -> None:
    guided = await drafted(api)
    await guided.press("Change a field", "Weight")
    await guided.at("So far: 4").pressed_to_the_end("5", 3)
    await guided.press("Change a field", "English text")
    await guided.write("Rebels captured Salamiyah, east of Hama.", messages=3)
    await guided.press(phrase("button.keep_draft", "en"))
    await guided.write("when did Hama fall")
    guided.at("5 December 2024").at("Forces captured Hama.")
    await guided.write("/add")
    await guided.pressed_to_the_end("Go on with it", 3)
    await guided.press("Publish")
    await guided.write("when did Salamiyah fall")
    guided.at("Rebels captured Salamiyah, east of Hama.")


async def test_what_is_missing_is_one_press_away_from_the_summary(api: BotApi, bot: BotApplication) -> None:
    guided = await drafted(api)
    await guided.press("Change a field", "Sources", "Example News", "✕ Remove it")
    await guided.at("Who tells of it?").pressed_to_the_end("Skip", 1)
    await guided.at("no entry yet").press("Sources")
    await guided.write("TAG24 | https://tag24.example/x | 2024-12-06 | en | news")
    await guided.at("have it from").press("The outlet itself", "Reports it", "No figures")
    await guided.pressed_to_the_end("Next", 3)
    await guided.press("Publish")
    await guided.write("when did Salamiyah fall")
    guided.at("TAG24")


async def test_a_post_that_is_forwarded_where_a_source_is_asked_for_is_the_source(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    guided = await Guided(api).write("/add", "6 December 2024")
    posted = {"forward_origin": forwarded_post(CHANNEL, 17, 1733500000)}
    await api.say("عاجل: سيطر مقاتلو المعارضة على السلمية", sender=EDITOR, **posted)  # no source is asked for
    for _ in range(2):
        assert "guide" not in (await api.next_message(PrivateChat(EDITOR))).text
    await api.settled(bot)
    await guided.press("Skip", "Fighting", "Clash", "Skip", "Skip", "Skip", "Skip")
    guided.at("Who tells of it?")
    await api.say("عاجل: سيطر مقاتلو المعارضة على السلمية", sender=EDITOR, **posted)
    guided.asked = await api.next_message(PrivateChat(EDITOR))
    await guided.at("I took the post as the source.").at("have it from").press("The outlet itself", "Reports it")
    await guided.press("No figures")
    guided.at("So far: Levant News, 6 Dec 2024")
    with closing(open_for_reading(database)) as opened:
        lines = next(one.lines for one in Drafts(opened).of_person(EDITOR.id) if one.talking)
    assert ("source", "Levant News | https://t.me/levant_news/17 | 2024-12-06 | ar | social") in lines


async def test_a_stored_entry_is_changed_field_by_field(api: BotApi, bot: BotApplication) -> None:
    guided = Guided(api)
    await guided.write("/edit 2024-12-05-hama\nimportance: 5", messages=3)
    await guided.press("Change a field", "English text")
    await guided.at("So far: Forces captured Hama.").write("Forces took the city of Hama.", messages=3)
    await guided.press("Change a field", "Reason")
    await guided.write("a better word", messages=3)
    await guided.press("Publish")
    await guided.write("when did Hama fall")
    guided.at("Forces took the city of Hama.")
    await guided.write("/history 2024-12-05-hama")
    guided.at("a better word")


def _one_button(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Old", callback_data=data)]])


async def test_cancel_leaves_the_dialogue_and_keeps_the_draft(api: BotApi, bot: BotApplication) -> None:
    guided = await Guided(api).write("/add", "6 December 2024", "/cancel")
    guided.at("Draft 1 is kept.")
    assert "Nothing is going on that could be cancelled" in (await guided.write("/cancel")).text

"""The bot among people: it answers who asked it, where they asked, and is silent otherwise."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.chats import Asking, Chats, Preferences
from db.connection import open_for_writing
from handlers.context import BotApplication
from handlers.limits import Limit, Turn
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.world import AMIRA, ANONYMOUS, BOT, OMAR, Channel, Group, Person, forwarded_post

EN, AR = "when did Hama fall", "متى سقطت حماة"
DAY = {EN: "5 December 2024", AR: "5 كانون الأول"}
GROUP = Group(members=(AMIRA,), admins=(OMAR,))
FORUM = Group(id=-1001000000002, name="Forum", members=(AMIRA,), admins=(OMAR,), topics=(5, 9))


@pytest.fixture
async def bot(api: BotApi, small_timeline: Path) -> AsyncIterator[BotApplication]:
    api.meet(GROUP, FORUM)
    async with running(api, small_timeline) as application:
        yield application


@pytest.fixture
async def knowing(api: BotApi, timeline: Path) -> AsyncIterator[BotApplication]:
    """The bot with a timeline that has much of what people speak of."""
    api.meet(GROUP, FORUM)
    async with running(api, timeline) as application:
        yield application


SPOKEN_TO = (
    (f"@{BOT.username} {EN}", EN),
    (f"{EN} @Tarikh_Test_Bot?", EN),
    (f"@{BOT.username} {AR}", AR),
    (f"Tarikh, {EN}?", EN),
    (f"tarikh: {EN}", EN),
    (f"Hey Tarikh {EN}?", EN),
    (f"Tarikh {EN}", EN),
    (f"تاريخ، {AR}؟", AR),
    (f"تاريخ {AR}", AR),
    (f"يا تاريخ {AR}؟", AR),
    (f"/ask {EN}", EN),
    (f"/ask@{BOT.username} {AR}", AR),
)
BETWEEN_PEOPLE = (
    EN,
    AR,
    "I have read Tarikh al-Tabari",
    "تاريخ سوريا طويل",  # "the history of Syria is long"
    "تاريخ ميلادي غداً",
    "Tarikh is a nice word",
    f"mail@{BOT.username}x.org {EN}",
    f"@{BOT.username}2 {EN}",
    f"/ask@another_bot {EN}",
    "/unknown",
    f"/start@{BOT.username}_2",
    "hello",
)


async def test_who_speaks_to_it_gets_an_answer(api: BotApi, knowing: BotApplication) -> None:
    for number, (text, question) in enumerate(SPOKEN_TO):
        asked = await api.say(text, chat=GROUP, sender=Person(200 + number, "Somebody"))
        answer = await api.next_message(GROUP)
        assert (answer.reply_to, DAY[question] in answer.text) == (asked.id, True), text


async def test_talk_between_people_gets_silence(api: BotApi, knowing: BotApplication) -> None:
    for number, text in enumerate(BETWEEN_PEOPLE):
        await api.say(text, chat=GROUP, sender=Person(200 + number, "Somebody"))
    await api.settled(knowing)
    assert not api.sent()


async def test_a_reply_to_its_message_follows_up(api: BotApi, bot: BotApplication) -> None:
    await api.say(f"/ask {EN}", chat=GROUP)
    answer = await api.next_message(GROUP)
    followed = await api.say("who says so?", chat=GROUP, sender=OMAR, reply_to=answer)
    sources = await api.next_message(GROUP)
    assert sources.reply_to == followed.id
    assert "TAG24" in sources.text


async def test_talk_about_its_answer_is_not_called_unclear(api: BotApi, knowing: BotApplication) -> None:
    await api.say(f"/ask {EN}", chat=GROUP)
    answer = await api.next_message(GROUP)
    await api.say("told you, I win", chat=GROUP, sender=OMAR, reply_to=answer)
    await api.settled(knowing)
    assert len(api.sent()) == 1


async def test_who_calls_it_and_is_not_understood_is_told_so(api: BotApi, knowing: BotApplication) -> None:
    await api.say(f"@{BOT.username} lorem ipsum", chat=GROUP)
    assert (await api.next_message(GROUP)).text


async def test_it_can_be_called_to_somebody_elses_question(api: BotApi, bot: BotApplication) -> None:
    question = await api.say(EN, chat=GROUP)
    called = await api.say(f"@{BOT.username}", chat=GROUP, sender=OMAR, reply_to=question)
    answer = await api.next_message(GROUP)
    assert DAY[EN] in answer.text
    assert answer.reply_to == called.id


async def test_what_others_said_elsewhere_is_not_asked(api: BotApi, bot: BotApplication) -> None:
    news = Channel(username="news")
    await api.say(f"Tarikh, {EN}", chat=GROUP, forward_origin=forwarded_post(news, 3, 0))
    await api.say(f"/ask {EN}", chat=GROUP, is_automatic_forward=True, sender_chat=news.json())
    await api.say(f"/ask {EN}", chat=GROUP, sender=Person(77, "Another", "another_bot", is_bot=True))
    await api.say(f"/ask {EN}", chat=GROUP, via_bot=BOT.json())
    await api.settled(bot)
    assert not api.sent()


async def test_fifty_people_talk_and_five_ask(api: BotApi, knowing: BotApplication) -> None:
    people = [Person(100 + number, f"P{number}", f"p{number}_") for number in range(50)]
    crowd = Group(id=-1001000000050, name="Crowd", members=tuple(people))
    api.meet(crowd)
    first = await api.say("what a day", chat=crowd, sender=people[0])
    asking = {
        7: f"/ask {EN}",
        16: f"Tarikh, {EN}?",
        25: f"@{BOT.username} {AR}",
        34: f"يا تاريخ {AR}",
        43: f"{EN}, @{BOT.username}?",
    }
    asked = []
    for number, person in enumerate(people):
        talk = EN if number % 3 else "did you hear? Hama fell on Thursday, they say"
        said = await api.say(
            asking.get(number, talk), chat=crowd, sender=person, reply_to=None if number % 2 else first
        )
        if number in asking:
            asked.append(said.id)
    answers = [await api.next_message(crowd) for _ in asked]
    await api.settled(knowing)
    assert len(api.sent()) == 5
    assert sorted(answer.reply_to or 0 for answer in answers) == asked


async def test_topics_get_their_answers_and_talk_in_them_does_not(api: BotApi, bot: BotApplication) -> None:
    await api.say("hello", chat=FORUM, thread_id=5)  # replies to the topic's beginning, as all in it do
    for thread in (5, 9, None):
        await api.say(f"Tarikh, {EN}", chat=FORUM, thread_id=thread)
        assert (await api.next_message(FORUM)).thread_id == thread


async def test_an_answer_whose_question_is_gone_stays_in_its_topic(api: BotApi, bot: BotApplication) -> None:
    api.fail("sendMessage", 429, retry_after=1)
    asked = await api.say(f"Tarikh, {EN}", chat=FORUM, thread_id=9)
    await api.until(lambda: not api.faults_left("sendMessage"), "the answer to be put off")
    api.messages.delete((FORUM.id, asked.id))
    answer = await api.next_message(FORUM)
    assert (answer.thread_id, answer.reply_to) == (9, None)


@pytest.mark.parametrize("name", ["photo.jpg", "report.pdf"])
async def test_what_stands_under_a_picture_is_read(api: BotApi, bot: BotApplication, name: str) -> None:
    for caption in (f"/ask {EN}", f"Tarikh, {EN}", f"@{BOT.username} {EN}"):
        await api.send_file(name, b"%PDF", caption=caption, chat=GROUP)
        assert DAY[EN] in (await api.next_message(GROUP)).text
    await api.send_file(name, b"%PDF", caption=EN, chat=GROUP)
    await api.send_file(name, b"%PDF", chat=GROUP)
    await api.settled(bot)
    assert len(api.sent()) == 3


async def test_who_asks_too_much_is_told_once(api: BotApi, bot: BotApplication) -> None:
    for _ in range(9):
        await api.say(f"/ask {EN}", chat=GROUP)
    await api.settled(bot)
    shown = [message.text for message in api.screen(GROUP) if message.by_bot]
    assert [DAY[EN] in text for text in shown] == [True] * 6 + [False]
    assert "6 questions a minute" in shown[-1]
    await api.say(f"/ask {AR}", chat=GROUP, sender=OMAR)
    assert DAY[AR] in (await api.reply(8))["text"]


async def test_a_press_too_many_is_answered_with_a_notice(api: BotApi, bot: BotApplication) -> None:
    for _ in range(6):
        await api.say(f"/ask {AR}", chat=GROUP)
    answers = [await api.next_message(GROUP) for _ in range(6)]
    pressed = await api.press(answers[0], "s:2024-12-05-hama", by=AMIRA)
    assert "6" in (await api.pressed(pressed))["text"]


def test_turns_come_back_and_a_full_window_is_said_once() -> None:
    limit = Limit(2, seconds=10)
    assert [limit.take((1, 1), now) for now in (0, 1)] == [Turn.FREE] * 2
    assert [limit.take((1, 1), now) for now in (2, 3, 9)] == [Turn.FULL, Turn.STILL_FULL, Turn.STILL_FULL]
    assert limit.take((1, 2), 3) is Turn.FREE
    assert [limit.take((1, 1), now) for now in (10, 11, 12)] == [Turn.FREE, Turn.FREE, Turn.FULL]


def prefer(database: Path, chat: int, **wanted: object) -> None:
    opened = open_for_writing(database)
    Chats(opened).prefer(chat, Preferences(**wanted))  # type: ignore[arg-type]
    opened.close()


async def test_a_group_whose_admins_want_no_replies_gets_none(api: BotApi, small_timeline: Path) -> None:
    prefer(small_timeline, GROUP.id, replies=False)
    api.meet(GROUP)
    async with running(api, small_timeline) as application:
        await api.say(f"/ask {EN}", chat=GROUP)
        await api.settled(application)
        assert not api.sent()
        await api.say(EN)
        assert DAY[EN] in (await api.next_message()).text


async def test_a_group_may_leave_asking_to_its_admins(api: BotApi, small_timeline: Path) -> None:
    prefer(small_timeline, GROUP.id, asking=Asking.ADMINS)
    api.meet(GROUP)
    async with running(api, small_timeline) as application:
        await api.say(f"/ask {EN}", chat=GROUP, sender=AMIRA)
        await api.settled(application)
        assert not api.sent()
        for admin in (OMAR, OMAR, ANONYMOUS):
            await api.say(f"/ask {EN}", chat=GROUP, sender=admin)
            assert DAY[EN] in (await api.next_message()).text
    assert len(api.sent("getChatMember")) == 2  # once for each: an anonymous admin is nobody to ask about


@pytest.mark.parametrize(
    ("by", "words"), [(AMIRA, ["/ask when did Hama fall", "silent"]), (OMAR, ["متى سقطت حماة", "صامت"])]
)
async def test_on_being_added_it_says_once_in_two_lines_how_to_ask(
    api: BotApi, bot: BotApplication, by: Person, words: list[str]
) -> None:
    group = Group(id=-1001000000066, members=(AMIRA,), admins=(OMAR,))
    await api.add_bot_to(group, by=by)
    greeting = await api.next_message(group)
    assert [word for word in words if word not in greeting.text] == []
    assert f"@{BOT.username}" in greeting.text
    assert greeting.text.count("\n") == 1
    await api.remove_bot_from(GROUP, by=OMAR)
    await api.settled(bot)
    assert len(api.sent()) == 1


@pytest.mark.parametrize(("by", "words"), [(AMIRA, "/ask when did Hama fall"), (OMAR, "متى سقطت حماة")])
async def test_who_adds_it_by_its_link_is_told_once_and_who_says_start_again(
    api: BotApi, bot: BotApplication, by: Person, words: str
) -> None:
    group = Group(id=-1001000000067, members=(AMIRA,), admins=(OMAR,))
    await api.say("/start", sender=by)
    (link,) = [one.url for row in (await api.next_message()).buttons for one in row if "startgroup" in (one.url or "")]
    await api.add_bot_to(group, by=by, link=str(link).rpartition("=")[2])
    assert words in (await api.next_message(group)).text
    await api.settled(bot)
    assert len(api.sent()) == 2
    asked = await api.say("/start", chat=group, sender=by)
    told = await api.next_message(group)
    assert (told.reply_to, words in told.text, told.buttons) == (asked.id, True, ())


@pytest.mark.parametrize(
    ("command", "sender", "limit"),
    [
        ("/timeline Hama", AMIRA, "6 questions a minute"),
        ("/help", AMIRA, "6 questions a minute"),
        ("/settings", AMIRA, "6 questions a minute"),
        ("/start", OMAR, "6 أسئلة في الدقيقة"),
        ("/sources", OMAR, "6 أسئلة في الدقيقة"),
    ],
)
async def test_no_command_floods_a_group(
    api: BotApi, bot: BotApplication, command: str, sender: Person, limit: str
) -> None:
    group = Group(id=-1001000000068, members=(AMIRA, OMAR))
    api.meet(group)
    for _ in range(9):
        await api.say(command, chat=group, sender=sender)
    await api.settled(bot)
    shown = [message.text for message in api.screen(group) if message.by_bot]
    assert [limit in text for text in shown] == [False] * 6 + [True]


async def test_presses_do_not_flood_a_group(api: BotApi, bot: BotApplication) -> None:
    await api.say(f"/ask {EN}", chat=GROUP)
    answer = await api.next_message(GROUP)
    notices = [await api.pressed(await api.press(answer, "Report a mistake", by=AMIRA)) for _ in range(9)]
    assert ["minute" in notice.get("text", "") for notice in notices] == [False] * 5 + [True] * 4
    assert len(api.sent()) == 6


async def test_a_channel_is_not_greeted_nor_who_makes_it_an_admin(api: BotApi, bot: BotApplication) -> None:
    await api.add_bot_to(Channel())
    new = Group(id=-1001000000077, members=(AMIRA,))
    await api.add_bot_to(new)
    await api.add_bot_to(new, admin=True)
    await api.settled(bot)
    assert len(api.sent()) == 1

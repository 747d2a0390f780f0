"""A small bot made with python-telegram-bot lives with the stand-in, by polling and by webhook."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram import BotCommandScopeChat, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.error import BadRequest, Conflict, InvalidToken
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from tests.telegram.bot_api import BotApi
from tests.telegram.world import AMIRA, BOT, OMAR, Channel, Group, PrivateChat, forwarded_post

SECRET = "-".join(["webhook", "secret"])


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
    await update.effective_message.reply_html("<b>Hello</b>", reply_markup=buttons)


async def more(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer("Here")
    await update.callback_query.edit_message_text("More of it")


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    if "quiet" not in update.effective_message.text:
        await update.effective_message.reply_text(update.effective_message.text, do_quote=True)


def build(api: BotApi) -> Application:
    limiter = AIORateLimiter(max_retries=3)
    builder = ApplicationBuilder().token(api.token).base_url(api.base_url).base_file_url(api.base_file_url)
    application = builder.rate_limiter(limiter).concurrent_updates(True).build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CallbackQueryHandler(more, pattern="^more$"))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application


@contextlib.asynccontextmanager
async def running(application: Application) -> AsyncIterator[Application]:
    async with application:
        await application.start()
        yield application
        if application.updater.running:
            await application.updater.stop()
        await application.stop()


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Application]:
    async with running(build(api)) as application:
        # An interval above 0 lets the poller try again at once after an error, else it waits a second.
        await application.updater.start_polling(poll_interval=0.001)
        yield application


async def test_a_command_a_button_and_the_screen(api: BotApi, bot: Application) -> None:
    await api.say("/start")
    hello = await api.next_message()
    assert (hello.text, hello.html) == ("Hello", "<b>Hello</b>")
    query = await api.press(hello, "More")
    assert (await api.next_edit()).text == "More of it"
    assert (await api.pressed(query))["text"] == "Here"
    assert str(api.screen()) == "Amira: /start\nTarikh (edited): More of it"


async def test_people_do_not_mix(api: BotApi, bot: Application) -> None:
    await api.say("from Omar", sender=OMAR)
    await api.say("from Amira")
    assert (await api.next_message(PrivateChat(AMIRA))).text == "from Amira"
    assert (await api.next_message(PrivateChat(OMAR))).text == "from Omar"


async def test_an_answer_stays_in_its_topic(api: BotApi, bot: Application) -> None:
    forum = Group(topics=(11,))
    asked = await api.say("When?", chat=forum, thread_id=11)
    answer = await api.next_message()
    assert (answer.thread_id, answer.reply_to) == (11, asked.id)


async def test_silence_is_known(api: BotApi, bot: Application) -> None:
    await api.say("be quiet")
    await api.settled(bot)
    assert [message.text for message in api.screen()] == ["be quiet"]
    assert {call.method for call in api.calls} == {"getMe", "deleteWebhook"}


async def test_files_come_and_go(api: BotApi, bot: Application) -> None:
    message = await api.send_file("events.csv", b"id,date")
    file = await bot.bot.get_file(message.file_id)
    assert bytes(await file.download_as_bytearray()) == b"id,date"
    await bot.bot.send_document(AMIRA.id, b"id", filename="all.csv", caption="All")
    sent = await api.next_message()
    assert (sent.file, sent.text, api.file(sent)) == ("all.csv", "All", b"id")


async def test_a_refusal_reaches_the_bot_and_the_test(api: BotApi, bot: Application) -> None:
    api.meet(PrivateChat(AMIRA))
    with pytest.raises(BadRequest, match="Can't parse entities: unclosed start tag"):
        await bot.bot.send_message(AMIRA.id, "1 <2", parse_mode="HTML")
    with pytest.raises(AssertionError, match="sendMessage: 400 Bad Request: can't parse entities"):
        api.check()
    api.take_refusals("can't parse entities")


async def test_an_unknown_method_fails_the_check(api: BotApi, bot: Application) -> None:
    with pytest.raises(BadRequest):
        await bot.bot.send_dice(AMIRA.id)
    with pytest.raises(AssertionError, match="does not know sendDice"):
        api.check()
    api.unknown_methods.clear()


@pytest.mark.parametrize("fault", ["409", "502", "drop", "cut"])
async def test_polling_survives(api: BotApi, bot: Application, fault: str) -> None:
    if fault.isdigit():
        api.fail("getUpdates", int(fault), times=2)
    else:
        getattr(api, fault)("getUpdates", times=2)
    await api.say("still there?")
    assert (await api.next_message()).text == "still there?"


async def test_flood_control_is_waited_for(api: BotApi, bot: Application) -> None:
    api.fail("sendMessage", 429, retry_after=1)
    await api.say("a")
    assert (await api.next_message()).text == "a"


async def test_another_instance_is_seen(api: BotApi, bot: Application) -> None:
    seen: list[Exception] = []
    await bot.updater.stop()
    await bot.updater.start_polling(poll_interval=0.001, error_callback=seen.append)
    polls = api.updates.polls
    await api.until(lambda: api.updates.polls > polls, "a poll")
    async with httpx.AsyncClient() as other:
        await other.get(f"{api.base_url}{api.token}/getUpdates")
    await api.until(lambda: seen, "the conflict")
    assert isinstance(seen[0], Conflict)


async def test_a_wrong_token_is_told(api: BotApi) -> None:
    api.token = api.token.replace("test", "else")
    application = build(api)
    api.token = api.token.replace("else", "test")
    with pytest.raises(InvalidToken):
        await application.initialize()
    await application.bot.shutdown()
    for request in application.bot._request:
        await request.shutdown()


async def test_webhook_with_its_secret(api: BotApi) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/telegram"
    await api.say("before")
    async with running(build(api)) as application:
        await application.updater.start_webhook(
            "127.0.0.1", port, "telegram", webhook_url=url, secret_token=SECRET, bootstrap_retries=0
        )
        assert (await api.next_message()).text == "before"
        await api.say("after")
        assert api.webhook_status == 200
        assert (await api.next_message()).text == "after"
        async with httpx.AsyncClient() as stranger:
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}):
                forged = await stranger.post(url, json={"update_id": 1}, headers=headers)
                assert forged.status_code == 403


async def test_a_webhook_that_is_down_gets_its_updates_later(api: BotApi) -> None:
    await api.updates.setWebhook({"url": "http://127.0.0.1:9/telegram"})
    await api.say("x")
    assert api.webhook_status == 599
    told = await api.updates.getWebhookInfo({})
    assert told["pending_update_count"] == 1
    assert "Wrong response" in told["last_error_message"]
    await api.updates.deleteWebhook({})
    assert len(await api.updates.getUpdates({})) == 1


async def test_polls_end_with_the_stand_in() -> None:
    async with httpx.AsyncClient() as client:
        async with BotApi() as api:
            poll = asyncio.create_task(client.get(f"{api.base_url}{api.token}/getUpdates?timeout=50"))
            await api.until(lambda: api.updates.polls, "the poll")
        await asyncio.gather(poll, return_exceptions=True)


async def test_every_object_is_read(api: BotApi) -> None:
    """What python-telegram-bot can't read would come to it as a broken update."""
    group, channel = Group(members=(AMIRA,), admins=(OMAR,)), Channel(admins=(OMAR,))
    async with build(api) as application:
        await api.add_bot_to(group, admin=True)
        await api.add_bot_to(channel)
        asked = await api.say("one", chat=group)
        await api.say("two", chat=group, reply_to=asked)
        await api.edit(asked, "three")
        await api.say("post", chat=channel)
        await api.say("sent on", forward_origin=forwarded_post(channel, 5, 1733400000))
        await api.send_file("a.csv", b"x", caption="#a")
        await api.inline("query", chat_type="sender")
        await api.guest(f"@{BOT.username} when?", chat=Group(-1009))
        await api.migrate(Group(-500, basic=True))
        await api.block()
        await api.remove_bot_from(group)
        await api.add_bot_to(group, admin=True)
        updates = await application.bot.get_updates()
        assert len(updates) == len(api.updates.pending) == 18
        for update in updates:
            assert update.effective_user or update.effective_chat or update.inline_query
        bot = application.bot
        statuses = [(await bot.get_chat_member(group.id, who.id)).status for who in (AMIRA, OMAR, BOT)]
        assert statuses == ["member", "creator", "administrator"]
        assert (await bot.get_chat(channel.id)).title == "Channel"
        assert len(await bot.get_chat_administrators(channel.id)) == 2
        assert (await bot.get_webhook_info()).pending_update_count == 18
        picture = b"\x89PNG\r\n\x1a\n" + bytes(8) + b"\x00\x00\x01\x00" * 2
        sent = await bot.send_photo(channel.id, picture, caption="<b>Map</b>", parse_mode="HTML")
        changed = await bot.edit_message_media(InputMediaPhoto(picture, caption="Other"), channel.id, sent.message_id)
        assert (sent.photo[0].width, sent.caption, changed.caption) == (256, "Map", "Other")
        assert (await api.next_edit(channel)).html == "Other"
        await bot.set_my_commands([("ask", "Ask")], BotCommandScopeChat(channel.id), "ar")
        assert api.menu("chat", "ar", chat_id=channel.id) == {"ask": "Ask"}

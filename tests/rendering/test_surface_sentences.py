"""Every sentence that the surface says is there in both languages, and Telegram takes it."""

from datetime import date

import pytest

from answering.wording import phrase
from bot.menus import GROUP, GROUP_ADMINS, PRIVATE
from tests.telegram.checks import commands

VALUES: dict[str, dict[str, object]] = {
    "start.text": {},
    "help.text": {"bot": "@tarikh_test_bot"},
    "help.unknown_command": {},
    "help.only_text": {},
    "about.text": {
        "entries": "750",
        "first": date(2011, 3, 6),
        "newest": date(2026, 2, 26),
        "stands": ("520", "190"),
    },
    "about.empty": {},
    "ask.usage": {},
    "ask.too_long": {"most": 1000},
    "press.ask_again": {},
    "button.all_sources": {},
    "button.next": {},
    "button.more": {"page": 2, "pages": 3},
    "button.back": {},
    "button.entry": {"when": date(2024, 12, 5), "text": "Rebels captured Hama."},
    "error.apology": {"id": "0a1b2c3d"},
    "bot.description": {},
    "bot.short_description": {},
}
LONGEST = {"bot.description": 512, "bot.short_description": 120, "press.ask_again": 200}  # for Telegram


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("name", VALUES)
def test_a_sentence_is_there_with_its_values(name: str, language: str) -> None:
    words = phrase(name, language, **VALUES[name])
    assert words != name
    assert "{" not in words
    assert len(words) <= LONGEST.get(name, 4096)
    assert (phrase(name, "en", **VALUES[name]) != words) == (language == "ar")


@pytest.mark.parametrize("menu", [PRIVATE, GROUP, GROUP_ADMINS], ids=["private", "group", "group admins"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_menu_is_one_that_telegram_takes(menu: tuple[str, ...], language: str) -> None:
    given = [{"command": name, "description": phrase(f"command.{name}", language)} for name in menu]
    assert list(commands(given)) == list(menu)

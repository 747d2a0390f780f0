"""Settings: from the environment over a file, every fault at once, and no secret in any word of it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.errors import SettingsRefused
from bot.settings import SETTINGS, Backups, Review, Settings, read_settings

TOKEN = "123456789:AAH-this_is_no_real_token_at_all_0000"  # noqa: S105 a token's shape only
SECRET = "a-long-random-word"  # noqa: S105


def test_without_any_settings_there_are_defaults() -> None:
    settings = read_settings({}, None)
    assert settings == Settings(database=Path("var/tarikh.db"), timezone=ZoneInfo("Asia/Damascus"))
    assert settings.token is None
    assert settings.webhook is None


def test_every_setting_is_read() -> None:
    settings = read_settings(
        {
            "TELEGRAM_BOT_TOKEN": f" {TOKEN} ",
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/bot/",
            "TARIKH_DB": "/srv/tarikh.db",
            "BACKUPS": "/srv/copies",
            "BACKUP_HOUR": "0",
            "BACKUP_KEEP": "30",
            "OWNERS": "1, 22,333,",
            "DESK_CHAT": "-1001234567890",
            "REVIEW": "Required",
            "WEBHOOK_URL": "https://bot.example.org/telegram",
            "WEBHOOK_SECRET": SECRET,
            "WEBHOOK_LISTEN": "[::1]:9000",
            "TIMEZONE": "Europe/Berlin",
            "LOG_LEVEL": "debug",
        },
        None,
    )
    assert settings.token == TOKEN
    assert settings.api_url == "http://127.0.0.1:8081/bot"
    assert settings.database == Path("/srv/tarikh.db")
    assert settings.backups == Backups(True, Path("/srv/copies"), 0, 30)
    assert settings.backup_folder == Path("/srv/copies")
    assert settings.owners == {1, 22, 333}
    assert settings.desk_chat == -1001234567890
    assert settings.review is Review.REQUIRED
    assert settings.webhook is not None
    assert (settings.webhook.url, settings.webhook.secret) == ("https://bot.example.org/telegram", SECRET)
    assert (settings.webhook.host, settings.webhook.port) == ("::1", 9000)
    assert settings.timezone == ZoneInfo("Europe/Berlin")
    assert settings.log_level == "DEBUG"


def test_copies_are_made_beside_the_database_unless_they_are_off() -> None:
    assert read_settings({"TARIKH_DB": "/srv/tarikh.db"}, None).backup_folder == Path("/srv/backups")
    assert read_settings({"BACKUPS": "off"}, None).backup_folder is None


def test_the_environment_comes_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("# a comment\nTIMEZONE='Europe/Berlin'\nREVIEW=required\nTELEGRAM_BOT_TOKEN=1:a\n")
    environment = {"TIMEZONE": "Asia/Beirut", "TELEGRAM_BOT_TOKEN": ""}
    settings = read_settings(environment, file)
    assert settings.timezone == ZoneInfo("Asia/Beirut")
    assert settings.review is Review.REQUIRED
    assert settings.token is None  # set to nothing is not set, whatever the file says
    assert environment == {"TIMEZONE": "Asia/Beirut", "TELEGRAM_BOT_TOKEN": ""}


def test_a_file_that_is_not_there_sets_nothing(tmp_path: Path) -> None:
    assert read_settings({}, tmp_path / ".env") == read_settings({}, None)


def test_all_faults_are_named_at_once_without_secrets() -> None:
    wrong = {
        "TELEGRAM_BOT_TOKEN": "this is secret",
        "TELEGRAM_API_URL": "127.0.0.1",
        "TARIKH_DB": "a\0b",
        "BACKUPS": "a\0b",
        "BACKUP_HOUR": "24",
        "BACKUP_KEEP": "0",
        "OWNERS": f"1, {TOKEN}",
        "DESK_CHAT": "@desk",
        "REVIEW": "maybe",
        "WEBHOOK_URL": "ftp://secret@example.org/",
        "WEBHOOK_SECRET": "this is secret",
        "WEBHOOK_LISTEN": "127.0.0.1:99999",
        "TIMEZONE": "Asia",
        "LOG_LEVEL": "loud",
    }
    assert set(wrong) == {setting.name for setting in SETTINGS}
    with pytest.raises(SettingsRefused) as refused:
        read_settings(wrong, None)
    assert [fault.split()[0] for fault in refused.value.faults] == list(wrong)
    assert str(refused.value).splitlines() == list(refused.value.faults)
    assert "secret@" not in str(refused.value)
    assert "this is secret" not in str(refused.value)
    assert TOKEN not in str(refused.value)


@pytest.mark.parametrize("secret", [{}, {"WEBHOOK_SECRET": " "}])
def test_a_webhook_needs_its_secret(secret: dict[str, str]) -> None:
    with pytest.raises(SettingsRefused, match="WEBHOOK_SECRET is not set"):
        read_settings({"WEBHOOK_URL": "https://bot.example.org/", **secret}, None)


def test_a_webhook_without_tls_is_for_a_server_of_ones_own() -> None:
    webhook = {"WEBHOOK_URL": "http://127.0.0.1:9000/", "WEBHOOK_SECRET": SECRET}
    with pytest.raises(SettingsRefused, match="WEBHOOK_URL"):
        read_settings(webhook, None)
    assert read_settings(webhook | {"TELEGRAM_API_URL": "http://127.0.0.1:8081/bot"}, None).webhook


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"TIMEZONE=Asia/Damascus\n'=\n", "line 2"),
        (b"LOG_LEVEL=\xff\n", "UTF-8"),
    ],
)
def test_a_file_that_cant_be_read_is_a_fault(tmp_path: Path, content: bytes, fault: str) -> None:
    file = tmp_path / ".env"
    file.write_bytes(content)
    with pytest.raises(SettingsRefused, match=fault):
        read_settings({}, file)


def test_a_folder_in_the_files_place_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused, match="can't be read"):
        read_settings({}, tmp_path)


def test_settings_are_frozen_and_their_repr_holds_no_secret() -> None:
    settings = read_settings(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "WEBHOOK_URL": "https://bot.example.org/",
            "WEBHOOK_SECRET": SECRET,
        },
        None,
    )
    assert TOKEN not in repr(settings)
    assert SECRET not in repr(settings)
    with pytest.raises(FrozenInstanceError):
        settings.token = None  # type: ignore[misc]

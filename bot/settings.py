"""Settings from the environment and a file named `.env`: frozen, checked together, silent about secrets."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv.parser import parse_stream

from bot.errors import SettingsRefused

HEALTH = "/health"  # where a webhook's server says that all is well
TELEGRAM = "https://api.telegram.org/bot"

_Read = TypeVar("_Read")


class Review(StrEnum):
    """Whether a second person has to publish what an editor wrote."""

    OFF = "off"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as its users meet it: its name, what it stands for, and what holds where it is not set."""

    name: str
    meaning: str
    default: str = ""


SETTINGS = (
    Setting("TELEGRAM_BOT_TOKEN", "The bot's token from @BotFather. Without it, Tarikh runs in the terminal."),
    Setting("TELEGRAM_API_URL", "The Bot API, up to and with /bot: Telegram's or a server of one's own.", TELEGRAM),
    Setting("TARIKH_DB", "The timeline's database.", "var/tarikh.db"),
    Setting("BACKUPS", "The folder for a daily copy of the database, or off; without it, backups beside the database."),
    Setting("BACKUP_HOUR", "From which hour of the day on (0 to 23, in TIMEZONE) the copy is made.", "4"),
    Setting("BACKUP_KEEP", "How many of the newest copies are kept.", "7"),
    Setting("OWNERS", "Telegram user ids of the owners, with commas between them."),
    Setting("DESK_CHAT", "The id of the group that the editors work in."),
    Setting("REVIEW", "off, or required: a second person publishes what an editor wrote.", "off"),
    Setting("WEBHOOK_URL", "Where Telegram sends updates (https). Without it, the bot asks for them."),
    Setting("WEBHOOK_SECRET", "Proves that an update is from Telegram; needed with WEBHOOK_URL."),
    Setting("WEBHOOK_LISTEN", "The address and port on which updates are taken in.", "127.0.0.1:8080"),
    Setting("TIMEZONE", "The time zone whose day is today.", "Asia/Damascus"),
    Setting("LOG_LEVEL", "DEBUG, INFO, WARNING, ERROR or CRITICAL.", "INFO"),
)
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_TOKEN_ANYWHERE = re.compile(r"[0-9]+:[A-Za-z0-9_-]{20,}")  # pasted into the wrong setting, it is not shown
_OFF = "off"
_LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram sends updates, the secret that comes with them, and where they are taken in."""

    url: str
    host: str
    port: int
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Backups:
    """The daily copies: whether there are any, their folder (None: beside the database), hour, and how many stay."""

    on: bool = True
    folder: Path | None = None
    hour: int = 4
    keep: int = 7


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, checked; None where it is not set and has no default."""

    database: Path
    timezone: ZoneInfo
    api_url: str = TELEGRAM
    backups: Backups = Backups()
    owners: frozenset[int] = frozenset()
    desk_chat: int | None = None
    review: Review = Review.OFF
    webhook: Webhook | None = None
    log_level: str = "INFO"
    token: str | None = field(default=None, repr=False)

    @property
    def backup_folder(self) -> Path | None:
        """Where the daily copies go; None where none are made."""
        return (self.backups.folder or self.database.with_name("backups")) if self.backups.on else None


def read_settings(environment: Mapping[str, str], dotenv_path: Path | None) -> Settings:
    """The settings of `environment`, and of the file for those that it does not name; both stay as they are.

    A setting that is there and empty is not set. Raises SettingsRefused with every fault.
    """
    faults: list[str] = []
    given = _from_file(dotenv_path, faults) | dict(environment)
    defaults = {setting.name: setting.default for setting in SETTINGS}

    def read(name: str, reader: Callable[[str], _Read]) -> _Read | None:
        text = given.get(name, "").strip() or defaults[name]
        try:
            return reader(text) if text else None
        except _Fault as fault:
            faults.append(f"{name} {_TOKEN_ANYWHERE.sub('…', str(fault))}")
            return None

    token = read("TELEGRAM_BOT_TOKEN", _token)
    api_url = read("TELEGRAM_API_URL", _api_url)
    database = read("TARIKH_DB", _path)
    folder = read("BACKUPS", _path)
    hour = read("BACKUP_HOUR", _hour)
    keep = read("BACKUP_KEEP", _count)
    owners = read("OWNERS", _user_ids)
    desk_chat = read("DESK_CHAT", _chat_id)
    review = read("REVIEW", _review)
    webhook_url = read("WEBHOOK_URL", lambda text: _webhook_url(text, plain=api_url != TELEGRAM))
    secret = read("WEBHOOK_SECRET", _secret)
    listen = read("WEBHOOK_LISTEN", _listen)
    timezone = read("TIMEZONE", _timezone)
    log_level = read("LOG_LEVEL", _log_level)
    if given.get("WEBHOOK_URL", "").strip() and not given.get("WEBHOOK_SECRET", "").strip():
        faults.append("WEBHOOK_SECRET is not set, and WEBHOOK_URL needs it: choose a long random word.")
    if faults or hour is None or not (database and timezone and api_url and review and log_level and keep):
        raise SettingsRefused(tuple(faults))
    return Settings(
        database=database,
        timezone=timezone,
        api_url=api_url,
        backups=Backups(folder != Path(_OFF), None if folder == Path(_OFF) else folder, hour, keep),
        owners=owners or frozenset(),
        desk_chat=desk_chat,
        review=review,
        webhook=Webhook(webhook_url, *listen, secret) if webhook_url and listen and secret else None,
        log_level=log_level,
        token=token,
    )


class _Fault(Exception):
    """What is wrong with one setting and what would be right, to be read after its name."""


def _from_file(path: Path | None, faults: list[str]) -> dict[str, str]:
    if path is None or not path.exists():
        return {}
    try:
        lines = list(parse_stream(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    except OSError as error:
        faults.append(f"{path} can't be read: {error.strerror}.")
        return {}
    except UnicodeDecodeError:
        faults.append(f"{path} is not text in UTF-8: save it as UTF-8.")
        return {}
    faults += [
        f"{path}, line {line.original.line}, can't be read: a line is NAME=value, or # and a comment."
        for line in lines
        if line.error
    ]
    return {line.key: line.value for line in lines if line.key and line.value is not None}


def _token(text: str) -> str:
    if not _TOKEN.fullmatch(text):
        raise _Fault("is not a bot's token: copy it from @BotFather, a number, a colon and letters.")
    return text


def _api_url(text: str) -> str:
    url = text.rstrip("/")
    if not _is_url(url, "http", "https") or not url.endswith("/bot"):
        raise _Fault(f"is not the address of a Bot API: it is like {TELEGRAM} or http://127.0.0.1:8081/bot.")
    return url


def _path(text: str) -> Path:
    if "\0" in text:
        raise _Fault("is not a path: it is like var/tarikh.db.")
    path = Path(text)
    try:
        return path.expanduser()
    except RuntimeError:  # ~name of somebody who is not on this machine
        return path


def _hour(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", text) or int(text) > 23:
        raise _Fault(f"is {text!r}: it is an hour of the day, from 0 to 23.")
    return int(text)


def _count(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise _Fault(f"is {text!r}: it is a number like 7, and 1 at least.")
    return int(text)


def _user_ids(text: str) -> frozenset[int]:
    ids = [part.strip() for part in text.split(",") if part.strip()]
    wrong = [part for part in ids if not re.fullmatch(r"[1-9][0-9]{0,18}", part)]
    if wrong:
        raise _Fault(f"names {', '.join(map(repr, wrong))}: a user id is a number like 123456789, a comma parts two.")
    return frozenset(map(int, ids))


def _chat_id(text: str) -> int:
    if not re.fullmatch(r"-?[1-9][0-9]{0,18}", text):
        raise _Fault(f"is {text!r}: a chat id is a number, like -1001234567890.")
    return int(text)


def _review(text: str) -> Review:
    try:
        return Review(text.lower())
    except ValueError:
        raise _Fault(f"is {text!r}: it is off or required.") from None


def _webhook_url(text: str, *, plain: bool) -> str:
    schemes = ("http", "https") if plain else ("https",)
    if not _is_url(text, *schemes):
        raise _Fault("is not an address that Telegram can send to: it is like https://bot.example.org/telegram.")
    if urlsplit(text).path.rstrip("/") == HEALTH:
        raise _Fault(f"ends in {HEALTH}, which says whether the bot is well: choose another path, like /telegram.")
    return text


def _secret(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", text):
        raise _Fault("is not a secret that Telegram takes: up to 256 letters, digits, _ and -.")
    return text


def _listen(text: str) -> tuple[str, int]:
    found = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\s:/\[\]]+)):([0-9]{1,5})", text)
    if not found or not 1 <= int(found[3]) <= 65535:
        raise _Fault(f"is {text!r}: it is an address, a colon and a port, like 127.0.0.1:8080.")
    return found[1] or found[2], int(found[3])


def _timezone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones, such as Asia
        raise _Fault(f"is {text!r}: a time zone has a name like Asia/Damascus.") from None


def _log_level(text: str) -> str:
    if text.upper() not in _LOG_LEVELS:
        raise _Fault(f"is {text!r}: it is one of {', '.join(_LOG_LEVELS)}.")
    return text.upper()


def _is_url(text: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0 and not re.search(r"\s", text)
    except ValueError:  # a port that is no number, a broken [address]
        return False

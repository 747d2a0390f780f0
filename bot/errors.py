"""What can go wrong on this floor; each error carries its data, and `str` gives the sentence.

BotError
├── SettingsRefused   settings with faults; all of them are named
├── LineRefused       a line of questions that can't be read
├── FileUnusable      a file named on the command line that can't be read or written
├── AddressTaken      an address on which updates can't be taken in
└── BackupFailed      a copy of the database that could not be made or is not whole
"""

from __future__ import annotations

from pathlib import Path


class BotError(Exception):
    """Something about running Tarikh that its user can put right."""


class SettingsRefused(BotError):
    """Settings with faults, a sentence for each; values that may be secret are not in them."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class LineRefused(BotError):
    """A line of questions that can't be read; `question` is what could be made out of it."""

    def __init__(self, why: str, question: str | None) -> None:
        super().__init__(why)
        self.why = why
        self.question = question


class FileUnusable(BotError):
    """A file named on the command line that can't be read or written."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} can't be used: {why}.")
        self.path = path
        self.why = why


class BackupFailed(BotError):
    """A copy of the database that could not be made or that is not whole."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"No backup was made at {path}: {why}. Name a new file in a folder that can be written.")
        self.path = path
        self.why = why


class AddressTaken(BotError):
    """The address on which updates are to be taken in can't be listened on."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(f"WEBHOOK_LISTEN: {host}:{port} can't be listened on: {why}. Name another address or port.")
        self.host, self.port, self.why = host, port, why

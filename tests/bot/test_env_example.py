"""`.env.example` lists every setting as the code knows it."""

from __future__ import annotations

from pathlib import Path

from bot.settings import SETTINGS, read_settings

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_it_lists_every_setting_with_its_meaning_and_default() -> None:
    wanted = "\n".join(f"# {setting.meaning}\n{setting.name}={setting.default}\n" for setting in SETTINGS)
    assert EXAMPLE.read_text(encoding="utf-8") == wanted


def test_copied_as_it_is_it_sets_the_defaults() -> None:
    assert read_settings({}, EXAMPLE) == read_settings({}, None)

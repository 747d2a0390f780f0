"""What the tests of the bot floor share: a built database, and the program run as a command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.settings import SETTINGS

ROOT = Path(__file__).parents[2]

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="session")
def database(bundled_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the bundled records, for reads and what a chat keeps."""
    return Path(shutil.copy(bundled_path, tmp_path_factory.mktemp("database")))


@pytest.fixture
def environment(database: Path) -> dict[str, str]:
    """The environment of a command: no settings but the database's, and the code of this folder."""
    settings = {setting.name for setting in SETTINGS}
    # the program is started a hundred times: what is compiled of it is kept
    kept = {name: value for name, value in os.environ.items() if name not in {*settings, "PYTHONDONTWRITEBYTECODE"}}
    return kept | {"TARIKH_DB": str(database), "PYTHONPATH": str(ROOT)}


@pytest.fixture
def tarikh(environment: dict[str, str], tmp_path: Path) -> Run:
    """Run `tarikh` in an empty folder and give what it wrote and its exit status."""

    def run(*arguments: str, given: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=environment | settings,
            timeout=120,
        )

    return run

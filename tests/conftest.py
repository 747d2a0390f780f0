"""What every test may use: the bundled timeline in a file, made once for all of them; and who runs them."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from db import bundled


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: the tests of the whole bot wait for a third of their time."""
    return (os.cpu_count() or 1) + 1


settings.register_profile("untimed", deadline=None)  # how fast a machine is tells nothing of the code
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def bundled_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled timeline in a file; not to be written to: who writes takes a copy."""
    path = tmp_path_factory.mktemp("bundled") / "tarikh.db"
    bundled.build(path)
    return path

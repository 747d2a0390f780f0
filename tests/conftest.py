"""What every test may use: the bundled timeline in a file, made once for all of them."""

from pathlib import Path

import pytest

from db import bundled


@pytest.fixture(scope="session")
def bundled_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled timeline in a file; not to be written to: who writes takes a copy."""
    path = tmp_path_factory.mktemp("bundled") / "tarikh.db"
    bundled.build(path)
    return path

"""What `deploy/` says of the program is true of it."""

import re
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from bot.settings import SETTINGS

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
OF_OTHERS = {"TARIKH_HOST", "LITESTREAM_REPLICA_URL", "LITESTREAM_ACCESS_KEY_ID", "LITESTREAM_SECRET_ACCESS_KEY"}


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [path.name for path in sorted(DEPLOY.iterdir())])
def test_every_setting_that_is_named_is_one(name: str) -> None:
    known = {setting.name for setting in SETTINGS} | OF_OTHERS
    named = set(re.findall(r"\b(?:TARIKH|TELEGRAM|WEBHOOK|LITESTREAM)_[A-Z_]*[A-Z]\b", read(name)))
    assert named <= known


def test_the_unit_runs_the_program_as_nobody_special_and_does_not_repeat_refused_settings() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read_string(read("tarikh.service"))
    service = unit["Service"]
    assert service["ExecStart"].endswith("/tarikh run")
    assert service["User"] == "tarikh"
    assert service["RestartPreventExitStatus"] == "2"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze here")
def test_systemd_finds_no_fault_in_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "tarikh.service"
    unit.write_text(read("tarikh.service").replace("/opt/tarikh/.venv/bin/tarikh", "/bin/true"))
    ran = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")


def test_services_share_one_database() -> None:
    places = [re.findall(r"/data/\S+\.db", read(name)) for name in ("Dockerfile", "compose.yaml", "litestream.yml")]
    assert {place for found in places for place in found} == {"/data/tarikh.db"}


def test_the_container_makes_its_database_and_becomes_the_program(tmp_path: Path) -> None:
    database = tmp_path / "tarikh.db"
    environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "TARIKH_DB": str(database)}
    for _ in range(2):  # the second start finds it there
        ran = subprocess.run(
            [DEPLOY / "start.sh", "run"],
            input="when did Hama fall\n",
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        assert "5 December 2024" in ran.stdout
    assert database.exists()

"""The house: imports go down only, importing does nothing, and files stay short."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = ("db", "answering", "handlers", "bot")  # from the ground up
LONGEST = 300  # lines of a file

MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
IDS = [str(path.relative_to(ROOT)) for path in MODULES]


def imported(path: Path) -> Iterator[str]:
    """The names of the modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            yield node.module or ""


def packages(path: Path) -> set[str]:
    """The top packages that a file imports."""
    return {name.split(".")[0] for name in imported(path)}


def floor_of(path: Path) -> str:
    """The floor that a file is on."""
    return path.relative_to(ROOT).parts[0]


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_imports_go_down(path: Path) -> None:
    above = set(FLOORS[FLOORS.index(floor_of(path)) + 1 :]) | {"tests", "benchmarks"}
    assert packages(path) & above == set()


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_what_a_floor_may_know_of(path: Path) -> None:
    found = packages(path)
    if floor_of(path) in ("db", "answering"):
        assert found & {"telegram", "dotenv", "os", "environ"} == set()
    if floor_of(path) != "bot":
        assert found & {"click", "prompt_toolkit"} == set()
    if floor_of(path) != "db":
        assert "sqlite3" not in found
    if "dateparser" in found:  # the benchmark measures against it
        name = str(path.relative_to(ROOT))
        assert name == "bot/bench.py" or name.startswith("answering/dates/")


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_a_file_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


# Each module of ours is imported under a watch: what its own lines do, and not the import system or the
# import of another package, is a fault. Reading the environment is one only where our line itself does it.
WATCH = """
import importlib, logging, os, sys, threading
root, *names = sys.argv[1:]
floors = tuple(os.path.join(root, floor) + os.sep for floor in ("db", "answering", "handlers", "bot"))
faults = []

def ours():
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith("<frozen importlib"):
            return None
        if name.startswith(floors):
            return f"{os.path.relpath(name, root)}:{frame.f_lineno}"
        frame = frame.f_back
    return None

def reader():
    frame = sys._getframe(2)
    while frame.f_code.co_filename in ("<frozen os>", "<frozen _collections_abc>"):
        frame = frame.f_back
    name = frame.f_code.co_filename
    return f"{os.path.relpath(name, root)}:{frame.f_lineno}" if name.startswith(floors) else None

def watch(event, arguments):
    if event in ("open", "os.mkdir", "socket.__new__", "sqlite3.connect", "subprocess.Popen", "os.putenv"):
        if where := ours():
            faults.append(f"{where} does {event}")

class Environment(type(os.environ)):
    def __getitem__(self, key):
        if where := reader():
            faults.append(f"{where} reads the environment")
        return super().__getitem__(key)

os.environ.__class__ = Environment
sys.addaudithook(watch)
for name in names:
    importlib.import_module(name)
if logging.getLogger().handlers:
    faults.append("logging has been set up")
if threading.active_count() > 1:
    faults.append("a thread has been started")
print("\\n".join(faults))
"""


def test_importing_does_nothing() -> None:
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES]
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(ROOT), *names],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
        timeout=120,
    )
    assert done.stderr == ""
    assert done.stdout.strip() == ""

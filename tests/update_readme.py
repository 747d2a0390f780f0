"""Writes the samples in README.md anew: what follows a command in a block of `console` is what it prints.

A command is `tarikh …`, or `echo "…" | make run`, which is `tarikh run` with that question piped to it.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from bot.settings import SETTINGS
from db.bundled import build

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(?P<start>^```console\n)(?P<text>.*?)(?P<end>^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (?:tarikh |echo .* \| make run)")
_PIPED = re.compile(r"echo (?P<question>.+) \| make run")


def renewed(text: str, folder: Path) -> str:
    """The README with every sample as the program prints it now; `folder` has the bundled timeline."""
    return BLOCK.sub(lambda block: block["start"] + _block(block["text"], folder) + block["end"], text)


def _block(text: str, folder: Path) -> str:
    commands = [line for line in text.splitlines() if _COMMAND.match(line)]
    if not commands or len(commands) != text.count("\n$ ") + 1:
        return text  # other commands than ours are in it: it is not a sample
    return "".join(f"{command}\n{printed(command.removeprefix('$ '), folder)}" for command in commands)


def printed(command: str, folder: Path) -> str:
    """What a command prints on standard output."""
    piped = _PIPED.fullmatch(command)
    arguments = ["run"] if piped else shlex.split(command)[1:]
    settings = {setting.name: "" for setting in SETTINGS} | {"TARIKH_DB": str(folder / "tarikh.db")}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input="".join(f"{question}\n" for question in shlex.split(piped["question"])) if piped else "",
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=folder,
        env=dict(os.environ) | settings | {"PYTHONPATH": str(ROOT)},
        check=True,
    )
    return done.stdout


def main() -> None:
    """Write the samples into README.md."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "tarikh.db")
        text = renewed(README.read_text(encoding="utf-8"), Path(folder))
    README.write_text(text, encoding="utf-8")
    click.echo("README.md has the samples of today.")


if __name__ == "__main__":
    main()

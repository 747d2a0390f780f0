"""The files of the languages: those of this package, and those in folders that were added to them.

A language is `<language>.toml` and `<language>.dates.toml` (its words) and `<language>.po` (its sentences).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

_added: list[Path] = []


def add(folder: Path) -> None:
    """Make known the languages whose files are in a folder.

    Before anything is asked: what was read of a language is kept, and so is which languages there are.
    """
    _added.append(folder)


def each(package: str) -> Iterator[Traversable]:
    """Every file of a package of languages and of the folders that were added."""
    for folder in (files(package), *_added):
        yield from folder.iterdir()


def tables(package: str, ending: str) -> Iterator[dict[str, Any]]:
    """What every TOML file of languages whose name has this ending says; a language need not have one."""
    return (tomllib.loads(file.read_text("utf-8")) for file in each(package) if file.name.endswith(ending))


def read(package: str, name: str) -> str:
    """The text of a file by its name; FileNotFoundError where there is none."""
    found = next((file for file in each(package) if file.name == name), None)
    if found is None:
        raise FileNotFoundError(name)
    return found.read_text("utf-8")

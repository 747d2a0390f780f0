"""What the core can't do yet, as lists that tests hold it to: a line each, with the reason after a `#`.

`python -m tests.core.update_not_yet` writes them anew.
"""

from __future__ import annotations

from pathlib import Path

QUESTIONS_NOT_YET = Path(__file__).parent / "not_yet.txt"
NAMES_NOT_YET = Path(__file__).parent / "names_not_yet.txt"


def listed(path: Path) -> dict[str, str]:
    """What a list holds, with the reasons."""
    if not path.is_file():
        return {}
    lines = (line.rpartition("#") for line in path.read_text("utf-8").splitlines() if line.strip())
    return {one.strip(): reason.strip() for one, mark, reason in lines if mark and one.strip()}


def write(path: Path, rows: dict[str, str]) -> None:
    """Write a list, in its order."""
    path.write_text("".join(f"{one}  # {reason}\n" for one, reason in rows.items()), "utf-8")

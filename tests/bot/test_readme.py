"""The README's samples are what the program prints."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.update_readme import BLOCK, README, renewed


def test_the_samples_are_what_the_program_prints(bundled_path: Path, tmp_path: Path) -> None:
    shutil.copy(bundled_path, tmp_path)
    text = README.read_text(encoding="utf-8")
    assert renewed(text, tmp_path) == text, "run `make readme` and read what changed"


def test_there_are_samples_in_both_languages() -> None:
    samples = [block["text"] for block in BLOCK.finditer(README.read_text(encoding="utf-8"))]
    assert any("$ tarikh ask" in sample and "Hama" in sample for sample in samples)
    assert any("$ tarikh ask" in sample and "حماة" in sample for sample in samples)
    assert any("make run" in sample for sample in samples)

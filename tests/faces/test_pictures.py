"""The guide's pictures show today's screens, and are small."""

import re
from pathlib import Path

import pytest

from tests import pictures
from tests.faces.site.archives import PROJECT

pytestmark = pytest.mark.slow


def test_no_picture_is_stale(tmp_path: Path) -> None:
    """By what each was made from, never by its pixels: fonts differ between machines."""
    assert pictures.inputs(pictures.site(tmp_path / "situs")) == pictures.known(), "run: python -m tests.pictures"


def test_every_picture_is_there_small_and_shown() -> None:
    there = {place.stem: place for place in pictures.FOLDER.glob("*.webp")}
    assert set(there) == set(pictures.known())
    assert all(place.stat().st_size < 90_000 for place in there.values())
    content = PROJECT / "content"
    texts = [PROJECT / "README.md", *content.rglob("*.md")]
    shown = {name for text in texts for name in re.findall(r"gambar/([a-z-]+)\.webp", text.read_text("utf-8"))}
    assert shown == set(there)


def test_every_picture_says_what_it_shows() -> None:
    for page in (PROJECT / "content/panduan").rglob("*.md"):
        for words in re.findall(r"!\[([^\]]*)\]", page.read_text("utf-8")):
            assert len(words) > 20, (page, words)

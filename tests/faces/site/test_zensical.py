"""The way out: Zensical builds the same pages from the same sources and settings as Material for MkDocs does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rktkit.faces.site import build as building
from rktkit.ground.files import Files
from tests.faces.site.archives import bahan

pytestmark = pytest.mark.slow

ONLY_MATERIAL: frozenset[str] = frozenset()
"""Pages that Zensical does not make; the page about the site says why."""


def test_zensical_builds_the_same_pages(arsip: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And finds our words on them: titles, the plan, our scripts."""

    def zensical(work: Path, _: int) -> None:
        program = Path(sys.executable).with_name("zensical")
        command = [str(program), "build", "--clean", "--config-file", str(work / "mkdocs.yml")]
        environment = {**os.environ, "NO_COLOR": "1"}
        done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    building.build(bahan(arsip), tmp_path / "material")
    monkeypatch.setattr(building, "_mkdocs", zensical)
    building.build(bahan(arsip), tmp_path / "zensical")
    theirs, ours = pages(tmp_path / "zensical"), pages(tmp_path / "material")
    assert ours - theirs == ONLY_MATERIAL
    assert theirs - ours == frozenset()
    for path in (
        "index.html",
        "arsip/2026/perubahan-1/index.html",
        "verifikasi/index.html",
        "indikator/s2-1/index.html",
    ):
        html = (tmp_path / "zensical" / path).read_text()
        assert "Content-Security-Policy" in html
        assert "cari.js" in html
        assert "<h1" in html


def pages(site: Path) -> frozenset[str]:
    return frozenset(path.relative_to(site).as_posix() for path in site.rglob("*.html") if path.name != "rkt.html")

"""Hostile data stays text in every page of the site."""

import json
from pathlib import Path

import html5lib
import pytest

from rktkit.faces.site.build import build
from rktkit.ground.files import MemoryFiles
from tests.documents.hostile import JAHAT, jahat
from tests.faces.site.archives import archive, bahan, evidence_of
from tests.faces.site.finished import pages, text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a plan whose every text tries to be something else, with evidence that does the same."""
    plan = jahat()
    evil = iter(JAHAT * 20)
    evidence = evidence_of(plan)
    for entry in [*evidence["kepala"], evidence["sekretaris"]]:
        entry |= {"nama": next(evil), "jabatan": next(evil), "tanda": next(evil)}
    evidence["perkenalan"] = {"commit": next(evil), "pesan": next(evil), "pertama": False}
    output = tmp_path_factory.mktemp("jahat") / "situs"
    build(bahan(MemoryFiles(archive([plan], formats=["json"], bukti=evidence))), output)
    return output


def test_hostile_data_makes_no_element(hostile: Path) -> None:
    for page in pages(hostile):
        html = page.read_bytes()
        tree = html5lib.parse(html, namespaceHTMLElements=False, transport_encoding="utf-8")
        for script in tree.iter("script"):
            assert "alert" not in "".join(script.itertext()), page
        for element in tree.iter():
            assert not [name for name in element.attrib if str(name).startswith("on")], page
            assert not str(element.get("href", "")).lower().startswith(("javascript:", "data:")), page
        title = tree.find("head/title")
        assert title is not None
        assert len(list(title)) == 0
        assert html.count(b"</title>") == html.count(b"<title")


def test_hostile_data_is_shown_as_it_is(hostile: Path) -> None:
    shown = text(hostile / "arsip/2027/murni-0/index.html")
    for evil in ("<script>alert('x')</script>&amp;<!--", "#set page(fill: red)", "$x^2$ *tebal* _miring_ `kode`"):
        assert evil in shown


def test_hostile_data_in_a_script_is_data(hostile: Path) -> None:
    for path in [
        *(hostile / "assets").glob("cari-*.js"),
        hostile / "assets/sidik.js",
        *hostile.glob("assets/baris/*.js"),
    ]:
        code = path.read_text()
        assignment, _, value = code.removesuffix(";\n").partition(" = ")
        assert "alert" not in assignment
        json.loads(value)  # one value of plain data, and nothing behind it


def test_hostile_manifest_texts_are_text(tmp_path: Path) -> None:
    """Where the plan cannot be read, number and name come from the manifest."""
    tree = archive([jahat()], formats=["json"])
    del tree["2027/murni-0/rkt.json"]
    build(bahan(MemoryFiles(tree)), tmp_path / "situs")
    page = (tmp_path / "situs/arsip/2027/murni-0/index.html").read_text()
    assert "<script>alert" not in page

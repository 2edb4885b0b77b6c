"""``rkt compile``: the draft that reviewers see is made of the same texts as what will be signed."""

import re
import shutil
from pathlib import Path

import pytest

from rktkit.cli.main import main
from tests.sample import CONTOH


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copytree(CONTOH / "rkt", tmp_path / "kantor/rkt")
    (tmp_path / "kantor/content/naskah").mkdir(parents=True)
    return tmp_path / "kantor"


def compiled(office: Path, *options: str) -> int:
    return main(["compile", "2027", "--root", str(office), "--output", str(office / "hasil"), *options])


def test_every_format_is_written(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compiled(office) == 0
    made = sorted(path.relative_to(office / "hasil").as_posix() for path in (office / "hasil").rglob("*.*"))
    csv = [f"csv/{name}.csv" for name in ("indikator", "pagu", "sasaran", "sub_kegiatan")]
    assert made == [*csv, "datapackage.json", "rkt.html", "rkt.json", "rkt.pdf", "rkt.xlsx"]
    assert capsys.readouterr().out.startswith(f"RKT 2027 murni: {len(made)} berkas di “")


def test_a_form_that_a_draft_leaves_out_is_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert compiled(office) == 0
    assert capsys.readouterr().out.endswith("isian wajibnya belum lengkap: persandian.\n"), "it has none in the sample"
    form = office / "rkt/2027/pikp.yml"
    text = form.read_text()
    form.write_text(re.sub(r"(?m)^( +)pagu: [0-9]+$", r"\1# TINJAU: isi pagu", text, count=1))
    (office / "rkt/2027/egov.yml").unlink()
    assert compiled(office) == 0
    assert capsys.readouterr().out.endswith("isian wajibnya belum lengkap: pikp, egov, persandian.\n")
    form.write_text(re.sub(r"(?m)^( +)pagu: ", r"\1# TINJAU: cocokkan\n\1pagu: ", text, count=1))
    assert compiled(office) == 0
    assert capsys.readouterr().out.endswith("isian wajibnya belum lengkap: egov, persandian.\n"), "its pagu stands"


def test_a_draft_shows_the_offices_own_chapters(office: Path) -> None:
    (office / "content/naskah/bab-4-penutup.md").write_text("# Penutup\n\nKata penutup kantor ini sendiri.\n")
    assert compiled(office) == 0
    assert "Kata penutup kantor ini sendiri." in (office / "hasil/rkt.html").read_text()


def test_chapters_that_cannot_be_read_are_all_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "content/naskah/bab-4-penutup.md").write_bytes("# Penutup\n\nSelesai – cukup.\n".encode("cp1252"))
    (office / "content/naskah/kata-pengantar.md").write_text("# Kata \u202epengantar\n")
    assert compiled(office) == 1
    said = capsys.readouterr().err
    assert "content/naskah/bab-4-penutup.md:3:9" in said
    assert "content/naskah/kata-pengantar.md:1:8" in said
    assert said.count("RKT-005") == 2
    assert not (office / "hasil").exists()


def test_an_amendment_without_the_plan_before_it_does_not_say_that_nothing_changed(office: Path) -> None:
    assert main(["compile", "2026", "--root", str(office), "--output", str(office / "hasil")]) == 0
    page = (office / "hasil/rkt.html").read_text()
    assert "Rencana semula tidak tersedia ketika dokumen ini disusun" in page
    assert "Perubahan terhadap Dokumen Semula: tidak ada" not in page


@pytest.mark.parametrize("place", ["rkt", "rkt/2027", "rkt/baru"])
def test_documents_are_not_put_among_the_data(office: Path, place: str) -> None:
    assert main(["compile", "2027", "--root", str(office), "--output", str(office / place)]) == 2
    assert not list((office / "rkt").rglob("*.pdf"))

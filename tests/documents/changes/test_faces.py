"""What people read of a comparison: text, Markdown, and the command on a real repository."""

import json
from pathlib import Path

import cmarkgfm
import html5lib
import pytest
from cmarkgfm.cmark import Options

from rktkit.cli.main import main
from rktkit.documents.changes import Changes, diff
from rktkit.faces.reports import diff_markdown, diff_text
from rktkit.ground.files import MemoryFiles
from tests.git import git, repository
from tests.kantor import EGOV, KANTOR, PIKP, block, edited, text

TEXT = """\
RKT 2027

Bidang Pengelolaan Informasi dan Komunikasi Publik
  ~ Sub kegiatan 2.16.02.2.01.0014 Relasi Media
      Triwulan III: 3 → 2 (−1)
      Pagu: Rp458.805.000 → Rp500.000.000 (+Rp41.195.000)
  − Sub kegiatan 2.16.02.2.01.0030 Penguatan Kapasitas Sumber Daya Manusia Komunikasi Publik: \
dihapus (target 24 Orang, pagu Rp12.000.000)

Pagu
  Kegiatan 2.16.02.2.01 Pengelolaan Informasi dan Komunikasi Publik Pemerintah Daerah Kabupaten/Kota: \
Rp530.805.000 → Rp560.000.000 (+Rp29.195.000)
  Program 2.16.02 PROGRAM PENGELOLAAN INFORMASI DAN KOMUNIKASI PUBLIK: Rp530.805.000 → Rp560.000.000 (+Rp29.195.000)
  Bidang Pengelolaan Informasi dan Komunikasi Publik: Rp530.805.000 → Rp560.000.000 (+Rp29.195.000)
  Seluruh instansi: Rp3.579.805.000 → Rp3.609.000.000 (+Rp29.195.000)

Hanya berubah susunan atau bentuk penulisannya: rkt/2027/egov.yml.
Berkas lain yang berubah (tidak dibandingkan menurut maknanya): rkt/satuan.yml.
"""


def example() -> MemoryFiles:
    """A change of most kinds."""
    form = edited(
        ("pagu: 458805000", "pagu: 500000000"),
        ("{tw1: 3, tw2: 3, tw3: 3, tw4: 3}", "{tw1: 3, tw2: 3, tw3: 2, tw4: 3}"),
        (block(PIKP, "kode: 2.16.02.2.01.0030"), ""),
    )
    return MemoryFiles(
        {EGOV: KANTOR.read(EGOV) + b"# x\n", "rkt/satuan.yml": KANTOR.read("rkt/satuan.yml") + b"#"}, form
    )


def test_the_text() -> None:
    assert diff_text.render(diff(KANTOR, example())) == TEXT


def test_the_markdown_says_the_same() -> None:
    page = cmarkgfm.github_flavored_markdown_to_html(diff_markdown.render(diff(KANTOR, example())))
    body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
    said = " ".join(" ".join(body.itertext()).replace("\u2060", "").split())
    assert len(body.findall(".//tr")) == 5
    for words in (
        "RKT 2027 · Bidang Pengelolaan Informasi dan Komunikasi Publik",
        "Pagu: Rp458.805.000 → Rp500.000.000 (+Rp41.195.000)",
        "Seluruh instansi Rp3.579.805.000 Rp3.609.000.000 +Rp29.195.000",
        "dihapus (target 24 Orang, pagu Rp12.000.000)",
        "Hanya berubah susunan atau bentuk penulisannya: rkt/2027/egov.yml.",
    ):
        assert words in said


def test_nothing_changed() -> None:
    assert diff_text.render(Changes()) == "Isi rencana tidak berubah.\n"
    assert diff_markdown.render(Changes()) == "### Perubahan isi RKT\n\n- Isi rencana tidak berubah.\n"


def test_nothing_changed_but_form() -> None:
    changed = MemoryFiles({PIKP: b"# catatan\n" + KANTOR.read(PIKP)}, KANTOR)
    assert diff_text.render(diff(KANTOR, changed)) == (
        "Isi rencana tidak berubah; hanya susunan atau bentuk penulisannya: rkt/2027/pikp.yml.\n"
    )


def test_what_cannot_be_read_is_said() -> None:
    said = diff_text.render(diff(MemoryFiles({PIKP: b"a: ["}, KANTOR), KANTOR))
    assert said.startswith("! rkt/2027/pikp.yml (sebelum perubahan), baris 1: Kurung tidak ditutup")
    assert "berkas ini tidak ikut dibandingkan maupun dijumlahkan" in said
    assert said.endswith("Isi rencana tidak berubah sejauh yang dapat dibaca.\n")


HOSTILE = "<script>alert(1)</script> | `x` @kepala #12 ![x](https://evil.invalid) {{ x }} ${{ secrets.X }}"


def tags(markdown: str) -> list[str]:
    """The elements that a forge makes of it."""
    page = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return [element.tag for element in html5lib.parse(page, namespaceHTMLElements=False).find("body").iter()]


@pytest.mark.parametrize("field", ["lokasi: Kecamatan Paringin", "nama: Relasi Media", "kode: 2.16.02.2.01.0014"])
def test_hostile_text_stays_text(field: str) -> None:
    name = field.partition(":")[0]
    hostile = edited((field, f"{name}: '{HOSTILE}'"))
    harmless = edited((field, f"{name}: x"))
    assert tags(diff_markdown.render(diff(KANTOR, hostile))) == tags(diff_markdown.render(diff(KANTOR, harmless)))


def test_a_hostile_bidang_stays_text() -> None:
    files = MemoryFiles({f"rkt/2027/{HOSTILE.replace('/', '')}\n\x1b[31m.yml": KANTOR.read(PIKP)}, KANTOR)
    shown = diff_text.render(diff(KANTOR, files))
    assert "\x1b" not in shown
    assert "script" not in tags(diff_markdown.render(diff(KANTOR, files)))


def test_never_longer_than_a_forge_takes() -> None:
    row = block(PIKP, "kode: 2.16.02.2.01.0030")
    rows = [row.replace("0030", f"{n:04}").replace("Penguatan", f"{'é|' * 60}") for n in range(1000, 1900)]
    many = MemoryFiles({PIKP: (text(PIKP) + "".join(rows)).encode()}, KANTOR)
    kegiatan = "".join(
        f"      - kode: 2.16.02.2.{n:02}\n        sub_kegiatan:\n{row}" for n in range(2, 99)
    ).replace("12000000", "1")  # fmt: skip
    both = MemoryFiles({EGOV: (text(EGOV) + kegiatan).encode()}, many)
    for changes in (diff(KANTOR, both), diff(both, KANTOR)):
        shown = diff_markdown.render(changes)
        assert 20_000 < len(shown.encode()) <= diff_markdown.LIMIT
        assert "baris lain; lihat semuanya dengan `rkt diff`" in shown


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def within(office: Path) -> Path:
    """A repository whose plans stand in a folder of it, with one commit and a changed form in the working tree."""
    git(repository(office.parent), "tag", "awal")
    form = office / PIKP
    form.write_text(form.read_text(encoding="utf-8").replace("458805000", "500000000"), encoding="utf-8")
    return office


def test_against_the_working_tree(within: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "awal", "--root", str(within)]) == 0
    out = capsys.readouterr().out
    assert "      Pagu: Rp458.805.000 → Rp500.000.000 (+Rp41.195.000)\n" in out
    assert main(["diff", "awal", "HEAD", "--root", str(within)]) == 0
    assert capsys.readouterr().out == "Isi rencana tidak berubah.\n"


def test_json_to_a_file(within: Path, tmp_path: Path) -> None:
    target = tmp_path / "beda.json"
    arguments = [
        "diff",
        "main",
        "--format",
        "json",
        "--year",
        "2027",
        "--output",
        str(target),
        "--root",
        str(within),
    ]
    assert main(arguments) == 0
    [year] = json.loads(target.read_text(encoding="utf-8"))["tahun"]
    assert [(b["jenis"], b["hal"], b["semula"], b["menjadi"]) for b in year["beda"]] == [
        ("diubah", "pagu", 458805000, 500000000)
    ]


@pytest.mark.parametrize("revision", ["tiada", "--output=x", "HEAD:rkt", "", "main..main"])
def test_an_unknown_revision(within: Path, revision: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--root", str(within), "--", revision]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == (
        "",
        f"rkt: “{revision}” bukan commit, cabang, atau tag di repositori ini.\n",
    )

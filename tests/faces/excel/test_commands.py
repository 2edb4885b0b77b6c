"""``rkt form`` and ``rkt import`` as people run them."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.ground.files import FolderFiles
from tests.faces.excel.office import Buku, canonical
from tests.kantor import PIKP


def test_a_form_goes_out_and_comes_back(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = office / "form.xlsx"
    before = (office / PIKP).read_bytes()
    assert main(["form", "2027", "pikp", "--root", str(office), "--output", str(book)]) == 0
    assert "Sesudah diisi: rkt import" in capsys.readouterr().out
    assert main(["import", str(book), "--root", str(office)]) == 0
    assert (office / PIKP).read_text(encoding="utf-8") == canonical(before)


def test_a_workbook_that_is_there_already_may_be_filled_in(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = office / "form.xlsx"
    words = ["form", "2027", "pikp", "--root", str(office), "--output", str(book)]
    assert main(words) == 0
    assert main(words) == 0
    assert not (office / "form.xlsx~").exists(), "the same again replaces nothing"
    filled = Buku.of().put("Sub Kegiatan", "target", 0, "7").save()
    book.write_bytes(filled)
    assert main(words) == 0
    assert (office / "form.xlsx~").read_bytes() == filled
    other = Buku.of().put("Sub Kegiatan", "target", 0, "8").save()
    book.write_bytes(other)
    assert main(words) == 2
    assert book.read_bytes() == other
    assert (office / "form.xlsx~").read_bytes() == filled
    assert "tidak ditimpa" in capsys.readouterr().err


def test_findings_stop_the_form_from_being_written(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (office / PIKP).read_bytes()
    (office / "form.xlsx").write_bytes(Buku.of().put("Sub Kegiatan", "target", 0, "1.000").save())
    assert main(["import", str(office / "form.xlsx"), "--root", str(office)]) == 1
    said = capsys.readouterr()
    assert "Lembar “Sub Kegiatan”, sel " in said.out
    assert said.out.endswith("Perbaiki yang galat, lalu jalankan rkt import lagi.\n")
    assert "tidak diubah. Sesudah buku kerja itu diperbaiki" in said.err
    assert (office / PIKP).read_bytes() == before


def test_by_force_it_is_written_all_the_same(office: Path) -> None:
    (office / "form.xlsx").write_bytes(Buku.of().put("Sub Kegiatan", "target", 0, "1.000").save())
    assert main(["import", str(office / "form.xlsx"), "--root", str(office), "--force"]) == 1
    assert "target: 1.000" in (office / PIKP).read_text(encoding="utf-8")


def test_a_refused_workbook_is_never_written(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (office / PIKP).read_bytes()
    (office / "form.xlsx").write_bytes(Buku.of().put("Sub Kegiatan", "pagu", 0, 5).save())
    with zipfile.ZipFile(office / "form.xlsx", "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert main(["import", str(office / "form.xlsx"), "--root", str(office), "--force", "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert [p["rule"] for p in report["problems"]] == ["RKT-009"]
    assert (office / PIKP).read_bytes() == before


def test_what_is_no_workbook_belongs_nowhere(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "form.xlsx").write_text("bukan Excel")
    assert main(["import", str(office / "form.xlsx"), "--root", str(office)]) == 1
    said = capsys.readouterr()
    assert "RKT-008" in said.out
    assert said.err == ""


def test_the_result_may_go_elsewhere(office: Path) -> None:
    (office / "form.xlsx").write_bytes(Buku.of().save())
    before = (office / PIKP).read_bytes()
    assert main(["import", str(office / "form.xlsx"), "--root", str(office), "--output", str(office / "x.yml")]) == 0
    assert (office / "x.yml").read_text(encoding="utf-8") == canonical(before)
    assert (office / PIKP).read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["form", "2027", "pikpp", "--output", "x.xlsx"],
        ["form", "2031", "pikp", "--output", "x.xlsx"],
        ["form", "2027", "pikp"],
        ["form", "2027", "pikp", "--output", "x.csv"],
        ["import", "tidak-ada.xlsx"],
    ],
)
def test_wrong_use_is_one_sentence_and_2(words: list[str], office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--root", str(office)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("name", ["Sasaran ", "SASARAN"])
def test_two_sheets_of_one_name_import_nothing(office: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Which of them is meant nobody can tell; to take one would lose the rows of the other."""
    before = (office / PIKP).read_bytes()
    book = Buku.of()
    book.sheets = {**book.sheets, name: book.sheets["Sasaran"][:6]}
    with zipfile.ZipFile(office / "form.xlsx", "w") as target, zipfile.ZipFile(io.BytesIO(renamed(book, name))) as made:
        for part in made.namelist():
            target.writestr(part, made.read(part).replace(b"Salinan", name.encode()))
    assert main(["import", str(office / "form.xlsx"), "--root", str(office), "--force"]) == 1
    assert "bernama sama" in capsys.readouterr().out
    assert (office / PIKP).read_bytes() == before


def renamed(book: Buku, name: str) -> bytes:
    """The workbook with another name for one sheet: a proper program refuses two that differ in case only."""
    book.sheets = {"Salinan" if key == name else key: grid for key, grid in book.sheets.items()}
    return book.save()


def test_a_form_that_cannot_be_read_stays_beside_the_new_one(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = b"# jangan hilang \xe9\n" + (office / PIKP).read_bytes()
    (office / "form.xlsx").write_bytes(Buku.of().save())
    (office / PIKP).write_bytes(broken)
    main(["import", str(office / "form.xlsx"), "--root", str(office), "--force"])
    assert (office / f"{PIKP}~").read_bytes() == broken
    assert "pikp.yml~" in capsys.readouterr().err


def test_a_form_that_is_gone_is_written_again_only_when_asked(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "form.xlsx").write_bytes(Buku.of().save())
    (office / PIKP).unlink()
    words = ["import", str(office / "form.xlsx"), "--root", str(office)]
    assert main(words) == 1
    assert capsys.readouterr().err.endswith("pikp.yml: tidak ditulis.\n")
    assert not (office / PIKP).exists()
    main([*words, "--force"])
    assert (office / PIKP).exists()


def test_a_form_with_marks_of_a_conflict_is_mended_before_the_workbook(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "form.xlsx").write_bytes(Buku.of().save())
    (office / PIKP).write_bytes(b"<<<<<<< HEAD\ntahun: 2027\n=======\ntahun: 2027\n>>>>>>> lain\n")
    assert main(["import", str(office / "form.xlsx"), "--root", str(office)]) == 1
    assert "tidak diubah. Sesudah form itu diperbaiki, jalankan rkt import lagi." in capsys.readouterr().err


# --- several people at once ------------------------------------------------------------------------------------------


def test_two_workbooks_and_an_editor_of_the_text_lose_nothing(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ani and Citra took a workbook each; before either came back Budi changed the form as text."""
    files, form = FolderFiles(office), office / PIKP
    ani, citra = Buku.of(files=files), Buku.of(files=files)
    text = form.read_text(encoding="utf-8").replace("lokasi: Kecamatan Paringin", "lokasi: Desa Balida  # Budi")
    form.write_text(text, encoding="utf-8")

    def bring(book: Buku, name: str, *words: str) -> int:
        (office / name).write_bytes(book.save())
        return main(["import", str(office / name), "--root", str(office), *words])

    assert bring(ani.put("Sub Kegiatan", "pagu", 0, 458_000_000), "ani.xlsx") == 0
    assert "1 perubahan dari buku kerja; 1 perubahan form sejak itu tetap" in capsys.readouterr().err
    citra.put("Sub Kegiatan", "catatan", 0, "Dua tahap").put("Sub Kegiatan", "pagu", 2, 12_500_000)
    assert bring(citra, "citra.xlsx") == 0
    merged = form.read_text(encoding="utf-8")
    for words in ("lokasi: Desa Balida  # Budi", "pagu: 458000000", "catatan: Dua tahap", "pagu: 12500000"):
        assert words in merged

    capsys.readouterr()
    assert bring(ani.put("Sub Kegiatan", "pagu", 2, 13_000_000), "ani.xlsx") == 1, "Citra has changed that already"
    said = capsys.readouterr()
    line = merged[: merged.index("pagu: 12500000")].count("\n") + 1
    assert f"buku kerja Rp13.000.000; form baris {line} (rkt/2027/pikp.yml): Rp12.500.000" in said.out
    assert "tidak diubah" in said.err
    assert form.read_text(encoding="utf-8") == merged
    assert bring(citra, "citra.xlsx") == 0, "what was brought already changes nothing"
    assert form.read_text(encoding="utf-8") == merged
    assert bring(ani, "ani.xlsx", "--force") == 1
    assert form.read_text(encoding="utf-8") == merged.replace("12500000", "13000000")


def test_a_clean_merge_with_a_galat_writes_nothing(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One changed the target, the other a quarter."""
    files, form = FolderFiles(office), office / PIKP
    book = Buku.of(files=files).put("Sub Kegiatan", "target", 0, 13)
    text = form.read_text(encoding="utf-8").replace("triwulan: {tw1: 3,", "triwulan: {tw1: 5,")
    form.write_text(text, encoding="utf-8")
    (office / "F.xlsx").write_bytes(book.save())
    assert main(["import", str(office / "F.xlsx"), "--root", str(office)]) == 1
    assert "RKT-301" in capsys.readouterr().out
    assert form.read_text(encoding="utf-8") == text

"""The answers of a new office, and what they lead to."""

from pathlib import Path

from rktkit.cli.main import main
from tests.places import EXAMPLES
from tests.procedure.nomenclature.sheet import row

PERIKANAN = EXAMPLES / "perikanan"
ROWS = (
    row("PROV", "X.XX.01.1.01.0001 Penyusunan Dokumen Perencanaan"),
    row("PROV", "3.25.03.1.01.0001 Penyediaan Data Sumber Daya Ikan"),
    row("PROV", "3.25.04.1.01.0001 Pembinaan Pembudi Daya", "Kelompok"),
    row("PROV", "3.25.05.1.01.0001 Pengawasan Usaha", "Laporan"),
    row("KABKOT", "3.25.05.2.01.0001 Milik Kabupaten", "Laporan"),
)
KABUPATEN = (
    row("KABKOT", "X.XX.01.2.01.0001 Penyusunan Dokumen Perencanaan"),
    row("KABKOT", "3.25.03.2.01.0001 Penyediaan Data Nelayan Kecil"),
    row("KABKOT", "3.25.04.2.01.0001 Pembinaan Pembudi Daya", "Kelompok"),
    row("KABKOT", "3.25.05.2.01.0001 Pengawasan Usaha", "Laporan"),
    row("PROV", "3.25.05.1.01.0001 Milik Provinsi", "Laporan"),
)


def change(answers: Path, *pairs: tuple[str, str]) -> None:
    file = answers / "jawaban.yml"
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def found(answers: Path, folder: Path) -> int:
    return main(["init", str(folder), "--answers", str(answers / "jawaban.yml")])


PERSON = ["Nama Pejabat", "19800101 200501 1 001", "", "2026-01-02", ""]
KEY = f"ssh-ed25519 {'A' * 68}"

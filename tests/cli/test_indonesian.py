"""Wrong use is told in Indonesian, whatever Python's argparse would have said."""

import re
from pathlib import Path

import pytest

from rktkit.cli.main import main


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--final=ya"], "Pilihan --final: tidak memakai nilai, tetapi diberi 'ya'."),
        (["check", "--format=x"], "Pilihan --format: 'x' tidak ada (pilih dari "),
        (["check", "--year"], "Pilihan --year: perlu satu nilai."),
        (["check", "--year", "dua"], "Pilihan --year: 'dua' bukan bilangan bulat."),
        (["check", "--yer", "2027"], "Pilihan tidak dikenal: --yer"),
        (["compile"], "Belum disebut: TAHUN, --output."),
        (["forge"], "Belum disebut: BAGIAN."),
        (["forge", "reviw"], "Pilihan BAGIAN: 'reviw' tidak ada (pilih dari "),
        (["forge", "owners", "--machinery"], "Pilihan --machinery: perlu sekurangnya satu nilai."),
        (["open", "2027", "--start", "besok"], "Pilihan --start: “besok” bukan tanggal"),
    ],
)
def test_wrong_use_is_one_indonesian_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(words) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.startswith(f"rkt: {said}")
    assert error.count("\n") == 1
    assert not re.search(r"\b(argument|expected|invalid|choose|required|explicit)\b", error)

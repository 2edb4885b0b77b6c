"""The legal basis: every regulation in force once, in order of rank, wherever it was named."""

import re
from datetime import date

import pytest

from rktkit.documents import chapters
from rktkit.documents.compile import legal
from rktkit.documents.compile.rkt import compile_rkt, compile_with_findings
from rktkit.ground.files import FolderFiles, MemoryFiles
from tests.kantor import BASE
from tests.sample import CONTOH


def completed(text: str, *landasan: str, **values: str) -> list[str]:
    blocks = legal.complete(chapters.parse(text), landasan, values)
    return ["".join(piece.teks for piece in item) for block in blocks for item in block.isi]


def test_the_sample_names_what_holds_on_its_date() -> None:
    plan = compile_rkt(FolderFiles(CONTOH), 2026, final=False)
    assert "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah" in plan.landasan
    assert not [text for text in plan.landasan if "Nomor 54 Tahun 2010" in text or "Nomor 32 Tahun 2004" in text]
    numbers = [re.findall(r"Nomor (\S+) Tahun (\d{4})", text)[0] for text in plan.landasan]
    assert len(numbers) == len(set(numbers)) > 10
    kinds = [text.split(" Nomor ")[0] for text in plan.landasan]
    ranks = ("Undang", "Peraturan Pemerintah", "Peraturan Presiden", "Peraturan Menteri", "Keputusan Menteri")
    order = [next(n for n, rank in enumerate(ranks) if kind.startswith(rank)) for kind in kinds]
    assert order == sorted(order)
    assert set(order) == set(range(len(ranks)))


def test_what_holds_depends_on_the_day_of_the_decision() -> None:
    """PermenPANRB 59/2020 held until 5 June 2026: the plan of 2025 names it, that of 2026 its successor."""
    of = {year: compile_rkt(FolderFiles(CONTOH), year, final=False).landasan for year in (2025, 2026)}
    named = {year: [n for n in ("59 Tahun 2020", "8 Tahun 2026") if any(n in t for t in of[year])] for year in of}
    assert named == {2025: ["59 Tahun 2020"], 2026: ["8 Tahun 2026"]}


def test_a_list_is_completed_and_ordered_whoever_named_what() -> None:
    text = "1. Peraturan Bupati Sukajaya Nomor 4 Tahun 2025;\n2. **UU 25/2004**; dan\n3. {landasan_hukum}.\n"
    assert completed(
        text,
        "Keputusan Menteri Dalam Negeri Nomor 900.1-861 Tahun 2026",
        "Undang-Undang Nomor 25 Tahun 2004 tentang Sistem Perencanaan Pembangunan Nasional",
        "Peraturan Daerah Nomor 2 Tahun 2024",
        "Peraturan Presiden Nomor 29 Tahun 2014",
        "Peraturan Presiden Nomor 9 Tahun 2014",
    ) == [
        "UU 25/2004;",
        "Peraturan Presiden Nomor 9 Tahun 2014;",
        "Peraturan Presiden Nomor 29 Tahun 2014;",
        "Peraturan Daerah Nomor 2 Tahun 2024;",
        "Peraturan Bupati Sukajaya Nomor 4 Tahun 2025;",
        "Keputusan Menteri Dalam Negeri Nomor 900.1-861 Tahun 2026.",
    ]


def test_the_constitution_stands_first_and_what_is_no_regulation_last() -> None:
    text = "1. Rencana Strategis Dinas;\n2. Undang-Undang Nomor 23 Tahun 2014;\n3. {landasan_hukum};\n4. UUD 1945."
    assert completed(text) == ["UUD 1945;", "Undang-Undang Nomor 23 Tahun 2014;", "Rencana Strategis Dinas."]


def test_a_regulation_without_a_number_stands_at_the_end_of_its_rank() -> None:
    text = "1. Peraturan Bupati tentang Renstra;\n2. Perbup Nomor 1 Tahun 2020;\n3. {landasan_hukum}"
    assert completed(text, "Keputusan Bupati Nomor 7 Tahun 2001") == [
        "Perbup Nomor 1 Tahun 2020;",
        "Peraturan Bupati tentang Renstra;",
        "Keputusan Bupati Nomor 7 Tahun 2001.",
    ]


def test_standing_alone_it_is_a_list_and_without_anything_it_is_nothing() -> None:
    assert completed("# A\n\n{landasan_hukum}\n", "UU 25/2004") == ["A", "UU 25/2004."]
    assert completed("# A\n\n{landasan_hukum}\n") == ["A"]


def test_a_list_that_does_not_ask_for_it_stays_as_the_office_wrote_it() -> None:
    text = "1. Peraturan Bupati Nomor 4 Tahun 2025;\n2. Undang-Undang Nomor 25 Tahun 2004."
    assert completed(text, "UU 1/2022") == [
        "Peraturan Bupati Nomor 4 Tahun 2025;",
        "Undang-Undang Nomor 25 Tahun 2004.",
    ]


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("Lihat Permendagri 90/2019.", "Peraturan Menteri Dalam Negeri Nomor 90 Tahun 2019"),
        ("Sesuai Perda Sukajaya Nomor 3 Tahun 2024", "Perda Sukajaya Nomor 3 Tahun 2024"),
        ("Menurut Permendagri 54/2010 dahulu", None),  # replaced by 86/2017: RKT-404 says so
        ("SK Kepala Dinas Nomor 12 Tahun 2026", None),  # no basis of a plan
    ],
)
def test_what_a_form_cites_is_named_by_its_full_name(note: str, named: str | None) -> None:
    form = "rkt/2027/pikp.yml"
    files = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}
    before, _ = compile_with_findings(MemoryFiles(files), 2027, final=False)
    text = files[form].decode()
    at = text.index("            pagu:")
    files[form] = f"{text[:at]}            catatan: {note}\n{text[at:]}".encode()
    after, _ = compile_with_findings(MemoryFiles(files), 2027, final=False)
    assert sorted({*after.landasan} - {*before.landasan}) == [named] * (named is not None)


def test_a_regulation_of_tomorrow_is_no_basis_yet() -> None:
    plan = compile_rkt(FolderFiles(CONTOH), 2025, final=False)
    assert plan.penetapan is not None
    assert plan.penetapan.tanggal < date(2025, 7, 31)
    assert not [text for text in plan.landasan if "900.1-2850" in text]

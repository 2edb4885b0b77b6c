"""Regulations are recognised however they are abbreviated."""

import pytest

from rktkit.rules.families.sitasi import bagian_sitasi, sitasi
from tests.patience import ends

PERMENDAGRI = ("permen", "dalamnegeri", "54", 2010)
PERMENPANRB = ("permen", "panrb", "12", 2015)
UU = ("uu", "", "32", 2004)


@pytest.mark.parametrize(
    ("expected", "texts"),
    [
        (
            PERMENDAGRI,
            """
            Peraturan Menteri Dalam Negeri Nomor 54 Tahun 2010
            Peraturan Menteri Dalam Negeri Republik Indonesia Nomor 54 Tahun 2010 tentang Pelaksanaan PP 8/2008
            Peraturan Menteri Dalam Negeri (Permendagri) Nomor 54 Tahun 2010
            Peraturan Kementerian Dalam Negeri No. 54 Tahun 2010
            Peraturan Mendagri Nomor 54 Tahun 2010
            PERMENDAGRI NOMOR 54 TAHUN 2010
            Permendagri No. 54 Tahun 2010
            Permendagri No.54 Thn. 2010
            Permendagri No 54 Th 2010
            Permendagri Nomor: 54 Tahun 2010
            Permendagri Nomor 054 Tahun 2010
            Permendagri Nomor54 Tahun2010
            Permendagri 54 Tahun 2010
            Permendagri 54/2010
            Permendagri 54 / 2010
            Permendagri-54/2010
            Permendagri 54 (2010)
            Permendagri 54-2010
            Permendagri Tahun 2010 Nomor 54
            Permen Dagri 54/2010
            permendagri (54/2010)
            """,
        ),
        (
            PERMENPANRB,
            """
            Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 12 Tahun 2015
            Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi RI No. 12 Tahun 2015
            Peraturan Menteri PANRB Nomor 12 Tahun 2015
            Peraturan Menteri PAN-RB Nomor 12 tahun 2015
            Peraturan MenPANRB 12/2015
            PermenPANRB 12/2015
            PermenPAN-RB 12/2015
            Permenpan RB No. 12 Tahun 2015
            PERMENPAN RB NO.12/2015
            Permen PAN dan RB No 12 Th. 2015
            Permen PAN & RB 12/2015
            PM PANRB 12/2015
            """,
        ),
        (
            UU,
            """
            Undang-Undang Nomor 32 Tahun 2004
            Undang-undang Republik Indonesia Nomor 32 Tahun 2004
            Undang undang RI No 32 Tahun 2004
            UU 32/2004
            UU No. 32 Tahun 2004
            UU RI 32/2004
            UU Pemerintahan Daerah Nomor 32 Tahun 2004
            UU tentang Pemerintahan Daerah (Nomor 32 Tahun 2004)
            """,
        ),
        (
            ("pp", "", "58", 2005),
            """
            PP 58/2005
            Peraturan Pemerintah Nomor 58 Tahun 2005
            PP No 58 Tahun 2005
            """,
        ),
        (
            ("perpres", "", "95", 2018),
            """
            Perpres 95/2018
            Peraturan Presiden Republik Indonesia Nomor 95 Tahun 2018
            """,
        ),
        (
            ("perppu", "", "2", 2022),
            """
            Perppu 2/2022
            Peraturan Pemerintah Pengganti Undang-Undang Nomor 2 Tahun 2022
            """,
        ),
        (
            ("inpres", "", "3", 2003),
            """
            Inpres 3/2003
            Instruksi Presiden Nomor 3 Tahun 2003
            """,
        ),
        (
            ("permen", "keuangan", "77", 2020),
            """
            PMK 77/2020
            Permenkeu 77/2020
            Peraturan Menteri Keuangan Nomor 77 Tahun 2020
            """,
        ),
        (
            ("kepmen", "dalamnegeri", "050-5889", 2021),
            """
            Kepmendagri 050-5889 Tahun 2021
            Kepmendagri No. 050-5889/2021
            Keputusan Menteri Dalam Negeri Nomor 050-5889 Tahun 2021
            """,
        ),
        (
            ("kepmen", "dalamnegeri", "900.1.15.5-1317", 2023),
            """
            Kepmendagri Nomor 900.1.15.5-1317 Tahun 2023
            """,
        ),
        (
            ("permen", "komunikasiinformatika", "41/per/men.kominfo/11", 2007),
            """
            Permenkominfo Nomor 41/PER/MEN.KOMINFO/11/2007
            """,
        ),
        (
            ("permen", "perencanaanpembangunannasional", "7", 2023),
            """
            Permen PPN/Bappenas 7/2023
            Peraturan Menteri Perencanaan Pembangunan Nasional/Kepala Bappenas Nomor 7 Tahun 2023
            """,
        ),
        (
            ("perda", "balangan", "5", 2021),
            """
            Perda Kab. Balangan No. 5 Tahun 2021
            Peraturan Daerah Kabupaten Balangan Nomor 5 Tahun 2021
            """,
        ),
        (
            ("peraturan", "komisiinformasi", "1", 2021),
            """
            Perki Nomor 1 Tahun 2021
            Perki 1/2021
            Peraturan Komisi Informasi Nomor 1 Tahun 2021
            Peraturan Komisi Informasi Pusat Republik Indonesia Nomor 1 Tahun 2021
            """,
        ),
        (
            ("peraturan", "sibersandinegara", "4", 2021),
            """
            Peraturan BSSN 4/2021
            Peraturan Badan Siber dan Sandi Negara Nomor 4 Tahun 2021
            Perban BSSN 4 Tahun 2021
            Perka BSSN No. 4/2021
            """,
        ),
    ],
)
def test_one_regulation_many_ways_to_write_it(expected: tuple[str, str, str, int], texts: str) -> None:
    for text in filter(None, map(str.strip, texts.splitlines())):
        assert [found[:4] for found in sitasi(text)][:1] == [expected], text


@pytest.mark.parametrize(
    "text",
    [
        "capaian 12/2015 dan 54 Tahun 2010",
        "rapat 24/12/2026",
        "Permendagri tentang perencanaan",
        "Renstra 2025-2029",
        "nilai 3 pada 2026",
        "perkara 5/2026",
        "UU itu mengatur banyak hal lain bagi dinas, 12/2019",
        "Menurut Permendagri. Triwulan ke 4/2026",
        "",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert sitasi(text) == ()


def test_a_list_shares_its_type() -> None:
    found = sitasi("UU 25/2004 dan 32/2004, serta PP No. 8 Tahun 2008, No. 12 Tahun 2019")
    assert [f"{c.jenis} {c.nomor}/{c.tahun}" for c in found] == ["uu 25/2004", "uu 32/2004", "pp 8/2008", "pp 12/2019"]


def test_the_region_may_be_left_out_at_home_but_not_be_another() -> None:
    (short,), (own,), (other,) = map(sitasi, ("Perbup 12/2020", "Perbup Balangan 12/2020", "Perbup Tabalong 12/2020"))
    assert short.sama(own)
    assert own.sama(short)
    assert not own.sama(other)


def test_a_ministry_is_never_left_out() -> None:
    (bare,), (full,) = sitasi("Permen 54/2010"), sitasi("Permendagri 54/2010")
    assert not bare.sama(full)


def test_what_belongs_to_a_citation() -> None:
    text = "Sesuai PermenPANRB 88/2021 dan UUD 1945 pada tahun 2026"
    assert [text[start:end] for start, end in bagian_sitasi(text)] == ["PermenPANRB 88/2021", "UUD 1945"]
    text = "Perdirut No. 3 Tahun 2020, Nomor 5/2020, tahun 2020"
    assert [text[start:end] for start, end in bagian_sitasi(text)] == ["No. 3 Tahun 2020"]


@pytest.mark.parametrize(
    "text",
    ["1" * 400_000, "1/" * 200_000, "Nomor " * 80_000, "tahun 2010 " * 40_000, "uud " * 100_000, "1 (" * 150_000,
     "peraturan " * 50_000 + "5/2010", "UU 1/2010 " * 40_000, "perper" * 80_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_hostile_texts_end(text: str) -> None:
    with ends():
        sitasi(f"{text} 2010")
        bagian_sitasi(f"{text} 2010")

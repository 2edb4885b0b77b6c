"""What a new year takes over from the last: codes, successors, pagu, targets; what nobody can know is marked."""

import csv
import io
import re
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit.ground.files import MemoryFiles
from rktkit.plan.load.form import read_form
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.procedure.opening.cycle import open_cycle
from rktkit.procedure.opening.form import _share
from rktkit.rules.check import check
from tests.procedure.opening.years import SAMPLE, SENIN, form, subs, with_changes


def test_codes_that_still_hold_stay_with_their_official_names(opened: Mapping[str, bytes]) -> None:
    table, _ = load_nomenklatur(SAMPLE, 2027)
    assert table
    for kode in ("sekretariat", "pikp", "egov"):
        for _, _, sub in form(opened, kode).sub_kegiatan():
            assert sub.kode in table
            assert sub.nama == table[sub.kode].nama


def test_expired_codes_move_to_their_successors_with_their_pagu(opened: Mapping[str, bytes]) -> None:
    found = subs(form(opened, "pikp"))
    assert found["2.16.02.2.01.0025"] == 86_000_000  # was 2.16.02.2.01.0017
    assert "2.16.02.2.01.0017" not in found
    assert b"#   Menggantikan 2.16.02.2.01.0017 Pelayanan Informasi Publik." in opened["pikp.yml"]


def test_no_rupiah_vanishes_unseen(opened: Mapping[str, bytes]) -> None:
    for kode in ("sekretariat", "pikp", "egov", "statistik", "persandian"):
        old, _ = read_form(SAMPLE.read(f"rkt/2026/{kode}.yml"), kode)
        assert old is not None
        assert old.pagu is not None
        left = re.findall(r"#   Target .*, pagu Rp([0-9.]+): pindahkan", opened[f"{kode}.yml"].decode())
        carried = sum(pagu or 0 for pagu in subs(form(opened, kode)).values())
        assert carried + sum(int(amount.replace(".", "")) for amount in left) == old.pagu


def test_a_code_without_successor_stays_as_a_comment_with_a_way_on(opened: Mapping[str, bytes]) -> None:
    text = opened["statistik.yml"].decode()
    assert "# TINJAU: 2.20.02.2.01.0007 Pengingkatan Kapasitas Kelembagaan Statistik Sektoral" in text
    assert "Yang senama pada 2027: 2.20.02.2.01.0020." in text
    assert "# Kode 2027 di kegiatan ini yang belum dipakai:" in text


def test_targets_of_the_renstra_are_those_of_the_new_year(opened: Mapping[str, bytes]) -> None:
    (sasaran,) = form(opened, "persandian").sasaran
    told = {i.kode: (i.target, i.triwulan) for i in sasaran.indikator}
    four_ninety = Decimal(490)
    assert told["S6.1"] == (four_ninety, (None, None, None, four_ninety))  # rilis
    assert told["S6.2"][0] == 2  # hitungan: spread as before
    assert sum(value for value in told["S6.2"][1] or () if isinstance(value, Decimal)) == 2


def test_several_years_are_crossed_code_by_code() -> None:
    made = open_cycle(SAMPLE, 2027, dari=2025, mulai=SENIN)
    assert "2.16.02.2.01.0025" in subs(form(made, "pikp"))


def test_an_objective_without_a_target_is_named_and_what_nobody_carries_is_offered() -> None:
    made = open_cycle(SAMPLE, 2026, dari=2025, mulai=SENIN)
    text = made["egov.yml"].decode()
    assert re.search(
        r"# TINJAU: Renstra tidak bertarget 2026 \(2025: [^)]+\); isi, atau hapus\.\n +- kode: S3\.1\n", text
    )
    assert "sasaran Renstra S4 (Meningkatnya kematangan pemerintah digital) belum diampu bidang mana pun." in text


def row(*cells: str) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


@pytest.fixture
def table() -> dict[str, list[str]]:
    """The nomenclature of 2027 by code, to be changed."""
    lines = csv.reader(io.StringIO(SAMPLE.read("rkt/nomenklatur/2027.csv").decode()))
    next(lines)
    return {cells[0]: cells for cells in lines}


def opened_with(table: Mapping[str, list[str]]) -> dict[str, bytes]:
    text = "kode,nama,indikator,satuan,sebelumnya\n" + "".join(row(*cells) for cells in table.values())
    return open_cycle(with_changes({"rkt/nomenklatur/2027.csv": text.encode()}), 2027, dari=2026, mulai=SENIN)


def test_two_old_codes_that_became_one_are_added_up(table: dict[str, list[str]]) -> None:
    table["2.16.02.2.01.0026"][4] = "2.16.02.2.01.0020;2.16.02.2.01.0021"
    made = opened_with(table)
    assert subs(form(made, "pikp"))["2.16.02.2.01.0026"] == 358_000_000 + 450_000_000
    assert b"Pagunya dijumlahkan" in made["pikp.yml"]


def test_an_old_code_that_became_two_keeps_its_pagu_in_one_place(table: dict[str, list[str]]) -> None:
    table["2.16.02.2.01.0028"][4] = "2.16.02.2.01.0017"
    found = subs(form(opened_with(table), "pikp"))
    assert (found["2.16.02.2.01.0025"], found["2.16.02.2.01.0028"]) == (86_000_000, 0)


def test_a_successor_in_another_bidang_is_named_and_not_taken(table: dict[str, list[str]]) -> None:
    table["2.16.02.2.01.0025"][4] = ""
    table["2.16.03.2.02.0040"][4] = "2.16.02.2.01.0017"
    text = opened_with(table)["pikp.yml"].decode()
    assert "Penerusnya, 2.16.03.2.02.0040, berada di program bidang lain." in text


def test_a_new_name_and_a_new_unit_are_pointed_out(table: dict[str, list[str]]) -> None:
    table["2.16.02.2.01.0014"][1] = "Hubungan Media"
    table["2.16.02.2.01.0014"][3] = "%"
    text = opened_with(table)["pikp.yml"].decode()
    assert "nama: Hubungan Media" in text
    assert "#   Nama semula: Relasi Media" in text
    assert "#   Satuan semula: Laporan; sesuaikan target dan polanya." in text


def test_a_program_that_is_gone_is_kept_for_a_person_to_decide(table: dict[str, list[str]]) -> None:
    without = {kode: cells for kode, cells in table.items() if not kode.startswith("2.21.02")}
    text = opened_with(without)["persandian.yml"].decode()
    assert "program 2.21.02 tidak ada dalam nomenklatur 2027, dan tidak ada penerusnya." in text
    assert "kegiatan: []" in text


def test_funds_follow_the_office_s_own_list() -> None:
    """A synonym becomes the fund's own name; a fund that the list no longer has is left to a person, and said."""
    funds = "sumber_dana:\n  - {nama: Dana Alokasi Umum, sinonim: [DAU]}\n  - {nama: DBH}\n  - {nama: DAK Fisik}\n"
    office = with_changes({"rkt/sumber-dana.yml": funds.encode()})
    made = open_cycle(office, 2027, dari=2026, mulai=SENIN)
    text = b"".join(made.values()).decode()
    assert "sumber_dana: Dana Alokasi Umum\n" in text
    assert not re.search(r"sumber_dana: (DAU|PAD)\b", text)
    assert re.search(r"# TINJAU: Sumber dana “PAD” [^\n]+\n +#   Semula: PAD\n +sumber_dana:\n", text)
    report = check(MemoryFiles({f"rkt/2027/{name}": data for name, data in made.items()}, office), year=2027)
    assert not report.blocks


def test_a_bidang_without_a_form_gets_an_empty_one() -> None:
    table = {"rkt/nomenklatur/2028.csv": SAMPLE.read("rkt/nomenklatur/2027.csv")}
    made = open_cycle(with_changes(table), 2028, dari=2027, mulai=SENIN)
    assert b"# TINJAU: tidak ada form persandian tahun 2027" in made["persandian.yml"]


@given(
    st.decimals(0, 10**6, places=2, allow_nan=False, allow_infinity=False),
    st.tuples(*[st.none() | st.decimals(0, 1000, places=1, allow_nan=False, allow_infinity=False)] * 4),
)
def test_a_target_is_spread_without_a_remainder(
    target: Decimal, before: tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
) -> None:
    spread = [share for share in _share(target, before) if share is not None]
    assert all(isinstance(share, Decimal) and share >= 0 for share in spread)
    assert sum(share for share in spread if isinstance(share, Decimal)) == target

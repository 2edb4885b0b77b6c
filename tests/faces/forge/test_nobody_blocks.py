"""A new office's first cycle on a real repository: five blank forms, five branches, five requests, nobody in the way.

Every request is judged by ``rkt forge review`` in the clone, as the forge's run does it, and merged by Git itself.
"""

import json
import shutil
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from rktkit.cli.main import main
from tests.faces.forge.office import Office
from tests.sample import CONTOH

BIDANG = ("sekretariat", "pikp", "egov", "statistik", "persandian")
DRAF = "draf/2027"
RED, RETURNED = "persandian", "statistik"

PERSANDIAN = """\
tahun: 2027
bidang: persandian
sasaran:
  - kode: S6
    indikator:
      - {kode: S6.1, target: 490, triwulan: {tw4: 490}}
      - {kode: S6.2, target: 2, triwulan: {tw1: 1, tw2: 1}}
program:
  - kode: 2.21.02
    sasaran: S6
    indikator:
      - uraian: Persentase sistem elektronik strategis yang memenuhi standar keamanan informasi
        satuan: Persen
        pola: posisi
        target: 76
        triwulan: {tw1: 73, tw2: 74, tw3: 75, tw4: 76}
    kegiatan:
      - kode: 2.21.02.2.01
        sub_kegiatan:
          - kode: 2.21.02.2.01.0006
            target: 4
            triwulan: {tw1: 1, tw2: 1, tw3: 1, tw4: 1}
            pagu: 60000000
            sumber_dana: DAU
"""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with its references and nothing else; its first cycle is open, every form blank."""
    office = Office(tmp_path / "kantor")
    for year in ("2025", "2026", "2027"):
        shutil.rmtree(office.place / "rkt" / year)
    office.commit("Acuan saja")
    office.git("branch", "--force", DRAF)
    office.git("switch", "--quiet", DRAF)
    assert main(["open", "2027", "--root", str(office.place), "--start", "2026-11-02"]) == 0
    office.commit("Siklus dan form kosong")
    return office


def review(office: Office, base: str = DRAF) -> tuple[int, dict[str, Any]]:
    """The exit status and the results of the check, of what is checked out."""
    output = office.place.parent / "hasil"
    words = ["forge", "review", "--root", str(office.place), "--base", base, "--output", str(output)]
    return main(words), json.loads((output / "hasil.json").read_bytes())


def filled(kode: str) -> str:
    """A form as its bidang fills it. One of them copies last year's, whose codes and targets hold no longer."""
    if kode != RED:
        return (CONTOH / f"rkt/2027/{kode}.yml").read_text()
    return (CONTOH / f"rkt/2026/{kode}.yml").read_text().replace("tahun: 2026", "tahun: 2027")


def hand_in(office: Office, kode: str, text: str) -> str:
    """A bidang's branch from the draft as it is now, with its form on it."""
    branch = f"bidang/{kode}-2027"
    office.git("switch", "--quiet", "--create", branch, DRAF)
    office.write(f"rkt/2027/{kode}.yml", text)
    office.commit(f"Form {kode}")
    return branch


def own_galat(hasil: dict[str, Any]) -> list[dict[str, Any]]:
    return [t for t in hasil["temuan"] if t["asal"] == "permintaan" and t["severity"] == "galat"]


def test_the_first_cycle_of_an_office(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    branches = {kode: hand_in(office, kode, filled(kode)) for kode in BIDANG}  # all from the same draft
    for kode in ("egov", "pikp", RED, "sekretariat", RETURNED):
        office.git("switch", "--quiet", branches[kode])
        status, hasil = review(office)
        blamed = {t["file"] for t in own_galat(hasil)}
        assert status == bool(blamed)
        assert {t["file"] for t in hasil["temuan"] if t["asal"] == "permintaan"} <= {f"rkt/2027/{kode}.yml"}
        if kode == RED:
            assert {t["rule"] for t in own_galat(hasil)} >= {"RKT-201", "RKT-303"}
        elif kode == RETURNED:
            office.git("commit", "--quiet", "--allow-empty", "--message", "Dikembalikan: target belum disepakati")
            assert review(office)[0] == 0
        else:
            assert blamed == set(), own_galat(hasil)
            office.merge(branches[kode], DRAF)
    office.git("switch", "--quiet", branches[RED])
    office.write("rkt/2027/persandian.yml", PERSANDIAN)
    office.commit("Menurut nomenklatur 2027")
    assert review(office)[0] == 0
    said = capsys.readouterr().out
    assert "Masih kurang di cabang tujuan; tidak menghalangi permintaan ini:" in said
    office.merge(branches[RED], DRAF)
    office.git("switch", "--quiet", branches[RETURNED])
    assert review(office)[0] == 0


def test_to_main_the_whole_year_counts(office: Office) -> None:
    """The same blank forms that kept nobody from the draft keep the draft from ``main``."""
    hand_in(office, "pikp", filled("pikp"))
    office.merge("bidang/pikp-2027", DRAF)
    status, hasil = review(office, "main")
    assert (status, hasil["akhir"]) == (1, True)
    assert {"rkt/2027/egov.yml", "rkt/2027/statistik.yml"} <= {t["file"] for t in own_galat(hasil)}


def test_a_reference_to_main_answers_for_itself_alone(office: Office) -> None:
    """Somebody else's broken reference on ``main`` is told, and does not keep this one away."""
    office.git("switch", "--quiet", "main")
    office.edit("rkt/regulasi.yml", "judul:", "jdl:")
    office.commit("Salah tulis")
    office.git("switch", "--quiet", "--create", "libur", "main")
    office.write("rkt/kalender.yml", (office.place / "rkt/kalender.yml").read_text() + "# dibaca ulang\n")
    office.commit("Kalender")
    status, hasil = review(office, "main")
    assert status == 0
    assert {t["asal"] for t in hasil["temuan"] if t["file"] == "rkt/regulasi.yml"} == {"cabang tujuan"}


def test_what_a_request_breaks_elsewhere_is_its_own(office: Office) -> None:
    """A target of the Renstra is changed; the form that rests on it is not touched."""
    for kode in ("sekretariat", "pikp"):
        hand_in(office, kode, filled(kode))
        office.merge(f"bidang/{kode}-2027", DRAF)
    office.git("switch", "--quiet", "--create", "renstra", DRAF)
    office.edit("rkt/renstra/2025-2029.yml", "2027: 85, 2028: 88", "2027: 86, 2028: 88")
    office.commit("Target Renstra")
    status, hasil = review(office)
    assert status == 1
    assert ("RKT-303", "rkt/2027/pikp.yml") in {(t["rule"], t["file"]) for t in own_galat(hasil)}


def test_a_form_that_is_taken_away_is_missed(office: Office) -> None:
    office.git("switch", "--quiet", "--create", "hapus", DRAF)
    (office.place / "rkt/2027/pikp.yml").unlink()
    office.commit("Hapus")
    _, hasil = review(office)
    asal = {t["asal"] for t in hasil["temuan"] if t["rule"] == "RKT-501" and t["file"] == "rkt/2027/pikp.yml"}
    assert asal == {"permintaan"}


def test_a_request_that_touches_nothing_answers_for_nothing(office: Office) -> None:
    office.git("switch", "--quiet", "--create", "kosong", DRAF)
    office.commit("Tidak ada perubahan")
    status, hasil = review(office)
    assert (status, own_galat(hasil)) == (0, [])


@pytest.mark.parametrize("order", list(permutations(("pikp", "sekretariat")))[:2], ids="-".join)
def test_the_order_of_merging_does_not_matter(office: Office, order: tuple[str, ...]) -> None:
    branches = {kode: hand_in(office, kode, filled(kode)) for kode in order}
    for kode in order:
        office.git("switch", "--quiet", branches[kode])
        assert review(office)[0] == 0
        office.merge(branches[kode], DRAF)


def test_a_clash_is_judged_as_it_was_proposed(office: Office) -> None:
    """Two people changed the same line; the request is not blamed for what the target holds meanwhile."""
    hand_in(office, "pikp", filled("pikp"))
    office.merge("bidang/pikp-2027", DRAF)
    for name, pagu in (("satu", "pagu: 425000001"), ("dua", "pagu: 425000002")):
        office.git("switch", "--quiet", "--create", name, DRAF if name == "satu" else "satu~1")
        office.edit("rkt/2027/pikp.yml", "pagu: 425000000", pagu)
        office.commit(name)
    office.git("switch", "--quiet", DRAF)
    office.write("rkt/2027/egov.yml", "rusak\n")
    office.commit("Rusak di cabang tujuan")
    office.merge("satu", DRAF)
    office.git("switch", "--quiet", "dua")
    status, hasil = review(office)
    assert (status, hasil["bentrok"]) == (0, True)

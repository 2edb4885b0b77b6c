"""What a stale editor does without a word: told at the head of the comment, from real branches and merges."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.faces.forge.review.comment import Around, render
from rktkit.faces.forge.review.results import Hasil
from rktkit.ground.findings import Severity
from tests.faces.forge.office import Office, reviewed

NOW = datetime(2026, 12, 8, 2, 0, tzinfo=UTC)
DRAF, PIKP = "draf/2027", "rkt/2027/pikp.yml"
SUB = "            pagu: 425000000\n            sumber_dana: DAU\n            lokasi: Kecamatan Paringin\n"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """The Kasubbag accepted Rp466.195.000 on 3 December; somebody's desk still shows the form of before."""
    office = Office(tmp_path / "kantor")
    office.branch("bidang/pikp-2027", DRAF)
    office.edit(PIKP, "pagu: 425000000", "pagu: Rp466.195.000")
    office.commit("Pagu menurut rapat")
    office.merge("bidang/pikp-2027", DRAF, "2026-12-03T03:00:00Z")
    return office


def review(office: Office, base: str = DRAF) -> Hasil:
    return reviewed(office, base, NOW)


def told(hasil: Hasil, rule: str) -> list[str]:
    found = [t for t in hasil.temuan if t.problem.rule == rule]
    assert {(t.asal, t.problem.severity) for t in found} <= {("permintaan", Severity.PERINGATAN)}
    return [t.problem.message for t in found]


def without(text: str, codes: Iterable[str]) -> str:
    """A form without some sub kegiatan, which begin with ``- kode:`` at one depth."""
    parts = text.split("          - kode: ")
    return "          - kode: ".join(part for part in parts if part[:17] not in set(codes))


class TestStaleText:
    def test_a_value_that_was_replaced_comes_back(self, office: Office) -> None:
        office.branch("lama", DRAF)
        office.edit(PIKP, "pagu: Rp466.195.000", "pagu: 425.000.000  # dari komputer lama")
        office.commit("Perbaikan")
        hasil = review(office)
        commit = office.git("rev-parse", DRAF)[:10]
        (message,) = told(hasil, "RKT-511")
        assert message == (
            "Permintaan ini mengembalikan pagu 2.16.02.2.01.0014 ke Rp425.000.000, menggantikan Rp466.195.000 yang "
            f"sudah diterima pada 3 Desember 2026 (commit {commit})."
        )
        assert not hasil.blocks
        place = next(t.problem for t in hasil.temuan if t.problem.rule == "RKT-511")
        line = (office.place / PIKP).read_text().splitlines()[place.line - 1]
        assert "dari komputer lama" in line
        text = render(hasil, Around())
        assert text.index("Perhatikan lebih dahulu") < text.index("mengembalikan pagu") < text.index("Perubahan isi")

    def test_a_branch_begun_before_the_change_brings_nothing_back(self, office: Office) -> None:
        """Git merges it: what the branch did not change stays as the target has it."""
        office.branch("lama", f"{DRAF}~1")
        office.edit(PIKP, "pagu: 88000000", "pagu: 90000000")
        office.commit("Lain")
        assert told(review(office), "RKT-511") == []

    def test_a_new_value_is_new(self, office: Office) -> None:
        office.branch("baru", DRAF)
        office.edit(PIKP, "pagu: Rp466.195.000", "pagu: 470000000")
        office.commit("Baru")
        assert told(review(office), "RKT-511") == []

    def test_the_same_value_in_other_letters_is_no_change(self, office: Office) -> None:
        office.branch("rapi", DRAF)
        office.edit(PIKP, "pagu: Rp466.195.000", "pagu: 466195000")
        office.commit("Rapi")
        assert told(review(office), "RKT-511") == []

    def test_a_draft_of_the_bidang_itself_that_never_held_is_known_too(self, office: Office) -> None:
        """An ancestor of the target is every commit that the merge brought along."""
        office.branch("bidang/pikp-2027-b", DRAF)
        for target in ("95", "96"):
            office.edit(
                PIKP,
                "target: 94\n        triwulan: {tw1: 91" if target == "95" else "target: 95\n        triw",
                f"target: {target}\n        triwulan: {{tw1: 91" if target == "95" else "target: 96\n        triw",
            )
            office.commit(f"Target {target}")
        office.merge("bidang/pikp-2027-b", DRAF, "2026-12-04T03:00:00Z")
        office.branch("lama", DRAF)
        office.edit(PIKP, "target: 96\n        triw", "target: 95\n        triw")
        office.commit("Kembali")
        assert [m for m in told(review(office), "RKT-511") if "target S2.2 ke 95" in m and "4 Desember 2026" in m]

    def test_what_was_taken_away_comes_back_as_it_was(self, office: Office) -> None:
        office.branch("bidang/pikp-c", DRAF)
        text = (office.place / PIKP).read_text()
        office.write(PIKP, without(text, ["2.16.02.2.01.0032"]))
        office.commit("Tanpa penyusunan konten")
        office.merge("bidang/pikp-c", DRAF, "2026-12-04T03:00:00Z")
        office.branch("lama", DRAF)
        office.write(PIKP, text)
        office.commit("Unggah ulang")
        assert any(
            "sub kegiatan 2.16.02.2.01.0032, padahal penghapusannya" in m for m in told(review(office), "RKT-511")
        )

    def test_what_was_added_meanwhile_is_dropped(self, office: Office) -> None:
        """A note, and a sub kegiatan, that the file of before did not have yet."""
        old = (office.place / PIKP).read_text()
        before = without(old, ["2.16.02.2.01.0032"])
        office.branch("sebelum", DRAF)
        office.write(PIKP, before)
        office.commit("Semula")
        office.merge("sebelum", DRAF, "2026-12-04T03:00:00Z")
        office.branch("bidang/pikp-d", DRAF)
        office.write(
            PIKP, old.replace("sumber_dana: DAU\n", "sumber_dana: DAU\n            catatan: Menurut rapat.\n", 1)
        )
        office.commit("Catatan dan penyusunan konten")
        office.merge("bidang/pikp-d", DRAF, "2026-12-05T03:00:00Z")
        office.branch("lama", DRAF)
        office.write(PIKP, before.replace("pagu: 88000000", "pagu: 90000000"))
        office.commit("Unggah dari komputer lama")
        messages = told(review(office), "RKT-511")
        assert [m for m in messages if "menghapus catatan" in m and "(Menurut rapat.)" in m and "5 Desember 2026" in m]
        assert [m for m in messages if "menghapus sub kegiatan 2.16.02.2.01.0032" in m and "5 Desember 2026" in m]
        assert len(messages) == 2

    def test_what_was_always_there_may_go(self, office: Office) -> None:
        office.branch("tanpa-lokasi", DRAF)
        text = (office.place / PIKP).read_text()
        office.write(
            PIKP, without(text, ["2.16.02.2.01.0032"]).replace("            lokasi: Kecamatan Paringin\n", "", 1)
        )
        office.commit("Disederhanakan")
        assert told(review(office), "RKT-511") == []

    def test_a_whole_file_pasted_from_an_old_copy(self, office: Office) -> None:
        old = office.git("show", f"main:{PIKP}")
        office.branch("tempel", DRAF)
        office.write(PIKP, old.replace("pagu: 88000000", "pagu: 90000000") + "\n")
        office.commit("Tempel")
        assert len(told(review(office), "RKT-511")) == 1


class TestMassLoss:
    CODES = tuple(f"2.16.02.2.01.00{n}" for n in ("14", "25", "26", "27", "28", "29", "30", "31", "32"))

    @pytest.mark.parametrize(("lost", "rules"), [(3, []), (4, ["RKT-512"])])
    def test_more_than_a_third_of_the_sub_kegiatan(self, office: Office, lost: int, rules: list[str]) -> None:
        office.branch("hilang", DRAF)
        cheap = ("27", "28", "29", "30")  # together less than a third of the pagu
        office.write(PIKP, without((office.place / PIKP).read_text(), [f"2.16.02.2.01.00{n}" for n in cheap[:lost]]))
        office.commit("Hilang")
        found = told(review(office), "RKT-512")
        assert ["RKT-512" for _ in found] == rules
        assert all("kehilangan 4 dari 9 sub kegiatan" in message for message in found)

    def test_more_than_a_third_of_the_pagu(self, office: Office) -> None:
        office.branch("hilang", DRAF)
        office.edit(PIKP, "pagu: 712000000", "pagu: 7120000")
        office.commit("Salah ketik")
        (message,) = told(review(office), "RKT-512")
        assert "Pagu form ini turun dari Rp1.846.195.000 menjadi Rp1.141.315.000, berkurang 38 persen" in message

    def test_a_form_that_is_deleted_loses_everything(self, office: Office) -> None:
        office.branch("hapus", DRAF)
        (office.place / PIKP).unlink()
        office.commit("Hapus")
        assert len(told(review(office), "RKT-512")) == 2

    def test_a_form_that_cannot_be_read_has_lost_nothing(self, office: Office) -> None:
        office.branch("rusak", DRAF)
        office.edit(PIKP, "tahun: 2027", "tahun: [2027")
        office.commit("Rusak")
        assert told(review(office), "RKT-512") == []

    def test_a_successor_is_the_same_code(self, office: Office) -> None:
        """A form still in last year's codes, brought to this year's: nothing is lost."""
        rows = (office.place / "rkt/nomenklatur/2027.csv").read_text().splitlines()
        renamed = {row.rsplit(",", 1)[1]: row.split(",", 1)[0] for row in rows if row.split(",", 1)[0] in self.CODES}
        old = {new: before for before, new in renamed.items() if before.count(".") == 5 and ";" not in before}
        assert len(old) >= 4
        office.git("switch", "--quiet", DRAF)
        text = now = (office.place / PIKP).read_text()
        for new, before in old.items():
            text = text.replace(f"kode: {new}", f"kode: {before}")
        office.write(PIKP, text)
        office.commit("Kode lama")
        office.branch("baru", DRAF)
        office.write(PIKP, now)
        office.commit("Kode baru")
        assert told(review(office), "RKT-512") == []


class TestAtTheSameTime:
    def test_a_form_that_is_being_changed_on_another_branch(self, office: Office) -> None:
        office.branch("kasubag-patch-3", DRAF)
        office.edit(PIKP, "pagu: 88000000", "pagu: 90000000")
        office.commit("Pensil")
        office.branch("bidang/egov-2027", DRAF)
        office.edit("rkt/2027/egov.yml", "tahun: 2027", "tahun: 2027  # ya")
        office.commit("Form egov")
        office.branch("lain", DRAF)
        office.edit(PIKP, "pagu: 712000000", "pagu: 700000000")
        office.commit("Form PIKP")
        hasil = review(office)
        assert [(b.berkas, b.cabang) for b in hasil.bersamaan] == [(PIKP, ("kasubag-patch-3",))]
        assert "sedang diubah pula di cabang kasubag-patch-3" in render(hasil, Around()).replace("\u2060", "")

    def test_a_branch_that_was_merged_is_nobodys_work(self, office: Office) -> None:
        office.branch("lain", DRAF)
        office.edit(PIKP, "pagu: 712000000", "pagu: 700000000")
        office.commit("Form PIKP")
        assert review(office).bersamaan == ()

    def test_status_says_it_of_every_form(self, office: Office, capsys: pytest.CaptureFixture[str]) -> None:
        """The bidang's own branch is no other branch; a pencil's is."""
        for name in ("bidang/pikp-2027", "kasubag-patch-3"):
            office.git("switch", "--quiet", "-C", name, DRAF)
            office.edit(PIKP, "pagu: 88000000", "pagu: 90000000")
            office.commit("Form PIKP")
        assert main(["status", "2027", "--root", str(office.place), "--format", "json"]) == 0
        forms = {form["bidang"]: form["cabang"] for form in json.loads(capsys.readouterr().out)["form"]}
        assert forms == {**{kode: [] for kode in forms}, "pikp": ["kasubag-patch-3"]}
        assert main(["status", "2027", "--root", str(office.place)]) == 0
        assert "diubah pula di kasubag-patch-3" in capsys.readouterr().out


class TestTheBranchThatWasMeant:
    def test_a_form_proposed_to_main_belongs_into_the_draft(self, office: Office) -> None:
        office.branch("bidang/pikp-lagi", DRAF)
        office.edit(PIKP, "pagu: 712000000", "pagu: 700000000")
        office.commit("Form PIKP")
        (message,) = told(review(office, "main"), "RKT-693")
        assert "masih dihimpun pada cabang draf/2027" in message

    def test_the_draft_itself_goes_to_main(self, office: Office) -> None:
        office.git("switch", "--quiet", DRAF)
        assert told(review(office, "main"), "RKT-693") == []

"""A reader pins an office's policy once, as the file of ``--trust``, and is told when it changed."""

from pathlib import Path

from rktkit.trust.verify.matter import Putusan
from rktkit.trust.verify.verdict import Verdict
from tests.office import Office
from tests.trust.acts import Archived, export, in_clone, in_folder, run

THIRD = "2027/perubahan-2"


def _next_plan(office: Office, who: str = "kepala") -> None:
    office.next_amendment(2)
    office.commit("tim", "Perubahan")
    office.approve()
    office.merge(who)


def _changed(office: Office, old: str, new: str) -> str:
    """The office's policy with one text in place of another, signed by its Kepala Dinas."""
    office.edit("rkt/organisasi.yml", old, new)
    office.commit("kepala", "Kebijakan baru", "-S")
    return (office.path / "rkt/organisasi.yml").read_text()


def _told(verdict: Verdict) -> str:
    return " ".join(verdict.kebijakan["perubahan"])


def test_the_same_policy_is_nothing_to_tell(sealed_once: Archived, tmp_path: Path) -> None:
    folder = export(sealed_once.office, tmp_path / "arsip")
    for verdict in (in_folder(folder, trust=sealed_once.trust), in_clone(sealed_once.office, trust=sealed_once.trust)):
        assert verdict.putusan is Putusan.SAH
        assert verdict.kebijakan["perubahan"] == []
        assert verdict.kebijakan["sidik_jari"] == verdict.kebijakan["terbaru"]


def test_a_change_that_a_trusted_official_signed_is_told(sealed: Archived, tmp_path: Path) -> None:
    _changed(sealed.office, "wajib: [ssh]", "wajib: [ssh] # tetap")
    _next_plan(sealed.office)
    run(sealed.office)
    folder = export(sealed.office, tmp_path / "arsip")
    for verdict in (in_folder(folder, trust=sealed.trust), in_clone(sealed.office, trust=sealed.trust)):
        assert verdict.putusan is Putusan.SAH
        assert f"Kebijakan berubah sampai {THIRD}" in _told(verdict)
        assert _told(verdict) in verdict.catatan
        assert verdict.kebijakan["sidik_jari"] != verdict.kebijakan["terbaru"]


def test_a_change_by_a_stranger_is_told_and_proves_nothing(sealed: Archived, tmp_path: Path) -> None:
    """Somebody puts his own key where that of the Kepala was, and introduces that policy anew."""
    office = sealed.office
    kepala, stranger = (office.people[who] for who in ("kepala", "orang-luar"))
    office.edit("rkt/organisasi.yml", kepala.public, stranger.public)
    introduced = office.commit("tim", "Kebijakan lain")
    _next_plan(office, "orang-luar")
    run(office, introduce=introduced)
    verdict = in_folder(export(office, tmp_path / "arsip"), trust=sealed.trust)
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert [part.putusan for part in verdict.bagian] == [Putusan.SAH, Putusan.SAH, Putusan.TIDAK_PASTI]
    assert f"Sejak {THIRD} arsip ini memuat kebijakan lain, tanpa tanda tangan" in _told(verdict)
    assert in_clone(office, trust=sealed.trust).putusan is Putusan.TIDAK_PASTI


def test_a_reader_with_a_newer_policy_is_told_of_no_change(sealed: Archived, tmp_path: Path) -> None:
    newer = _changed(sealed.office, "wajib: [ssh]", "wajib: [ssh] # tetap")
    verdict = in_folder(export(sealed.office, tmp_path / "arsip"), trust=newer.encode())
    assert (verdict.putusan, verdict.kebijakan["perubahan"]) == (Putusan.SAH, [])

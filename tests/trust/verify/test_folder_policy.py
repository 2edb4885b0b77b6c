"""A citizen with a folder and the policy that he trusts: signatures vouch for it, and careful forgeries do not fit."""

from pathlib import Path

import pytest

from rktkit.trust.verify.matter import Putusan
from tests.trust.acts import Archived, head, in_folder
from tests.trust.tampering import (
    FIRST,
    SECOND,
    THIRD,
    rechain,
)


def test_signatures_vouch_by_a_trusted_policy(folder: Path, trust: bytes) -> None:
    verdict = in_folder(folder, trust=trust)
    assert verdict.putusan is Putusan.SAH
    assert any("CONTOH Kepala Dinas" in text for text in verdict.bagian[0].terbukti)
    assert any("CONTOH Sekretaris Dinas" in text for text in verdict.bagian[0].terbukti)


def test_keys_that_the_reader_does_not_trust(folder: Path, trust: bytes, archived_once: Archived) -> None:
    people = archived_once.office.people
    other = trust.replace(people["kepala"].public.encode(), people["orang-luar"].public.encode())
    verdict = in_folder(folder, trust=other)
    assert verdict.putusan is Putusan.TIDAK_PASTI, "an unknown signer is not provable, and nobody is accused"
    assert any("tidak dikenal kebijakan" in text for text in verdict.bagian[0].kurang)


def test_a_trusted_file_that_cannot_be_read(folder: Path) -> None:
    """The reader's own file is no evidence against the archive."""
    assert in_folder(folder, trust=b"jabatan: [").putusan is Putusan.TIDAK_PASTI


def _edit(folder: Path, path: str, old: str, new: str) -> None:
    text = (folder / path).read_text()
    assert old in text
    (folder / path).write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("path", "old", "new", "rule"),
    [
        (f"{FIRST}/sumber/rkt/2027/pikp.yml", "458805000", "958805000", "RKT-662"),
        (f"{FIRST}/sumber/rkt/organisasi.yml", "wajib: [ssh]", "wajib: [forge]", "RKT-662"),
        (f"{FIRST}/sumber/rkt/satuan.yml", "nama: Persen", "nama: Permil", "RKT-662"),
        (f"{FIRST}/bukti.json", '"commit": "', '"commit": "0', "RKT-654"),
        (f"{FIRST}/bukti.json", '"tree": {', '"pohon": {', "RKT-662"),
        (f"{FIRST}/rkt.json", "458805000", "958805000", "RKT-661"),
        (f"{THIRD}/bukti.json", '"cara": "ssh"', '"cara": "bsre"', "RKT-640"),
    ],
)
def test_a_careful_forgery_does_not_fit_the_signatures(
    folder: Path, trust: bytes, path: str, old: str, new: str, rule: str
) -> None:
    """Even where every hash was recomputed: the signed commit holds another text."""
    _edit(folder, path, old, new)
    rechain(folder, [FIRST, SECOND, THIRD])
    verdict = in_folder(folder, trust=trust)
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert rule in {found.rule for found in verdict.problems}


def test_a_form_left_out_with_care(folder: Path, trust: bytes) -> None:
    (folder / FIRST / "sumber/rkt/2027/egov.yml").unlink()
    rechain(folder, [FIRST, SECOND, THIRD])
    assert "RKT-662" in {found.rule for found in in_folder(folder, trust=trust).problems}


def test_every_document_can_be_made_again(folder: Path) -> None:
    verdict = in_folder(folder, reproduce=True, head=head(folder))
    assert verdict.putusan is Putusan.SAH
    assert any("Semua dokumen" in text for text in verdict.bagian[1].terbukti)
    _edit(folder, f"{SECOND}/rkt.html", "Rencana Kinerja", "Rencana Kerja")
    rechain(folder, [FIRST, SECOND, THIRD])
    again = in_folder(folder, reproduce=True)
    assert not any("Semua dokumen" in text for text in again.bagian[1].terbukti)

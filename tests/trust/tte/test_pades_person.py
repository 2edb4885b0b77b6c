"""Whose signature in a PDF counts: by which root, in which term, with which certificate, stamped by whom."""

from datetime import timedelta

import pytest

from rktkit.ground.findings import Refusal
from rktkit.trust.tte.person import same_name
from rktkit.trust.tte.ways import p12 as pades
from tests.trust.chain import Authority
from tests.trust.esign import NOW
from tests.trust.paper import REQUEST, Bench, policy, reopened, written


def test_a_root_of_somebody_else(bench: Bench) -> None:
    other = Authority("CONTOH")  # the same names, other keys
    assert bench.rules(bench.signed(other.person())) == ["RKT-673"]
    strange = Authority("Kantor Lain")
    assert bench.rules(bench.signed(strange.person())) == ["RKT-673"]
    assert not bench.rules(bench.signed(strange.person()), files=policy(strange.root.pem))


def test_roots_that_the_reader_brings(bench: Bench, good: dict[str, bytes]) -> None:
    assert bench.judge(good["p12"], roots=bench.authority.root.pem, files=policy())
    assert bench.rules(good["p12"], roots=Authority("Kantor Lain").root.pem) == ["RKT-673"]
    with pytest.raises(Refusal, match="RKT-670"):
        bench.judge(good["p12"], roots=b"bukan sertifikat")


def test_without_any_root_nobody_can_tell(bench: Bench, good: dict[str, bytes]) -> None:
    assert bench.rules(good["p12"], files=policy()) == ["RKT-670"]
    assert bench.rules(good["p12"] + b"x", files=policy()) == ["RKT-672"]
    with pytest.raises(Refusal, match="tidak dapat dibaca"):
        bench.judge(good["p12"], files=policy(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("CONTOH Kasubbag Perencanaan", "RKT-676"),
        ("Muhammad Nor", "RKT-618"),
        ("", "RKT-676"),
    ],
)
def test_another_person_under_the_same_root(name: str, rule: str, bench: Bench) -> None:
    """Under a national root every official has a good certificate."""
    assert bench.rules(bench.signed(bench.authority.person(name or "-"))) == [rule]


def test_before_and_after_the_term(bench: Bench, good: dict[str, bytes]) -> None:
    assert bench.rules(good["p12"], NOW.replace(year=2025)) == ["RKT-674"]
    old = bench.signed(now=NOW.replace(year=2025))
    assert bench.rules(old, NOW.replace(year=2025)) == ["RKT-619"]


def test_a_pinned_certificate(bench: Bench) -> None:
    """A name that the certificate writes in another way counts by its pin; the pin then shuts out everybody else."""
    root = bench.authority.root.pem
    spelt = bench.authority.person("Kepala D. CONTOH")
    signed = bench.signed(spelt)
    assert bench.rules(signed) == ["RKT-676"]
    assert not bench.rules(signed, files=policy(root, spelt.pem))
    assert bench.rules(bench.signed(), files=policy(root, spelt.pem)) == ["RKT-676"]
    former = bench.authority.person("MUHAMMAD NOR, S.Sos.")
    assert bench.rules(bench.signed(former), files=policy(root, former.pem)) == ["RKT-618"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Muhammad Nor, S.Sos., M.M.", "MUHAMMAD NOR", True),
        ("Drs. H. Muhammad Nor", "Muhammad Nor S.Sos M.M.", True),
        ("H.Muhammad Nor", "muhammad nor", True),
        ("Nur'aini", "NURAINI", True),
        ("Budi A. Santoso", "Budi", False),
        ("Budi A. Santoso", "Budi B. Santoso", False),
        ("Muhammad Nor", "Muhammad Noor", False),
        ("Dr. Ir. H.", "Prof.", False),
        ("", "", False),
        ("中文", "日本", False),
    ],
)
def test_two_spellings_of_a_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_a_certificate_out_of_its_time(bench: Bench) -> None:
    over = bench.authority.person(end=NOW - timedelta(days=1))
    not_yet = bench.authority.person(begin=NOW + timedelta(days=1))
    for who in (over, not_yet):
        assert bench.rules(bench.signed(who)) == ["RKT-673"]
    backdated = bench.signed(over, now=NOW - timedelta(days=30))
    assert bench.rules(backdated) == ["RKT-673"], "the signer's own clock proves nothing"


def test_a_time_stamp_keeps_a_signature_alive(bench: Bench) -> None:
    signed_in_time = NOW - timedelta(days=30)
    over = bench.authority.person(end=NOW - timedelta(days=1))
    assert not bench.rules(bench.signed(over, now=signed_in_time, stamped=signed_in_time))
    assert bench.rules(bench.signed(over, now=signed_in_time, stamped=NOW)) == ["RKT-673"]


def test_a_time_stamp_of_a_stranger_counts_for_nothing(bench: Bench) -> None:
    earlier = NOW - timedelta(days=30)
    over = bench.authority.person(end=NOW - timedelta(days=1))
    strange = Authority("Kantor Lain").clock(earlier)
    signed = pades.add_signature(bench.pdf, over.signer(), REQUEST, earlier, strange)
    assert bench.rules(signed) == ["RKT-673"]
    good = pades.add_signature(bench.pdf, bench.kepala.signer(), REQUEST, NOW, strange)
    said = bench.judge(good)
    assert said["cap_waktu"] is None
    assert "tidak diperhitungkan" in said["keterangan"]


def test_a_date_in_the_future(bench: Bench) -> None:
    assert bench.rules(bench.signed(now=NOW + timedelta(hours=1))) == ["RKT-674"]
    assert bench.rules(bench.signed(stamped=NOW + timedelta(hours=1))) == ["RKT-674"]
    assert not bench.rules(bench.signed(now=NOW + timedelta(minutes=5)))


@pytest.mark.parametrize("days", [-1, -40])
def test_a_revoked_certificate(days: int, bench: Bench) -> None:
    """By a list that the office or the reader holds, be it fresh or long out of date."""
    when = NOW + timedelta(days=days)
    crl = bench.authority.crl(bench.kepala, when=when, days=7)
    root = bench.authority.root.pem
    assert bench.rules(bench.signed(), files=policy(root, crl)) == ["RKT-673"]
    assert bench.rules(bench.signed(), roots=root + crl) == ["RKT-673"]


def test_revoked_only_later(bench: Bench) -> None:
    """With a trusted time before it, the signature stands."""
    crl = bench.authority.crl(bench.kepala, when=NOW - timedelta(days=1), days=7)
    files = policy(bench.authority.root.pem, crl)
    earlier = NOW - timedelta(days=30)
    said = bench.judge(bench.signed(now=earlier, stamped=earlier), files=files)
    assert "tidak dicabut" in said["keterangan"]
    assert bench.rules(bench.signed(now=earlier), files=files) == ["RKT-673"]


def test_a_revocation_list_of_somebody_else_says_nothing(bench: Bench) -> None:
    crl = Authority("CONTOH").crl(bench.kepala, when=NOW - timedelta(days=1))
    assert not bench.rules(bench.signed(), files=policy(bench.authority.root.pem, crl))


def test_a_revocation_list_inside_the_document(bench: Bench) -> None:
    """In the store for long-term validation, written together with the signature."""
    from asn1crypto import pem
    from asn1crypto.crl import CertificateList
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    crl = bench.authority.crl(bench.kepala, when=NOW - timedelta(days=1), days=7)
    writer = reopened(bench.pdf)
    lists = [CertificateList.load(pem.unarmor(crl)[2])]
    DocumentSecurityStore.supply_dss_in_writer(writer, sig_contents=None, crls=lists)
    signed = pades.add_signature(written(writer), bench.kepala.signer(), REQUEST, NOW)
    assert bench.rules(signed) == ["RKT-673"]


def test_a_certificate_for_something_else(bench: Bench) -> None:
    assert bench.rules(bench.signed(bench.authority.person(signs=False))) == ["RKT-673"]

"""Trusted time: stamps over a manifest and over a merge, checked offline, by us and by programs that are not ours."""

import json
import subprocess
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from rktkit.ground.findings import Refusal
from rktkit.ground.web import Web
from rktkit.trust.tte.tsr import NoStamp, ask_stamp, check_stamp
from rktkit.trust.verify.matter import Putusan
from tests.office import LATER, TODAY, Office, Person, official
from tests.trust.acts import claims, export, in_clone, in_folder, key_of, run, with_machine
from tests.trust.chain import Authority, authority, showing
from tests.trust.conftest import Terminal
from tests.trust.tampering import FIRST

TSA = "rkt/akar/tsa/contoh.pem"


@pytest.fixture(scope="module")
def clockmaker() -> Authority:
    return Authority("CONTOH Waktu")


def stamp(maker: Authority, data: bytes, moment: datetime) -> bytes:
    with authority(showing(maker, moment)) as address:
        return ask_stamp(data, address, Web())


def founded(path: Path, people: dict[str, Person], maker: Authority | None, *, machine: bool = False) -> Office:
    """An office that pins an authority, on the last day of its Kepala Dinas."""
    terms = official(people["kepala"], "2026-01-01", "2026-12-01") + official(people["nanti"], "2026-12-02")
    policy = partial(with_machine, machine=people["mesin"]) if machine else str
    office = Office.found(path, people, "ssh", terms, policy=policy)
    if maker:
        office.write({TSA: maker.root.pem.decode()})
        office.commit("kepala", "Akar cap waktu", "-S")
        office.on_draft().git("merge", "--quiet", "--no-ff", "-m", "Dari main", "main")
        office.approve()
    return office


def test_a_stamp_is_checked_offline(clockmaker: Authority) -> None:
    moment = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
    reply = stamp(clockmaker, b"manifest", moment)
    assert check_stamp(reply, b"manifest", clockmaker.root.pem) == moment
    for data, roots, broken in (
        (b"lain", clockmaker.root.pem, True),
        (b"manifest", None, False),
        (b"manifest", Authority("CONTOH Lain").root.pem, False),
    ):
        with pytest.raises(NoStamp) as caught:
            check_stamp(reply, data, roots)
        assert caught.value.broken is broken
    for place in range(0, len(reply), 37):
        bent = bytearray(reply)
        bent[place] ^= 1
        if bytes(bent) != reply:
            try:
                assert check_stamp(bytes(bent), b"manifest", clockmaker.root.pem) == moment
            except NoStamp:
                continue


def test_the_last_day_published_after_the_weekend(
    people: dict[str, Person], clockmaker: Authority, tmp_path: Path
) -> None:
    office = founded(tmp_path / "k", people, clockmaker, machine=True)
    merged = office.merge()
    raw = (office.git("cat-file", "commit", merged) + "\n").encode()
    reply = stamp(clockmaker, raw, office.now + timedelta(minutes=2))
    office.tick(timedelta(days=12))
    with pytest.raises(Refusal, match="RKT-626"):
        run(office)
    run(office, stamp=reply)
    verdict = in_clone(office, today=LATER)
    assert verdict.putusan is Putusan.SAH
    assert claims(verdict)["waktu"] == "SAH"
    assert "stempel_merge" in json.loads(office.git("show", f"arsip:{FIRST}/bukti.json"))


@pytest.mark.parametrize("stamped", [True, False])
def test_a_stamp_shows_that_a_change_of_the_policy_was_consented_to_in_time(
    stamped: bool, people: dict[str, Person], clockmaker: Authority, tmp_path: Path
) -> None:
    """The office has no machine; the Kepala changes the policy while in office, and a reader asks when he is not."""
    office = founded(tmp_path / "k", people, clockmaker)
    trust = (office.path / "rkt/organisasi.yml").read_bytes()
    office.merge()
    run(office)
    office.edit("rkt/organisasi.yml", "tempat: Paringin", "tempat: Batu Piring")
    office.commit("kepala", "Pindah", "-S")
    raw = (office.git("cat-file", "commit", office.amend_plan()) + "\n").encode()
    run(office, stamp=stamp(clockmaker, raw, office.now + timedelta(minutes=2)) if stamped else None)
    folder = export(office, tmp_path / "arsip")
    brought = {"organisasi.yml": trust, TSA: clockmaker.root.pem}
    verdict = in_folder(folder, LATER, trust=brought)
    assert ("jadi tidak diikuti" in "".join(verdict.kebijakan["perubahan"])) is not stamped


def test_a_stamp_that_came_too_late_proves_nothing(
    people: dict[str, Person], clockmaker: Authority, tmp_path: Path
) -> None:
    office = founded(tmp_path / "k", people, clockmaker)
    merged = office.merge()
    raw = (office.git("cat-file", "commit", merged) + "\n").encode()
    office.tick(timedelta(days=2))
    reply = stamp(clockmaker, raw, office.now)
    with pytest.raises(Refusal, match="RKT-626"):
        run(office, machine=None, stamp=reply)


def test_a_stamp_of_an_authority_that_is_not_pinned(people: dict[str, Person], tmp_path: Path) -> None:
    office = founded(tmp_path / "k", people, None)
    merged = office.merge()
    raw = (office.git("cat-file", "commit", merged) + "\n").encode()
    with pytest.raises(Refusal, match="RKT-674"):
        run(office, machine=None, stamp=stamp(Authority("CONTOH Asing"), raw, office.now))


def test_a_stamp_on_the_manifest_of_an_ended_term(
    people: dict[str, Person], clockmaker: Authority, tmp_path: Path
) -> None:
    """No machine, nobody in office any more: the authority's word is what is left."""
    office = founded(tmp_path / "k", people, clockmaker)
    office.merge()
    with authority(showing(clockmaker, office.now + timedelta(minutes=1))) as address:
        seal = key_of(office, "kepala")
        run(office, machine=None, seal=seal, clock=lambda data: ask_stamp(data, address, Web()))
    folder = export(office, tmp_path / "arsip")
    policy = (office.path / "rkt/organisasi.yml").read_bytes()
    assert in_clone(office, today=LATER).putusan is Putusan.SAH
    assert in_folder(folder, LATER, trust={"organisasi.yml": policy, TSA: clockmaker.root.pem}).putusan is Putusan.SAH
    alone = in_folder(folder, LATER, trust=policy)
    assert alone.putusan is Putusan.TIDAK_PASTI, "a stamp that nobody trusts counts as absent"
    (folder / FIRST / "manifest.json.tsr").write_bytes(b"rusak")
    assert in_folder(folder, date(2026, 12, 1), trust=policy).putusan is Putusan.SAH, "broken only where it is needed"


def test_a_machines_clock_that_is_ahead_knows_no_later_day(people: dict[str, Person], tmp_path: Path) -> None:
    """By a slip, or to make a cut archive look fresh for ever; a successor or a head answers for it."""
    office = Office.found(tmp_path / "k", people, "forge", policy=partial(with_machine, machine=people["mesin"]))
    merged = office.merge(sign=False)
    run(office, event=office.event(merged), server_time=datetime(2099, 1, 1, tzinfo=UTC))
    verdict = in_clone(office)
    assert verdict.lengkap["hari"] == f"{TODAY}"
    (waktu,) = [claim for claim in verdict.bagian[0].klaim if claim.klaim == "waktu"]
    assert (waktu.putusan, waktu.atas_dasar) == (Putusan.TIDAK_PASTI, ())
    assert "menyebut 1 Januari 2099 pukul 08.00 WITA, yang belum tiba" in waktu.kurang[0]
    assert verdict.putusan is Putusan.SAH, "in the term of who signed no time is needed"
    head = json.loads(office.git("show", "arsip:kepala.json"))["sha256"]
    assert claims(in_clone(office, head=head))["waktu"] == "SAH"
    run(office, event=office.event(office.amend_plan()))
    later = in_clone(office)
    assert claims(later)["waktu"] == "SAH"
    assert "2099" not in "".join(later.bagian[0].terbukti)


def test_no_answer_is_told_and_keeps_nothing_back(people: dict[str, Person], tmp_path: Path) -> None:
    office = founded(tmp_path / "k", people, None, machine=True)
    office.merge()
    with authority(lambda body: (500, b"")) as address:
        done = run(office, clock=lambda data: ask_stamp(data, address, Web()))
    assert [(found.rule, found.hint.partition(".")[0]) for found in done.peringatan] == [
        ("RKT-679", "Tetap terbit, tanpa cap waktu")
    ]
    assert in_clone(office).putusan is Putusan.SAH


def test_the_commands(rkt: Terminal, people: dict[str, Person], clockmaker: Authority, tmp_path: Path) -> None:
    office = founded(tmp_path / "k", people, clockmaker)
    merged = office.merge()
    assert rkt(office.path, "sign", "2027", "--stamp", merged)[0] == 2, "no authority was named"
    with authority(showing(clockmaker, office.now)) as address:
        status, out, _ = rkt(office.path, "sign", "2027", "--stamp", merged, "--timestamp", address)
    assert status == 0
    assert f"--commit {merged} --stamp" in out
    assert (office.path / ".git/rkt-stempel" / f"{merged}.tsr").is_file()


def test_programs_that_are_not_ours(people: dict[str, Person], clockmaker: Authority, tmp_path: Path) -> None:
    """The commands of the archive's README, as a stranger types them in thirty years."""
    office = founded(tmp_path / "k", people, clockmaker, machine=True)
    office.merge()
    with authority(showing(clockmaker, datetime.now(UTC).replace(microsecond=0))) as address:
        run(office, clock=lambda data: ask_stamp(data, address, Web()))
    folder = export(office, tmp_path / "arsip")
    place = folder / FIRST
    (place / "penerbit").write_text(f'penerbit namespaces="rkt" {people["mesin"].public}\n')
    (place / "akar.pem").write_bytes(clockmaker.root.pem)
    readme = (folder / "README.md").read_text()
    block = readme[readme.index("### Tanpa program kami") :]
    commands = [line.strip() for line in block.splitlines() if line.startswith("    ")]
    assert [line.split()[0] for line in commands] == ["python3", "sha256sum", "ssh-keygen", "openssl", "pdfsig"]
    for line in commands[:-1]:
        done = subprocess.run(line, shell=True, cwd=place, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
    (place / "manifest.json").write_text("{}")
    for line in commands[2:4]:
        done = subprocess.run(line, shell=True, cwd=place, capture_output=True, text=True, check=False)
        assert done.returncode != 0, line

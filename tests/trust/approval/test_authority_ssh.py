"""An office without a forge: the right ways in, and every wrong one refused by its own rule."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from rktkit.documents.chapters import FOLDER, LAMBANG
from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust.approval.judge import Authority, judge
from rktkit.trust.approval.merge import carries_plan, is_source, takes_back
from tests.office import Office, Person, official, organisasi
from tests.trust.attacks import ATTACKS


def decide(
    office: Office, sha: str, *, since: str | None = None, introduce: str | None = None, seal: bool = False
) -> Authority:
    with Repo(office.path) as repo:
        return judge(repo, sha, event=None, server_time=office.now, since=since, introduce=introduce, seal=seal)


def refusal(office: Office, sha: str, *, since: str | None = None, introduce: str | None = None) -> list[str]:
    with pytest.raises(Refusal) as caught:
        decide(office, sha, since=since, introduce=introduce)
    return sorted(found.rule for found in caught.value.problems)


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_refused(name: str, office: Office) -> None:
    attack, expected = ATTACKS[name]
    sha = attack(office)
    with pytest.raises(Refusal) as caught:
        decide(office, sha)
    assert sorted(found.rule for found in caught.value.problems) == expected
    for found in caught.value.problems:
        assert found.message
        assert found.hint.endswith(".")
        assert "{" not in found.message + found.hint


def test_a_push_is_called_a_push_whatever_its_hash(office: Office) -> None:
    """Only a commit with exactly the draft's tree is a squash of it: neither a smaller nor a greater hash is."""
    draft, before = office.sha("draf/2027^{tree}"), office.sha("main")
    greater = set()
    for number in range(40):
        office.git("reset", "--quiet", "--hard", before)
        office.git("checkout", "--quiet", "draf/2027", "--", "rkt/2027")
        office.write({"rkt/2027/catatan.md": f"Catatan {number}.\n"})
        pushed = office.commit("kepala", "Langsung saja", "-S")
        assert refusal(office, pushed) == ["RKT-601"]
        greater.add(office.sha("HEAD^{tree}") > draft)
        if len(greater) > 1:
            break
    assert len(greater) > 1


@pytest.mark.parametrize(("count", "more"), [(1, ""), (2, " dan 1 berkas lain"), (3, " dan 2 berkas lain")])
def test_how_much_machinery_a_merge_carries_is_told(count: int, more: str, office: Office) -> None:
    office.on_draft().write({f"mesin-{number}.txt": "" for number in range(count)})
    office.approve()
    with pytest.raises(Refusal) as caught:
        decide(office, office.merge())
    (found,) = caught.value.problems
    assert found.rule == "RKT-609"
    assert f"mesin-0.txt{more}" in found.message
    assert found.message.count("berkas lain") == bool(more)


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("rkt/2027/pikp.yml", True),
        ("rkt/2026/pikp.yml", False),
        ("rkt/kalender.yml", True),
        ("rkt/nomenklatur/2027.csv", True),
        ("rkt/nomenklatur/2026.csv", False),
        ("rkt/nomenklatur/2027.csv.bak", True),
        (f"{FOLDER}/pendahuluan.md", True),
        (f"{FOLDER}/pendahuluan.txt", False),
        ("README.md", False),
        ("content/index.md", False),
        (LAMBANG, True),
        ("mesin.txt", False),
    ],
)
def test_what_a_plan_is_made_of(path: str, counts: bool) -> None:
    assert is_source(path, 2027) is counts


def test_what_git_would_never_write_takes_nothing_back(office: Office) -> None:
    """It leaves the year as it was published, says one program; another one shows another file."""
    sha = ATTACKS["a_name_with_a_slash"][0](office)
    with Repo(office.path) as repo:
        assert carries_plan(repo, sha)
        assert not takes_back(repo, sha, {2027: sha})


def test_every_attack_of_a_kind_has_its_own_rule() -> None:
    assert len({rule for _, rules in ATTACKS.values() for rule in rules}) >= 25


def test_the_right_way(office: Office) -> None:
    authority = decide(office, office.merge())
    assert [(a.holder.pejabat.nama, a.tingkat) for a in authority.kepala] == [("CONTOH Kepala Dinas", "ssh")]
    assert authority.sekretaris.holder.pejabat.nama == "CONTOH Sekretaris Dinas"
    assert authority.merge.tahun == 2027
    assert not authority.seal
    assert authority.introduction
    assert authority.introduction.pertama


@pytest.mark.parametrize("status", ["plt", "plh", "pj"])
def test_an_acting_kepala_may_sign(status: str, people: dict[str, Person], tmp_path: Path) -> None:
    entries = official(people["kepala"], "2026-01-01", "2026-11-30")
    entries += official(people["kasubag"], "2026-12-01", status=status)
    office = Office.found(tmp_path / "kantor", people, "ssh", entries)
    authority = decide(office, office.merge("kasubag"))
    assert authority.kepala[0].holder.pejabat.status == status


def test_the_office_lives_in_its_own_time_zone(office: Office) -> None:
    """At 17:00 UTC on 31 December it is 1 January at Paringin: another Kepala Dinas is in office."""
    office.tick(office.now.replace(day=31, hour=17) - office.now)
    assert refusal(office, office.merge()) == ["RKT-618"]


def test_a_signed_manifest_may_stand_for_an_unsigned_merge(office: Office) -> None:
    authority = decide(office, office.merge("kasubag", sign=False), seal=True)
    assert authority.seal
    assert authority.kepala == ()


@pytest.mark.parametrize(
    ("changes", "levels"),
    [
        ({}, ["forge", "ssh"]),
        ({"merged_by": {"login": "contoh-orang-luar"}}, ["ssh"]),
        ({"merge_commit_sha": "0" * 40}, ["ssh"]),
        ({"merged_by": {"login": "contoh-kasubag"}, "html_url": ""}, ["ssh"]),
    ],
    ids=["fits", "another person", "another merge", "everything wrong"],
)
def test_a_forges_record_that_the_policy_does_not_ask_for_speaks_against_nobody(
    changes: dict[str, Any], levels: list[str], office: Office
) -> None:
    merged = office.merge()
    with Repo(office.path) as repo:
        authority = judge(repo, merged, event=office.event(merged, **changes), server_time=office.now)
    assert [approval.tingkat for approval in authority.kepala] == levels


@pytest.mark.parametrize(
    ("message", "counts"),
    [
        ("Disetujui", True),
        ("disetujui untuk ditandatangani: RKT 2027", True),
        ("Disetujui: RKT 2026", False),
        ("Setuju, RKT 2027", False),
        ("Rapikan spasi", False),
    ],
)
def test_what_was_published_by_versi_1_is_judged_by_its_grammar(message: str, counts: bool, office: Office) -> None:
    office.on_draft().git("reset", "--quiet", "--hard", "HEAD^")
    office.commit("sekretaris", message, "-S")
    merged = office.merge()
    assert refusal(office, merged) == ["RKT-630"]
    with Repo(office.path) as repo:
        if counts:
            assert judge(repo, merged, event=None, server_time=office.now, lama=True).sekretaris.tingkat == "ssh"
        else:
            with pytest.raises(Refusal, match="RKT-630"):
                judge(repo, merged, event=None, server_time=office.now, lama=True)


# --- how the policy may change ---------------------------------------------------------------------------------------


def hand_over(office: Office, who: str) -> str:
    """A new Kepala Dinas joins the policy, by the signature of somebody."""
    entries = official(office.people["kepala"], "2026-01-01", "2026-12-31", key=False)
    entries += official(office.people["nanti"], "2027-01-01")
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", entries)})
    return office.commit(who, "Kunci baru", "-S")


def test_the_kepala_may_change_the_policy(office: Office) -> None:
    entries = official(office.people["kepala"], "2026-01-01")
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", entries)})
    changed = office.commit("kepala", "Masa jabatan diperpanjang", "-S")
    authority = decide(office, office.merge())
    assert [(c.commit, c.nama, c.tingkat) for c in authority.changes] == [(changed, "CONTOH Kepala Dinas", "ssh")]


def note(office: Office, text: str, who: str, *options: str) -> str:
    """A change of the policy that appoints nobody: a remark at its end."""
    office.write({"rkt/organisasi.yml": (office.path / "rkt/organisasi.yml").read_text() + f"# {text}\n"})
    return office.commit(who, text, *options)


def test_a_draft_may_be_older_than_the_policy(office: Office) -> None:
    """It was brought up to date once, and the policy moved on afterwards."""
    note(office, "satu", "kepala", "-S")
    office.on_draft().git("merge", "--quiet", "--no-ff", "-m", "Dari main", "main")
    office.approve()
    office.git("switch", "--quiet", "main")
    note(office, "dua", "kepala", "-S")
    assert len(decide(office, office.merge()).changes) == 2


@pytest.mark.parametrize("who", ["tim", "kepala"])
def test_a_policy_may_be_prepared_on_a_branch(who: str, office: Office) -> None:
    """In several commits, by staff or by the Kepala Dinas himself."""
    office.git("switch", "--quiet", "-c", "kebijakan")
    for text in ("satu", "dua"):
        note(office, text, who, "-S")
    merged = office.merge(branch="kebijakan")
    assert [change.commit for change in decide(office, office.merge()).changes] == [merged]


def test_two_policies_may_be_brought_together(office: Office) -> None:
    """He signed one on a branch and another on ``main``; his merge holds both."""
    office.git("switch", "--quiet", "-c", "kebijakan")
    office.edit("rkt/organisasi.yml", "singkatan: ", "singkatan: X")
    office.commit("kepala", "Singkatan", "-S")
    office.git("switch", "--quiet", "main")
    note(office, "dua", "kepala", "-S")
    office.merge(branch="kebijakan")
    assert len(decide(office, office.merge()).changes) == 2


def test_changes_before_the_last_publication_are_not_asked_about_again(office: Office) -> None:
    office.edit("rkt/organisasi.yml", "wajib: [ssh]", "wajib: [ssh] # lama")
    old = office.commit("kasubag", "Sudah lama terbit")
    assert refusal(office, merged := office.merge()) == ["RKT-635"]
    assert decide(office, merged, since=old).introduction is None


def test_a_new_introduction_is_the_way_back_and_says_so(office: Office) -> None:
    published = office.sha()
    lost = hand_over(office, "orang-luar")
    office.tick(office.now.replace(year=2027, month=1, day=4) - office.now)
    office.on_draft().edit("rkt/2027/pengesahan.yml", "2026-12-01", "2027-01-04")
    office.approve()
    merged = office.merge("nanti")
    assert refusal(office, merged, since=published) == ["RKT-635"]
    authority = decide(office, merged, since=published, introduce=lost)
    assert authority.introduction
    assert authority.introduction.commit == lost
    assert authority.introduction.pesan == "Kunci baru"
    assert not authority.introduction.pertama


def test_a_new_introduction_may_go_around_what_it_replaces(office: Office) -> None:
    """Whoever brings the office back may leave out a change that its Kepala Dinas signed; nobody else may."""
    published = office.sha()
    signed = note(office, "lama", "kepala", "-S")
    office.git("switch", "--quiet", "-C", "main", published)
    office.git("merge", "--quiet", "--no-ff", "--no-commit", "-s", "ours", signed)
    introduced = note(office, "baru", "orang-luar")
    merged = office.merge()
    assert refusal(office, merged, since=published) == ["RKT-635", "RKT-635"]
    authority = decide(office, merged, since=published, introduce=introduced)
    assert authority.introduction
    assert authority.introduction.commit == introduced


def test_an_introduction_must_be_a_change_of_the_policy(office: Office) -> None:
    start = office.sha()
    office.write({"mesin.txt": "lain\n"})
    other = office.commit("tim", "Mesin")
    assert refusal(office, office.merge(), since=start, introduce=other) == ["RKT-636"]


def test_after_an_introduction_consent_is_needed_again(office: Office) -> None:
    start = office.sha()
    introduced = hand_over(office, "orang-luar")
    office.edit("rkt/organisasi.yml", "wajib: [ssh]", "wajib: [ssh] # lagi")
    office.commit("kasubag", "Sekalian", "-S")
    assert "RKT-635" in refusal(office, office.merge(), since=start, introduce=introduced)


# --- the person's own settings have no say ---------------------------------------------------------------------------


def test_configuration_of_the_repository_has_no_say(office: Office, tmp_path: Path) -> None:
    merged = office.merge("orang-luar")
    liar = tmp_path / "ssh-keygen"
    liar.write_text("#!/bin/sh\necho 'Good \"git\" signature for kunci-0 with ED25519 key SHA256:x'\nexit 0\n")
    liar.chmod(0o755)
    office.git("config", "gpg.ssh.program", str(liar))
    office.git("config", "gpg.ssh.allowedSignersFile", str(tmp_path / "semua"))
    office.git("config", "log.showSignature", "true")
    assert refusal(office, merged) == ["RKT-623"]


def test_an_encoding_of_the_log_has_no_say(office: Office) -> None:
    merged = office.merge()
    office.git("config", "i18n.logOutputEncoding", "UTF-16")
    assert decide(office, merged).kepala


def test_replaced_objects_have_no_say(office: Office) -> None:
    """``git replace`` shows another commit under a hash; the signature is of the true one."""
    wrong = office.merge("kasubag")
    office.git("reset", "--quiet", "--hard", "HEAD^")
    right = office.merge("kepala")
    office.git("reset", "--quiet", "--hard", wrong)
    office.git("replace", wrong, right)
    assert refusal(office, wrong) == ["RKT-624"]


def test_history_that_was_cut_off_cannot_be_judged(office: Office, tmp_path: Path) -> None:
    merged = office.merge()
    office.git("clone", "--quiet", "--depth=2", f"file://{office.path}", str(tmp_path / "klon"))
    clone = Office(tmp_path / "klon", office.people, "ssh", office.now)
    assert refusal(clone, merged) == ["RKT-607"]


def test_hostile_branch_names_are_only_names(office: Office) -> None:
    merged = office.merge()
    refs = office.path / ".git" / "refs" / "heads"
    (refs / "draf").mkdir(exist_ok=True)
    for name in ("--upload-pack=evil", "-n", "$(touch x)"):
        (refs / "draf" / name).write_text(f"{merged}\n")
    assert decide(office, merged).merge.commit.sha == merged
    assert refusal(office, office.commit("kepala", "Langsung", "-S")) == ["RKT-608"]


def test_a_slow_clock_at_the_desk_is_forgiven(office: Office) -> None:
    merged = office.merge(at=office.now + timedelta(minutes=5))
    assert decide(office, merged).merge.commit.sha == merged

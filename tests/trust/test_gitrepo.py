"""The one file that touches Git: exact, and deaf to whoever tries to talk into it."""

import os
import subprocess
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rktkit.ground.files import FolderFiles, Kind, NotPlainFile, TooLarge
from rktkit.ground.findings import UsageError
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.objects import BadObject, TreeEntry, parse_tree
from rktkit.ground.git.program import NOTHING, BentObject, GitFailed, NoRevision, RefMoved
from rktkit.ground.git.repo import Repo
from rktkit.trust.archive.branch import newest
from tests.office import Office

WHEN = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "name", ["", "-h", "--all", "--upload-pack=touch x", "tidak-ada", "main:rkt", "a\nb", "0" * 40]
)
def test_what_is_no_commit_has_no_hash(repo: Repo, name: str) -> None:
    with pytest.raises(NoRevision):
        repo.resolve(name)


def test_names_become_full_hashes(repo: Repo, office: Office) -> None:
    sha = office.sha("main")
    assert repo.resolve("main") == repo.resolve(sha[:10]) == repo.ref("refs/heads/main") == sha
    assert repo.ref("refs/heads/arsip") is None
    (office.path / ".git/refs/heads/-x").write_text(sha + "\n")
    with pytest.raises(NoRevision):
        repo.resolve("-x")
    assert repo.refs("refs/heads")["refs/heads/-x"] == sha


def test_where_git_is_missing_a_sentence_says_so(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for touch in (Repo, Repo.create):
        with pytest.raises(UsageError, match="Git tidak terpasang"):
            touch(office.path)


@pytest.mark.parametrize("ref", ["main", "refs/heads/../../x", "--all", "refs/heads/a.lock", "refs/-x"])
def test_refs_have_full_plain_names(repo: Repo, ref: str) -> None:
    with pytest.raises(NoRevision):
        repo.update_ref(ref, repo.resolve("main"), NOTHING)


def test_of_a_branch_that_parted_the_forge_has_the_work_and_this_clone_the_archive(repo: Repo, office: Office) -> None:
    base = office.sha("main")
    here, there = (office.git("commit-tree", f"{base}^{{tree}}", "-p", base, "-m", words) for words in ("a", "b"))
    for name in ("arsip", "draf/2027"):
        office.git("update-ref", f"refs/heads/{name}", here)
        office.git("update-ref", f"refs/remotes/origin/{name}", there)
    assert (repo.branch_tip("draf/2027"), newest(repo)) == (there, here)
    office.git("update-ref", "refs/remotes/origin/arsip", base)  # only not brought up to date, on either side
    office.git("update-ref", "refs/remotes/origin/draf/2027", base)
    assert (repo.branch_tip("draf/2027"), newest(repo)) == (here, here)
    office.git("update-ref", "refs/heads/arsip", base)
    office.git("update-ref", "refs/remotes/origin/arsip", here)
    assert newest(repo) == here


def test_only_exactly_that_ref(repo: Repo, office: Office) -> None:
    """Git takes a tag of the name ``refs/heads/arsip`` for the branch where there is none: tags are pushed easily."""
    office.git("tag", "refs/heads/arsip", "main")
    assert office.sha("refs/heads/arsip") == office.sha("main"), "what Git itself does"
    assert repo.ref("refs/heads/arsip") is None


@pytest.mark.parametrize("branch_too", [False, True])
def test_only_exactly_that_ref_of_a_remote(repo: Repo, office: Office, branch_too: bool, tmp_path: Path) -> None:
    """Git would push to that tag, or not know where to; nothing is fetched or pushed until it is gone."""
    office.git("init", "--quiet", "--bare", str(tmp_path / "pusat.git"))
    office.git("remote", "add", "origin", str(tmp_path / "pusat.git"))
    office.git("push", "--quiet", "origin", "main:refs/tags/refs/heads/arsip")
    if branch_too:
        office.git("push", "--quiet", "origin", "main:refs/heads/lain")
        office.git("--git-dir", str(tmp_path / "pusat.git"), "update-ref", "refs/heads/arsip", office.sha("main"))
    with pytest.raises(GitFailed, match="ada pula refs/tags/refs/heads/arsip"):
        repo.fetch("origin", "refs/heads/arsip")
    office.git("push", "--quiet", "origin", ":refs/tags/refs/heads/arsip")
    assert repo.fetch("origin", "refs/heads/arsip") == (office.sha("main") if branch_too else None)


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        Repo(tmp_path)
    with pytest.raises(UsageError):
        Repo(tmp_path / "tidak" / "ada")


def test_a_commit_reads_like_its_folder(repo: Repo, office: Office) -> None:
    office.git("switch", "--quiet", "draf/2027")
    commit, folder = CommitFiles(repo, repo.resolve("HEAD")), FolderFiles(office.path)
    for place in ("rkt", "rkt/2027", "rkt/renstra", "tidak/ada"):
        assert commit.list(place) == folder.list(place)
    assert commit.read("rkt/2027/pikp.yml") == folder.read("rkt/2027/pikp.yml")
    assert CommitFiles(repo, repo.resolve("HEAD"), "rkt").read("2027/pikp.yml") == folder.read("rkt/2027/pikp.yml")
    for missing in ("rkt", "rkt/2027/tidak.yml", "rkt/2027/pikp.yml/x"):
        with pytest.raises(FileNotFoundError):
            commit.read(missing)


def test_links_and_submodules_are_no_files(repo: Repo, office: Office) -> None:
    (office.path / "tautan").symlink_to("/etc")
    (office.path / "modul").mkdir()
    office.git("update-index", "--add", "--cacheinfo", f"160000,{office.sha()},modul")
    office.commit("tim", "Tautan")
    files = CommitFiles(repo, repo.resolve("HEAD"))
    assert files.list("")["tautan"] is Kind.OTHER
    assert files.list("")["modul"] is Kind.OTHER
    for path in ("tautan", "tautan/passwd", "modul", "modul/x"):
        with pytest.raises(NotPlainFile):
            files.read(path)


def test_submodules_are_compared_too(repo: Repo, office: Office) -> None:
    """Git passes over the changes of a submodule that ``.gitmodules`` or the configuration tells it to ignore."""
    office.write({".gitmodules": '[submodule "m"]\n\tpath = modul\n\turl = ./m\n\tignore = all\n'})
    office.git("add", ".gitmodules")
    for sha in (office.sha(), office.sha("draf/2027")):
        office.git("update-index", "--add", "--cacheinfo", f"160000,{sha},modul")
        office.git("commit", "--quiet", "-m", "Modul")
    assert office.git("diff-tree", "-r", "--name-only", "HEAD^", "HEAD") == "", "what Git itself does"
    assert repo.changed(repo.resolve("HEAD^"), repo.resolve("HEAD")) == ["modul"]


def test_names_of_any_bytes(repo: Repo, office: Office) -> None:
    names = ["dua kata", "baris\nbaru", "-opsi", "'kutip\"", "é"]
    for name in names:
        (office.path / "rkt" / name).write_text(name)
    Path(os.fsdecode(os.fsencode(office.path / "rkt") + b"/\xff")).write_text("x")
    before = office.sha()
    office.commit("tim", "Nama aneh")
    files = CommitFiles(repo, repo.resolve("HEAD"))
    for name in names:
        assert files.read(f"rkt/{name}") == name.encode()
    assert files.read("rkt/\udcff") == b"x"
    assert set(repo.changed(before, repo.resolve("HEAD"))) == {f"rkt/{name}" for name in [*names, "\udcff"]}


def test_a_move_is_two_changes(repo: Repo, office: Office) -> None:
    before = office.sha()
    office.git("mv", "rkt/kalender.yml", "rkt/libur.yml")
    office.commit("tim", "Pindah")
    assert repo.changed(before, repo.resolve("HEAD")) == ["rkt/kalender.yml", "rkt/libur.yml"]


def test_objects_are_written_as_git_writes_them(repo: Repo, office: Office) -> None:
    data = b"isi\r\n"
    inside = repo.write_tree({"b": TreeEntry("100644", repo.write_blob(data))})
    tree = repo.write_tree(
        {
            "a.txt": TreeEntry("100644", repo.write_blob(b"")),
            "a": TreeEntry("40000", inside),
            "a0": TreeEntry("100644", repo.write_blob(b"0")),
        }
    )
    commit = repo.write_commit(tree, [repo.resolve("main")], "Pesan", "Arsip <a@b.invalid>", WHEN)
    assert office.git("fsck", "--strict", "--no-dangling", commit) == ""
    assert office.git("ls-tree", "-r", "--name-only", commit).splitlines() == ["a.txt", "a/b", "a0"]
    assert CommitFiles(repo, commit).read("a/b") == data
    assert repo.commit(commit).time == WHEN
    assert repo.commit(commit).subject == "Pesan"


def test_a_branch_moves_only_from_where_it_was(repo: Repo) -> None:
    one, other = repo.resolve("main"), repo.resolve("draf/2027")
    repo.update_ref("refs/heads/arsip", one, NOTHING)
    for old in (NOTHING, other):
        with pytest.raises(RefMoved):
            repo.update_ref("refs/heads/arsip", other, old)
    repo.update_ref("refs/heads/arsip", other, one)
    assert repo.ref("refs/heads/arsip") == other


def test_a_stale_lock_is_a_failure_not_a_race(repo: Repo, office: Office) -> None:
    (office.path / ".git/refs/heads/arsip.lock").touch()
    with pytest.raises(GitFailed, match="lock"):
        repo.update_ref("refs/heads/arsip", repo.resolve("main"), NOTHING)


def test_an_object_of_another_kind(repo: Repo) -> None:
    sha = repo.resolve("main")
    for kind in ("blob", "tree"):
        with pytest.raises(GitFailed):
            repo.object(sha, kind)
    with pytest.raises(GitFailed):
        repo.object("0" * 40, "commit")
    assert repo.commit(sha).sha == sha, "the helper process must still be usable"


@pytest.mark.parametrize(("name", "largest"), [("besar.yml", 1 << 20), ("besar.csv", 8 << 20)])
def test_what_is_larger_than_any_of_its_kind_is_not_read(office: Office, name: str, largest: int) -> None:
    office.write({name: "x" * (largest + 1), f"pas-{name}": "x" * largest})
    sha = office.commit("tim", "Berkas besar")
    with Repo(office.path) as repo:
        files = CommitFiles(repo, sha)
        with pytest.raises(TooLarge, match=name.replace(".", r"\.")):
            files.read(name)
        assert files.read("rkt/organisasi.yml").startswith(b"instansi"), "the helper process must still be usable"
        assert len(files.read(f"pas-{name}")) == largest
    with pytest.raises(TooLarge):
        FolderFiles(office.path).read(name)


def test_an_object_that_is_not_what_its_name_says(office: Office) -> None:
    """Git does not hash what it reads. Somebody at the disk put another policy in the place of the true one."""
    sha = office.sha("main:rkt/organisasi.yml")
    place = office.path / ".git/objects" / sha[:2] / sha[2:]
    place.chmod(0o644)
    place.write_bytes(zlib.compress(b"blob 3\0abc"))
    assert office.git("cat-file", "blob", sha) == "abc", "what Git itself does"
    with Repo(office.path) as repo, pytest.raises(GitFailed, match="bukan isi"):
        CommitFiles(repo, repo.resolve("main")).read("rkt/organisasi.yml")


def test_more_than_anybody_can_read(repo: Repo, office: Office) -> None:
    """Twelve folders of a few bytes, each holding the next one eight times: billions of files."""
    entry = TreeEntry("100644", repo.write_blob(b"x"))
    for _ in range(12):
        entry = TreeEntry("40000", repo.write_tree({f"{n}": entry for n in range(8)}))
    with pytest.raises(BentObject, match="lebih dari"):
        repo.tree(entry.sha)
    with pytest.raises(BentObject, match="lebih dari"):
        repo.changed(repo.resolve("main"), entry.sha)


def test_nothing_is_fetched_while_reading(office: Office, tmp_path: Path) -> None:
    """A missing object of a partial clone: Git would run whatever the repository's configuration calls its remote."""
    ran = tmp_path / "dijalankan"
    for name, value in {
        "core.repositoryformatversion": "1", "extensions.partialClone": "jauh", "remote.jauh.promisor": "true",
        "remote.jauh.url": f"ext::sh -c 'touch {ran}' %S", "protocol.ext.allow": "always",
    }.items():  # fmt: skip
        office.git("config", name, value)
    sha = office.sha("main:rkt/satuan.yml")
    (office.path / ".git/objects" / sha[:2] / sha[2:]).unlink()
    with Repo(office.path) as repo, pytest.raises(GitFailed):
        CommitFiles(repo, repo.resolve("main")).read("rkt/satuan.yml")
    assert not ran.exists()


def test_the_surrounding_git_has_no_say(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As inside a hook: Git's own variables point somewhere else."""
    subprocess.run(["git", "init", "--quiet", tmp_path / "lain"], check=True)
    for name in ("GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_INDEX_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "lain/.git"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.abbrev")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "bukan angka")
    with Repo(office.path) as repo:
        assert repo.tree(repo.resolve("main"))


def test_a_linked_working_tree(office: Office, tmp_path: Path) -> None:
    office.git("worktree", "add", "--quiet", str(tmp_path / "kedua"), "draf/2027")
    with Repo(tmp_path / "kedua" / "rkt") as repo:
        assert repo.head_ref() == "refs/heads/draf/2027"
        repo.update_ref("refs/heads/arsip", repo.resolve("main"), NOTHING)
        assert repo.root == tmp_path / "kedua"
    assert office.sha("arsip") == office.sha("main")


def test_a_commit_without_a_committer(repo: Repo, office: Office) -> None:
    raw = f"tree {office.sha('main^{tree}')}\nauthor A <a> 1 +0000\n\nx\n"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=office.path, input=raw, text=True, capture_output=True, check=True,
    )  # fmt: skip
    with pytest.raises(BentObject):
        repo.commit(made.stdout.strip())


def test_a_commit_of_nonsense_dates(repo: Repo, office: Office) -> None:
    who = "A <a> 99999999999999 +0000"
    raw = f"tree {office.sha('main^{tree}')}\nauthor {who}\ncommitter {who}\n\nx\n"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--stdin", "--literally"],
        cwd=office.path, input=raw, text=True, capture_output=True, check=True,
    )  # fmt: skip
    assert repo.commit(made.stdout.strip()).time.year == 9999


def test_a_dollar_in_a_path_is_a_dollar(
    office: Office, tmp_path: Path, recwarn: pytest.WarningsRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KANTOR", "lain")
    office.path.rename(tmp_path / "rkt $KANTOR")
    with Repo(tmp_path / "rkt $KANTOR") as repo:
        assert repo.root == tmp_path / "rkt $KANTOR"
    assert not recwarn


def test_where_history_was_cut_off_the_failure_says_how_to_have_it_whole(office: Office, tmp_path: Path) -> None:
    below, shallow = office.sha("main"), tmp_path / "dangkal"
    office.git("update-ref", "refs/heads/atas", office.git("commit-tree", f"{below}^{{tree}}", "-p", below, "-m", "a"))
    office.git("clone", "-q", "--depth=1", "--branch=atas", f"file://{office.path}", str(shallow))
    with Repo(shallow) as repo, pytest.raises(GitFailed, match="git fetch --unshallow"):
        repo.commit(below)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([b"a", b"a"], "(a)"),
        ([b"a", b"c", b"b", b"d"], "(b)"),
        ([b"b", b"a", b"b"], "(a)"),
        ([*(b"f%06d" % number for number in range(200_000)), b"a"], "(a)"),
    ],
    ids=["twice", "out of order", "the first of two", "behind very many"],
)
def test_a_bent_tree_is_refused_by_its_first_name_that_is_out_of_place(names: list[bytes], said: str) -> None:
    """Also of very many names at once: anybody who may push can write such a tree."""
    with pytest.raises(BadObject, match="nama ganda atau tidak urut") as caught:
        parse_tree(b"".join(b"100644 %s\0%s" % (name, b"\1" * 20) for name in names))
    assert said in str(caught.value)

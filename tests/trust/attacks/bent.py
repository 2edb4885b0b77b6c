"""Commits and folders that Git would never write, made by hand: two programs would show two different things."""

import subprocess
from collections.abc import Callable

from tests.office import Office
from tests.trust.attacks.registry import refused_by, replace_head, with_signature


@refused_by("RKT-613")
def a_field_that_no_signature_covers(office: Office) -> str:
    """Git leaves ``gpgsig-sha256`` out of what a signature is about: whoever pushes could put anything there."""
    sha = office.merge()
    raw = office.git("cat-file", "commit", sha) + "\n"
    return replace_head(office, raw.replace("\n\n", "\ngpgsig-sha256 apa saja\n\n", 1))


@refused_by("RKT-613")
def two_signatures(office: Office) -> str:
    sha = office.merge()
    raw = office.git("cat-file", "commit", sha) + "\n"
    return replace_head(office, with_signature(raw, "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----"))


@refused_by("RKT-613")
def a_parent_that_git_does_not_see(office: Office) -> str:
    """Further down in the head, where programs that look for every ``parent`` find a second one."""
    sha = office.merge(sign=False)
    raw = office.git("cat-file", "commit", sha) + "\n"
    hidden = f"parent {office.sha(f'{sha}^2')}"
    return replace_head(office, raw.replace(f"{hidden}\n", "").replace("\n\n", f"\n{hidden}\n\n", 1))


@refused_by("RKT-613")
def nothing_after_a_nul(office: Office) -> str:
    sha = office.merge(sign=False)
    raw = office.git("cat-file", "commit", sha) + "\n"
    return replace_head(office, raw.replace("Gabungkan", "Tolak\0Gabungkan"))


@refused_by("RKT-613")
def a_name_twice_in_a_folder(office: Office) -> str:
    """The forge's page shows the first of the two files, another program the second."""
    return _merge_tree(
        office, lambda tree, other: tree.replace(b"100644 pikp.yml", _entry("pikp.yml", other) + b"100644 pikp.yml")
    )


@refused_by("RKT-613")
def a_name_with_a_slash(office: Office) -> str:
    return _merge_tree(office, lambda tree, other: tree + _entry("z/pikp.yml", other))


@refused_by("RKT-613")
def a_folder_that_leads_out(office: Office) -> str:
    return _merge_tree(office, lambda tree, other: _entry("..", other) + tree)


@refused_by("RKT-613")
def a_name_that_not_every_computer_can_keep(office: Office) -> str:
    """An honest copy on another system would look changed for ever."""
    return _merge_tree(office, lambda tree, other: tree + _entry("z.", other))


@refused_by("RKT-613")
def names_that_differ_in_capitals(office: Office) -> str:
    return _merge_tree(office, lambda tree, other: _entry("Pikp.yml", other) + tree)


def _entry(name: str, sha: str) -> bytes:
    return f"100644 {name}".encode() + b"\0" + bytes.fromhex(sha)


def _merge_tree(office: Office, change: Callable[[bytes, str], bytes]) -> str:
    """An approved and signed merge whose folder ``rkt/2027`` has these bytes; given are its own and another file."""

    def stored(kind: str, data: bytes) -> str:
        command = ["git", "hash-object", "-t", kind, "-w", "--stdin", "--literally"]
        made = subprocess.run(command, cwd=office.path, input=data, capture_output=True, check=True)
        return made.stdout.decode().strip()

    def content(tree: str) -> bytes:
        return subprocess.run(
            ["git", "cat-file", "tree", tree], cwd=office.path, capture_output=True, check=True
        ).stdout

    other = stored("blob", b"tahun: 2027\n")
    trees = [office.git("rev-parse", f"draf/2027:{folder}") for folder in ("", "rkt", "rkt/2027")]
    new = stored("tree", change(content(trees[2]), other))
    for above, old in ((trees[1], trees[2]), (trees[0], trees[1])):
        new = stored("tree", content(above).replace(bytes.fromhex(old), bytes.fromhex(new)))
    office.tick()
    head = office.git("commit-tree", "-S", new, "-p", "draf/2027", "-m", "Disetujui: RKT 2027", who="sekretaris")
    office.tick()
    merge = office.git("commit-tree", "-S", new, "-p", "main", "-p", head, "-m", "Gabungkan", who="kepala")
    office.git("update-ref", "refs/heads/main", merge)
    return merge

"""A page for the office: who may do what on which branch, by ``organisasi.yml``, and what the forge really holds."""

from collections.abc import Iterable, Mapping

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api.protections import Branch, Names, Protections, lacks
from rktkit.faces.forge.setup import lack_lines
from rktkit.faces.markup import plain

MEANING = {
    "main": "naskah yang disahkan, dan mesin",
    "draf/*": "draf dinas satu tahun",
    "arsip": "publikasi; hanya bertambah",
    "situs": "situs arsip",
}


def page(accounts: Accounts, wanted: Protections, held: Protections | None) -> str:
    """Markdown.

    Args:
        wanted: what the procedure needs on this kind of forge.
        held: what the forge holds; ``None``: it was not asked.
    """
    known = _known(accounts)
    lines = [
        "# Siapa boleh apa",
        "",
        "Dibuat oleh “rkt forge roles” dari rkt/organisasi.yml; jangan disunting di sini.",
        "",
        "| Cabang | Membuat dan mengirim langsung | Menggabungkan | Persetujuannya dihitung |",
        "|---|---|---|---|",
        *(_row(branch, known) for branch in wanted.branches),
        f"| cabang lain, misalnya `bidang/pikp-2027` | {_people(None, known)} | – | – |",
        "",
        "Persetujuan gugur bila ada commit baru, dan permintaan sendiri harus disetujui orang lain.",
    ]
    if held is not None:
        wrong = lack_lines(lacks(wanted, held))
        lines += ["", "## Sungguhnya di forge", ""]
        lines += [f"- {plain(line)}" for line in wrong] or ["Sama dengan di atas."]
        lines += [f"- tidak tersedia di forge ini: {plain(line)}" for line in held.unavailable]
    return "\n".join(lines) + "\n"


def _row(branch: Branch, known: Mapping[str, str]) -> str:
    approve = _people(branch.approve, known) if branch.approvals else "–"
    meaning = MEANING.get(branch.name, "")
    return (
        f"| `{branch.name}`: {meaning} | {_people(branch.push, known)} | {_people(branch.merge, known)} | {approve} |"
    )


def _people(names: Names | None, known: Mapping[str, str]) -> str:
    if names is None:
        return "semua kolaborator"
    return ", ".join(plain(f"{known.get(name, '')} ({name})".strip()) for name in sorted(names)) or "tidak seorang pun"


def _known(accounts: Accounts) -> dict[str, str]:
    roles: tuple[tuple[str, Iterable[str]], ...] = (
        ("pengelola sistem", accounts.mesin),
        ("akun penerbit", accounts.penerbit),
        ("Kasubbag", accounts.kasubag),
        ("Sekretaris", accounts.sekretaris),
        ("kepala instansi", accounts.kepala),
    )
    return {name: role for role, names in roles for name in names}

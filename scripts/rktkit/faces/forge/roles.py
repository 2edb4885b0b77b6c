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
        *_table(wanted.branches, known),
        f"| cabang lain, misalnya `bidang/tangkap-2027` | {_people(None, known)} | – | – |",
        "",
        "Persetujuan gugur bila ada commit baru, dan permintaan sendiri harus disetujui orang lain.",
    ]
    if held is not None:
        wrong = lack_lines(lacks(wanted, held))
        lines += ["", "## Sungguhnya di forge", "", *_table(held.branches, known), ""]
        lines += [f"- {plain(line)}" for line in wrong] or ["Sama dengan yang seharusnya."]
        lines += [f"- tidak tersedia di forge ini: {plain(line)}" for line in held.unavailable]
    return "\n".join(lines) + "\n"


def _table(branches: Iterable[Branch], known: Mapping[str, str]) -> list[str]:
    """A row for each rule, in the order of the procedure."""
    order = list(MEANING)
    rows = sorted(branches, key=lambda b: (order.index(b.name) if b.name in order else len(order), b.name))
    return [
        "| Cabang | Membuat dan mengirim langsung | Menggabungkan | Persetujuannya dihitung |",
        "|---|---|---|---|",
        *(_row(branch, known) for branch in rows),
    ]


def _row(branch: Branch, known: Mapping[str, str]) -> str:
    approve = _people(branch.approve, known) if branch.approvals else "–"
    approve += ", di antaranya pemilik berkas menurut CODEOWNERS" if branch.owners else ""
    name = f"`{branch.name}`: {MEANING[branch.name]}" if branch.name in MEANING else plain(branch.name)
    return f"| {name} | {_people(branch.push, known)} | {_people(branch.merge, known)} | {approve} |"


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

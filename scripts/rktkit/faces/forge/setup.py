"""Setting a forge up: say it, do it, and read back what the forge really holds.

These settings keep honest people from mistakes. Whoever administers the forge can lift them, so nothing is proved by
them: ``rkt publish`` and ``rkt verify`` judge the merge itself.
"""

import json
from collections.abc import Callable, Iterable

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api.http import ForgeError
from rktkit.faces.forge.api.protections import Lack, Protections, lacks, who
from rktkit.faces.forge.api.protocol import Call, Forge
from rktkit.faces.forge.review.touched import MAIN

_FIRST = (
    "\nCabang main belum ada di forge, jadi belum dilindungi: aturannya akan menolak kiriman pertama itu sendiri. "
    "Kirim dahulu dengan git push origin main, lalu jalankan rkt forge setup lagi.\n"
)


def shown(calls: Iterable[Call], *, as_json: bool) -> str:
    """What would be done, without asking anybody."""
    if as_json:
        listed = [{"title": c.title, "method": c.method, "path": c.path, "body": c.body} for c in calls]
        return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    parts = [f"{c.title}\n  {c.method} {c.path}\n{json.dumps(c.body, ensure_ascii=False, indent=2)}\n\n" for c in calls]
    end = "Belum ada yang diubah. Jalankan tanpa --dry-run, dengan token pengelola di RKT_TOKEN.\n"
    return "".join(parts) + end


def run(forge: Forge, accounts: Accounts, say: Callable[[str], object]) -> bool:
    """Set up and read back.

    Args:
        say: takes lines for the reader.

    Returns:
        Whether the forge holds everything that it can hold.

    Raises:
        ForgeError: a call was refused; those before it stay done, and a second run goes on from there.
    """
    begun = forge.has_branch(MAIN)
    for call in forge.setup(accounts):
        if begun or call.branch != MAIN:
            say(f"{call.title}\n")
            forge.apply(call)
    if not begun:
        say(_FIRST)
    wanted, held = forge.wanted(accounts), forge.holds()
    say("\nYang sungguh berlaku di forge:\n")
    say("".join(f"  {line}\n" for line in held_lines(held)))
    if held.unavailable:
        say("\nTidak tersedia di sini:\n")
        say("".join(f"  {line}\n" for line in held.unavailable))
    wrong = lacks(wanted, held)
    if wrong:
        say("\nBelum seperti seharusnya:\n")
        say("".join(f"  {line}\n" for line in lack_lines(wrong)))
        say("".join(f"  → {line}\n" for line in remedies(forge, wrong)))
    say("\nSetelan lengkap.\n" if not wrong else "\nSetelan belum lengkap; perbaiki, lalu jalankan lagi.\n")
    return not wrong


def held_lines(held: Protections) -> list[str]:
    """A line for each rule, and one for each setting."""
    rules = [
        f"{b.name}: mengirim {who(b.push)}; menggabungkan {who(b.merge)}; persetujuan {b.approvals}"
        f"{f' dari {who(b.approve)}' if b.approvals and b.approve is not None else ''}"
        for b in sorted(held.branches, key=lambda b: b.name)
    ]
    return [*rules, *(f"{name}: {'ya' if value else 'tidak'}" for name, value in held.settings.items())]


def lack_lines(found: Iterable[Lack]) -> list[str]:
    """A line for each difference."""
    return [f"{lack.where}: {lack.message}" for lack in found]


def remedies(forge: Forge, found: Iterable[Lack]) -> list[str]:
    """What to do about the accounts that the forge dropped, one line for each; asks the forge why it did."""
    dropped = frozenset[str]().union(*(lack.accounts for lack in found))
    return [_remedy(forge, akun) for akun in sorted(dropped)] or [
        "Jalankan rkt forge setup lagi. Bila tetap begini, ubah di setelan cabang pada forge."
    ]


def _remedy(forge: Forge, akun: str) -> str:
    again = "lalu jalankan rkt forge setup lagi"
    try:
        standing = forge.standing(akun)
    except ForgeError:
        return f"{akun}: jadikan kolaborator dengan hak tulis, {again}."
    if standing == "tidak ada":
        return (
            f"{akun}: tidak ada akun dengan nama itu. Buat akunnya, atau betulkan akun di rkt/organisasi.yml "
            f"(penerbit: --publisher), jadikan kolaborator dengan hak tulis, {again}."
        )
    if standing == "menulis":
        return f"{akun}: sudah boleh menulis tetapi belum masuk aturan; jalankan rkt forge setup lagi."
    return f"{akun}: belum boleh menulis ({standing}). Jadikan kolaborator dengan hak tulis, {again}."

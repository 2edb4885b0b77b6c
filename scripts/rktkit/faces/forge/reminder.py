"""The daily reminder: one issue a cycle, a new word in it only when something new is due or late.

Changing a comment rings nobody's bell, a new comment does. So each state has a mark of its own: the day before, the
last day, late, and late by another week. The same state said again on the next day changes its comment in place.
"""

import hashlib
import re
from dataclasses import dataclass

from rktkit.faces.markup import plain
from rktkit.plan.writing.words import sisa, tanggal
from rktkit.procedure.turns import Bola, Status

_SOON = 1
"""Working days before the deadline on which the first word is said."""

_WEEK = 5
_ACCOUNT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to say: in the issue with ``title`` (opened with ``opening``), a comment that begins with ``mark``."""

    title: str
    opening: str
    mark: str
    body: str


def remind(status: Status) -> Reminder | None:
    """The reminder of a day; ``None`` when nothing is due or late."""
    due = [bola for bola in status.bola if bola.sisa is not None and bola.sisa <= _SOON]
    if not due:
        return None
    key = " ".join(sorted(f"{bola.langkah} {bola.jabatan} {_level(bola)}" for bola in due))
    mark = f"<!-- rktkit:pengingat {hashlib.sha256(key.encode()).hexdigest()[:16]} -->"
    lines = [f"- {_line(status, bola)}" for bola in due]
    return Reminder(
        title=f"Pengingat {status.judul}",
        opening=(
            f"Pengingat jadwal {plain(status.judul)} menurut `rkt/{status.keadaan.tahun}/siklus.yml`. "
            "Ditulis otomatis pada hari kerja; tutup bila siklusnya sudah selesai.\n"
        ),
        mark=mark,
        body="\n".join([mark, "", *lines, "", "Rincian: `rkt status`.", ""]),
    )


def _level(bola: Bola) -> str:
    left = bola.sisa or 0
    return f"terlambat{(-left - 1) // _WEEK}" if left < 0 else f"sisa{left}"


def _line(status: Status, bola: Bola) -> str:
    left = bola.sisa or 0
    when = sisa(left) if left > 0 else f"**{sisa(left)}**"
    until = f" (batasnya {tanggal(bola.batas)})" if bola.batas else ""
    return f"{_who(status, bola)}: {plain(bola.tugas)}; {when}{until}."


def _who(status: Status, bola: Bola) -> str:
    """The position, and the accounts of its holder as ``organisasi.yml`` names them, so that the forge tells him."""
    jabatan = status.keadaan.organisasi.find_jabatan(bola.jabatan)
    pejabat = jabatan.pejabat_pada(status.hari_ini) if jabatan else None
    accounts = " ".join(f"@{akun}" for akun in (pejabat.akun if pejabat else ()) if _ACCOUNT.fullmatch(akun))
    return f"{plain(bola.nama_jabatan)} {accounts}".strip()

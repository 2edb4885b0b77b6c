"""Who does what on the forge, from ``organisasi.yml``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rktkit.ground.findings import UsageError
from rktkit.plan.office import Organisasi

PENERBIT = "penerbit"
"""What the publishing account is called unless said otherwise."""

_ACCOUNT = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Accounts:
    """Forge accounts by what their owners do on a day.

    ``mesin`` keep the machinery, which no official need do; ``penerbit`` writes ``arsip`` and ``situs``, and nobody
    works with it. An office without a Sekretaris has none, and the Kasubag is its gate.
    """

    kepala: tuple[str, ...]
    sekretaris: tuple[str, ...]
    kasubag: tuple[str, ...]
    bidang: tuple[tuple[str, tuple[str, ...]], ...]
    mesin: tuple[str, ...]
    penerbit: tuple[str, ...] = (PENERBIT,)

    @property
    def gerbang(self) -> tuple[str, ...]:
        """Who approves what goes to the Kepala Dinas."""
        return self.sekretaris or self.kasubag

    @classmethod
    def of(
        cls, organisasi: Organisasi, hari: date, mesin: Iterable[str], penerbit: Iterable[str] = (PENERBIT,)
    ) -> "Accounts":
        """The accounts of everybody in office on a day.

        Raises:
            UsageError: the Kepala Dinas, the Sekretaris or the Kasubag has no account, or a name cannot be one.
        """

        def of_jabatan(kode: str) -> tuple[str, ...]:
            jabatan = organisasi.find_jabatan(kode)
            pejabat = jabatan.pejabat_pada(hari) if jabatan else None
            return tuple(_checked(akun) for akun in (pejabat.akun if pejabat else ()))

        def of_peran(peran: str) -> tuple[str, ...]:
            found = tuple(akun for jabatan in organisasi.berperan(peran) for akun in of_jabatan(jabatan.kode))
            if not found and peran not in organisasi.instansi.tanpa:
                raise UsageError(f"Tidak ada akun untuk peran {peran} pada {hari} di rkt/organisasi.yml.")
            return found

        return cls(
            kepala=of_peran("kepala"),
            sekretaris=of_peran("sekretaris"),
            kasubag=of_peran("kasubag"),
            bidang=tuple((bidang.kode, of_jabatan(bidang.pimpinan)) for bidang in organisasi.bidang),
            mesin=tuple(_checked(akun) for akun in mesin),
            penerbit=tuple(_checked(akun) for akun in penerbit),
        )


def _checked(akun: str) -> str:
    if not _ACCOUNT.fullmatch(akun):
        raise UsageError(f"“{akun}” bukan nama akun forge.")
    return akun


def codeowners(accounts: Accounts) -> str:
    """``.github/CODEOWNERS``: GitHub asks these people for a review. The last line that matches counts.

    On a form's line stand its Kabid, who answers for it, and the Sekretaris, whose one approval then suffices for the
    whole draft.
    """
    mesin, kasubag = _names(accounts.mesin), _names((*accounts.kasubag, *accounts.sekretaris))
    kebijakan = _names((*accounts.kepala, *accounts.sekretaris))
    rows = [
        *([("*", mesin)] if mesin else []),
        ("/rkt/", kasubag),
        *((f"/rkt/*/{kode}.yml", _names((*akun, *accounts.sekretaris))) for kode, akun in accounts.bidang),
        ("/rkt/*/pengesahan.yml", kebijakan),
        ("/rkt/organisasi.yml", kebijakan),
        ("/rkt/akar/", kebijakan),
    ]
    width = max(len(path) for path, _ in rows)
    lines = [f"{path:<{width}} {names}" for path, names in rows]
    return "\n".join(
        ["# Dibuat oleh “rkt forge owners” dari rkt/organisasi.yml; jangan disunting di sini.", *lines, ""]
    )


def _names(accounts: Iterable[str]) -> str:
    return " ".join(f"@{akun}" for akun in dict.fromkeys(accounts))

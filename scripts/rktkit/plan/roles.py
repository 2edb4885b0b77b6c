"""Which role acts where the procedure names one that an office does not have.

Kelurahan, UPTD and many a kantor have no Sekretaris and no Tim; such an office says so in ``instansi.tanpa``, and the
kasubag acts in their place. Everything that asks for a role asks here, so that the SOP, ``rkt status``, ``rkt open``,
the approval and the reader of the archive all mean the same person.
"""

from __future__ import annotations

from rktkit.plan.office import Jabatan, Organisasi

PENGGANTI = "kasubag"
"""Who acts for a role that the office does not have."""

DIPERLUKAN = ("tim", "kasubag", "sekretaris", "kepala")
"""The roles that the procedure cannot do without; each Kabid is named by the bidang itself."""


def acting(organisasi: Organisasi | None, peran: str) -> str:
    """The role that does what the procedure gives to ``peran``."""
    return PENGGANTI if organisasi is not None and peran in organisasi.instansi.tanpa else peran


def gate_of(organisasi: Organisasi | None) -> str:
    """The role whose *ya* or *tidak* step 9 waits for: ``sekretaris``, or without one the ``kasubag``."""
    return acting(organisasi, "sekretaris")


def signatory_of(organisasi: Organisasi) -> str:
    """What the office calls whoever signs: ``Kepala Dinas``, ``Camat``, ``Inspektur``."""
    return next((jabatan.nama for jabatan in organisasi.berperan("kepala")), "kepala instansi")


def acting_jabatan(organisasi: Organisasi, peran: str) -> Jabatan | None:
    """The first jabatan that does what the procedure gives to a role."""
    return next(iter(organisasi.berperan(acting(organisasi, peran))), None)

"""The forge's word on requests that are still open: a review is a *ya* or a *tidak* that no commit tells of.

Who decides step 7 is the Kasubbag, step 9 the Sekretaris (or who acts for him); anybody else's review is advice. A word
on an older commit is none: what was pushed afterwards is the form that came in again, or the new draft.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from rktkit.plan.layout import form_path
from rktkit.plan.office import Organisasi, Pejabat
from rktkit.plan.roles import acting, gate_of
from rktkit.procedure.sop import Keadaan, KeadaanForm, Kejadian

DECIDES = ("kasubag", "sekretaris")
"""Whose *tidak* returns a form; the forge lets both of them block its request."""


@dataclass(frozen=True, slots=True)
class Ulasan:
    """One account's standing word on the newest commit of an open request from one branch to another."""

    cabang: str
    tujuan: str
    berkas: tuple[str, ...]
    akun: str
    ya: bool
    waktu: datetime


def with_reviews(keadaan: Keadaan, found: Iterable[Ulasan]) -> Keadaan:
    """The state of a cycle with what the forge says of its open requests, oldest word first."""
    draf = f"draf/{keadaan.tahun}"
    for ulasan in sorted(found, key=lambda one: one.waktu):
        if ulasan.tujuan == draf and not ulasan.ya:
            keadaan = replace(keadaan, form=_returned(keadaan, ulasan))
        elif (ulasan.cabang, ulasan.tujuan) == (draf, "main"):
            keadaan = _decided(keadaan, ulasan)
    return keadaan


def _returned(keadaan: Keadaan, ulasan: Ulasan) -> Mapping[str, KeadaanForm]:
    """The forms with those of the request returned, which a Kasubbag's *tidak* does."""
    event = _event(keadaan.organisasi, ulasan, {acting(keadaan.organisasi, one) for one in DECIDES})
    if event is None:
        return keadaan.form
    return {
        kode: replace(form, diisi=None, dikumpulkan=None, diterima=None, dikembalikan=event)
        if form_path(keadaan.tahun, kode) in ulasan.berkas
        else form
        for kode, form in keadaan.form.items()
    }


def _decided(keadaan: Keadaan, ulasan: Ulasan) -> Keadaan:
    """The draft approved or returned by the gate of step 9."""
    event = _event(keadaan.organisasi, ulasan, {gate_of(keadaan.organisasi)})
    if event is None:
        return keadaan
    if ulasan.ya:
        return replace(keadaan, disetujui=event, ditolak=None)
    return replace(keadaan, diajukan=None, disetujui=None, ditolak=event)


def _event(organisasi: Organisasi, ulasan: Ulasan, roles: set[str]) -> Kejadian | None:
    """The word as an event, if its account is that of somebody in office with one of the roles."""
    day = organisasi.hari(ulasan.waktu)
    who = _holder(organisasi, ulasan.akun, roles)
    return Kejadian(day, who.nama) if who is not None and who.menjabat(day) else None


def _holder(organisasi: Organisasi, akun: str, roles: set[str]) -> Pejabat | None:
    holders = (one for jabatan in organisasi.jabatan if jabatan.peran in roles for one in jabatan.pejabat)
    return next((one for one in holders if akun.lower() in {name.lower() for name in one.akun}), None)

"""States of a cycle, made by hand: what is done when, and who has which form."""

from dataclasses import replace
from datetime import date
from typing import Any

from rktkit.plan.model import LANGKAH
from rktkit.plan.office import Organisasi
from rktkit.procedure.opening.cycle import jadwal
from rktkit.procedure.sop import Keadaan, KeadaanForm, Kejadian
from rktkit.procedure.turns import Status

SENIN = date(2026, 11, 2)
JADWAL = jadwal(SENIN)


def on(key: str) -> Kejadian:
    """Done on the last day of a step."""
    return Kejadian(JADWAL[key], "seseorang")


MASUK = KeadaanForm(on("pengisian"), on("pengumpulan"))
DITERIMA = replace(MASUK, diterima=on("koreksi_bidang"))
KEMBALI = KeadaanForm(dikembalikan=on("koreksi_bidang"))


def cycle(organisasi: Organisasi, pikp: KeadaanForm, egov: KeadaanForm, **later: Any) -> Keadaan:
    """A cycle whose first three steps are done."""
    begin: dict[str, Any] = {key: on(key) for key in LANGKAH[:3]}
    return Keadaan(2027, "murni", 0, organisasi, JADWAL, {"pikp": pikp, "egov": egov}, **{**begin, **later})


def turns(status: Status) -> list[tuple[str, int]]:
    return [(bola.jabatan, bola.langkah) for bola in status.bola]


PENGESAHAN = b"nomor: 1/2026\ntanggal: 2026-11-25\ntempat: Paringin\ndasar: Surat\njabatan: kepala\n"

"""A plan with hostile text in every field that holds text."""

from dataclasses import replace

from rktkit.plan.document import Rkt
from tests.documents.parts import (
    PENETAPAN,
    indikator,
    kegiatan,
    program,
    rkt,
    sasaran,
    sub_kegiatan,
)

JAHAT = (
    "#set page(fill: red)",
    "$x^2$ *tebal* _miring_ `kode` <label> @rujuk",
    '\\ " \' #{panic("meledak")} [kurung] {kurawal} /* tutup */ // baris',
    "<script>alert('x')</script>&amp;<!--",
    '=HYPERLINK("http://jahat.example") +1 -1 @SUM(A1)',
    "\u202bمرحبا\u202c \u200fשלום\u200f 中文 한국어 🙂",
    "Katayangsangatpanjangtanpaspasi" * 12,
    "a\u0301\u0302\u0303 ﷽ \ufb03 \ue000 \ufeff \u00ad\u200b\u2028 \x07",
    "baris satu\nbaris dua\r\n\tbaris tiga",
    "= Judul\n- butir\n+ nomor\n/ istilah: arti",
)
"""Texts that try to be markup, formula, code or a trap for the type-setter."""


def jahat() -> Rkt:
    """Hostile text in every field that holds text."""
    turn = iter(JAHAT * 20)

    def evil() -> str:
        return next(turn)

    subs = [
        replace(
            sub_kegiatan(f"2.16.02.2.01.{n:04d}", evil(), n, "pikp", indikator=evil()),
            satuan=evil(),
            target=evil(),
            triwulan=(evil(), None, None, evil()),
            sumber_dana=evil(),
            penanggung_jawab=evil(),
            lokasi=evil(),
            kelompok_sasaran=evil(),
            crosscutting=("pikp", "egov"),
            catatan=evil(),
        )
        for n in range(1, len(JAHAT) + 1)
    ]
    first = sasaran(
        "S1",
        evil(),
        evil(),
        [
            replace(
                indikator(f"S1.{n}", text, evil(), 1, renstra=2, iku=True, sebab=evil(), bidang=("pikp",)),
                formula=evil(),
                sumber_data=evil(),
            )
            for n, text in enumerate(JAHAT, 1)
        ],
        [
            program(
                "2.16.02",
                evil(),
                "S1",
                "pikp",
                [kegiatan("2.16.02.2.01", evil(), subs)],
                indikator(None, evil(), evil(), 1),
            )
        ],
    )
    plan = rkt([first], [("pikp", evil()), ("egov", evil())])
    decision = replace(PENETAPAN, nomor=evil(), tempat=evil(), dasar=evil(), jabatan=evil(), pejabat=evil(), nip=evil())
    return replace(
        plan, instansi=evil(), singkatan=evil(), pemerintah=evil(), tempat=evil(), renstra=evil(), penetapan=decision
    )

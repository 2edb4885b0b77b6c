"""The visible part of a signature, type-set with the document's own fonts and embedded whole.

It is a picture for the reader's eye. What counts is the signature around it, so it says who signed, by whose
certificate and when, and nothing that only a verifier could know.
"""

import json
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rktkit.documents.pdf.fonts import FOLDER, SANS, SANS_BOLD, cut, line
from rktkit.plan.writing.words import jam

if TYPE_CHECKING:
    from pyhanko.stamp import BaseStampStyle

TEMPLATE = Path(__file__).with_name("cap.typ")


def draw(nama: str, penerbit: str, waktu: datetime, alamat: str | None, width: float, height: float) -> bytes:
    """The stamp as a PDF of one page.

    Args:
        nama: who signs, by the certificate.
        penerbit: who issued the certificate.
        waktu: when, by the signer's clock, in the zone that is to be shown.
        alamat: where the QR code leads; ``None``: no code.
        width, height: in points.
    """
    import typst

    room = width - (height if alamat else 0) - 14
    data = {
        "lebar": width,
        "tinggi": height,
        "judul": "Ditandatangani secara elektronik",
        "nama": line(cut(nama, 90), room, 8.2, SANS_BOLD),
        "baris": [
            line(jam(waktu), room, 6.8, SANS),
            line(f"Penerbit sertifikat: {cut(penerbit, 90)}", room, 6.8, SANS),
        ],
        "alamat": cut(alamat or "", 300),
        "qr": qr_svg(alamat) if alamat else "",
    }
    made = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[FOLDER],
        ignore_system_fonts=True,
        sys_inputs={"dokumen": json.dumps(data)},
        pdf_standards=["a-2b"],
        pdf_tags=False,
        timestamp=int(waktu.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def qr_svg(alamat: str) -> str:
    """The QR code of an address."""
    import segno

    return str(segno.make(alamat, error="m", micro=False).svg_inline(border=0, dark="#1b2430"))


def qr_png(alamat: str) -> bytes:
    """The QR code as a picture, for a service that draws the stamp itself."""
    import segno

    out = BytesIO()
    segno.make(alamat, error="m", micro=False).save(out, kind="png", scale=8, border=2)
    return out.getvalue()


def style(page: bytes) -> "BaseStampStyle":
    """A page as the appearance of a signature field."""
    from pyhanko.pdf_utils.layout import AxisAlignment as Align
    from pyhanko.pdf_utils.layout import InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.stamp import StaticStampStyle

    none = Margins(0, 0, 0, 0)
    rule = SimpleBoxLayoutRule(Align.ALIGN_MIN, Align.ALIGN_MIN, none, inner_content_scaling=InnerScaling.NO_SCALING)
    return StaticStampStyle(
        border_width=0, background=_page_class()(page), background_layout=rule, background_opacity=1.0
    )


@cache
def _page_class() -> Any:
    """pyHanko imports pages from files only; this takes one from memory."""
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.pdf_utils.reader import PdfFileReader

    class Page(PdfContent):
        def __init__(self, data: bytes) -> None:
            super().__init__()
            self.data = data

        def render(self) -> bytes:
            writer = self._ensure_writer
            drawn = writer.import_page_as_xobject(PdfFileReader(BytesIO(self.data)))
            self.resources.xobject["/Cap"] = drawn
            left, bottom, right, top = drawn.get_object()["/BBox"]
            self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
            return b"/Cap Do"

    return Page

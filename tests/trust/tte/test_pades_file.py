"""What makes a signed PDF count no more: a byte, an edit, a second signature, another document."""

import random
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils import generic as untyped

from rktkit.ground.findings import Refusal
from rktkit.trust.tte.ways import p12 as pades
from tests.trust.esign import NOW
from tests.trust.paper import REQUEST, WAYS, Bench, compiled, reopened, written

generic: Any = untyped
Edit = Callable[[bytes], bytes]


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_no_flipped_byte_goes_unseen(way: str, bench: Bench, good: dict[str, bytes]) -> None:
    """200 places all over the file, and 100 in what the signature added, its own container above all."""
    signed = good[way]
    dice = random.Random(way)
    container = signed.rindex(b"/Contents <")
    places = [dice.randrange(len(signed)) for _ in range(200)]
    places += [dice.randrange(container, len(signed)) for _ in range(100)]
    for place in places:
        changed = bytearray(signed)
        changed[place] ^= 1 << dice.randrange(8)
        assert bench.rules(bytes(changed)), f"byte {place} of {len(signed)}"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("junk", [b"\0", b"\n", b"%%EOF\n", b"1 0 obj\n<<>>\nendobj\n"])
def test_junk_after_the_end(way: str, junk: bytes, bench: Bench, good: dict[str, bytes]) -> None:
    assert bench.rules(good[way] + junk)[0] in {"RKT-671", "RKT-672"}


@pytest.mark.parametrize("cut", [1, 10, 1000, 20_000])
def test_a_shortened_file(cut: int, bench: Bench, good: dict[str, bytes]) -> None:
    assert bench.rules(good["p12"][:-cut])


def _catalogue(signed: bytes) -> bytes:
    """A change that shows nowhere."""

    writer = reopened(signed)
    writer.root[generic.pdf_name("/PieceInfo")] = generic.DictionaryObject()
    writer.update_root()
    return written(writer)


def _page(signed: bytes) -> bytes:
    """A page with other content."""
    from pyhanko.pdf_utils.content import RawContent

    writer = reopened(signed)
    RawContent(b"0 0 0 rg 0 0 400 400 re f").add_to_page(writer, 2)
    return written(writer)


def _annotation(signed: bytes) -> bytes:
    """A note on a page."""

    writer = reopened(signed)
    page, _ = writer.find_page_for_modification(1)
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Text"),
            generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (10, 10, 30, 30)]),
            generic.pdf_name("/Contents"): generic.pdf_string("Batal"),
        }
    )
    writer.register_annotation(page, writer.add_object(note))
    return written(writer)


def _with_pypdf(signed: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(BytesIO(signed)), incremental=True)
    writer.add_metadata({"/Title": "RKT lain"})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _anew(signed: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    out = BytesIO()
    PdfWriter(clone_from=PdfReader(BytesIO(signed))).write(out)
    return out.getvalue()


@pytest.mark.parametrize("edit", [_catalogue, _page, _annotation, _with_pypdf, _anew])
def test_an_edit_afterwards(edit: Edit, bench: Bench, good: dict[str, bytes]) -> None:
    changed = edit(good["p12"])
    assert changed != good["p12"]
    assert bench.rules(changed)


@pytest.mark.parametrize("edit", [_page, _annotation])
def test_an_edit_before_the_signature(edit: Edit, bench: Bench) -> None:
    """The compiled bytes are a prefix and the signature is whole, but what is shown is something else."""
    edited = edit(bench.pdf)
    assert edited.startswith(bench.pdf)
    signed = pades.add_signature(edited, bench.kepala.signer(), REQUEST, NOW)
    assert bench.rules(signed) == ["RKT-675"]


def test_a_script_before_the_signature(bench: Bench) -> None:

    writer = reopened(bench.pdf)
    action = {generic.pdf_name("/S"): generic.pdf_name("/JavaScript"), generic.pdf_name("/JS"): generic.pdf_string("1")}
    writer.root[generic.pdf_name("/OpenAction")] = generic.DictionaryObject(action)
    writer.update_root()
    signed = pades.add_signature(written(writer), bench.kepala.signer(), REQUEST, NOW)
    assert bench.rules(signed) == ["RKT-675"]


def test_a_stamp_that_covers_the_page(bench: Bench) -> None:
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    writer = reopened(bench.pdf)
    meta, spec = PdfSignatureMetadata(field_name="x"), SigFieldSpec("x", on_page=5, box=(0, 0, 595, 842))
    signed = sign_pdf(writer, meta, bench.kepala.signer(), new_field_spec=spec).getvalue()
    assert bench.rules(signed, when=None) == ["RKT-675"]


def test_a_second_signature(bench: Bench, good: dict[str, bytes]) -> None:
    from pyhanko.sign.signers import PdfSignatureMetadata, sign_pdf

    twice = sign_pdf(
        reopened(good["BSrE 1"]),
        PdfSignatureMetadata(field_name="Kedua"),
        bench.authority.person("CONTOH Orang Lain").signer(),
    )
    assert bench.rules(twice.getvalue()) == ["RKT-671"]


def test_a_field_that_waits_for_another_signature(bench: Bench, good: dict[str, bytes]) -> None:
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    writer = reopened(bench.pdf)
    append_signature_field(writer, SigFieldSpec("Kosong", box=(10, 10, 90, 90)))
    with pytest.raises(Refusal, match="RKT-678"):
        pades.add_signature(written(writer), bench.kepala.signer(), REQUEST, NOW)
    writer = reopened(good["p12"])
    append_signature_field(writer, SigFieldSpec("Kosong", box=(10, 10, 90, 90)))
    assert bench.rules(written(writer)) == ["RKT-671"]


def test_a_removed_signature(bench: Bench, good: dict[str, bytes]) -> None:
    assert bench.rules(bench.pdf) == ["RKT-671"]
    writer = reopened(good["p12"])
    field = writer.root["/AcroForm"]["/Fields"][0].get_object()
    del field["/V"]
    writer.update_container(field)
    assert bench.rules(written(writer)) == ["RKT-671"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"x" * 4096, b"%PDF-1.7\n" + b"[" * 50_000])
def test_what_is_no_pdf(data: bytes, bench: Bench) -> None:
    assert bench.rules(data) == ["RKT-671"]


def test_one_digit_of_pagu_changed_in_the_source(bench: Bench, good: dict[str, bytes]) -> None:
    other = compiled({"rkt/2027/pikp.yml": ("458805000", "458805001")})
    for way in WAYS:
        assert bench.rules(good[way], pdf=other) == ["RKT-675"], way


def test_the_signature_of_another_document(bench: Bench, good: dict[str, bytes]) -> None:
    """Of another year, with another number, from another commit: the right signature on the wrong paper."""
    for other in (
        compiled(tahun=2026),
        compiled({"rkt/2027/pengesahan.yml": ("000.7/001", "000.7/002")}),
        compiled(commit="b" * 40),
    ):
        for way in WAYS:
            assert bench.rules(good[way], pdf=other) == ["RKT-675"], way

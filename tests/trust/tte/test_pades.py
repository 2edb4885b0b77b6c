"""A signed PDF counts when it is whole and right, and never otherwise: the tamper matrix."""

import random
import re
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils import generic as untyped
from pyhanko.pdf_utils.reader import PdfFileReader

from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.plan.calendar import WITA
from rktkit.trust.tte import Request, Tools
from rktkit.trust.tte import p12 as pades
from rktkit.trust.tte.person import same_name
from rktkit.trust.tte.stamp import draw
from tests.trust.chain import PASSPHRASE, Authority, write_p12
from tests.trust.esign import NOW
from tests.trust.office import EXAMPLE
from tests.trust.paper import PAGE, REQUEST, Bench, compiled, policy, reopened, written

generic: Any = untyped
Edit = Callable[[bytes], bytes]
YEAR = timedelta(days=365)


@pytest.fixture(scope="session")
def bench() -> Bench:
    return Bench.build()


@pytest.fixture(scope="session")
def good(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The document signed in every way that we offer."""
    folder = tmp_path_factory.mktemp("esign")
    return {
        "p12": bench.signed(),
        "p12 with a time-stamp": bench.signed(stamped=NOW),
        "BSrE 1": bench.by_service(1, folder),
        "BSrE 2": bench.by_service(2, folder),
    }


WAYS = ("p12", "p12 with a time-stamp", "BSrE 1", "BSrE 2")


# --- what counts -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_a_good_signature_counts(way: str, bench: Bench, good: dict[str, bytes]) -> None:
    said = bench.judge(good[way])
    assert said["penanda_tangan"] == "CONTOH KEPALA DINAS"
    assert said["penerbit"] == "CONTOH CA G1"
    assert (said["cap_waktu"] is not None) == ("time-stamp" in way)
    assert "CONTOH KEPALA DINAS" in said["keterangan"]
    assert "WITA" in said["keterangan"], "the office's own time, whatever zone the signer's clock is in"


@pytest.mark.parametrize("way", WAYS[:3])
def test_the_document_stays_what_it_was(way: str, bench: Bench, good: dict[str, bytes]) -> None:
    """All but a service that writes the file anew keep the compiled bytes as they are."""
    assert good[way].startswith(bench.pdf)


def test_the_signature_is_visible_certifying_and_part_of_the_structure(bench: Bench, good: dict[str, bytes]) -> None:
    reader = PdfFileReader(BytesIO(good["p12"]))
    (embedded,) = reader.embedded_signatures
    assert embedded.docmdp_level.name == "NO_CHANGES"
    assert reader.root["/Perms"]["/DocMDP"].get_object() is embedded.sig_object
    field = embedded.sig_field
    left, bottom, right, top = (float(side) for side in field["/Rect"])
    assert (right - left, top - bottom) == (230, 64)
    number = int(field["/StructParent"])
    nums = reader.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    element = nums[list(nums)[::2].index(number) * 2 + 1].get_object()
    assert (element["/S"], element["/K"]["/Obj"].get_object()["/T"]) == ("/Form", pades.FIELD)


def test_the_stamp_stands_above_the_name_and_its_fonts_are_embedded(bench: Bench, good: dict[str, bytes]) -> None:
    from pypdf import PdfReader

    before, after = (PdfReader(BytesIO(pdf)) for pdf in (bench.pdf, good["p12"]))
    pages = [number for number, page in enumerate(after.pages) if "/Annots" in page and _widgets(page)]
    assert ["Lembar Pengesahan" in before.pages[number].extract_text() for number in pages] == [True]
    (widget,) = _widgets(after.pages[pages[0]])
    stamp = widget["/AP"]["/N"]
    fonts = list(_fonts(stamp))
    assert fonts
    assert all("/FontFile3" in font["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts)


def _widgets(page: Any) -> list[Any]:
    return [one.get_object() for one in page["/Annots"] if one.get_object()["/Subtype"] == "/Widget"]


def _fonts(node: Any) -> list[Any]:
    resources = node.get_object().get("/Resources", {})
    found = [font.get_object() for font in resources.get("/Font", {}).values()]
    for inner in resources.get("/XObject", {}).values():
        found += _fonts(inner)
    return found


def test_the_code_on_the_stamp_leads_to_the_publications_page(good: dict[str, bytes]) -> None:
    """Every module of the drawing is one of the code's, which holds the address."""
    import segno

    rows = enumerate(segno.make(PAGE, error="m", micro=False).matrix)
    assert _drawn(good["p12"]) == {(x, y) for y, row in rows for x, dark in enumerate(row) if dark}


def test_the_stamp_tells_the_offices_time(bench: Bench) -> None:
    from pypdf import PdfReader

    signed = pades.add_signature(bench.pdf, bench.kepala.signer(), replace(REQUEST, zona=WITA), NOW)
    assert not bench.rules(signed)
    (widget,) = (one for page in PdfReader(BytesIO(signed)).pages if "/Annots" in page for one in _widgets(page))
    there = NOW.astimezone(WITA)
    expected: Any = PdfReader(BytesIO(draw("CONTOH KEPALA DINAS", "CONTOH CA G1", there, PAGE, 230, 64))).pages[0]
    assert f"pukul {there:%H.%M} WITA" in expected.extract_text()
    assert expected.get_contents().get_data() in b"".join(_contents(widget["/AP"]["/N"]))


def test_no_address_no_code(bench: Bench) -> None:
    signed = pades.add_signature(bench.pdf, bench.kepala.signer(), Request("2027/murni-0", 2027, None), NOW)
    assert not bench.rules(signed)
    assert _drawn(signed) == set()


def _drawn(signed: bytes) -> set[tuple[int, int]]:
    """The dark modules of the code on the stamp: it is drawn in strokes, one module high."""
    from pypdf import PdfReader

    (widget,) = (one for page in PdfReader(BytesIO(signed)).pages if "/Annots" in page for one in _widgets(page))
    strokes = re.findall(rb"(\d+) (\d+)\.5 m (\d+) \2\.5 l", b"".join(_contents(widget["/AP"]["/N"])))
    return {(x, int(y)) for left, y, right in strokes for x in range(int(left), int(right))}


def _as_written(reader: Any, name: str) -> bytes:
    out = BytesIO()
    reader.root_object.raw_get(name).write_to_stream(out)
    return out.getvalue()


def _contents(node: Any) -> Iterator[bytes]:
    yield node.get_object().get_data()
    for inner in node.get_object().get("/Resources", {}).get("/XObject", {}).values():
        yield from _contents(inner)


@pytest.mark.parametrize("way", WAYS[:2])
def test_what_pdf_a_asks_of_an_added_field(way: str, bench: Bench, good: dict[str, bytes]) -> None:
    """The fonts are whole (above); the field is printed and has one appearance; the document still says what it is."""
    from pypdf import PdfReader

    before, after = (PdfReader(BytesIO(pdf)) for pdf in (bench.pdf, good[way]))
    (widget,) = (one for page in after.pages if "/Annots" in page for one in _widgets(page))
    assert int(widget["/F"]) & 0b100111 == 0b100, "printed, neither hidden nor invisible nor out of view"
    assert set(widget["/AP"]) == {"/N"}
    assert widget["/TU"]
    acroform: Any = after.root_object["/AcroForm"]
    assert "/NeedAppearances" not in acroform
    for name in ("/OutputIntents", "/MarkInfo", "/Lang"):
        assert _as_written(after, name) == _as_written(before, name)
    metadata: Any = after.root_object["/Metadata"]
    said = metadata.get_data()  # written anew, since the document has changed
    assert b'pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1"' in said
    assert re.match(rb"\n\d+ 0 obj\n", good[way][len(bench.pdf) :]), "what is added begins on a line of its own"


# --- what does not: the file -----------------------------------------------------------------------------------------


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


# --- what does not: the document -------------------------------------------------------------------------------------


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


# --- what does not: the person ---------------------------------------------------------------------------------------


def test_a_root_of_somebody_else(bench: Bench) -> None:
    other = Authority("CONTOH")  # the same names, other keys
    assert bench.rules(bench.signed(other.person())) == ["RKT-673"]
    strange = Authority("Kantor Lain")
    assert bench.rules(bench.signed(strange.person())) == ["RKT-673"]
    assert not bench.rules(bench.signed(strange.person()), files=policy(strange.root.pem))


def test_roots_that_the_reader_brings(bench: Bench, good: dict[str, bytes]) -> None:
    assert bench.judge(good["p12"], roots=bench.authority.root.pem, files=policy())
    assert bench.rules(good["p12"], roots=Authority("Kantor Lain").root.pem) == ["RKT-673"]
    with pytest.raises(Refusal, match="RKT-670"):
        bench.judge(good["p12"], roots=b"bukan sertifikat")


def test_without_any_root_nobody_can_tell(bench: Bench, good: dict[str, bytes]) -> None:
    assert bench.rules(good["p12"], files=policy()) == ["RKT-670"]
    assert bench.rules(good["p12"] + b"x", files=policy()) == ["RKT-672"]
    with pytest.raises(Refusal, match="tidak dapat dibaca"):
        bench.judge(good["p12"], files=policy(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("CONTOH Kasubbag Perencanaan", "RKT-676"),
        ("Muhammad Nor", "RKT-618"),
        ("", "RKT-676"),
    ],
)
def test_another_person_under_the_same_root(name: str, rule: str, bench: Bench) -> None:
    """Under a national root every official has a good certificate."""
    assert bench.rules(bench.signed(bench.authority.person(name or "-"))) == [rule]


def test_before_and_after_the_term(bench: Bench, good: dict[str, bytes]) -> None:
    assert bench.rules(good["p12"], NOW.replace(year=2025)) == ["RKT-674"]
    old = bench.signed(now=NOW.replace(year=2025))
    assert bench.rules(old, NOW.replace(year=2025)) == ["RKT-619"]


def test_a_pinned_certificate(bench: Bench) -> None:
    """A name that the certificate writes in another way counts by its pin; the pin then shuts out everybody else."""
    root = bench.authority.root.pem
    spelt = bench.authority.person("Kepala D. CONTOH")
    signed = bench.signed(spelt)
    assert bench.rules(signed) == ["RKT-676"]
    assert not bench.rules(signed, files=policy(root, spelt.pem))
    assert bench.rules(bench.signed(), files=policy(root, spelt.pem)) == ["RKT-676"]
    former = bench.authority.person("MUHAMMAD NOR, S.Sos.")
    assert bench.rules(bench.signed(former), files=policy(root, former.pem)) == ["RKT-618"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Muhammad Nor, S.Sos., M.M.", "MUHAMMAD NOR", True),
        ("Drs. H. Muhammad Nor", "Muhammad Nor S.Sos M.M.", True),
        ("H.Muhammad Nor", "muhammad nor", True),
        ("Nur'aini", "NURAINI", True),
        ("Budi A. Santoso", "Budi", False),
        ("Budi A. Santoso", "Budi B. Santoso", False),
        ("Muhammad Nor", "Muhammad Noor", False),
        ("Dr. Ir. H.", "Prof.", False),
        ("", "", False),
        ("中文", "日本", False),
    ],
)
def test_two_spellings_of_a_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


# --- what does not: the certificate ----------------------------------------------------------------------------------


def test_a_certificate_out_of_its_time(bench: Bench) -> None:
    over = bench.authority.person(end=NOW - timedelta(days=1))
    not_yet = bench.authority.person(begin=NOW + timedelta(days=1))
    for who in (over, not_yet):
        assert bench.rules(bench.signed(who)) == ["RKT-673"]
    backdated = bench.signed(over, now=NOW - timedelta(days=30))
    assert bench.rules(backdated) == ["RKT-673"], "the signer's own clock proves nothing"


def test_a_time_stamp_keeps_a_signature_alive(bench: Bench) -> None:
    signed_in_time = NOW - timedelta(days=30)
    over = bench.authority.person(end=NOW - timedelta(days=1))
    assert not bench.rules(bench.signed(over, now=signed_in_time, stamped=signed_in_time))
    assert bench.rules(bench.signed(over, now=signed_in_time, stamped=NOW)) == ["RKT-673"]


def test_a_time_stamp_of_a_stranger_counts_for_nothing(bench: Bench) -> None:
    earlier = NOW - timedelta(days=30)
    over = bench.authority.person(end=NOW - timedelta(days=1))
    strange = Authority("Kantor Lain").clock(earlier)
    signed = pades.add_signature(bench.pdf, over.signer(), REQUEST, earlier, strange)
    assert bench.rules(signed) == ["RKT-673"]
    good = pades.add_signature(bench.pdf, bench.kepala.signer(), REQUEST, NOW, strange)
    said = bench.judge(good)
    assert said["cap_waktu"] is None
    assert "tidak diperhitungkan" in said["keterangan"]


def test_a_date_in_the_future(bench: Bench) -> None:
    assert bench.rules(bench.signed(now=NOW + timedelta(hours=1))) == ["RKT-674"]
    assert bench.rules(bench.signed(stamped=NOW + timedelta(hours=1))) == ["RKT-674"]
    assert not bench.rules(bench.signed(now=NOW + timedelta(minutes=5)))


@pytest.mark.parametrize("days", [-1, -40])
def test_a_revoked_certificate(days: int, bench: Bench) -> None:
    """By a list that the office or the reader holds, be it fresh or long out of date."""
    when = NOW + timedelta(days=days)
    crl = bench.authority.crl(bench.kepala, when=when, days=7)
    root = bench.authority.root.pem
    assert bench.rules(bench.signed(), files=policy(root, crl)) == ["RKT-673"]
    assert bench.rules(bench.signed(), roots=root + crl) == ["RKT-673"]


def test_revoked_only_later(bench: Bench) -> None:
    """With a trusted time before it, the signature stands."""
    crl = bench.authority.crl(bench.kepala, when=NOW - timedelta(days=1), days=7)
    files = policy(bench.authority.root.pem, crl)
    earlier = NOW - timedelta(days=30)
    said = bench.judge(bench.signed(now=earlier, stamped=earlier), files=files)
    assert "tidak dicabut" in said["keterangan"]
    assert bench.rules(bench.signed(now=earlier), files=files) == ["RKT-673"]


def test_a_revocation_list_of_somebody_else_says_nothing(bench: Bench) -> None:
    crl = Authority("CONTOH").crl(bench.kepala, when=NOW - timedelta(days=1))
    assert not bench.rules(bench.signed(), files=policy(bench.authority.root.pem, crl))


def test_a_revocation_list_inside_the_document(bench: Bench) -> None:
    """In the store for long-term validation, written together with the signature."""
    from asn1crypto import pem
    from asn1crypto.crl import CertificateList
    from pyhanko.sign.validation.dss import DocumentSecurityStore

    crl = bench.authority.crl(bench.kepala, when=NOW - timedelta(days=1), days=7)
    writer = reopened(bench.pdf)
    lists = [CertificateList.load(pem.unarmor(crl)[2])]
    DocumentSecurityStore.supply_dss_in_writer(writer, sig_contents=None, crls=lists)
    signed = pades.add_signature(written(writer), bench.kepala.signer(), REQUEST, NOW)
    assert bench.rules(signed) == ["RKT-673"]


def test_a_certificate_for_something_else(bench: Bench) -> None:
    assert bench.rules(bench.signed(bench.authority.person(signs=False))) == ["RKT-673"]


# --- asking for the key ----------------------------------------------------------------------------------------------


def tools(folder: Path, bench: Bench, secret: str = PASSPHRASE, now: datetime = NOW) -> Tools:
    return Tools(lambda _: secret, lambda: now, {"--p12": str(write_p12(folder, bench.kepala))})


def test_signed_with_a_file(bench: Bench, tmp_path: Path) -> None:
    assert not bench.rules(pades.sign_pdf(bench.pdf, REQUEST, tools(tmp_path, bench)))


def test_a_wrong_passphrase(bench: Bench, tmp_path: Path) -> None:
    wrong = "-".join(("bukan", "itu", "5150"))  # put together here, so that no line of source shows it
    with pytest.raises(Refusal, match="RKT-677") as caught:
        pades.sign_pdf(bench.pdf, REQUEST, tools(tmp_path, bench, wrong))
    assert wrong not in "".join(traceback.format_exception(caught.value))
    (tmp_path / "kepala.p12").write_bytes(b"rusak")
    with pytest.raises(Refusal, match="RKT-677"):
        pades.sign_pdf(bench.pdf, REQUEST, Tools(lambda _: "x", lambda: NOW, {"--p12": str(tmp_path / "kepala.p12")}))
    with pytest.raises(UsageError):
        pades.sign_pdf(bench.pdf, REQUEST, Tools(lambda _: "x", lambda: NOW, {"--p12": str(tmp_path / "tiada")}))


def test_a_certificate_that_is_over_is_not_used(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        pades.sign_pdf(bench.pdf, REQUEST, tools(tmp_path, bench, now=NOW + 20 * YEAR))
    (found,) = caught.value.problems
    assert found.rule == "RKT-677"
    assert re.search(r"berlaku \d+ \w+ \d{4} pukul \d\d\.\d\d \(UTC\) sampai ", found.message)


def test_a_signed_document_is_not_signed_again(bench: Bench, good: dict[str, bytes]) -> None:
    with pytest.raises(Refusal, match="RKT-678"):
        pades.add_signature(good["p12"], bench.kepala.signer(), REQUEST, NOW)


def test_the_policy_must_be_readable(bench: Bench, good: dict[str, bytes]) -> None:
    broken = MemoryFiles({"rkt/organisasi.yml": b"[", "rkt/akar/x.pem": bench.authority.root.pem})
    assert bench.rules(good["p12"], files=broken) == ["RKT-612"]
    gone = (EXAMPLE / "organisasi.yml").read_bytes().replace(b"mulai: 2026-01-01", b"mulai: 2029-01-01", 1)
    vacant = MemoryFiles({"rkt/organisasi.yml": gone, "rkt/akar/x.pem": bench.authority.root.pem})
    assert bench.rules(good["p12"], files=vacant) in (["RKT-619"], ["RKT-676"])

"""A signed PDF that is whole and right counts, and shows what it says; how the key is asked for."""

import re
import traceback
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.plan.calendar import WITA
from rktkit.trust.tte import Request, Tools
from rktkit.trust.tte.stamp import draw
from rktkit.trust.tte.ways import p12 as pades
from tests.office import EXAMPLE
from tests.trust.chain import PASSPHRASE, write_p12
from tests.trust.esign import NOW
from tests.trust.paper import PAGE, REQUEST, WAYS, Bench

YEAR = timedelta(days=365)


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

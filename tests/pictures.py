"""Makes the pictures of the guide and the README from our own screens: ``python -m tests.pictures``.

Needs Chromium, LibreOffice and poppler. Beside the pictures stands what each was made from, as a hash of the words and
the style sheet that it shows; a test compares that with today's, so a picture that has gone stale is told without
looking at a pixel (``tests/test_pictures.py``).
"""

import base64
import hashlib
import html
import json
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import cmarkgfm
import html5lib
from cmarkgfm.cmark import Options
from playwright.sync_api import Browser, Page

from rktkit.documents import render_format
from rktkit.documents.context import Context
from rktkit.faces.excel.writing.write import form_workbook
from rktkit.faces.forge.review.comment import render as comment
from rktkit.faces.forge.review.results import Beda, Jumlah, Perbandingan, SiklusRingkas, Temuan
from rktkit.faces.reports.status import text as status_text
from rktkit.faces.site.build import build
from rktkit.faces.site.server import Server
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Severity
from tests.chromium import started
from tests.faces.forge.samples import HONEST, problem, results
from tests.faces.forge.test_comment import AROUND
from tests.faces.site import whole
from tests.faces.site.archives import PROJECT, bahan, evidence_of, sample_plans
from tests.kantor import BASE

FOLDER = PROJECT / "content/assets/gambar"
MADE_FROM = "asal.json"
WIDTH = 1180
SITE = {"beranda": "index.html", "waktu": "waktu/index.html", "verifikasi": "verifikasi/index.html"}
"""Pictures of pages of the site."""
SHEETS = {"excel-petunjuk": (1, 100, 690), "excel-sub-kegiatan": (5, 185, 560)}
"""Pictures of the workbook: which printed page shows it; how wide it is drawn, in percent; what height is shown."""
SIGNS = {"❌": '<b class="galat">✖</b>', "⚠️": '<b class="peringatan">⚠</b>'}
"""Signs of the comment that not every machine has a letter for."""
FRAME = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 24px 28px; background: #fff; color: #1f2328; font: 16px/1.5 "Liberation Sans", sans-serif; }
body.gelap { background: #14201f; color: #e6ece8; }
pre { margin: 0; font: 15px/1.5 "Liberation Mono", monospace; white-space: pre-wrap; }
h3 { margin: 0 0 .6em; font-size: 22px; }
h4 { margin: 1.2em 0 .4em; font-size: 17px; }
ul { margin: .3em 0; padding-left: 1.6em; }
a { color: #0969da; text-decoration: none; }
code { padding: .1em .35em; border-radius: 5px; background: #eff1f3; font-size: 85%; }
table { border-collapse: collapse; }
:is(th, td) { padding: 5px 12px; border: 1px solid #d1d9e0; }
b.galat { color: #cf222e; }
b.peringatan { color: #9a6700; }
.kertas { display: flex; gap: 24px; padding: 24px; background: #e8e4da; }
.kertas img { width: 48%; box-shadow: 0 2px 10px #0004; }
.lembar { padding: 0; }
.lembar div { overflow: hidden; }
</style>"""


def site(output: Path) -> Path:
    """The site of the sample years, as an office would see it."""
    status = whole.status("kasubag-patch-3")
    build(bahan(whole.arsip(), status=status, putaran=[whole.putaran(status, "Kasubbag Perencanaan")]), output)
    return output


def review() -> str:
    """The comment on a pull request with something to mend."""
    findings = (
        problem(line=31, message="Target “1.000” dapat dibaca dua cara.", hint="Tulis 1000 bila seribu, 1 bila satu."),
        problem(
            Severity.PERINGATAN, line=48, rule="RKT-306", message="Pagu sub kegiatan ini nol.", hint="Isi pagunya."
        ),
    )
    changes = Perbandingan(
        2027,
        (
            Beda("diubah", "PIKP", "S2.1", "Indeks Keterbukaan Informasi Publik", "target", "85", "86"),
            Beda("ditambah", "PIKP", "2.16.02.2.01.0014", "Relasi Media", "", None, None),
        ),
        (Jumlah("Dinas", 13_014_757_537, 13_473_562_537), Jumlah("Program 2.16.02", 1_299_807_800, 1_758_612_800)),
    )
    cycle = SiklusRingkas(HONEST.siklus[0].judul, HONEST.siklus[0].form, HONEST.siklus[0].giliran[:1])
    return comment(results(temuan=tuple(map(Temuan.of, findings)), perbandingan=(changes,), siklus=(cycle,)), AROUND)


def document() -> bytes:
    """The PDF of the sample's amendment."""
    plan = sample_plans()[2]
    context = Context(final=True, commit="0" * 40, bukti=evidence_of(plan), waktu=datetime(2026, 8, 27, tzinfo=UTC))
    return render_format("pdf", plan, context)["rkt.pdf"]


def workbook() -> bytes:
    """The form of a bidang as a workbook."""
    return form_workbook(FolderFiles(BASE), 2027, "pikp")


def words(page: Path) -> str:
    """What a page of the site says."""
    tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")
    return " ".join(" ".join(text for article in tree.iter("article") for text in article.itertext()).split())


def leaves(pdf: bytes) -> dict[int, str]:
    """The cover and the sheet that is signed: number of the page, and what it says."""
    text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    pages = dict(enumerate(text.split("\f"), 1))
    signed = next(number for number, said in pages.items() if "Ditetapkan di" in said)
    return {1: pages[1], signed: pages[signed]}


def inputs(built: Path) -> dict[str, str]:
    """What each picture is made from today, as a hash. ``built``: the finished site of ``site``."""
    style = (PROJECT / "content/assets/rkt.css").read_text("utf-8")
    shown: dict[str, str | bytes] = {name: words(built / path) + style for name, path in SITE.items()}
    shown |= {"komentar": review(), "status": status_text(whole.status("kasubag-patch-3"), colour=False)}
    shown |= dict.fromkeys(SHEETS, workbook()) | {"dokumen": str(leaves(document()))}
    raw = {name: text if isinstance(text, bytes) else text.encode() for name, text in shown.items()}
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(raw.items())}


def known() -> Mapping[str, Any]:
    """What the pictures that are here were made from."""
    found: Mapping[str, Any] = json.loads((FOLDER / MADE_FROM).read_text("utf-8"))
    return found


# --- making them -----------------------------------------------------------------------------------------------------


def main() -> None:
    """Make all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, started() as browser:
        folder = Path(name)
        built = site(folder / "situs")
        _of_site(browser, built)
        _of_text(browser)
        _of_workbook(browser, folder)
        _of_document(browser, folder)
        (FOLDER / MADE_FROM).write_text(json.dumps(inputs(built), indent=2) + "\n", "utf-8")


def _of_site(browser: Browser, built: Path) -> None:
    with Server(built) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for name, path in SITE.items():
            page = browser.new_page(viewport={"width": WIDTH, "height": 760}, reduced_motion="reduce")
            page.goto(server.address + path)
            if name == "verifikasi":
                chosen = page.locator(".rkt-verifikasi input[type=file]")
                chosen.set_input_files(built / "arsip/2026/murni-0/rkt.html")
                page.locator(".rkt-verifikasi .hasil li").wait_for()
            _keep(browser, name, page.screenshot())
            page.close()
        server.shutdown()


def _of_text(browser: Browser) -> None:
    said = cmarkgfm.github_flavored_markdown_to_html(review(), options=Options.CMARK_OPT_UNSAFE)
    for sign, drawn in SIGNS.items():
        said = said.replace(sign, drawn)
    _keep(browser, "komentar", _shot(browser, f"{FRAME}<body>{said.partition('<h4>Draf hasil')[0]}"))
    told = html.escape(status_text(whole.status("kasubag-patch-3"), colour=False))
    _keep(browser, "status", _shot(browser, f'{FRAME}<body class="gelap"><pre>$ rkt status 2027\n{told}</pre>'))


def _of_workbook(browser: Browser, folder: Path) -> None:
    (folder / "form.xlsx").write_bytes(workbook())
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "form.xlsx"],
        capture_output=True,
        check=True,
    )
    for name, (page, wide, high) in SHEETS.items():
        picture = f'<img src="{_leaf(folder / "form.pdf", page, 150)}" style="width:{wide}%">'
        upper = f'<body class="lembar"><div style="height:{high}px">{picture}'
        _keep(browser, name, _shot(browser, FRAME + upper))


def _of_document(browser: Browser, folder: Path) -> None:
    (folder / "rkt.pdf").write_bytes(document())
    both = "".join(f'<img src="{_leaf(folder / "rkt.pdf", number, 80)}">' for number in leaves(document()))
    _keep(browser, "dokumen", _shot(browser, f'{FRAME}<body class="kertas">{both}'))


def _leaf(pdf: Path, page: int, resolution: int) -> str:
    """A page of a PDF as an address that a browser shows."""
    where = ["-f", str(page), "-l", str(page), "-r", str(resolution)]
    data = subprocess.run(["pdftoppm", "-png", *where, pdf], capture_output=True, check=True).stdout
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


def _shot(browser: Browser, page_html: str) -> bytes:
    page: Page = browser.new_page(viewport={"width": WIDTH, "height": 100})
    page.set_content(page_html)
    page.wait_for_load_state("load")
    data = page.screenshot(full_page=True)
    page.close()
    return data


def _keep(browser: Browser, name: str, png: bytes) -> None:
    """As WebP, which the browser itself can write: a third of the size."""
    page = browser.new_page()
    encoded = page.evaluate(
        """async (png) => {
          const picture = new Image();
          picture.src = "data:image/png;base64," + png;
          await picture.decode();
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [picture.width, picture.height];
          canvas.getContext("2d").drawImage(picture, 0, 0);
          return canvas.toDataURL("image/webp", 0.82).split(",")[1];
        }""",
        base64.b64encode(png).decode(),
    )
    page.close()
    (FOLDER / f"{name}.webp").write_bytes(base64.b64decode(encoded))


if __name__ == "__main__":
    main()

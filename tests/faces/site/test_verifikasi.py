"""Verifying in the reader's own browser: what is a file of the archive, what is none, and what cannot be known."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from rktkit.ground.files import MemoryFiles
from tests.faces.site.browsing import Visit

pytestmark = pytest.mark.browser


def test_all_files_of_a_page_are_as_listed(visit: Visit) -> None:
    page = visit("arsip/2026/perubahan-1/")
    page.get_by_role("button", name="Hitung sidik jari").click()
    expect(page.get_by_role("status")).to_contain_text("COCOK. ")
    count = page.locator("tr[data-sha256]").count()
    expect(page.get_by_role("status")).to_contain_text(f"COCOK. {count} berkas dan manifestnya sama")
    assert page.locator("tr[data-hasil=cocok]").count() == page.locator("tr[data-sha256]").count() > 5


def test_a_file_that_changed_on_the_way_is_told(visit: Visit) -> None:
    page = visit("arsip/2026/perubahan-1/")
    page.context.route("**/csv/pagu.csv", lambda route: route.fulfill(body="diubah"))
    page.get_by_role("button", name="Hitung sidik jari").click()
    expect(page.get_by_role("status")).to_contain_text("TIDAK COCOK: csv/pagu.csv")
    assert page.locator("tr[data-hasil=beda]").get_attribute("data-path") == "csv/pagu.csv"


def test_what_does_not_arrive_is_not_called_false(visit: Visit) -> None:
    page = visit("arsip/2026/perubahan-1/")
    page.context.route("**/manifest.json", lambda route: route.abort())
    page.get_by_role("button", name="Hitung sidik jari").click()
    expect(page.get_by_role("status")).to_contain_text("TIDAK DAPAT DIPASTIKAN: manifest.json tidak dapat diambil")


def test_a_file_in_hand(visit: Visit, arsip: MemoryFiles, tmp_path: Path) -> None:
    """Of this publication, of another one that was replaced since, and of none."""
    right, older, wrong = tmp_path / "unduhan saya.html", tmp_path / "lama.html", tmp_path / "<b>palsu<i>.html"
    right.write_bytes(arsip.files["2026/perubahan-1/rkt.html"])
    older.write_bytes(arsip.files["2026/murni-0/rkt.html"])
    wrong.write_bytes(right.read_bytes() + b" ")
    page = visit("arsip/2026/perubahan-1/")
    chooser = page.locator(".rkt-periksa input[type=file]")
    chooser.set_input_files(right)
    expect(page.get_by_role("status")).to_contain_text("sama persis dengan rkt.html dalam publikasi 2026/perubahan-1")
    chooser.set_input_files(older)
    expect(page.get_by_role("status")).to_contain_text("UTUH, SUDAH DIGANTI")
    expect(page.get_by_role("status")).to_contain_text("sudah diganti oleh RKT Perubahan 2026")
    chooser.set_input_files(wrong)
    expect(page.get_by_role("status")).to_contain_text("<b>palsu<i>.html")
    expect(page.get_by_role("status")).to_contain_text("Bukan berkas arsip ini")
    assert page.locator(".rkt-periksa b").count() == 0


def test_any_files_are_verified_on_one_page(visit: Visit, arsip: MemoryFiles, tmp_path: Path) -> None:
    files = []
    for name in ("2025/murni-0/rkt.json", "2026/murni-0/rkt.html"):
        files.append(tmp_path / name.replace("/", "-"))
        files[-1].write_bytes(arsip.files[name])
    page = visit("verifikasi/")
    page.locator(".rkt-verifikasi input[type=file]").set_input_files(files)
    expect(page.get_by_role("status")).to_contain_text("rkt.json dalam publikasi 2025/murni-0")
    expect(page.get_by_role("status")).to_contain_text("rkt.html dalam publikasi 2026/murni-0")


def test_what_stands_beside_the_publications_is_known_and_an_empty_file_is_not_judged(
    visit: Visit, situs: Path, tmp_path: Path
) -> None:
    """The bundle, the archive's root; half a download is no forgery."""
    page = visit("verifikasi/", 360, "dark")
    chooser, said = page.locator(".rkt-verifikasi input[type=file]"), page.locator(".rkt-verifikasi .hasil li").first
    for path, words in (
        ("arsip.zip", "Utuh: seluruh arsip, 3 publikasi"),
        ("arsip/kepala.json", "Utuh: sama persis dengan kepala.json pada akar arsip"),
        ("arsip/periksa.py", "Utuh: sama persis dengan periksa.py pada akar arsip"),
    ):
        chooser.set_input_files(situs / path)
        expect(said).to_contain_text(words)
    (tmp_path / "rkt.pdf").write_bytes(b"")
    chooser.set_input_files(tmp_path / "rkt.pdf")
    expect(said).to_contain_text("TIDAK DAPAT DIPASTIKAN")
    expect(said).to_contain_text("kosong (0 byte)")
    (tmp_path / "arsip-2024.zip").write_bytes(b"PK")
    chooser.set_input_files(tmp_path / "arsip-2024.zip")
    expect(said).to_contain_text("unduhan lama memang berbeda")


def test_a_folder_that_is_dropped_is_not_judged(visit: Visit) -> None:
    page = visit("verifikasi/")
    page.evaluate(
        """() => {
          const folder = new File([], "2026");
          folder.arrayBuffer = () => Promise.reject(new Error("folder"));
          const drop = new Event("drop", { bubbles: true, cancelable: true });
          drop.dataTransfer = { files: [folder] };
          document.querySelector(".jatuh").dispatchEvent(drop);
        }"""
    )
    expect(page.get_by_role("status")).to_contain_text("TIDAK DAPAT DIPASTIKAN")
    expect(page.get_by_role("status")).to_contain_text("Bila sebuah folder")


def test_two_plans_are_compared_by_meaning(visit: Visit) -> None:
    page = visit("banding/")
    expect(page.locator(".hasil")).to_contain_text("Pagu RKT 2026 Rp13.470.450.000 menjadi Rp13.361.450.000")
    page.get_by_label("Dari").select_option("2025/murni-0")
    expect(page.locator(".hasil")).to_contain_text("Pagu RKT 2025")


def test_files_are_verified_from_a_folder(chromium: Browser, situs: Path, tmp_path: Path) -> None:
    """The table of hashes is a script, so that it is there without a server, too; documents open beside it."""
    held = tmp_path / "dari surat.json"
    held.write_bytes((situs / "arsip/2025/murni-0/rkt.json").read_bytes())
    other = tmp_path / "lain.txt"
    other.write_text("lain")
    page = chromium.new_page()
    page.goto((situs / "verifikasi/index.html").as_uri())
    chooser = page.locator(".rkt-verifikasi input[type=file]")
    chooser.set_input_files(held)
    expect(page.get_by_role("status")).to_contain_text("rkt.json dalam publikasi 2025/murni-0")
    chooser.set_input_files(other)
    expect(page.get_by_role("status")).to_contain_text("Bukan berkas arsip ini")
    page.goto((situs / "arsip/2026/perubahan-1/index.html").as_uri())
    page.get_by_role("link", name="Halaman mandiri").click()
    page.wait_for_url("**/arsip/2026/perubahan-1/rkt.html")
    page.close()

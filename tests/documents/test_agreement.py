"""One plan, five formats, the same figures: each file is read back by somebody else's reader and compared."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from rktkit.documents import FORMATS, render
from rktkit.plan.document import Rkt
from tests.documents import builders, reading

PLANS: dict[str, Callable[[], Rkt]] = {
    "khas": builders.khas,
    "kecil": builders.kecil,
    "perubahan": lambda: builders.perubahan()[0],
}


@pytest.fixture(scope="module", params=PLANS)
def published(request: pytest.FixtureRequest) -> tuple[Rkt, dict[str, bytes]]:
    plan = PLANS[request.param]()
    context = builders.final(semula=builders.khas() if plan.jenis == "perubahan" else None)
    return plan, render(plan, context)


def test_a_publication_is_complete(published: tuple[Rkt, dict[str, bytes]]) -> None:
    _, files = published
    assert set(FORMATS) == {"json", "csv", "xlsx", "html", "pdf"}
    assert sorted(files) == [
        "csv/indikator.csv",
        "csv/pagu.csv",
        "csv/sasaran.csv",
        "csv/sub_kegiatan.csv",
        "datapackage.json",
        "rkt.html",
        "rkt.json",
        "rkt.pdf",
        "rkt.xlsx",
    ]


def test_the_totals_agree(published: tuple[Rkt, dict[str, bytes]]) -> None:
    plan, files = published
    subs = reading.rows(files["csv/sub_kegiatan.csv"])
    total = sum(int(row["pagu"]) for row in subs)
    assert total == plan.pagu

    levels = {row["tingkat"]: 0 for row in reading.rows(files["csv/pagu.csv"])}
    for row in reading.rows(files["csv/pagu.csv"]):
        levels[row["tingkat"]] += int(row["pagu"])
    assert levels == dict.fromkeys(("dinas", "bidang", "sasaran", "program", "kegiatan", "sub_kegiatan"), total)

    assert reading.document(files["rkt.json"])["pagu"] == total

    page = reading.html(files["rkt.html"])
    for kode, column in (("f3", 8), ("rekap-bidang", 4), ("rekap-program", 5), ("rekap-sumber-dana", 2)):
        assert reading.angka(page.tabel(kode)[-1][column]) == total

    book = reading.sheets(files["rkt.xlsx"])
    for name in ("F3", "Rekap Bidang", "Rekap Program", "Rekap Sumber Dana"):
        assert total in reading.amounts(book[name][-1])
    assert sum(row[book["Data"][0].index("pagu")] for row in book["Data"][1:]) == total

    assert f"{total:,}".replace(",", ".") in reading.pdf(files["rkt.pdf"])


def test_every_sub_kegiatan_says_the_same(published: tuple[Rkt, dict[str, bytes]]) -> None:
    plan, files = published
    table = {row["kode"]: row for row in reading.rows(files["csv/sub_kegiatan.csv"])}
    sheet = reading.sheets(files["rkt.xlsx"])["Data"]
    data = {row[sheet[0].index("kode")]: dict(zip(sheet[0], row, strict=True)) for row in sheet[1:]}
    page = {row[0].split(" ")[0]: row for row in reading.html(files["rkt.html"]).tabel("f3")}
    paper = reading.pdf(files["rkt.pdf"])
    for _, _, sub in plan.sub_kegiatan():
        row = table[sub.kode]
        assert (row["nama"], row["indikator"], int(row["pagu"])) == (sub.nama, sub.indikator, sub.pagu)
        assert Decimal(row["target"]) == sub.target
        assert (data[sub.kode]["nama"], data[sub.kode]["pagu"], data[sub.kode]["target"]) == (
            sub.nama,
            sub.pagu,
            sub.target,
        )
        cells = page[sub.kode]
        assert cells[:3] == [f"{sub.kode} {sub.nama}", sub.indikator, sub.satuan]
        assert [reading.angka(cells[3]), reading.angka(cells[8])] == [sub.target, sub.pagu]
        for text in (sub.kode, sub.nama, sub.indikator, f"{sub.pagu:,}".replace(",", ".")):
            assert reading.dense(text) in paper


def test_every_indicator_says_the_same(published: tuple[Rkt, dict[str, bytes]]) -> None:
    plan, files = published
    table = {row["kode"]: row for row in reading.rows(files["csv/indikator.csv"]) if row["tingkat"] == "sasaran"}
    record = {i["kode"]: i for sasaran in reading.document(files["rkt.json"])["sasaran"] for i in sasaran["indikator"]}
    page = {row[3]: row for row in reading.html(files["rkt.html"]).tabel("f1")}
    sheet = {row[3]: row for row in reading.sheets(files["rkt.xlsx"])["F1"]}
    paper = reading.pdf(files["rkt.pdf"])
    for sasaran in plan.sasaran:
        for i in sasaran.indikator:
            assert i.kode is not None
            assert record[i.kode]["target"] == i.target
            row = table[i.kode]
            assert row["uraian"] == i.uraian
            if isinstance(i.target, Decimal):
                assert Decimal(row["target"]) == i.target
                assert reading.angka(page[i.uraian][5]) == i.target
                assert Decimal(str(sheet[i.uraian][5])) == i.target
            else:
                assert [row["target_predikat"], page[i.uraian][5], sheet[i.uraian][5]] == [i.target] * 3
            assert reading.dense(i.uraian) in paper
        assert reading.dense(sasaran.uraian) in paper


def test_the_decision_is_named_everywhere_it_is_shown(published: tuple[Rkt, dict[str, bytes]]) -> None:
    plan, files = published
    decision = plan.penetapan
    if decision is None:
        assert reading.document(files["rkt.json"])["penetapan"] is None
        assert "Belum ada pengesahan." in reading.html(files["rkt.html"]).teks
        return
    assert reading.document(files["rkt.json"])["penetapan"]["nomor"] == decision.nomor
    assert decision.pejabat in reading.html(files["rkt.html"]).teks
    assert any(decision.nomor in row for row in reading.sheets(files["rkt.xlsx"])["Ringkasan"])
    assert reading.dense(decision.nomor) in reading.pdf(files["rkt.pdf"])


def test_what_was_and_what_is_stands_in_every_document(published: tuple[Rkt, dict[str, bytes]]) -> None:
    plan, files = published
    told = [[change.semula, change.menjadi, change.selisih or ""] for change in plan.perubahan]
    assert bool(told) == (plan.jenis == "perubahan")
    book = reading.sheets(files["rkt.xlsx"])
    assert bool(told) == ("Perubahan" in book)
    record = reading.document(files["rkt.json"])["perubahan"]
    assert [[row["semula"], row["menjadi"], row["selisih"] or ""] for row in record] == told
    if told:
        heading = ["Semula", "Menjadi", "Bertambah/Berkurang"]
        page = reading.html(files["rkt.html"])
        assert [row[4:7] for row in page.tabel("perubahan")] == told
        assert all(word in page.teks for word in heading)
        sheet = [[str(cell) for cell in row[4:7]] for row in book["Perubahan"]]
        assert sheet[sheet.index(heading) + 1 :][: len(told)] == told
        paper = reading.pdf(files["rkt.pdf"])
        assert all(reading.dense(text) in paper for row in [heading, *told] for text in row)

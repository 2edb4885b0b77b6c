"""How the Form RKT lies in a workbook: sheets and columns, all from the one schema.

Every sheet has a hidden row with the names of its fields; by them a workbook is read back, wherever its columns stand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rktkit.ground.yaml.nodes import List, Map, Node, Split, Text
from rktkit.plan.schema import form
from rktkit.plan.schema.fields import Rules

PEMISAH = " · "
"""Between a code and its name in a list: ``3.25.02 · Program …``. Only the code is read back."""

PETUNJUK, DAFTAR = "Petunjuk", "Daftar"
TAHUN, BIDANG, TINJAU, DITINJAU = "tahun", "bidang", "tinjau", "ditinjau"
"""What a row of the sheet that explains the form holds, in its hidden column A; its text stands in column C."""

BARIS_PERTAMA = 6
"""The number of the first row of the form on its sheet, as people see it."""

ASAL = "asal"
"""Hidden: the code a row was made with. A row that got another code has no use for the old names."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: ``kunci`` is the field's path in the row, ``sasaran.kode`` or ``triwulan.tw1``."""

    kunci: str
    label: str
    petunjuk: str
    kind: str
    wajib: bool
    pilihan: tuple[str, ...] = ()
    keterangan: bool = False
    """Shown beside the form, not part of it: locked, and not read back."""


@dataclass(frozen=True, slots=True)
class Lembar:
    """A sheet of the form."""

    nama: str
    judul: str
    kolom: tuple[Kolom, ...]
    cadangan: int
    """How many empty rows wait below the filled ones."""

    def find(self, kunci: str) -> int:
        """The number of a column."""
        return next(number for number, kolom in enumerate(self.kolom) if kolom.kunci == kunci)


def kolom(rules: Rules, awal: str = "", *, wajib: bool = True) -> Iterator[Kolom]:
    """The columns of a group of the schema: its single values, those of its small groups, its lists of values."""
    for key, field in rules["schema"].items():
        meta = field["meta"]
        if field["type"] == "dict":
            yield from kolom(field, f"{awal}{key}.", wajib=wajib and field["required"])
        elif field["type"] == "string" or field["schema"]["type"] == "string":
            kind = meta["kind"] if field["type"] == "string" else "daftar"
            kind = "bagian" if "atau" in field else kind
            hint = meta["hint"] or (f"Misalnya {meta['example']}." if meta["example"] else "")
            yield Kolom(
                f"{awal}{key}", meta["label"], hint, kind, wajib and field["required"], tuple(field.get("allowed", ()))
            )


def _keterangan(kunci: str, label: str, petunjuk: str) -> Kolom:
    return Kolom(kunci, label, petunjuk, "teks", False, keterangan=True)


def _renstra(columns: Iterator[Kolom]) -> Iterator[Kolom]:
    """The Renstra's own words beside the code of an indicator."""
    for column in columns:
        yield column
        if column.kunci == "kode":
            yield _keterangan("?uraian", "Uraian indikator", "Dari Renstra; tidak diisi.")
            yield _keterangan("?satuan", "Satuan", "Dari Renstra; tidak diisi.")
            yield _keterangan("?target", "Target Renstra", "Dari Renstra; tidak diisi.")
            yield _keterangan("?pola", "Pola", "Dari Renstra; tidak diisi.")


_INDUK = Kolom("induk", "Kode program atau kegiatan", "Program atau kegiatan yang diukur indikator ini.", "kode", True)

SASARAN = Lembar(
    "Sasaran",
    "Sasaran dan indikator sasaran",
    (*kolom(form.SASARAN, "sasaran."), *_renstra(kolom(form.INDIKATOR_SASARAN))),
    10,
)
PROGRAM = Lembar(
    "Program",
    "Program dan sasaran yang didukungnya",
    (*kolom(form.PROGRAM), _keterangan("?pagu", "Jumlah pagu", "Dihitung dari lembar Sub Kegiatan; tidak diisi.")),
    5,
)
INDIKATOR = Lembar("Indikator", "Indikator program dan kegiatan", (_INDUK, *kolom(form.INDIKATOR)), 20)
SUB_KEGIATAN = Lembar(
    "Sub Kegiatan",
    "Sub kegiatan, target, dan pagu",
    (
        Kolom("program.kode", "Kode program", "Boleh kosong: diambil dari kode sub kegiatan.", "kode", False),
        *(
            Kolom(k.kunci, k.label, "Boleh kosong: diambil dari kode sub kegiatan.", k.kind, False, k.pilihan)
            for k in kolom(form.KEGIATAN, "kegiatan.")
        ),
        *kolom(form.SUB_KEGIATAN),
        _keterangan(ASAL, "Kode asal", ""),
    ),
    40,
)
LEMBAR = (SASARAN, PROGRAM, INDIKATOR, SUB_KEGIATAN)

Texts = Mapping[str, str]
"""A row: the text of each field by ``kunci``."""


@dataclass(frozen=True, slots=True)
class Bagian:
    """A row, and the groups of the form that it is the first to show: each with its rules."""

    lembar: Lembar
    sel: Texts
    isi: tuple[tuple[Map, Rules], ...]


def baris(root: Map) -> dict[str, list[Texts]]:
    """A form's rows by the name of their sheet, every text as it was written."""
    rows: dict[str, list[Texts]] = {lembar.nama: [] for lembar in LEMBAR}
    for part in bagian(root):
        rows[part.lembar.nama].append(part.sel)
    return rows


def bagian(root: Map) -> Iterator[Bagian]:
    """The rows of a form, those of each sheet from the top down."""
    for sasaran in _items(root, "sasaran"):
        head = _texts(sasaran, kolom(form.SASARAN), "sasaran.")
        yield from _below(SASARAN, head, (sasaran, form.SASARAN), "indikator", form.INDIKATOR_SASARAN)
    for program in _items(root, "program"):
        own = _texts(program, kolom(form.PROGRAM))
        yield Bagian(PROGRAM, own, ((program, form.PROGRAM),))
        yield from _indikator(program, own.get("kode", ""))
        for kegiatan in _items(program, "kegiatan"):
            head = {"program.kode": own.get("kode", ""), **_texts(kegiatan, kolom(form.KEGIATAN), "kegiatan.")}
            yield from _indikator(kegiatan, head.get("kegiatan.kode", ""))
            yield from _below(SUB_KEGIATAN, head, (kegiatan, form.KEGIATAN), "sub_kegiatan", form.SUB_KEGIATAN)


def _below(lembar: Lembar, head: Texts, owner: tuple[Map, Rules], key: str, rules: Rules) -> Iterator[Bagian]:
    """A row for each part of a group; its codes stand on every one, its other fields on the first only."""
    parts = list(_items(owner[0], key))
    if not parts:
        yield Bagian(lembar, head, (owner,))
    for number, part in enumerate(parts):
        above = {kunci: text for kunci, text in head.items() if number == 0 or kunci.endswith(".kode")}
        own = (part, rules)
        yield Bagian(lembar, {**above, **_texts(part, kolom(rules))}, (owner, own) if number == 0 else (own,))


def _indikator(parent: Map, kode: str) -> Iterator[Bagian]:
    for item in _items(parent, "indikator"):
        yield Bagian(INDIKATOR, {"induk": kode, **_texts(item, kolom(form.INDIKATOR))}, ((item, form.INDIKATOR),))


def _items(node: Map, key: str) -> Iterator[Map]:
    found = node.entries.get(key)
    if isinstance(found, List):
        yield from (item for item in found.items if isinstance(item, Map))


def _texts(node: Map, columns: Iterator[Kolom], awal: str = "") -> Texts:
    found: dict[str, str] = {}
    for column in columns:
        value: Node | None = node
        for key in column.kunci.split("."):
            value = value.entries.get(key) if isinstance(value, Map) else None
        text = _text(value)
        if text:
            found[f"{awal}{column.kunci}"] = text
    return found


def _text(node: Node | None) -> str:
    if isinstance(node, Text):
        return "" if node.empty else node.value.strip()
    if isinstance(node, Split):
        return node.text
    if isinstance(node, List):
        return "; ".join(filter(None, (_text(item) for item in node.items)))
    if isinstance(node, Map):  # a part of the pagu: its fund and its amount, or several by the name of the fund
        if node.entries.keys() <= {"dana", "pagu"}:
            return f"{_text(node.entries.get('dana'))} {_amount(node.entries.get('pagu'))}".strip()
        return "; ".join(f"{key} {_amount(value)}".strip() for key, value in node.entries.items())
    return ""


def _amount(node: Node | None) -> str:
    text = _text(node)
    return f"{int(text):,}".replace(",", ".") if text.isascii() and text.isdecimal() else text

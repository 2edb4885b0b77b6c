"""The field guide: every field of every file, from the schema, as one Markdown page for staff."""

from collections.abc import Iterator

from rktkit.plan.schema.fields import Rules
from rktkit.plan.schema.kinds import KINDS

_HEAD = """\
---
title: Isian setiap berkas
description: Setiap isian, wajib atau tidak, cara menulisnya, dan contohnya.
---

# Isian setiap berkas

Halaman ini dibuat dari skema yang sama dengan yang dipakai `rkt check`, jadi selalu cocok dengan pemeriksaannya.
Isian bertanda **wajib** harus ada; yang lain boleh tidak ditulis.
"""

_WORDS: dict[str, tuple[str, str]] = {
    "teks": (
        "teks",
        "Teks pada satu baris. Bila memuat titik dua, tanda pagar, atau diawali tanda baca, apit dengan kutip.",
    ),
    "paragraf": ("uraian", "Teks bebas; boleh lebih dari satu baris dengan tanda `>` di belakang titik dua."),
    "kode": ("kode", "Kode seperti tertulis di acuannya, lengkap dengan titik dan nolnya; tidak dibaca sebagai angka."),
    "sidik": (
        "sidik sertifikat",
        "`sha256:` (dari sertifikat) atau `spki:` (dari kuncinya), lalu 64 digit heksadesimal.",
    ),
    "pilihan": ("pilihan", "Salah satu dari daftar yang disebut, ditulis persis seperti di sana."),
    "benar": ("ya/tidak", "`true` untuk ya, `false` untuk tidak."),
    "nilai": (
        "angka atau predikat",
        (
            "Angka dalam satuannya, atau predikat (BB, A, Baik) bila satuannya berpredikat. Koma selalu tanda desimal: "
            "`3,34` sama dengan `3.34`, dan `1.234,5` sama dengan `1234.5`. Seribu ditulis `1000`; `1.000` ditolak "
            'karena bermakna ganda. Di dalam kurung kurawal, angka berkoma diapit kutip: `{tw4: "3,34"}`.'
        ),
    ),
    "angka": ("angka", "Seperti di atas, tetapi selalu angka."),
    "rupiah": (
        "rupiah",
        "Rupiah penuh tanpa sen: `458805000`, `458.805.000`, `Rp458.805.000`, dan `Rp 458.805.000,00` sama artinya.",
    ),
    "bulat": ("bilangan bulat", "Angka tanpa titik dan koma."),
    "tahun": ("tahun", "Empat angka."),
    "tanggal": ("tanggal", "Tahun, bulan, tanggal: `2026-11-24`. Tanggalnya harus ada di kalender."),
    "kelompok": ("kelompok isian", "Beberapa isian di bawah satu nama, dengan lekukan dua spasi."),
    "daftar": ("daftar", "Beberapa butir, tiap butir pada barisnya sendiri dan diawali `- `, atau di dalam `[ ]`."),
    "tabel": ("tabel", "Pasangan kunci dan nilai; kuncinya data, misalnya tahun atau kode bidang."),
}
"""What each kind is called, and how it is written."""


def guide() -> str:
    """The whole page."""
    parts = [_HEAD, "## Berkasnya { #berkas }\n", "| Berkas | Untuk apa |\n|---|---|"]
    parts += [f"| [`{kind.path}`](#{name}) | {_cell(kind.uraian)} |" for name, kind in KINDS.items()]
    parts.append("\n## Cara menulis isi { #cara-menulis }\n")
    parts += [f"{label.capitalize()} {{ #isi-{kind} }}\n:   {how}\n" for kind, (label, how) in _WORDS.items()]
    writer = _Writer()
    for name, kind in KINDS.items():
        parts.append(f"## {kind.rules['meta']['label']} {{ #{name} }}\n")
        parts.append(f"`{kind.path}`\n\n{_cell(kind.uraian)}\n")
        parts += writer.group(kind.rules, name)
    return "\n".join(parts).rstrip() + "\n"


class _Writer:
    """Writes groups of fields; one that was written before is linked, not repeated."""

    def __init__(self) -> None:
        self.written: dict[str, str] = {}

    def group(self, rules: Rules, anchor: str) -> Iterator[str]:
        """The fields of a group as a table, then each group below it."""
        self.written[repr(rules["schema"])] = anchor
        yield "| Isian | Wajib | Isi | Contoh |\n|---|---|---|---|"
        for key, field in rules["schema"].items():
            must = "**wajib**" if field["required"] else ""
            name = f"`{key}`<br>{field['meta']['label']}"
            yield f"| {name} | {must} | {self.about(field, f'{anchor}-{key}')} | {_example(field)} |"
        yield ""
        for key, field in rules["schema"].items():
            below, place = _below(field), f"{anchor}-{key}"
            if below is not None and self.place(below, place) == place:
                yield f"### {field['meta']['label']} {{ #{place} }}\n"
                yield f"Di bawah `{' → '.join(place.split('-')[1:])}`.\n"
                yield from self.group(below, place)

    def place(self, group: Rules, anchor: str) -> str:
        """Where a group is written."""
        return self.written.get(repr(group["schema"]), anchor)

    def about(self, field: Rules, anchor: str) -> str:
        """What to write in a field."""
        meta = field["meta"]
        default = f"Bila tidak ditulis: `{meta['default']}`." if meta.get("default") else ""
        parts = (_cell(meta["hint"]), f"({self.kind(field, anchor)})", default)
        return " ".join(part for part in parts if part)

    def kind(self, field: Rules, anchor: str) -> str:
        """Of which kind a field is, in each way to write it."""
        return " atau ".join(self.one_kind(one, anchor) for one in (field, *field.get("atau", ())))

    def one_kind(self, field: Rules, anchor: str) -> str:
        """Of which kind a field is as its first way is written."""
        kind = field["meta"]["kind"]
        label = f"[{_WORDS[kind][0]}](#isi-{kind})"
        if (below := _group(field)) is not None:
            return f"{label}; isinya [di sini](#{self.place(below, anchor)})"
        if field["type"] == "list":
            return f"{label} {self.kind(field['schema'], anchor)}"
        if "valuesrules" in field:
            return f"{label}: {field['keysrules']['meta']['label'].lower()} → {self.kind(field['valuesrules'], anchor)}"
        if "allowed" in field and kind != "benar":
            return f"{label}: {', '.join(f'`{choice}`' for choice in field['allowed'])}"
        return label


def _below(field: Rules) -> Rules | None:
    """The group that a field holds, in whichever way it is written."""
    return next(filter(None, map(_group, (field, *field.get("atau", ())))), None)


def _group(field: Rules) -> Rules | None:
    """The group that a field holds, itself or in a list."""
    if field["type"] == "list":
        field = field["schema"]
    return field if field["type"] == "dict" and "schema" in field else None


def _example(field: Rules) -> str:
    if field["type"] == "list" and field["schema"]["meta"]["example"]:
        return f"`[{field['schema']['meta']['example']}]`"
    if "valuesrules" in field:
        key, value = field["keysrules"]["meta"]["example"], field["valuesrules"]["meta"]["example"]
        return f"`{{{key}: {value}}}`"
    example = field["meta"]["example"]
    return f"`{example}`" if example else ""


def _cell(text: str) -> str:
    """A text of ours for a table: no column ends in it, and a pair of angle brackets is no tag."""
    return text.replace("|", "\\|").replace("<", "&lt;")

"""Shape: cerberus decides, and what it said of one shape holds for all that are alike."""

from collections import Counter
from typing import Any

import pytest
from cerberus import Validator
from hypothesis import given
from hypothesis import strategies as st

from rktkit.ground.yaml.nodes import List, Map, Node, Text
from rktkit.ground.yaml.reader import load
from rktkit.ground.yaml.text import MAX_PROBLEMS
from rktkit.plan.load.files import SCHEMAS, shape
from rktkit.plan.schema.fields import TAHUN_KUNCI, Rules, isian, tabel
from rktkit.plan.schema.form import SUB_KEGIATAN
from rktkit.plan.schema.reader import Reader
from rktkit.plan.schema.shape import Field, Shape, _stand_in


def tree(value: Any) -> Node:
    """Nodes of plain values."""
    if isinstance(value, dict):
        node = Map(1, 1)
        for key, inner in value.items():
            node.entries[key] = tree(inner)
            node.keys[key] = Text(1, 1, key, True)
        return node
    if isinstance(value, list):
        return List(1, 1, [tree(item) for item in value])
    return Text(1, 1, value, True)


def levels(rules: Rules) -> list[tuple[Shape, dict[str, Rules]]]:
    """Every level of a schema with named fields."""
    found = []
    if rules["type"] == "dict" and "schema" in rules:
        found.append((Shape(rules["schema"]), rules["schema"]))
        for below in rules["schema"].values():
            found += levels(below)
    elif rules["type"] == "list":
        found += levels(rules["schema"])
    return found


LEVELS = [pair for rules in SCHEMAS.values() for pair in levels(rules)]
TABLES = [below.shape for level, _ in LEVELS for below in level.fields.values() if below.shape and below.shape.free]
SOMETHING = st.sampled_from(["", "  ", "~", "x", "naik", "DAU", "true", [], ["x"], {}, {"a": "b"}])


@pytest.mark.parametrize("level", [level for level, _ in LEVELS] + TABLES)
def test_every_level_is_a_schema_of_cerberus(level: Shape) -> None:
    Validator(level.level())


@given(st.sampled_from(LEVELS), st.data())
def test_what_is_remembered_is_what_cerberus_says(level: tuple[Shape, dict[str, Rules]], data: st.DataObject) -> None:
    form, fields = level
    keys = [*fields, "asing", "lain"]
    document = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(keys, SOMETHING)))
    entries = {key: tree(value) for key, value in document.items()}
    whole = {key: _stand_in(node, form.field(key)) for key, node in entries.items()}
    assert sorted(form.verdict(entries)) == sorted(form._ask(whole))


@given(st.dictionaries(st.sampled_from(["2027", "2028", "202", "tahun"]), SOMETHING))
def test_a_table_is_judged_entry_by_entry_as_cerberus_judges_it_whole(document: dict[str, Any]) -> None:
    table = Field("", tabel("Target", TAHUN_KUNCI, isian("nilai", "Target"), kosong=True)).shape
    assert table is not None
    assert table.value is not None
    entries = {key: tree(value) for key, value in document.items()}
    whole = {key: _stand_in(node, table.value) for key, node in entries.items()}
    assert sorted(table.verdict(entries)) == sorted(table._ask({"butir": whole}))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_has_a_label_and_a_kind(name: str) -> None:
    def walk(rules: Rules) -> None:
        assert rules["meta"]["label"]
        assert rules["meta"]["kind"]
        for below in rules["schema"].values() if rules["type"] == "dict" and "schema" in rules else ():
            walk(below)
        for below in (rules.get("valuesrules"), rules["schema"] if rules["type"] == "list" else None):
            if below:
                walk(below)

    walk(SCHEMAS[name])


def read(text: str) -> tuple[dict[str, Any], list[str]]:
    root, problems = load(text.encode(), "rkt/2027/pikp.yml")
    assert root is not None
    assert not problems
    reader = Reader("rkt/2027/pikp.yml")
    return reader.mapping(root, shape("form")), [f"{p.rule} {p.line}:{p.column}" for p in reader.problems]


def test_a_missing_field_beside_its_misspelling_is_one_problem() -> None:
    _, problems = read("tahun: 2027\nbidnag: pikp\nsasaran: [{kode: S1, indikator: []}]\nprogram: ~\n")
    assert problems == ["RKT-102 2:1", "RKT-106 4:10", "RKT-106 3:33"]


def test_only_what_may_be_left_out_may_be_deleted() -> None:
    root, _ = load(b"tahun: ~\nbidang: pikp\nprogram: [{kode: A, kegiatan: [{kode: B, catatan: ~}]}]\n", "f.yml")
    assert root is not None
    reader = Reader("f.yml")
    reader.mapping(root, shape("form"))
    assert "isian ini wajib" in next(p.hint for p in reader.problems if p.rule == "RKT-106")
    sub = load(b"catatan: ~\n", "f.yml")[0]
    assert sub is not None
    reader.mapping(sub, Shape(SUB_KEGIATAN["schema"]))
    assert "bila tidak wajib" in [p.hint for p in reader.problems if p.rule == "RKT-106"][-1]


def test_a_missing_field_is_told_at_the_first_key_of_its_mapping() -> None:
    text = (
        "# judul\ntahun: 2027\nbidang: pikp\nprogram: []\n"
        "sasaran:\n  - indikator:\n      - {kode: S1.1, target: 1, triwulan: {tw4: 1}}\n"
    )
    assert read(text)[1] == ["RKT-106 4:10", "RKT-101 6:5"]


def test_a_cut_decimal_comma_is_one_problem_at_the_value() -> None:
    _, problems = read(
        "tahun: 2027\nbidang: pikp\nprogram: ~\n"
        "sasaran: [{kode: S, indikator: [{kode: A, target: 1, triwulan: {tw4: 3,34}}]}]\n"
    )
    assert problems == ["RKT-106 3:10", "RKT-105 4:70"]


def test_nothing_is_missing_beside_a_key_that_was_refused() -> None:
    text = "!x tahun: 2027\nbidang: pikp\nprogram: ~\nsasaran: [{<<: {kode: S}}, {kode: A, indikator: [{<<: x}]}]\n"
    root, refused = load(text.encode(), "rkt/2027/pikp.yml")
    assert root is not None
    assert [problem.rule for problem in refused] == ["RKT-003"] * 3
    reader = Reader("rkt/2027/pikp.yml")
    reader.mapping(root, shape("form"))
    assert [f"{p.rule} {p.line}:{p.column}" for p in reader.problems] == ["RKT-106 3:10"]


@pytest.mark.slow
def test_more_unknown_keys_than_anybody_reads_are_counted_up_to_a_bound() -> None:
    _, problems = read("bidang: pikp\n" + "".join(f"zz{n}: x\n" for n in range(60_000)))
    assert Counter(problem[:7] for problem in problems) == {"RKT-102": MAX_PROBLEMS, "RKT-004": 1}


def test_a_misspelling_beside_the_right_field_is_told_what_it_is_like() -> None:
    root, _ = load(b"tahun: 2027\ntahunn: 2027\nbidang: pikp\n", "rkt/2027/pikp.yml")
    assert root is not None
    reader = Reader("rkt/2027/pikp.yml")
    reader.mapping(root, shape("form"))
    unknown = next(problem for problem in reader.problems if problem.rule == "RKT-102")
    assert "“tahun”" in unknown.hint


def test_a_kode_twice_in_a_list_of_kode() -> None:
    sub = "{kode: K, target: 1, triwulan: {tw4: 1}, pagu: 1, sumber_dana: DAU, crosscutting: [a, b, a, a]}"
    _, problems = read(
        "tahun: 2027\nbidang: pikp\nsasaran: ~\nprogram:\n  - kode: P\n    sasaran: S\n    indikator: ~\n"
        f"    kegiatan:\n      - kode: G\n        sub_kegiatan:\n          - {sub}\n"
    )
    assert [problem for problem in problems if problem.startswith("RKT-110")] == ["RKT-110 11:102", "RKT-110 11:105"]


def test_what_is_not_allowed_is_put_to_cerberus_once() -> None:
    level = Shape(SCHEMAS["form"]["schema"]["program"]["schema"]["schema"]["indikator"]["schema"]["schema"])
    for text in ("atas", "bawah", "samping"):
        assert ("arah", "allowed") in level.verdict({"arah": tree(text)})
    assert len(level.verdicts) == 1


def hints(text: str, name: str = "form") -> list[str]:
    """What is advised, in reading order."""
    root, _ = load(text.encode(), "f.yml")
    assert root is not None
    reader = Reader("f.yml")
    reader.mapping(root, shape(name))
    return [p.hint for p in sorted(reader.problems, key=lambda p: p.place) if p.rule != "RKT-101"]


SUB = "tahun: 2027\nbidang: a\nprogram: [{kode: P, kegiatan: [{kode: K, sub_kegiatan: [{kode: S, %s}]}]}]\n"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("triwulan: [0, 0, 0, 85]", "Tulis “triwulan: {tw1: 0, tw2: 0, tw3: 0, tw4: 85}”."),
        ("triwulan: ['3,5', 0, 0, 85]", 'Tulis “triwulan: {tw1: "3,5", tw2: 0, tw3: 0, tw4: 85}”.'),
        ("triwulan: [0, 85]", "Tulis “triwulan: {tw1: …, tw2: …, tw3: …, tw4: …}”."),
        ("triwulan: 85", "Tulis “triwulan: {tw1: …, tw2: …, tw3: …, tw4: …}”."),
        ("triwulan: {TW IV: 85}", "Mungkin maksud Anda “tw4”."),
        ("triwulan: {tw 4: 85}", "Mungkin maksud Anda “tw4”."),
        ("triwulan: {triwulan 4: 85}", "Mungkin maksud Anda “tw4”."),
        ("triwulan: {tw4:85}", "Tulis “tw4: 85”."),
        ("triwulan: {tw4 85}", "Tulis “tw4: 85”."),
        ("Sumber Dana: DAU", "Mungkin maksud Anda “sumber_dana”."),
        ("pagu\xa0: 5", "Hapus spasi di tempat ini, lalu ketik ulang dengan tombol spasi."),
        ("crosscutting: egov", "Tulis “crosscutting: [egov]”."),
        ("target: “12”", "Tanda kutip melengkung dari Word ikut terbaca; hapus, tulis: 12."),
        ("target: 12 Laporan", "Tulis 12; satuannya ditulis pada isian satuan."),
        ("pagu: 425 juta", "Tulis 425000000."),
        ("pagu: lima juta", "Tulis rupiah penuh dengan angka, misalnya 458805000 atau 458.805.000."),
    ],
)
def test_a_hint_shows_what_was_meant(written: str, hint: str) -> None:
    assert hints(SUB % written) == [hint]


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("organisasi", "pengesahan: forge", "Tulis dua baris: “pengesahan:”, lalu di bawahnya “  wajib: [forge]”"),
        ("organisasi", "pengesahan: [forge]", "Tulis dua baris: “pengesahan:”, lalu di bawahnya “  wajib: [forge]”"),
        ("organisasi", "pengesahan: entah", "Tulis dua baris: “pengesahan:”, lalu di bawahnya “  wajib: [forge]”"),
        ("organisasi", "pengesahan: {wajib: ssh}", "Tulis “wajib: [ssh]”"),
        ("form", "sasaran: [S2]", "Tulis “- kode: S2”, lalu isian lainnya di bawahnya, sejajar dengan “kode”."),
        ("form", "sasaran:\n  - kode:S2", "Tulis “- kode: S2”, lalu"),
        ("form", "sasaran:\n  – S1\n  – S2", "Tulis tiap butir pada barisnya sendiri, diawali “-” dan satu spasi."),
        ("siklus", "disposisi: 2026-11-18", "Tulis dua baris: “disposisi:”, lalu di bawahnya “  tanggal: …”"),
        ("renstra", "periode: 2025-2029", "Tulis “periode: [2025, 2029]”."),
        ("renstra", "periode: 2025 sampai 2029", "Tulis tiap butir pada barisnya sendiri"),
        ("satuan", "satuan: [Dokumen]", "Tulis “- nama: Dokumen”, lalu"),
        ("kalender", "libur: [2026-12-25 Natal]", "Tulis “- tanggal: …”, lalu"),
        ("satuan", "satuan: [{nama: X, sinonim: [{a: b}]}]", "Tulis satu nilai saja di tempat ini."),
        ("siklus", "disposisi: {tanggal: 18 November 2026}", "Tulis 2026-11-18."),
        (
            "siklus",
            "disposisi: {tanggal: “2026-11-18”}",
            "Tanda kutip melengkung dari Word ikut terbaca; hapus, tulis:",
        ),
        ("siklus", "disposisi: {tanggal: besok}", "Tulis tahun-bulan-tanggal yang ada di kalender"),
        ("siklus", "pagu_indikatif: 5", "Tulis isian-isiannya di bawahnya, dengan lekukan dua spasi."),
    ],
)
def test_a_hint_shows_the_right_shape(name: str, text: str, hint: str) -> None:
    (found,) = hints(text, name)
    assert found.startswith(hint)


def test_what_a_hint_shows_is_right_when_it_is_written() -> None:
    assert hints("pengesahan:\n  wajib: [forge]\n", "organisasi") == []
    assert hints(SUB % "triwulan: {tw1: 0, tw2: 0, tw3: 0, tw4: 85}") == []


def test_remarks_are_told_with_what_the_schema_finds() -> None:
    root, _ = load(b"tahun: x #1\nbidang: pikp\nprogram: ~\nsasaran: ~\n", "f.yml")
    assert root is not None
    reader = Reader("f.yml")
    reader.mapping(root, shape("form"))
    assert [p.rule for p in reader.problems] == ["RKT-010", "RKT-106", "RKT-106", "RKT-105"]

"""The configuration of a web form editor (Decap CMS): one collection for a plan year, its fields from the one schema.

What the references know becomes a choice with its name beside the code: nomenclature, Renstra, units, officials,
bidang. The editor only proposes: it works on a branch with its editorial workflow and cannot publish
(``publish: false``); whatever it writes is checked like a form that was typed.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rktkit.faces.reference.jsonschema import PATTERNS
from rktkit.ground.files import Files
from rktkit.ground.findings import UsageError
from rktkit.plan.layout import folder_of, form_path
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.office import load_organisasi, load_renstra, load_satuan
from rktkit.plan.schema.fields import Rules
from rktkit.plan.schema.kinds import KINDS

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""By the place in the schema, ``form.program.kode``: value and label of each choice."""

BACKEND = {"name": "proxy", "proxy_url": "http://127.0.0.1:8081/api/v1"}
"""The editor's own server on the same machine, working on a clone; an office may put its forge here instead."""

_WIDGETS = {"paragraf": "text", "benar": "boolean", "tanggal": "datetime"}
_NUMBERS = {
    "nilai": "Tulis angkanya saja (koma untuk pecahan), atau predikatnya.",
    "angka": "Tulis angkanya saja, koma untuk pecahan.",
    "rupiah": "Tulis rupiah penuh dengan angka, misalnya 458805000.",
    "bulat": "Tulis bilangan bulat.",
}


def config(files: Files, tahun: int, branch: str = "") -> str:
    """The text of ``config.yml`` for a plan year.

    Args:
        files: the tree that holds ``rkt/``.
        tahun: the plan year; its files must be there, since the editor opens files and makes none.
        branch: the branch that is edited, ``draf/<tahun>`` unless given.

    Raises:
        UsageError: the year has no files.
    """
    import yaml

    class Dumper(yaml.CSafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    choices = _choices(files, tahun)
    here = files.list(folder_of(tahun))
    bidang = choices["siklus.pagu_indikatif"]
    kinds = [("siklus", "siklus", "Siklus"), *(("form", kode, nama) for kode, nama in bidang)]
    kinds.append(("pengesahan", "pengesahan", "Pengesahan"))
    documents = [_file(kind, stem, label, tahun, choices) for kind, stem, label in kinds if f"{stem}.yml" in here]
    if not documents:
        raise UsageError(f"Belum ada berkas di rkt/{tahun}. Buka siklusnya dengan rkt open {tahun}.")
    document = {
        "backend": {**BACKEND, "branch": branch or f"draf/{tahun}"},
        "publish_mode": "editorial_workflow",
        "media_folder": folder_of(tahun),
        "show_preview_links": False,
        "editor": {"preview": False},
        "collections": [
            {"name": f"rkt-{tahun}", "label": f"RKT {tahun}", "publish": False, "files": documents},
        ],
    }
    head = "# Dibuat oleh rkt schema form dari skema isian; jangan disunting, buat ulang.\n"
    return head + yaml.dump(document, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=120)


def _file(kind: str, stem: str, label: str, tahun: int, choices: Choices) -> dict[str, Any]:
    fixed = {"tahun": str(tahun), "bidang": stem}  # as the path says: nothing to fill in
    fields = [
        {"name": field["name"], "label": field["label"], "widget": "hidden", "default": fixed[field["name"]]}
        if field["name"] in fixed
        else field
        for field in _fields(KINDS[kind].rules, kind, choices)
    ]
    path = form_path(tahun, stem)
    return {
        "name": f"{tahun}-{stem}",
        "label": label,
        "file": path,
        "description": KINDS[kind].uraian,
        "fields": fields,
    }


def _fields(rules: Rules, place: str, choices: Choices) -> list[dict[str, Any]]:
    if "valuesrules" in rules:  # the keys are data: one field for each that is known
        value = {**rules["valuesrules"], "required": False}
        return [
            _field(kode, value, f"{place}.{kode}", choices) | {"label": nama} for kode, nama in choices.get(place, ())
        ]
    return [_field(key, field, f"{place}.{key}", choices) for key, field in rules["schema"].items()]


def _field(name: str, rules: Rules, place: str, choices: Choices) -> dict[str, Any]:
    meta = rules["meta"]
    field: dict[str, Any] = {"name": name, "label": meta["label"], "required": bool(rules["required"])}
    if meta["example"] and meta["kind"] not in ("pilihan", "benar"):
        field["hint"] = f"{meta['hint']} Contoh: {meta['example']}".strip()
    elif meta["hint"]:
        field["hint"] = meta["hint"]
    if rules["type"] == "dict":
        return field | {"widget": "object", "collapsed": False, "fields": _fields(rules, place, choices)}
    if rules["type"] == "list":
        return field | _list(rules, place, choices)
    return field | _value(rules, choices.get(place, ()))


def _list(rules: Rules, place: str, choices: Choices) -> dict[str, Any]:
    item = rules["schema"]
    least = {} if rules["empty"] else {"min": 1}
    if item["type"] == "dict":
        keys = [key for key in ("kode", "uraian", "nama") if key in item["schema"]]
        summary = " ".join(f"{{{{fields.{key}}}}}" for key in keys)
        fields = _fields(item, place, choices)
        return {"widget": "list", "label_singular": item["meta"]["label"], "collapsed": True, "summary": summary,
                "fields": fields, **least}  # fmt: skip
    if options := _options(item.get("allowed"), choices.get(place, ())):
        return {"widget": "select", "multiple": True, "options": options, **least}
    one = {"name": "butir", "label": item["meta"]["label"], "widget": "string"}
    return {"widget": "list", "label_singular": item["meta"]["label"], "field": one, **least}


def _value(rules: Rules, choices: Sequence[tuple[str, str]]) -> dict[str, Any]:
    kind = rules["meta"]["kind"]
    field: dict[str, Any] = {"widget": _WIDGETS.get(kind, "string")}
    if kind == "benar":
        return field | {"default": rules["meta"]["default"] == "true"}
    if options := _options(rules.get("allowed"), choices):
        field = {"widget": "select", "options": options}
        if rules["meta"].get("default"):
            field["default"] = rules["meta"]["default"]
    elif kind == "tanggal":
        field |= {"format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
    elif kind in _NUMBERS:
        field["pattern"] = [PATTERNS[kind], _NUMBERS[kind]]
    return field


def _options(allowed: Iterable[str] | None, choices: Sequence[tuple[str, str]]) -> list[Any]:
    if allowed:
        return list(allowed)
    return [{"value": value, "label": label} for value, label in choices]


def _choices(files: Files, tahun: int) -> dict[str, list[tuple[str, str]]]:
    """What the references know, as far as they can be read."""
    organisasi, _ = load_organisasi(files)
    if organisasi is None:
        raise UsageError("rkt/organisasi.yml belum dapat dibaca; jalankan rkt check.")
    satuan, _ = load_satuan(files)
    renstra, _ = load_renstra(files, tahun)
    nomenklatur, _ = load_nomenklatur(files, tahun)
    rows = [(row.kode, f"{row.kode} {row.nama}") for row in (nomenklatur or {}).values()]
    parts = {place: [row for row in rows if row[0].count(".") == dots] for place, dots in
             (("program", 2), ("program.kegiatan", 4), ("program.kegiatan.sub_kegiatan", 5))}  # fmt: skip
    sasaran = [(s.kode, f"{s.kode} {s.uraian}") for s in (renstra.sasaran if renstra else ())]
    indikator = [(i.kode, f"{i.kode} {i.uraian}") for s in (renstra.sasaran if renstra else ()) for i in s.indikator]
    units = [(unit.nama, unit.nama) for unit in satuan or ()]
    jabatan = [(j.kode, j.nama) for j in organisasi.jabatan]
    bidang = [(b.kode, b.nama) for b in organisasi.bidang]
    sub = "form.program.kegiatan.sub_kegiatan"
    return {
        **{f"form.{place}.kode": found for place, found in parts.items()},
        "form.sasaran.kode": sasaran,
        "form.sasaran.indikator.kode": indikator,
        "form.program.sasaran": sasaran,
        "form.program.indikator.satuan": units,
        "form.program.kegiatan.indikator.satuan": units,
        f"{sub}.satuan": units,
        f"{sub}.penanggung_jawab": jabatan,
        f"{sub}.crosscutting": bidang,
        "siklus.pagu_indikatif": bidang,
        "siklus.tim.anggota": jabatan,
        "siklus.sosialisasi.hadir": bidang,
        "pengesahan.jabatan": jabatan,
    }

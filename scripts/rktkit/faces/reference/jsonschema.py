"""The schema as JSON Schema (draft 2020-12), with which an editor completes and checks while one types.

It refuses defects of shape: missing, unknown and empty fields, wrong kinds, values outside a choice. What only the
written text shows (an ambiguous ``1.000``, which a YAML reader takes for 1) is left to ``rkt check``. A number may come
as a number or as text; the patterns mirror ``rktkit.plan.writing.numbers``.
"""

import json
from typing import Any

from rktkit.plan.schema.fields import Rules
from rktkit.plan.schema.kinds import KINDS, Kind

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
FILE = "{kind}.schema.json"

_GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})"
_WHOLE = r"(?:0|[1-9][0-9]*)"
_ANGKA = rf"-?(?!{_GROUPED} *$)(?:{_WHOLE}(?:\.[0-9]+)?|(?:{_WHOLE}|{_GROUPED}+),[0-9]+|{_GROUPED}{{2,}})"
_RUPIAH = rf"(?:Rp ?)?(?:{_WHOLE}|{_GROUPED}+)(?:,00)?"
_PREDIKAT = r"(?![Rr][Pp])[^\W\d_].*"


PATTERNS = {
    kind: f"^ *(?:{pattern}) *$"
    for kind, pattern in {
        "nilai": f"{_ANGKA}|{_PREDIKAT}",
        "angka": _ANGKA,
        "rupiah": _RUPIAH,
        "bulat": _WHOLE,
        "tanggal": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    }.items()
}
"""How a value of a kind is written, for Python's and JavaScript's regular expressions alike."""


def _number_or(kind: str, number: str = "number") -> Schema:
    least = {"minimum": 0} if number == "integer" else {}  # other numbers may be negative where a skala says so
    return {"anyOf": [{"type": number, **least}, {"type": "string", "pattern": PATTERNS[kind]}]}


_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
"""A text may look like a number or a truth value to a YAML reader; ``rkt`` takes it as it is written."""

_KINDS: dict[str, Schema] = {
    "teks": _TEXT,
    "paragraf": _TEXT,
    "kode": _TEXT,
    "sidik": {"type": "string", "pattern": "^ *(?:sha256|spki): *[0-9A-Fa-f:]{64,} *$"},
    "nilai": _number_or("nilai"),
    "angka": _number_or("angka"),
    "rupiah": _number_or("rupiah", "integer"),
    "bulat": _number_or("bulat", "integer"),
    "tahun": {"type": "string", "pattern": "^[0-9]{4}$"},
    "tanggal": {"type": "string", "format": "date", "pattern": PATTERNS["tanggal"]},
    "benar": {"enum": [True, False, "true", "false"]},
}


def schema(name: str) -> Schema:
    """The JSON Schema of a kind of file (a name of ``KINDS``)."""
    kind = KINDS[name]
    return {"$schema": DRAFT, "$id": f"urn:rktkit:skema:{name}", **_described(kind)}


def bundle() -> Schema:
    """One JSON Schema that takes a file of any kind; each kind's own is in its ``$defs``."""
    return {
        "$schema": DRAFT,
        "$id": "urn:rktkit:skema",
        "title": "Berkas RKT",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in KINDS],
        "$defs": {name: _described(kind) for name, kind in KINDS.items()},
    }


def text(document: Schema) -> str:
    """A JSON Schema as the text of its file."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def files() -> dict[str, str]:
    """The file of each kind: name → text."""
    return {FILE.format(kind=name): text(schema(name)) for name in KINDS}


def _described(kind: Kind) -> Schema:
    rules = _field(kind.rules)
    return {**rules, "title": f"{rules['title']} ({kind.path})", "description": kind.uraian}


def _field(rules: Rules) -> Schema:
    meta = rules["meta"]
    about: Schema = {"title": meta["label"]}
    if meta["hint"]:
        about["description"] = meta["hint"]
    if meta.get("default"):
        about["default"] = meta["default"] if meta["kind"] != "benar" else meta["default"] == "true"
    if meta["example"]:
        about["examples"] = [meta["example"]]
    return about | _shape(rules)


def _shape(rules: Rules) -> Schema:
    if rules.get("atau"):
        return {"anyOf": [_shape({**rules, "atau": ()}), *map(_field, rules["atau"])]}
    if rules["type"] == "list":
        limits = {"minItems": rules.get("minlength", int(not rules["empty"])), "maxItems": rules.get("maxlength")}
        return {"type": "array", "items": _field(rules["schema"]), **{name: n for name, n in limits.items() if n}}
    if rules["type"] == "dict":
        return {"type": "object", **_members(rules)} | ({} if rules["empty"] else {"minProperties": 1})
    if rules["meta"]["kind"] == "pilihan":
        return {"enum": list(rules["allowed"])}
    return dict(_KINDS[rules["meta"]["kind"]])


def _members(rules: Rules) -> Schema:
    if "valuesrules" in rules:
        return {"propertyNames": _shape(rules["keysrules"]), "additionalProperties": _field(rules["valuesrules"])}
    fields = rules["schema"]
    required = [key for key, field in fields.items() if field["required"]]
    return {
        "additionalProperties": False,
        "properties": {key: _field(field) for key, field in fields.items()},
        **({"required": required} if required else {}),
    }

"""What to write instead of what has the wrong shape, name or spelling, as nearly with what stands there as can be told.

Asked only where something was refused; only hints come from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from rktkit.ground.suggest import without_curved
from rktkit.ground.yaml.nodes import List, Node, Text
from rktkit.plan.schema import meant
from rktkit.plan.schema.shape import ITEM, Field, Shape, one_line
from rktkit.plan.writing.numbers import NumberProblem, parse_angka

_HARD_BLANK = re.compile("[\xa0\u2007\u202f]")
_CLOSING = {"{": "}", "[": "]"}
_GROUP = re.compile(r"(\w+)\s*[:=;]?\s*([\[{])")
_NAME_AND_VALUE = re.compile(r"(\w+)(:|\s+)(\S.*)\Z", re.DOTALL)
_MEANT = {
    "RKT-105.rupiah": ("RKT-105.rupiah_maksud", meant.rupiah),
    "RKT-105.bukan_angka": ("RKT-105.dengan_satuan", meant.angka),
    "RKT-108": ("RKT-108.maksud", meant.tanggal),
}
"""What is said instead where it is evident what a refused text means."""


class Advice(NamedTuple):
    """The name of a text of the catalogue, what it names, and the field that was meant."""

    text: str
    values: dict[str, str]
    field: str | None = None


def slipped(key: str, value: Node, fields: Mapping[str, Field]) -> Advice | None:
    """What is wrong with a key that holds more than a name: its value too, or a blank of a word processor."""
    if _HARD_BLANK.search(key):
        name = " ".join(key.split())
        return Advice("RKT-102.spasi", {"kunci": name}, name if name in fields else None)
    group = _GROUP.match(key)
    if group and group[1] in fields:  # ``triwulan = {tw4: 85}``, read as one long name
        return Advice(
            "RKT-102.lupa_titik_dua",
            {"kata": group[1], "contoh": f"{group[1]}: {group[2]}…{_CLOSING[group[2]]}"},
            group[1],
        )
    found = _NAME_AND_VALUE.match(key) if isinstance(value, Text) and value.empty else None
    if not found or found[1] not in fields:
        return None
    text = "RKT-102.lupa_spasi" if found[2] == ":" else "RKT-102.lupa_titik_dua"
    return Advice(text, {"kata": found[1], "contoh": f"{found[1]}: {found[3]}"}, found[1])


def meant_value(text: str, field: Field, refused: str) -> Advice | None:
    """What a text evidently means that ``refused`` (the name of a text) was said of; ``None`` when that is open."""
    if refused not in _MEANT:
        return None
    written = text.strip()
    bare = without_curved(written)
    name, reading = _MEANT[refused]
    found = reading(bare) or (bare if bare != written and _is_read(field, bare) else None)
    return Advice(name, {"saran": found}) if found else None


def _is_read(field: Field, text: str) -> bool:
    try:
        field.parse(text)
    except NumberProblem:
        return False
    return True


def right_shape(node: Node, field: Field) -> tuple[str, dict[str, str]]:
    """How a field is written whose value has another shape, as nearly with what stands there as can be told."""
    group, named = field.shape, field.key not in ("", ITEM)
    if field.container is Text or group is None:
        return ("RKT-103.teks" if named else "RKT-103.nilai"), {}
    if field.container is List:
        if type(node) is Text and node.value[:1] in "–—•" and not node.empty:
            return "RKT-103.tanda", {"tanda": node.value[0]}
        if type(node) is Text and named and group.fields[ITEM].container is Text:
            parts = re.findall(r"\w+", node.value) if field.length else [_inside(node)]
            if len(parts) == (field.length or 1):
                return "RKT-103.satu_butir", {"nilai": ", ".join(parts)}
        return "RKT-103.daftar", {}
    if field.flow and named:
        given = node.items if isinstance(node, List) and len(node.items) == len(group.fields) else ()
        texts = [item for item in given if isinstance(item, Text)]
        evident = len(texts) == len(group.fields) and _apart(texts) and (field.key != "skala" or _rising(texts))
        values = list(map(_as_typed, texts)) if evident else ["…"] * len(group.fields)
        pairs = ", ".join(f"{key}: {value}" for key, value in zip(group.fields, values, strict=True))
        return "RKT-103.bentuk", {"bentuk": f"{{{pairs}}}"}
    line = _first_line(node, group, not named)
    if line is None:
        return "RKT-103.pemetaan", {}
    return ("RKT-103.dua_baris" if named else "RKT-103.butir"), {"nama": line.partition(":")[0], "dalam": line}


def _first_line(node: Node, group: Shape, item: bool) -> str | None:
    """The line of a group that lone texts are meant as: the field they name, or the first that is required.

    What stands there is its value where no other can be meant: the group has no other, or is the item of a list, where
    the first field is its name.
    """
    items = node.items if isinstance(node, List) else [node]
    texts = [one for one in items if isinstance(one, Text) and not one.empty]
    if not texts or len(texts) < len(items):
        return None
    written = _NAME_AND_VALUE.match(texts[0].value) if node is texts[0] else None
    field, value = group.fields.get(written[1]) if written else None, written[3] if written else ""
    if field is None:
        required = [one for one in group.fields.values() if one.required]
        field = required[0] if required else None
        value = ", ".join(map(_as_typed, texts)) if item or len(required) == 1 else "…"
    if field is not None and field.container is Text and node is texts[0]:
        return f"{field.key}: {value if _is_read(field, value) else '…'}"
    if field is not None and field.container is List and field.shape is not None:
        below = field.shape.fields[ITEM]
        known = not below.allowed or all(part.strip() in below.allowed for part in value.split(","))
        return f"{field.key}: [{value if known else below.example}]" if below.container is Text else None
    return None


def _inside(node: Text) -> str:
    """The items of a list that quotation marks of a word processor made one text."""
    bare = without_curved(node.value)
    return bare.strip("[] ") if bare != node.value.strip() else _as_typed(node)


def _apart(texts: list[Text]) -> bool:
    """Whether a blank follows each comma: ``[3,5, 3,5]`` was meant as two values, not four."""
    return all(
        after.line > one.line or after.column - one.column >= len(one.value) + 2 for one, after in pairwise(texts)
    )


def _rising(texts: list[Text]) -> bool:
    try:
        values = [parse_angka(one.value) for one in texts]
    except NumberProblem:
        return False
    return values == sorted(set(values))


def _as_typed(node: Text) -> str:
    return one_line(node.value) if node.plain else f'"{one_line(node.value)}"'

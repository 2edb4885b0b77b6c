"""From a tree of nodes to plain values, by the schema; every defect of shape becomes a problem.

cerberus is the authority on shape. What is evidently right (every field known, of its kind, filled, none missing) is
not asked again; every other shape is put to cerberus, once for each *distinct* one: which fields are there, of which
kind, with which choices. A test holds the two against each other. What a text means (a number, a date) is decided here,
per ``kind`` of field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rktkit.ground.findings import Problem
from rktkit.ground.suggest import nearest
from rktkit.ground.yaml.nodes import Broken, List, Map, Node, Split, Text
from rktkit.ground.yaml.reader import one_more
from rktkit.numbers import NumberProblem, parse_angka, parse_bulat, parse_rupiah
from rktkit.schema.fields import Rules

_MEMO = 4096
_SUGGESTIONS = 500
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
ITEM = "butir"
_UNKNOWN = "?"
"""Stands for every key that the schema does not know; no field is called that."""
_EMPTY = frozenset(("", "~", "null", "Null", "NULL"))
"""What may be no value; whether it is one depends on quotes."""


class Invalid:
    """The value of a field whose text means nothing; a problem says why."""


INVALID = Invalid()
Verdict = tuple[tuple[str, str], ...]
"""What cerberus says of a shape: (field, kind of defect) for each defect."""


class Field:
    """One field of the schema, prepared for reading."""

    __slots__ = (
        "allowed",
        "container",
        "example",
        "flow",
        "key",
        "kind",
        "label",
        "length",
        "may_be_empty",
        "parse",
        "required",
        "shape",
    )

    def __init__(self, key: str, rules: Rules) -> None:
        meta = rules["meta"]
        self.key = key
        self.label: str = meta["label"]
        self.kind: str = meta["kind"]
        self.example: str = meta["example"]
        self.flow: bool = meta.get("flow", False)
        self.parse = _PARSERS.get(self.kind, fold)
        self.allowed: tuple[str, ...] = tuple(rules.get("allowed", ()))
        self.length: int = rules.get("minlength", 0)
        self.may_be_empty: bool = rules["empty"]
        self.required: bool = rules["required"]
        self.container: type[Node] = {"string": Text, "list": List, "dict": Map}[rules["type"]]
        self.shape: Shape | None = None
        if "valuesrules" in rules:
            self.shape = Shape({}, (rules["keysrules"], rules["valuesrules"]))
        elif self.container is Map:
            self.shape = Shape(rules["schema"])
        elif self.container is List:
            self.shape = Shape({ITEM: {**rules["schema"], "required": False}})


class Shape:
    """A level of the schema: named fields, or free keys that share their rules; with the verdicts known so far."""

    def __init__(self, fields: dict[str, Rules], free: tuple[Rules, Rules] | None = None) -> None:
        self.rules = fields
        self.free = free
        self.fields = {key: Field(key, rules) for key, rules in fields.items()}
        self.value = Field("", free[1]) if free else None
        self.required = frozenset(key for key, rules in fields.items() if rules["required"])
        self.key_pattern = re.compile(free[0]["regex"]) if free and "regex" in free[0] else None
        self.verdicts: dict[tuple[Any, ...], Verdict] = {}
        self._validator: Any = None

    def field(self, key: str) -> Field | None:
        """The field of a key."""
        return self.value or self.fields.get(key)

    def is_right(self, entries: dict[str, Node]) -> bool:
        """Whether cerberus need not be asked; never true of what it would refuse."""
        if not self.required <= entries.keys():
            return False
        fields, free = self.fields, self.value
        for key, node in entries.items():
            field = free or fields.get(key)
            kind = type(node)
            if field is None or kind is not field.container:
                return False
            if kind is Text:
                text: str = node.value  # type: ignore[attr-defined]
                if text in _EMPTY or text.isspace() or (field.allowed and text not in field.allowed):
                    return False
            elif not field.may_be_empty and not (node.items if kind is List else node.entries):  # type: ignore[attr-defined]
                return False
        return self.key_pattern is None or all(self.key_pattern.match(key) for key in entries)

    def verdict(self, entries: dict[str, Node]) -> Verdict:
        """What is wrong with the shape of a mapping."""
        return () if self.is_right(entries) else self.asked(entries)

    def asked(self, entries: dict[str, Node]) -> Verdict:
        """What cerberus says of the shape of a mapping; asked when the shape is new, and of what is alike once."""
        if self.value:
            return tuple((key, defect) for key, node in entries.items() for defect in self._free(key, node, self.value))
        known = {key: node for key, node in entries.items() if key in self.fields}
        unknown = [key for key in entries if key not in self.fields]
        signature = (bool(unknown), *[(key, _mark(node, self.fields[key])) for key, node in known.items()])
        found = self.verdicts.get(signature)
        if found is None:
            document = {key: _stand_in(node, self.fields[key]) for key, node in known.items()}
            found = self._keep(signature, self._ask(document | {_UNKNOWN: None} if unknown else document))
        if unknown:
            found = (*((key, "unknown") for key in unknown), *(one for one in found if one[0] != _UNKNOWN))
        return found

    def _free(self, key: str, node: Node, field: Field) -> Iterator[str]:
        """What is wrong with one entry whose key is data."""
        right = self.key_pattern is None or self.key_pattern.match(key) is not None
        signature = (right, _mark(node, field))
        found = self.verdicts.get(signature)
        if found is None:
            found = self._keep(signature, self._ask({ITEM: {key: _stand_in(node, field)}}))
        yield from (defect for _, defect in found)

    def _keep(self, signature: tuple[Any, ...], found: Verdict) -> Verdict:
        if len(self.verdicts) >= _MEMO:
            self.verdicts.clear()
        self.verdicts[signature] = found
        return found

    def _ask(self, document: dict[str, Any]) -> Verdict:
        from cerberus import Validator, errors

        if self._validator is None:
            level = {key: _shallow(rules) for key, rules in self.rules.items()}
            if self.free:
                keys, values = (_shallow(rules) for rules in self.free)
                level = {ITEM: {"type": "dict", "keysrules": keys, "valuesrules": values}}
            self._validator = Validator(level)
        self._validator.validate(document, normalize=False)
        names = {
            errors.REQUIRED_FIELD.code: "required",
            errors.UNKNOWN_FIELD.code: "unknown",
            errors.BAD_TYPE.code: "type",
            errors.EMPTY_NOT_ALLOWED.code: "empty",
            errors.NOT_NULLABLE.code: "empty",
            errors.UNALLOWED_VALUE.code: "allowed",
            errors.REGEX_MISMATCH.code: "key",
        }
        return tuple(
            (str(error.document_path[-1]), names[error.code])
            for top in self._validator._errors
            for error in _leaves(top)
        )


def _leaves(error: Any) -> Iterator[Any]:
    if error.child_errors:
        for child in error.child_errors:
            yield from _leaves(child)
    else:
        yield error


def _shallow(rules: Rules) -> Rules:
    """The rules of one level, without what is below it."""
    return {name: rule for name, rule in rules.items() if name in ("type", "required", "empty", "allowed", "regex")}


def _stand_in(node: Node, field: Field | None) -> Any:
    """The smallest value of the same shape. What was already reported stands as something right."""
    container = field.container if field else Text
    if isinstance(node, Text):
        if node.empty:
            return None
        return fold(node.value) if field and field.allowed else "x"
    if isinstance(node, List):
        return [0] if node.items or container is not List else []
    if isinstance(node, Map):
        return {"x": 0} if node.entries or container is not Map else {}
    if isinstance(node, Split) and container is not Text:
        return "x"
    return {Text: field.allowed[0] if field and field.allowed else "x", List: [0], Map: {"x": 0}}[container]


class Reader:
    """Reads the nodes of one file; collects its problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.top: Shape | None = None  # of the file
        self.dropped = False  # whether an item of a list is missing or ambiguous

    def say(self, text: str, at: Node, **values: Any) -> Invalid:
        """Report a problem; gives back ``INVALID``, to stand for the value."""
        self.problems += one_more(self.problems, text, self.file, at, **values)
        return INVALID

    def mapping(self, node: Map, shape: Shape) -> dict[str, Any]:
        """The values of a mapping by key; fields without a usable value are left out. ``node`` is kept as ``node``."""
        if self.top is None:
            self.top = shape
            self.problems += node.remarks
        bad = self.defects(node, shape)
        values: dict[str, Any] = {"node": node}
        fields, free = shape.fields, shape.value
        for key, entry in node.entries.items():
            if key in bad:
                continue
            field = free or fields[key]
            value = self.text(entry, field) if type(entry) is Text else self.value(entry, field)
            if value is not INVALID:
                values[key] = value
        return values

    def defects(self, node: Map, shape: Shape) -> frozenset[str]:
        """Report what is wrong with a mapping's shape; gives the keys that cannot be read."""
        verdict = shape.verdict(node.entries)
        if not verdict:
            return frozenset()
        missing = []
        for key, defect in verdict:
            if defect == "unknown":
                meant = self.unknown(node, key, shape)
                if meant is not None:  # it is there, only misnamed: nothing is said of its missing
                    at = node.keys[key]
                    node.entries.setdefault(meant, Broken(at.line, at.column))
                    node.keys.setdefault(meant, at)
            elif defect == "required":
                missing.append(shape.fields[key])
            elif defect == "key":
                at = node.keys[key]
                self.say("RKT-102", at, kunci=key, pilihan="tahun empat angka")
            else:
                self.wrong(node.entries[key], shape.field(key), defect)
        first = next(iter(node.keys.values()), node)
        for field in missing:
            if field.key not in node.entries and not node.damaged:
                self.say("RKT-101", first, isian=field.label, kunci=field.key, contoh=_example(field))
        return frozenset(key for key, _ in verdict)

    def unknown(self, node: Map, key: str, shape: Shape) -> str | None:
        fields, at = shape.fields, node.keys[key]
        if not key.isascii() or not key.isidentifier():
            from rktkit.schema.advice import slipped

            slip = slipped(key, node.entries[key], fields)
            if slip is not None:
                self.say(slip.text, at, **slip.values)
                return slip.field
        home = _home(key, self.top) if self.top else None
        if home is not None:
            self.say("RKT-102.tempat", at, kunci=key, induk=home)
            return None
        near = (
            self.named(key, fields)
            or self.near(key, [known for known in fields if known not in node.entries])
            or self.near(key, fields)
        )
        if near:
            self.say("RKT-102.mirip", at, kunci=key, saran=near)
        else:
            self.say("RKT-102", at, kunci=key, pilihan=", ".join(shape.fields))
        return near

    def named(self, written: str, fields: Mapping[str, Field]) -> str | None:
        """The field that is called this in the words of the form."""
        from rktkit.schema import meant

        labels = ((key, field.label) for key, field in fields.items())
        return meant.key(written, labels) if len(self.problems) < _SUGGESTIONS else None

    def near(self, written: str, known: Iterable[str]) -> str | None:
        """The word that was meant; nobody reads that many suggestions, and each takes its time."""
        return nearest(written, known) if len(self.problems) < _SUGGESTIONS else None

    def wrong(self, node: Node, field: Field | None, defect: str) -> None:
        assert field is not None
        names = {"isian": field.label, "kunci": field.key or "isian", "contoh": _example(field)}
        if isinstance(node, Map) and node.damaged and not node.entries:
            return  # what was refused there is all of it
        if defect == "empty":
            text = "RKT-106.wajib" if field.required else "RKT-106"
            self.say(text if isinstance(node, Text) else "RKT-106.daftar", node, **names)
        elif defect == "allowed":
            assert isinstance(node, Text)
            near = self.near(node.value, field.allowed)
            text = "RKT-104.mirip" if near else "RKT-104"
            self.say(text, node, isian=field.label, nilai=node.value, saran=near, pilihan=", ".join(field.allowed))
        else:
            from rktkit.schema.advice import right_shape

            text, more = right_shape(node, field)
            self.say(text, node, **names, **more)

    def value(self, node: Node, field: Field) -> Any:
        """The value of one field, or ``INVALID``."""
        if isinstance(node, Text):
            return self.text(node, field)
        if isinstance(node, Split):
            return self.say("RKT-105.terbelah", node, isian=field.label, nilai=node.text)
        if isinstance(node, Map) and field.shape is not None:
            return self.mapping(node, field.shape)
        if isinstance(node, List) and field.shape is not None:
            return self.items(node, field.shape)
        return INVALID  # broken before: reported there

    def items(self, node: List, shape: Shape) -> list[Any]:
        """The usable items of a list."""
        field = shape.fields[ITEM]
        values = []
        codes: dict[str, int] = {}
        for item in node.items:
            verdict = shape.verdict({ITEM: item})
            for _, defect in verdict:
                self.wrong(item, field, defect)
            value: Any = INVALID if verdict else self.value(item, field)
            if value is INVALID:
                self.dropped = True
                continue
            values.append(value)
            if isinstance(item, Map) and "kode" in value:
                self.once(item.entries["kode"], value["kode"], codes)
            elif field.kind == "kode":
                self.once(item, value, codes)
        return values

    def once(self, at: Node, kode: str, codes: dict[str, int]) -> None:
        """Report a kode that an earlier item of the list has already."""
        if kode in codes:
            self.say("RKT-110", at, kode=kode, baris=codes[kode])
            self.dropped = True  # one of the two is meant to be another, which is missing now
        else:
            codes[kode] = at.line

    def text(self, node: Text, field: Field) -> Any:
        """What a text means, by the kind of its field."""
        try:
            value = field.parse(node.value)
        except NumberProblem as refusal:
            return self.refused(node, field, refusal)
        if isinstance(value, (Decimal, int)) and value < 0:
            return self.say("RKT-107.negatif", node, isian=field.label, nilai=node.value.strip())
        return value

    def refused(self, node: Text, field: Field, refusal: NumberProblem) -> Invalid:
        """Report a text that means nothing to its field; the hint gives what was evidently meant."""
        from rktkit.schema.advice import meant_value

        values = {"isian": field.label, "nilai": node.value.strip(), "contoh": field.example or "12", **refusal.values}
        meant = meant_value(node.value, field, refusal.text)
        if meant is None:
            return self.say(refusal.text, node, **values)
        return self.say(meant.text, node, **values, **meant.values)


def _home(key: str, shape: Shape) -> str | None:
    """The label of the group below a shape that has a field of this very key."""
    for field in shape.fields.values():
        if field.shape is not None:
            home = field.label if key in field.shape.fields else _home(key, field.shape)
            if home is not None:
                return home
    return None


def _mark(node: Node, field: Field | None) -> Any:
    """A node's part of a signature: its kind, and whether its text is allowed."""
    kind = type(node)
    if kind is Text:
        if node.empty:  # type: ignore[attr-defined]
            return "e"
        known = field is None or not field.allowed or fold(node.value) in field.allowed  # type: ignore[attr-defined]
        return "t" if known else "?"
    if kind is List:
        return "l" if node.items else "L"  # type: ignore[attr-defined]
    if kind is Map:
        return "m" if node.entries else "M"  # type: ignore[attr-defined]
    return kind


def _example(field: Field) -> str:
    return f", misalnya {field.example}" if field.example else ""


def fold(text: str) -> str:
    """A text with its blanks folded."""
    return " ".join(text.split())


def parse_nilai(text: str) -> Decimal | str:
    """A number, or a text that may be a predikat (the unit decides)."""
    text = fold(text)
    if text[:1] in "0123456789-+.," or text[:2].lower() == "rp" or not text[:1].isalpha():
        return parse_angka(text)
    return text


def parse_tanggal(text: str) -> date:
    """A real calendar date."""
    text = text.strip()
    if _DATE.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise NumberProblem("RKT-108")


_PARSERS: dict[str, Callable[[str], Any]] = {
    "teks": fold,
    "paragraf": str.strip,
    "kode": str.strip,
    "pilihan": fold,
    "benar": "true".__eq__,
    "nilai": lru_cache(8192)(parse_nilai),
    "angka": lru_cache(8192)(parse_angka),
    "rupiah": lru_cache(8192)(parse_rupiah),
    "bulat": parse_bulat,
    "tahun": parse_bulat,
    "tanggal": lru_cache(1024)(parse_tanggal),
}

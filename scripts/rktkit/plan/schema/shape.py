"""The shape that a level of the schema asks for; cerberus decides, once for each distinct one."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

from rktkit.ground.yaml.nodes import List, Map, Node, Split, Text
from rktkit.plan.schema.fields import Rules
from rktkit.plan.writing.numbers import NumberProblem, parse_angka, parse_bulat, parse_rupiah

_MEMO = 4096


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


_SIDIK = re.compile(r"(?:sha256|spki):[0-9a-f]{64}\Z")


_CONTAINERS: dict[str, type[Node]] = {"string": Text, "list": List, "dict": Map}


ITEM = "butir"


_UNKNOWN = "?"
"""Stands for every key that the schema does not know; no field is called that."""


Verdict = tuple[tuple[str, str], ...]
"""What cerberus says of a shape: (field, kind of defect) for each defect."""


class Field:
    """One field of the schema, prepared for reading."""

    __slots__ = (
        "allowed",
        "atau",
        "container",
        "example",
        "flow",
        "key",
        "kind",
        "label",
        "length",
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
        self.parse = _PARSERS.get(self.kind, one_line)
        self.allowed: tuple[str, ...] = tuple(rules.get("allowed", ()))
        self.length: int = rules.get("minlength", 0)
        self.required: bool = rules["required"]
        self.container: type[Node] = _CONTAINERS[rules["type"]]
        others = (Field(key, {**one, "required": rules["required"]}) for one in rules.get("atau", ()))
        self.atau = {one.container: one for one in others}
        self.shape: Shape | None = None
        if "valuesrules" in rules:
            self.shape = Shape({}, (rules["keysrules"], rules["valuesrules"]))
        elif self.container is Map:
            self.shape = Shape(rules["schema"])
        elif self.container is List:
            self.shape = Shape({ITEM: {**rules["schema"], "required": False}})

    def of(self, node: Node) -> Field:
        """The field as it is written at a node, where there is more than one way to write it."""
        return self.atau.get(type(node), self) if self.atau else self


class Shape:
    """A level of the schema: named fields, or free keys that share their rules; with the verdicts known so far."""

    def __init__(self, fields: dict[str, Rules], free: tuple[Rules, Rules] | None = None) -> None:
        self.rules = fields
        self.free = free
        self.fields = {key: Field(key, rules) for key, rules in fields.items()}
        self.value = Field("", free[1]) if free else None
        self.key_pattern = re.compile(free[0]["regex"]) if free and "regex" in free[0] else None
        self.verdicts: dict[tuple[Any, ...], Verdict] = {}
        self._validator: Any = None

    def field(self, key: str) -> Field | None:
        """The field of a key."""
        return self.value or self.fields.get(key)

    def verdict(self, entries: dict[str, Node]) -> Verdict:
        """What cerberus says of the shape of a mapping; asked when the shape is new, and of what is alike once."""
        if self.value is not None:
            return self._table(entries, self.value)
        fields = self.fields
        signature: list[Any] = []
        unknown = []
        for key, node in entries.items():
            if key in fields:
                signature += key, _mark(node, fields[key])
            else:
                unknown.append(key)
        signature.append(bool(unknown))
        shape = tuple(signature)
        found = self.verdicts.get(shape)
        if found is None:
            document = {key: _stand_in(node, fields[key]) for key, node in entries.items() if key in fields}
            found = self._keep(shape, self._ask(document | {_UNKNOWN: None} if unknown else document))
        if unknown:
            found = (*((key, "unknown") for key in unknown), *(one for one in found if one[0] != _UNKNOWN))
        return found

    def _table(self, entries: dict[str, Node], field: Field) -> Verdict:
        """The same where the keys are data: they are as many as there are years, so entry by entry."""
        wrong: list[tuple[str, str]] = []
        for key, node in entries.items():
            right = self.key_pattern is None or self.key_pattern.match(key) is not None
            shape = (right, _mark(node, field))
            found = self.verdicts.get(shape)
            if found is None:
                found = self._keep(shape, self._ask({ITEM: {key: _stand_in(node, field)}}))
            wrong += ((key, defect) for _, defect in found)
        return tuple(wrong)

    def _keep(self, signature: tuple[Any, ...], found: Verdict) -> Verdict:
        if len(self.verdicts) >= _MEMO:
            self.verdicts.clear()
        self.verdicts[signature] = found
        return found

    def level(self) -> Rules:
        """The schema of this level for cerberus."""
        if self.free is None:
            return {key: _shallow(rules) for key, rules in self.rules.items()}
        keys, values = map(_shallow, self.free)
        return {ITEM: {"type": "dict", "keysrules": keys, "valuesrules": values}}

    def _ask(self, document: dict[str, Any]) -> Verdict:
        cerberus, errors = _cerberus()
        if self._validator is None:  # as a child: whether the schema is itself one, the tests have asked
            self._validator = cerberus.Validator(self.level(), is_child=True)
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


def _module(name: str, **names: object) -> ModuleType:
    made = ModuleType(name)
    vars(made).update(names)
    return made


_UNUSED = {
    "importlib.metadata": _module("importlib.metadata", version=str, PackageNotFoundError=ImportError),
    "pprint": _module("pprint", pformat=repr),
}
"""What cerberus loads to tell its own version and to print its errors, at the price of reading e-mail and code."""


@cache
def _cerberus() -> tuple[Any, Any]:
    """cerberus and its errors, without what nobody here uses of it; it would take as long as a whole check."""
    absent = _UNUSED.keys() - sys.modules.keys()
    sys.modules.update({name: _UNUSED[name] for name in absent})
    try:
        import cerberus
        from cerberus import errors
    finally:
        for name in absent:
            del sys.modules[name]
    return cerberus, errors


def _leaves(error: Any) -> Iterator[Any]:
    if error.child_errors:
        for child in error.child_errors:
            yield from _leaves(child)
    else:
        yield error


def _shallow(rules: Rules) -> Rules:
    """The rules of one level, without what is below it."""
    own = {name: rule for name, rule in rules.items() if name in ("type", "required", "empty", "allowed", "regex")}
    return own | ({"type": [rules["type"], *(one["type"] for one in rules["atau"])]} if rules.get("atau") else {})


def _stand_in(node: Node, field: Field | None) -> Any:
    """The smallest value of the same shape. What was already reported stands as something right."""
    field = field.of(node) if field else None
    container = field.container if field else Text
    if isinstance(node, Text):
        if node.empty:
            return None
        return one_line(node.value) if field and field.allowed else "x"
    if isinstance(node, List):
        return [0] if node.items or container is not List else []
    if isinstance(node, Map):
        return {"x": 0} if node.entries or container is not Map else {}
    if isinstance(node, Split) and container is not Text:
        return "x"
    return {Text: field.allowed[0] if field and field.allowed else "x", List: [0], Map: {"x": 0}}[container]


def _mark(node: Node, field: Field | None) -> Any:
    """A node's part of a signature: its kind, and whether its text is allowed."""
    field = field.of(node) if field else None
    if type(node) is Text:
        if node.empty:
            return "e"
        known = field is None or not field.allowed or one_line(node.value) in field.allowed
        return "t" if known else "?"
    if type(node) is List:
        return "l" if node.items else "L"
    if type(node) is Map:
        return "m" if node.entries else "M"
    return type(node)


def one_line(text: str) -> str:
    """A text with its blanks folded."""
    return " ".join(text.split())


def parse_nilai(text: str) -> Decimal | str:
    """A number, or a text that may be a predikat (the unit decides)."""
    text = one_line(text)
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


def parse_sidik(text: str) -> str:
    """A hash that pins a certificate: ``sha256:`` of its DER, or ``spki:`` of its key, in hexadecimal digits."""
    text = "".join(text.split()).lower()
    kind, _, digits = text.partition(":")
    text = f"{kind}:{digits.replace(':', '')}"
    if not _SIDIK.match(text):
        raise NumberProblem("RKT-104.sidik")
    return text


_PARSERS: dict[str, Callable[[str], Any]] = {
    "teks": one_line,
    "paragraf": str.strip,
    "kode": str.strip,
    "sidik": parse_sidik,
    "pilihan": one_line,
    "benar": "true".__eq__,
    "nilai": lru_cache(8192)(parse_nilai),
    "angka": lru_cache(8192)(parse_angka),
    "rupiah": lru_cache(8192)(parse_rupiah),
    "bulat": parse_bulat,
    "tahun": parse_bulat,
    "tanggal": lru_cache(1024)(parse_tanggal),
}

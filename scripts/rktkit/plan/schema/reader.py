"""From a tree of nodes to plain values, by the schema; every defect of shape becomes a problem.

cerberus alone decides on shape, once for each *distinct* one: which fields are there, of which kind, with which
choices. What a text means (a number, a date) is decided here, per ``kind`` of field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rktkit.ground.findings import Problem
from rktkit.ground.suggest import nearest
from rktkit.ground.yaml.nodes import Broken, List, Map, Node, Split, Text
from rktkit.ground.yaml.text import one_more
from rktkit.plan.schema.shape import ITEM, Field, Shape
from rktkit.plan.writing.numbers import NumberProblem

_SUGGESTIONS = 500


class Invalid:
    """The value of a field whose text means nothing; a problem says why."""


INVALID = Invalid()


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
            value = self.text(entry, field) if type(entry) is Text and not field.atau else self.value(entry, field)
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
                field = shape.field(key)
                assert field is not None
                self.wrong(node.entries[key], field.of(node.entries[key]), defect)
        first = next(iter(node.keys.values()), node)
        for field in missing:
            if field.key not in node.entries and not node.damaged:
                self.say("RKT-101", first, isian=field.label, kunci=field.key, contoh=_example(field))
        return frozenset(key for key, _ in verdict)

    def unknown(self, node: Map, key: str, shape: Shape) -> str | None:
        fields, at = shape.fields, node.keys[key]
        if not key.isascii() or not key.isidentifier():
            from rktkit.plan.schema.advice import slipped

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
        from rktkit.plan.schema import meant

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
            from rktkit.plan.schema.advice import right_shape

            text, more = right_shape(node, field)
            self.say(text, node, **names, **more)

    def value(self, node: Node, field: Field) -> Any:
        """The value of one field, or ``INVALID``."""
        field = field.of(node)
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
        if type(value) is int and value < 0:  # other numbers may be negative where a skala says so
            return self.say("RKT-107.negatif", node, isian=field.label, nilai=node.value.strip())
        return value

    def refused(self, node: Text, field: Field, refusal: NumberProblem) -> Invalid:
        """Report a text that means nothing to its field; the hint gives what was evidently meant."""
        from rktkit.plan.schema.advice import meant_value

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


def _example(field: Field) -> str:
    return f", misalnya {field.example}" if field.example else ""

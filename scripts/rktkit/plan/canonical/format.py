"""The canonical form of a file: key order of the schema, official names, numbers as numbers; comments stay.

What is written means the same as before: the result is read back and compared before anybody gets it. A file that
cannot be read is refused, never repaired by guessing.
"""

from collections.abc import Iterator, Mapping

from rktkit.ground.catalogue.rules import problem
from rktkit.ground.findings import Problem
from rktkit.ground.yaml.comments import Comments
from rktkit.ground.yaml.nodes import List, Map, Node, Split, Text
from rktkit.ground.yaml.reader import load
from rktkit.plan.canonical.scalars import WIDTH, foldable, quoted, unprintable, wrap, written, written_value
from rktkit.plan.load.files import SCHEMAS
from rktkit.plan.names.units import same
from rktkit.plan.office import Nomenklatur
from rktkit.plan.schema.fields import Rules, bentuk
from rktkit.plan.schema.shape import one_line
from rktkit.plan.writing.numbers import NumberProblem, parse_rupiah


def format_file(
    data: bytes, file: str, kind: str, nomenklatur: Mapping[str, Nomenklatur] | None = None
) -> tuple[bytes | None, list[Problem]]:
    """The canonical form of a file.

    Args:
        data: the file as it is.
        file: its path, for the problems.
        kind: which schema it follows: ``form``, ``siklus`` … (a key of ``SCHEMAS``).
        nomenklatur: of the form's year; fills in the names of sub kegiatan.

    Returns:
        The new bytes and no problem, or ``None`` and why the file cannot be formatted. Idempotent.
    """
    root, problems = load(data, file)
    if root is None or problems:
        return None, problems
    cut = next(_splits(root), None)
    if cut is not None:
        return None, [problem("RKT-105.terbelah", file, cut, isian="Nilai", nilai=cut.text)]
    text = data.decode("utf-8-sig")
    result = _Writer(Comments(text, root), nomenklatur or {}).document(root, SCHEMAS[kind]).encode()
    again, found = load(result, file)
    if again is None or found or meaning(root, SCHEMAS[kind]) != meaning(again, SCHEMAS[kind]):
        return None, [problem("RKT-001.tak_terformat", file, root)]
    return result, []


def rewrite(
    root: Map, kind: str, data: bytes, before: Map | None, nomenklatur: Mapping[str, Nomenklatur] | None = None
) -> bytes:
    """A tree that was put together anew, in canonical form, with the comments of the file it replaces.

    Args:
        root: the tree; a node that stands where one of the old file stood has its line and column, others have 0.
        kind: which schema it follows.
        data: the old file; empty when there is none.
        before: the tree of the old file.
        nomenklatur: of the form's year; fills in the names of sub kegiatan.
    """
    comments = Comments(data.decode("utf-8-sig"), before if before is not None else Map(1, 1))
    return _Writer(comments, nomenklatur or {}).document(root, SCHEMAS[kind]).encode()


def _splits(node: Node) -> Iterator[Split]:
    if isinstance(node, Split):
        yield node
    elif isinstance(node, Map):
        for entry in node.entries.values():
            yield from _splits(entry)
    elif isinstance(node, List):
        for item in node.items:
            yield from _splits(item)


def meaning(node: Node, rules: Rules | None) -> object:
    """What a tree says, in canonical values, without the names that are filled in."""
    if isinstance(node, Text):
        return written_value(node, rules)
    if isinstance(node, List):
        return [meaning(item, _item(rules)) for item in node.items]
    assert isinstance(node, Map)
    below = rules or _ANY
    found = {key: value for key, value in node.entries.items() if key != "nama"} | _funds(node)
    return {key: meaning(value, _below(below, key, value, node)) for key, value in found.items()}


class _Writer:
    def __init__(self, comments: Comments, nomenklatur: Mapping[str, Nomenklatur]) -> None:
        self.comments = comments
        self.nomenklatur = nomenklatur

    def document(self, root: Map, rules: Rules) -> str:
        body = list(self.mapping(root, rules, 0))
        blank = next((n for n, line in enumerate(body) if line), 0)
        lines = [*self.comments.header, *body[blank:], *self.comments.left(), *self.comments.footer]
        return "\n".join(lines) + "\n"

    def mapping(self, node: Map, rules: Rules, indent: int) -> Iterator[str]:
        """The entries of a mapping in the schema's order; unknown ones keep theirs, at the end."""
        pad = " " * indent
        for key, value in self.entries(node, rules):
            mark = node.keys.get(key)
            place = (mark.line, mark.column) if mark else (0, 0)
            yield from self.above(place, pad)
            yield from self.entry(key, value, _below(rules, key, value, node), indent, place)

    def entries(self, node: Map, rules: Rules) -> Iterator[tuple[str, Node]]:
        known = list(rules.get("schema", {})) if rules["type"] == "dict" else []
        found = node.entries | _funds(node)
        official = self.official(node, known)
        if official is not None:
            written = found.get("nama")
            if written is None or (isinstance(written, Text) and same(written.value, official.nama)):
                at = written or node
                found["nama"] = Text(at.line, at.column, official.nama, False)
        order = [key for key in known if key in found] + [key for key in node.entries if key not in known]
        for key in order:
            yield key, found[key]

    def official(self, node: Map, known: list[str]) -> Nomenklatur | None:
        """The nomenclature's row of a sub kegiatan."""
        if "nama" not in known or "pagu" not in known:
            return None
        kode = node.entries.get("kode")
        return self.nomenklatur.get(kode.value.strip()) if isinstance(kode, Text) else None

    def above(self, place: tuple[int, int], pad: str) -> Iterator[str]:
        if place in self.comments.blank:
            yield ""
        for words in self.comments.before.pop(place, ()):
            yield pad + words

    def entry(self, key: str, value: Node, rules: Rules | None, indent: int, place: tuple[int, int]) -> Iterator[str]:
        pad = " " * indent
        name = quoted(key, flow=False)
        beside = "".join(f"  {words}" for words in self.comments.beside.pop(place, ()))
        if isinstance(value, Text):
            yield from self.scalar(f"{pad}{name}:", value, rules, indent, beside)
            return
        flow = self.flow(value, rules, len(pad) + len(name) + 2)
        if flow is not None:
            yield f"{pad}{name}: {flow}{beside}"
            return
        yield f"{pad}{name}:{beside}"
        if isinstance(value, Map):
            yield from self.mapping(value, rules or _ANY, indent + 2)
        elif isinstance(value, List):
            yield from self.items(value, _item(rules), indent + 2)

    def items(self, node: List, rules: Rules, indent: int) -> Iterator[str]:
        pad = " " * indent
        for item in node.items:
            place = (item.line, item.column)
            if isinstance(item, Map):
                self.raise_first(item, place, rules)
            yield from self.above(place, pad)
            flow = self.flow(item, rules, len(pad) + 2)
            if flow is not None or isinstance(item, Text):
                beside = "".join(f"  {words}" for words in self.comments.beside.pop(place, ()))
            if flow is not None:
                yield f"{pad}- {flow}{beside}"
            elif isinstance(item, Text):
                yield from self.scalar(f"{pad}-", item, rules, indent, beside)
            else:
                if not self.comments.belongs(place, item):  # it stood beside the bracket that is no more
                    yield from (pad + words for words in self.comments.beside.pop(place, ()))
                assert isinstance(item, Map | List)
                deeper = indent + 2
                below = self.mapping(item, rules, deeper) if isinstance(item, Map) else self.items(item, rules, deeper)
                lines = list(below)
                first = next(n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
                lines[first] = f"{pad}- {lines[first][deeper:]}"
                yield from (pad + line.strip() for line in lines[:first] if line)
                yield from lines[first:]

    def raise_first(self, item: Map, place: tuple[int, int], rules: Rules) -> None:
        """What stands above the entry that comes first stands above the whole item."""
        key = next((key for key, _ in self.entries(item, rules)), None)
        mark = item.keys.get(key) if key is not None else None
        words = self.comments.before.pop((mark.line, mark.column), None) if mark else None
        if words:
            self.comments.before.setdefault(place, []).extend(words)

    def flow(self, node: Node, rules: Rules | None, column: int) -> str | None:
        """A collection on one line, where its schema asks for that and it fits; else ``None``."""
        if isinstance(node, Text):
            return None
        empty = not (node.entries if isinstance(node, Map) else node.items if isinstance(node, List) else ())
        if not empty and (not _wants_flow(rules) or self.comments.inside(node)):
            return None
        text = self.inline(node, rules)
        return text if text is not None and (empty or column + len(text) <= WIDTH) else None

    def inline(self, node: Node, rules: Rules | None) -> str | None:
        if isinstance(node, Text):
            return written(node, rules, flow=True)
        if isinstance(node, List):
            items = [self.inline(item, _item(rules)) for item in node.items]
            return None if None in items else f"[{', '.join(map(str, items))}]"
        assert isinstance(node, Map)
        parts = []
        for key, value in self.entries(node, rules or _ANY):
            text = self.inline(value, _below(rules or _ANY, key, value, node))
            if text is None:
                return None
            parts.append(f"{quoted(key, flow=True)}: {text}" if text else f"{quoted(key, flow=True)}:")
        return f"{{{', '.join(parts)}}}"

    def scalar(self, lead: str, node: Text, rules: Rules | None, indent: int, beside: str) -> Iterator[str]:
        text = written(node, rules, flow=False)
        value = written_value(node, rules)
        pad = " " * (indent + 2)
        block = "\n" in value and not unprintable(value)
        folded = not block and len(lead) + 1 + len(text) > WIDTH and not node.empty and foldable(value)
        if (block or folded) and beside:  # a comment beside "|" would become part of libyaml's token
            yield pad[2:] + beside.strip()
        if block:
            yield f"{lead} |-"
            yield from (pad + line if line else "" for line in value.split("\n"))
        elif folded:
            yield f"{lead} >-"
            yield from (pad + line for line in wrap(value, WIDTH - len(pad)))
        else:
            yield f"{lead} {text}{beside}" if text else f"{lead}{beside}"


_TYPES: dict[type[Node], str] = {Text: "string", List: "list", Map: "dict"}
_ANY: Rules = {"type": "dict", "schema": {}, "meta": {"kind": "kelompok"}}


def _funds(node: Map) -> dict[str, Node]:
    """How the funds of a sub kegiatan are written: a mapping as a list, one fund with the whole pagu as its name."""
    value, pagu = node.entries.get("sumber_dana"), node.entries.get("pagu")
    if isinstance(value, Map) and value.entries and not value.damaged:
        parts = List(value.line, value.column)
        for name, amount in value.entries.items():
            key = value.keys[name]
            part = Map(key.line, key.column)
            part.entries = {"dana": key, "pagu": amount}
            part.keys = {"dana": key, "pagu": Text(amount.line, amount.column, "pagu", True)}
            parts.items.append(part)
        value = parts
    if isinstance(value, List) and len(value.items) == 1 and isinstance(pagu, Text):
        (item,) = value.items
        entries = item.entries if isinstance(item, Map) else {}
        fund, part_pagu = entries.get("dana"), entries.get("pagu")
        whole = isinstance(part_pagu, Text) and len(entries) == 2 and _same_rupiah(part_pagu, pagu)
        if isinstance(fund, Text) and whole:
            return {"sumber_dana": fund}
    return {"sumber_dana": value} if isinstance(value, List) else {}


def _same_rupiah(one: Text, other: Text) -> bool:
    try:
        return parse_rupiah(one.value) == parse_rupiah(other.value)
    except NumberProblem:
        return False


def _below(rules: Rules, key: str, value: Node, node: Map) -> Rules | None:
    if "valuesrules" in rules:
        below: Rules = rules["valuesrules"]
        return below
    found: Rules | None = rules.get("schema", {}).get(key) if rules["type"] == "dict" else None
    if key == "target" and found is not None and _is_mean(node):
        return {**found, "meta": {**found["meta"], "kind": "desimal"}}
    return bentuk(found, _TYPES.get(type(value), "")) if found else None


def _is_mean(node: Map) -> bool:
    """Whether a target says by its decimals how exactly it is meant: one that is the mean of its quarters."""
    pola = node.entries.get("pola")
    return isinstance(pola, Text) and one_line(pola.value) == "rata_rata"


def _item(rules: Rules | None) -> Rules:
    if rules is None or rules["type"] != "list":
        return _ANY
    item: Rules = rules["schema"]
    return item


def _wants_flow(rules: Rules | None) -> bool:
    if rules is None:
        return True
    if rules["meta"]["kind"] == "daftar":
        return bool(rules["schema"]["type"] == "string")
    return rules["meta"]["kind"] == "tabel" or bool(rules["meta"].get("flow"))

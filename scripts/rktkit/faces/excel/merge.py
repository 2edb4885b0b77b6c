"""Three sides of a form, value by value: what a workbook was made from, the workbook, and the form as it is now.

What only one side changed is taken. Where both changed the same thing differently that is a ``Bentrok``, and the
workbook's value stands in the result. Entries are known by their code, or by their wording below the same parent; what
no workbook can hold is taken from the form.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeGuard, TypeVar

from rktkit.documents.changes.tree import FORM, field_label, is_list_of_groups
from rktkit.faces.excel.tree import Bagian, Daftar, Kelompok, Tempat, inside_of, name_of, named_by, node_of, place_of
from rktkit.ground.yaml.nodes import List, Map, Node, Split, Text
from rktkit.plan.canonical.format import meaning
from rktkit.plan.schema.fields import Rules, bentuk
from rktkit.plan.schema.shape import one_line

T = TypeVar("T")

_NAMES = frozenset({"kode", "uraian", "nama", "indikator", "satuan"})
"""What an entry is called, and what its code says."""

_SHOWN = 3
"""More changed fields of an entry are not named."""


@dataclass(frozen=True, slots=True)
class Bentrok:
    """A thing that both sides changed differently.

    ``teks`` names its sentence. ``hal`` is the field below the entry (``triwulan.tw1``; empty for the whole entry,
    which is known by ``nama`` on the level ``tingkat``), ``tempat`` its cell or that of its row, ``baris`` its line in
    the form, or that of what holds it. The three values are as people read them.
    """

    teks: str
    tempat: Tempat
    tingkat: str
    nama: str
    hal: str
    baris: int
    semula: str
    buku: str
    form: str


@dataclass(frozen=True, slots=True)
class Gabungan:
    """The merged form, what both changed, and how many changes each side brought alone."""

    tree: Kelompok
    bentrok: tuple[Bentrok, ...]
    buku: int
    form: int


def merge(dasar: Map | None, buku: Kelompok, form: Map, rules: Rules) -> Gabungan:
    """Merge a workbook into the form that stands now.

    Args:
        dasar: the form that the workbook was made from; ``None`` where nobody knows it: then every difference is a
            ``Bentrok``.
        buku: what the workbook says.
        form: the form as it is now.
        rules: the form's schema.
    """
    merging = _Penggabung(dasar is not None)
    at = _Letak(FORM, "", "", buku.tempat, form.line)
    tree = merging.group(dasar, buku, form, rules, at)
    return Gabungan(tree, tuple(merging.bentrok), merging.buku, merging.form)


@dataclass(frozen=True, slots=True)
class _Letak:
    """Where the merge is: the level, the entry's name, the groups of fields above, the row, the line of the form."""

    tingkat: str
    nama: str
    hal: str
    tempat: Tempat
    baris: int

    def entry(self, key: str, nama: str, tempat: Tempat, baris: int) -> "_Letak":
        tingkat = key if self.tingkat == FORM else f"{self.tingkat}.{key}"
        return _Letak(tingkat, nama, "", tempat, baris)


@dataclass(slots=True)
class _Penggabung:
    known: bool
    """Whether the workbook's own form is known."""
    bentrok: list[Bentrok] = field(default_factory=list)
    buku: int = 0
    form: int = 0

    def group(self, old: Map | None, mine: Kelompok, now: Map | None, rules: Rules, at: _Letak) -> Kelompok:
        made = Kelompok(mine.tempat)
        was, there = (part.entries if part is not None else {} for part in (old, now))
        for key in dict.fromkeys((*there, *mine.isi)):
            below = rules.get("valuesrules") or rules["schema"].get(key)
            if below is None:  # no workbook has it
                part: Bagian | None = there.get(key) or mine.isi[key]
            else:
                part = self.part(key, was.get(key), mine.isi.get(key), there.get(key), below, at)
            if part is not None:
                made.isi[key] = part
        return made

    def part(
        self, key: str, old: Node | None, mine: Bagian | None, now: Node | None, rules: Rules, at: _Letak
    ) -> Bagian | None:
        here = replace(at, hal=f"{at.hal}{key}", baris=now.line if now is not None else at.baris)
        if is_list_of_groups(rules) and _is(mine, Daftar) and _is(old, List) and _is(now, List):
            items = self.items(key, old, mine, now, rules["schema"], at)
            return items if items.isi else _empty(now, rules)
        if rules["type"] == "dict" and _is(mine, Kelompok) and _is(old, Map) and _is(now, Map):
            inside = mine or Kelompok(at.tempat)
            made = self.group(old, inside, now, rules, replace(here, hal=f"{here.hal}."))
            return made if made.isi else _empty(now, rules)
        return self.value(old, mine, now, rules, here)

    def value(self, old: Node | None, mine: Bagian | None, now: Node | None, rules: Rules, at: _Letak) -> Bagian | None:
        """The value of one cell: the workbook's, the form's, or what neither has."""
        was, ours, theirs = (_says(part, rules) for part in (old, mine, now))
        if ours == theirs:
            return now if mine is None or _exact(now) else mine
        if self.known and ours == was:
            self.form += 1
            return now
        if self.known and theirs == was:
            self.buku += 1
        elif _alike(ours) != _alike(theirs):
            tempat = at.tempat if mine is None else place_of(mine)
            shown = (_shown(at, part, rules) for part in (old, mine, now))
            self.clash("isian" if self.known else "beda", replace(at, tempat=tempat), *shown)
        return mine

    def clash(self, kind: str, at: _Letak, semula: str = "", buku: str = "", form: str = "") -> None:
        teks = f"RKT-012.{kind}"
        self.bentrok.append(Bentrok(teks, at.tempat, at.tingkat, at.nama, at.hal, at.baris, semula, buku, form))

    # --- lists ---------------------------------------------------------------------------------------------------

    def items(
        self, key: str, old: List | None, mine: Daftar | None, now: List | None, rules: Rules, at: _Letak
    ) -> Daftar:
        was, there = (_by_name(part.items if part is not None else ()) for part in (old, now))
        ours = _by_name(mine.isi if mine is not None else ())
        made: dict[tuple[str, int], Any] = {}
        here = [part for name, part in ours.items() if name not in was and name not in there]
        elsewhere = [part for name, part in there.items() if name not in was and name not in ours]
        for name in was.keys() - ours.keys() - there.keys():
            self.renamed(key, was[name], here, elsewhere, rules, at)
        for name in dict.fromkeys((*there, *ours)):
            tempat = place_of(ours[name]) if name in ours else at.tempat
            nama = name_of(ours[name] if name in ours else there[name])
            letak = at.entry(key, nama, tempat, there[name].line if name in there else at.baris)
            entry = self.entry(was.get(name), ours.get(name), there.get(name), rules, letak)
            if entry is not None:
                made[name] = entry
        order = _order(list(was), list(ours), list(there))
        return Daftar(mine.tempat if mine is not None else at.tempat, [made[name] for name in order if name in made])

    def renamed(
        self, key: str, old: Node, ours: Sequence[Bagian], theirs: Sequence[Bagian], rules: Rules, at: _Letak
    ) -> None:
        """An entry that each side calls something else: one thing, which both changed, and not two new ones."""
        mine, now = (next((part for part in new if _same_thing(old, part, rules)), None) for new in (ours, theirs))
        if mine is None or now is None:
            return
        here = at.entry(key, name_of(old), place_of(mine), place_of(now).baris)
        self.clash("isian", replace(here, hal=named_by(old)), *map(name_of, (old, mine, now)))

    def entry(self, old: Node | None, mine: Bagian | None, now: Node | None, rules: Rules, at: _Letak) -> Bagian | None:
        """One entry of a list; ``None`` where it is gone."""
        if isinstance(mine, Kelompok) and now is not None:
            was, there = (part if isinstance(part, Map) else None for part in (old, now))
            return self.group(was, mine, there, rules, at)
        if mine is None:  # taken out of the workbook, or put into the form since
            if self.known and old is None:
                self.form += 1
                return now
            if not self.known:
                self.clash("hanya_form", at)
            elif _says(old, rules) == _says(now, rules):
                self.buku += 1
            else:
                self.clash("dihapus_buku", at, form=_changed(old, now, rules, at))
            return None
        if not self.known:
            self.clash("hanya_buku", at)
        elif old is None:
            self.buku += 1
        elif _says(old, rules) == _says(mine, rules):
            self.form += 1
            return None
        else:
            self.clash("dihapus_form", at, buku=_changed(old, node_of(mine), rules, at))
        return mine


def _is(part: object, kind: type[T]) -> TypeGuard[T | None]:
    """Whether something is of a kind, or not there."""
    return part is None or isinstance(part, kind)


def _by_name(parts: Sequence[Any]) -> dict[tuple[str, int], Any]:
    """The entries of a list by name; of those with the same name (or none) the first is with the first."""
    seen: Counter[str] = Counter()
    found = {}
    for part in parts:
        name = one_line(name_of(part)).casefold()
        found[name, seen[name]] = part
        seen[name] += 1
    return found


def _same_thing(old: Bagian, new: Bagian, rules: Rules) -> bool:
    """Whether an entry of another name is the old one renamed: at least half of what else it said stands."""
    was, there = (inside_of(part) for part in (old, new))
    said = {key: _says(was.get(key), below) for key, below in rules["schema"].items() if key not in _NAMES}
    said = {key: value for key, value in said.items() if value is not None}
    kept = [key for key, value in said.items() if _says(there.get(key), rules["schema"][key]) == value]
    return bool(said) and 2 * len(kept) >= len(said)


def _order(was: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """The form's order, unless the workbook's rows were moved; what the other has beside that follows its neighbour."""
    moved = [n for n in ours if n in was] != [n for n in was if n in ours]
    first, second = (ours, theirs) if moved or not theirs else (theirs, ours)
    order = list(first)
    for number, name in enumerate(second):
        if name not in order:
            before = next((n for n in reversed(second[:number]) if n in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, name)
    return order


# --- what a part says -----------------------------------------------------------------------------------------------


def _says(part: Bagian | None, rules: Rules) -> object:
    """The meaning of a part as far as a workbook can hold it; ``None`` where it has none."""
    if part is None:
        return None
    node = _whole(node_of(part))
    own = bentuk(rules, {List: "list", Map: "dict"}.get(type(node), "string"))
    said = meaning(node, own)
    if "atau" in rules and isinstance(said, dict):  # parts by the name of their fund: the list says the same
        said, own = [{"dana": name, "pagu": part} for name, part in said.items()], bentuk(rules, "list")
    return _filled(said, own)


def _empty(now: Node | None, rules: Rules) -> Node | None:
    """What is left where nothing is: the form's own way to say so (``[]``), if it has one."""
    return now if _says(now, rules) is None else None


def _whole(node: Node) -> Node:
    """A node in which no decimal comma has cut a value in two."""
    if isinstance(node, Split):
        return Text(node.line, node.column, node.text, True)
    if isinstance(node, List):
        return List(node.line, node.column, [_whole(item) for item in node.items])
    if isinstance(node, Map):
        made = Map(node.line, node.column)
        made.keys, made.entries = node.keys, {key: _whole(value) for key, value in node.entries.items()}
        return made
    return node


def _filled(value: Any, rules: Rules | None) -> object:
    """A meaning without what is empty or unknown; the order of names in a cell says nothing."""
    if isinstance(value, dict):
        known = rules.get("schema", {}) if rules is not None and rules["type"] == "dict" else {}
        every = rules is None or rules["type"] != "dict" or "valuesrules" in rules
        parts = {key: _filled(part, known.get(key)) for key, part in value.items() if every or key in known}
        return {key: part for key, part in parts.items() if part is not None} or None
    if isinstance(value, list):
        below = rules["schema"] if rules is not None and rules["type"] == "list" else None
        items = [item for item in (_filled(part, below) for part in value) if item is not None]
        return sorted(items, key=repr) or None
    return _DECIMAL.sub(lambda found: found[1] or found[2], value) or None if isinstance(value, str) else value or None


_DECIMAL = re.compile(r"\A(-?[0-9]+)\.0+\Z|\A(-?[0-9]+\.[0-9]*[1-9])0+\Z")
"""A number with noughts at its end, which a cell cannot keep."""


def _exact(now: Node | None) -> bool:
    """Whether a form's number says by its last noughts how exactly it is meant."""
    return isinstance(now, Text) and _DECIMAL.match(now.value.replace(",", ".")) is not None


def _alike(value: object) -> str:
    return repr(value).casefold()


def _shown(at: _Letak, part: Bagian | None, rules: Rules) -> str:
    """A value as a person reads it."""
    from rktkit.plan.writing import words

    said = _says(part, rules)
    if said is None:
        return words.KOSONG
    parts = said if isinstance(said, list) else [said]
    text = "; ".join(" ".join(map(str, one.values())) if isinstance(one, dict) else str(one) for one in parts)
    kind = field_label(at.tingkat, at.hal)[1]
    if kind == "rupiah" and text.isdecimal():
        return words.rupiah(int(text))
    return text.replace(".", ",") if kind in ("nilai", "angka") else text


def _changed(old: Node | None, new: Node | None, rules: Rules, at: _Letak) -> str:
    """What of an entry is another: ``Pagu Rp1 → Rp2; Lokasi …``."""
    found = list(_differences(old, new, rules, at))
    more = f"; dan {len(found) - _SHOWN} hal lain" if len(found) > _SHOWN else ""
    return "; ".join(found[:_SHOWN]) + more


def _differences(old: Node | None, new: Node | None, rules: Rules, at: _Letak) -> Iterator[str]:
    was, there = (_entries(part) for part in (old, new))
    for key, below in rules["schema"].items():
        a, b = was.get(key), there.get(key)
        if _says(a, below) == _says(b, below):
            continue
        here = replace(at, hal=f"{at.hal}{key}")
        label = below["meta"]["label"]
        if is_list_of_groups(below):
            yield label
        elif "schema" in below and below["type"] == "dict":
            yield from _differences(a, b, below, replace(here, hal=f"{here.hal}."))
        else:
            yield f"{label} {_shown(here, a, below)} → {_shown(here, b, below)}"


def _entries(part: Node | None) -> Mapping[str, Node]:
    return part.entries if isinstance(part, Map) else {}

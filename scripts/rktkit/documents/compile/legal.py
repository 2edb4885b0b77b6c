"""The legal basis of a plan: every regulation once, those in force on its date, in order of rank.

The office's own text, its ``regulasi.yml`` and what the forms and the decision cite are one list. Rank, issuer, number
and year are read from the wording, however abbreviated.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rktkit.documents.chapters import Blok, Potongan
from rktkit.ground.yaml.nodes import texts_below
from rktkit.plan.office import Regulasi
from rktkit.rules.context import Cycle
from rktkit.rules.families.sitasi import Sitasi, jenis, sitasi

LANDASAN = "landasan_hukum"
"""What an item of a list in a chapter says in braces, to be completed here."""

_RANK = {
    kind: rank
    for rank, kinds in enumerate(
        (
            ("uud",),
            ("uu", "perppu"),
            ("pp",),
            ("perpres",),
            ("permen", "peraturan"),
            ("perda",),
            ("pergub", "perbup", "perwali"),
            ("keppres", "kepmen", "kepgub", "kepbup", "keputusan"),
            ("inpres", "inmen", "instruksi", "se"),
        )
    )
    for kind in kinds
}
"""The order in which a decision names its bases (UU 12/2011, pasal 7 and 8)."""
_LAST = len(_RANK)
_NAMES = {"uu": "Undang-Undang", "pp": "Peraturan Pemerintah", "perpres": "Peraturan Presiden"}
_MINISTERS = {
    "dalamnegeri": "Dalam Negeri",
    "panrb": "Pendayagunaan Aparatur Negara dan Reformasi Birokrasi",
    "keuangan": "Keuangan",
}
_END = re.compile(r"\s*(?:[;,]\s*(?:dan|serta)|[;.,])\s*\Z", re.IGNORECASE)


def legal_basis(cycle: Cycle) -> tuple[str, ...]:
    """The regulations of ``regulasi.yml`` that hold on the plan's date, and any other that its texts cite.

    Args:
        cycle: the year with its references; its date is that of the decision, else 1 January.

    Returns:
        One text a regulation, with its subject where that is known, by rank, year and number.
    """
    day, listed = cycle.tanggal, cycle.office.regulasi
    known = [r for r in listed if r.berlaku_dari <= day <= (r.berlaku_sampai or day)]
    over = [_cited(r.judul) for r in listed if r not in known]
    cited = [
        name for found, name in _in_the_texts(cycle) if not any(old is not None and old.sama(found) for old in over)
    ]
    texts = [*map(_title, known), *cited]
    return tuple(texts[n] for n in _order(texts))


def complete(blocks: Sequence[Blok], landasan: Sequence[str], values: Mapping[str, str]) -> tuple[Blok, ...]:
    """Chapters whose ``{landasan_hukum}`` is filled in: the list around it is completed and put in order.

    Args:
        blocks: a chapter as it was read.
        landasan: the plan's own regulations.
        values: what its other placeholders stand for.
    """
    return tuple(made for block in blocks for made in _completed(block, landasan, values))


def _completed(block: Blok, landasan: Sequence[str], values: Mapping[str, str]) -> Iterator[Blok]:
    items = [_trimmed(item) for item in block.isi]
    own = [item for item in items if not (len(item) == 1 and item[0].isian and item[0].teks == LANDASAN)]
    if block.jenis not in ("ol", "ul", "sisipan") or len(own) == len(items):
        yield block
        return
    own += [(Potongan(text),) for text in landasan]
    order = _order([_plain(item, values) for item in own])
    if order:
        ends = [";"] * (len(order) - 1) + ["."]
        made = tuple((*own[n], Potongan(end)) for n, end in zip(order, ends, strict=True))
        yield replace(block, jenis="ol" if block.jenis == "sisipan" else block.jenis, isi=made)


def _plain(item: Sequence[Potongan], values: Mapping[str, str]) -> str:
    return "".join(values.get(piece.teks, "") if piece.isian else piece.teks for piece in item)


def _trimmed(item: Sequence[Potongan]) -> tuple[Potongan, ...]:
    """An item without the sign that parts it from the next one."""
    *before, last = item
    kept = last if last.isian else replace(last, teks=_END.sub("", last.teks))
    return (*before, kept) if kept.teks else tuple(before)


def _order(texts: Sequence[str]) -> list[int]:
    """Which of some texts to name, in order: each regulation where it comes first, and what is none at the end."""
    kept: list[tuple[tuple[int, int, tuple[int, ...]], int]] = []
    seen: list[Sitasi] = []
    for n, text in enumerate(texts):
        found = _cited(text)
        if text in texts[:n] or (found and any(old.sama(found) for old in seen)):
            continue
        if found:
            seen.append(found)
        kept.append((_place(text, found), n))
    return [n for _, n in sorted(kept)]


def _place(text: str, found: Sitasi | None) -> tuple[int, int, tuple[int, ...]]:
    """Rank, year and number; of a regulation without a number its rank alone, behind the others of it."""
    kind = found.jenis if found else jenis(text)
    number = tuple(map(int, re.findall(r"[0-9]+", found.nomor))) if found else ()
    return _RANK.get(kind or "", len(_RANK)), found.tahun if found else 9999, number


def _cited(text: str) -> Sitasi | None:
    """The regulation with which a text begins."""
    found = next(iter(sitasi(" ".join(text.split()))), None)
    return found if found and found.mulai == 0 else None


def _title(regulasi: Regulasi) -> str:
    return f"{regulasi.judul} tentang {regulasi.tentang}" if regulasi.tentang else regulasi.judul


def _in_the_texts(cycle: Cycle) -> Iterator[tuple[Sitasi, str]]:
    """What forms and decision cite: laws and regulations, each as it is called."""
    sources = [form.node for form in cycle.forms.values()]
    if cycle.pengesahan is not None:
        sources.append(cycle.pengesahan.node)
    for source in sources:
        for node in texts_below(source):
            text = " ".join(node.value.split())
            for found in sitasi(text):
                if _RANK.get(found.jenis, len(_RANK)) <= _RANK["perbup"]:
                    yield found, _name(found, text)


def _name(found: Sitasi, text: str) -> str:
    """A regulation by its full name where that is known; else as the text has it."""
    kind = _NAMES.get(found.jenis)
    if found.jenis == "permen" and found.lembaga in _MINISTERS:
        kind = f"Peraturan Menteri {_MINISTERS[found.lembaga]}"
    number = found.nomor.upper()
    return f"{kind} Nomor {number} Tahun {found.tahun}" if kind else text[found.mulai : found.akhir]

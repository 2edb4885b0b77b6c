"""The rule page: every rule with its anchor, why it is there, and what a bad and a good example look like."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rktkit.ground.catalogue import trust, workbook
from rktkit.ground.catalogue.families import review
from rktkit.ground.catalogue.rules import RULES, SEVERITY, Rule
from rktkit.ground.findings import Severity


@dataclass(frozen=True, slots=True)
class Example:
    """An example as the page shows it.

    ``shown`` is what a terminal says of a bad one, or the lines of a good one; empty where the sample as it is is good.
    """

    rule: str
    bad: bool
    judul: str
    shown: str


FAMILIES = {
    "RKT-0": ("berkas", "Berkas yang terbaca"),
    "RKT-1": ("isian", "Bentuk dan nilai isian"),
    "RKT-2": ("acuan", "Acuan: nomenklatur, Renstra, satuan, organisasi"),
    "RKT-3": ("hitungan", "Hitungan"),
    "RKT-4": ("rumusan", "Rumusan"),
    "RKT-5": ("kelengkapan", "Kelengkapan dinas"),
    "RKT-6": ("persetujuan", "Persetujuan, arsip, dan forge"),
}
"""How a rule's number begins → the folder of its page, and its title."""

FORGE = {
    "RKT-690": (
        "Forge tidak dapat dihubungi, menolak, atau menjawab dengan bentuk yang tidak dikenal.",
        "Sebabnya disebut pada temuannya: alamat, token dan haknya, batas permintaan, atau gangguan sementara.",
    ),
}
"""The findings of ``forge/``, which are said where they arise: what, and how to mend it."""

NOTICES = trust.NOTICES | {name.partition(".")[0] for name in review.TEXTS if name not in review.BLOCKING}
"""Those outside the catalogue that warn and do not block."""

WIDTH = 76
"""Characters in a line of a finding."""

_HEAD = """\
---
title: Aturan
description: Setiap aturan pemeriksaan, alasannya, contoh yang salah, dan contoh yang benar.
---

# Aturan

`rkt check` memeriksa semua aturan sekaligus dan menyebut tempatnya: berkas, baris, dan kolom. **Galat** menghalangi
penggabungan dan penerbitan; **peringatan** dan **saran** tidak, tetapi sebaiknya dipertimbangkan. Nomor aturan tetap,
jadi dapat dirujuk dalam catatan koreksi.
"""


def rules_pages(examples: Sequence[Example]) -> dict[str, str]:
    """Path below ``acuan/aturan/`` → Markdown: the list of all rules, and a page a family.

    The list has every rule's anchor, so an address that was written down once stays right.

    Args:
        examples: in the order in which they are shown.
    """
    by_rule: dict[str, list[Example]] = {}
    for example in examples:
        by_rule.setdefault(example.rule, []).append(example)
    pages = {f"{folder}/index.md": _family(family, title, by_rule) for family, (folder, title) in FAMILIES.items()}
    return {"index.md": _list(pages), **pages}


def _family(family: str, title: str, by_rule: Mapping[str, Sequence[Example]]) -> str:
    parts = [f'---\ntitle: "{title}"\ndescription: Aturan {family}xx dengan contohnya.\n---\n', f"# {title}\n"]
    for rule in RULES:
        if rule.id.startswith(family):
            parts += _rule(rule, by_rule.get(rule.id, ()))
    for texts in (workbook.TEXTS, trust.TEXTS, review.TEXTS, FORGE):
        parts += _table({n: text for n, text in texts.items() if n.startswith(family) and n[:7] not in SEVERITY})
    return "\n".join(parts).rstrip() + "\n"


def _list(pages: Mapping[str, str]) -> str:
    parts = [_HEAD]
    for family, (folder, title) in FAMILIES.items():
        page = pages[f"{folder}/index.md"]
        parts.append(f"## {_anchor(f'{family}xx')}{title}\n")
        for anchor, heading in re.findall(r'^## (?:<a id="(rkt-[0-9]+)"></a>)?(.+)$', page, re.MULTILINE):
            rule = anchor or heading[:7].lower()
            shown = heading if anchor else f"{heading} · {_first(page, heading)}"
            parts.append(f"* {_anchor(rule)}[{shown}]({folder}/index.md#{rule})")
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def _first(page: str, heading: str) -> str:
    """What a rule without a title says first."""
    return page.partition(f"## {heading}\n\n")[2].split("\n\n")[1].partition("\n")[0].rstrip(".")


def _anchor(name: str) -> str:
    """A place that the site and the forges' own view of this file both know."""
    return f'<a id="{name.lower()}"></a>'


def _rule(rule: Rule, examples: Sequence[Example]) -> Iterator[str]:
    since = f" · berlaku mulai RKT {rule.since}" if rule.since else ""
    yield f"## {_anchor(rule.id)}{rule.id} · {rule.title}\n"
    yield f"**{rule.severity.value.capitalize()}**{since}. {rule.why}\n"
    for bad in (True, False):
        for number, example in enumerate(example for example in examples if example.bad is bad):
            mark = "!!!" if number == 0 else "???"
            kind = "failure" if bad else "success"
            yield f'{mark} {kind} "{_title(example)}"\n'
            if example.shown:
                yield _indented(fenced(_folded(example.shown) if bad else example.shown, "text" if bad else "yaml"))
            else:
                state = _inert(example.judul[:1].lower() + example.judul[1:])
                yield f"    Yang benar di sini bukan isi sebuah baris, melainkan keadaannya: {state}.\n"


def _folded(findings: str) -> str:
    """Sentences in lines of a width that any screen has or can scroll; quoted lines stay whole above their mark."""
    return "\n".join(
        line if "│" in line or not line.startswith("  ") else _fold(line) for line in findings.splitlines()
    )


def _fold(sentence: str) -> str:
    indent = "    " if sentence.startswith("  →") else "  "
    return textwrap.fill(
        sentence, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )


def _title(example: Example) -> str:
    return f"{'Salah' if example.bad else 'Benar'}: {_inert(example.judul)}".replace('"', "”")


def _table(texts: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """Rules that look at Git, at the archive, at a forge or at a workbook: their sentences are their examples."""
    for rule, group in groupby(sorted(texts), key=lambda name: name.partition(".")[0]):
        cases = [(case, _severity(rule, case)) for case in group]
        usual = min((severity for _, severity in cases), key=list(Severity).index)
        apart = any(severity is not usual for _, severity in cases)
        yield f"## {rule}\n"
        yield f"**{usual.value.capitalize()}**{', kecuali yang ditandai lain' if apart else ''}.\n"
        for case, severity in cases:
            message, hint = texts[case]
            mark = "" if severity is usual else f"**{severity.value.capitalize()}:** "
            yield f"{mark}{_placeholders(message)}\n:   {_placeholders(hint)}\n"


def _severity(rule: str, case: str) -> Severity:
    """How grave a case of a rule is."""
    if rule in workbook.SARAN:
        return Severity.SARAN
    return Severity.PERINGATAN if {rule, case} & NOTICES else Severity.GALAT


def _placeholders(sentence: str) -> str:
    """``{tahun}`` as a reader understands it: ‹tahun›."""
    return _inert(re.sub(r"\{(\w+)\}", "‹\\1›", sentence).replace("{{", "{").replace("}}", "}"))


def _inert(text: str) -> str:
    """A sentence of ours in which nothing is markup."""
    return re.sub(r"[\\`*_<>\[\]]", lambda match: f"&#{ord(match[0])};", text)


def fenced(text: str, language: str) -> str:
    """A block of code with a fence longer than any in the text."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _indented(block: str) -> str:
    return "".join(f"    {line}\n" if line else "\n" for line in block.split("\n"))

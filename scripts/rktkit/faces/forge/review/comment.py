"""The one comment of a pull request: what stands, what to mend, what changes, whose turn it is, how to see it at home.

Everything that is not written here passes through ``markup.plain``. The whole is never longer than ``LIMIT``; what does
not fit is counted and left to ``rkt check``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rktkit.faces.forge.api.protocol import Artifact
from rktkit.faces.forge.review import findings
from rktkit.faces.forge.review.findings import AT_HEAD, FOLDED, NAMES, unfolded
from rktkit.faces.forge.review.results import Beda, Bersamaan, Giliran, Hasil, Perbandingan, SiklusRingkas
from rktkit.faces.forge.review.touched import Touched
from rktkit.faces.markup import fit, link, plain
from rktkit.ground.findings import Severity
from rktkit.plan.writing.words import FORM, rupiah, sisa, tanggal
from rktkit.rules.ready import checklist

MARK = "<!-- rktkit:komentar -->"
"""How our comment begins. It is not shown, and it is how the comment is found again."""

LIMIT = 60_000
"""Bytes of a whole comment; the forges take 65,536 characters."""

_TAMPERING, _HEAD, _FINDINGS, _OTHERS, _CHANGES, _CYCLES = 5_000, 6_000, 20_000, 5_000, 13_000, 5_000
_HAPPENED = {
    "ditambah": "ditambah",
    "dihapus": "dihapus",
    "dipindah": "dipindah",
    "diganti_nama": "berganti nama",
    "diubah": "",
}
_SAFE_BRANCH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}")
_UNFINISHED = (
    "Proses pemeriksaan berhenti sebelum menghasilkan laporan yang dapat dibaca, jadi belum ada yang dapat disimpulkan "
    "tentang isi permintaan ini. Lihat {run}, lalu jalankan ulang; bila terulang, hubungi pengelola sistem."
)
_CLASH = (
    "\n\n**Belum dapat digabung:** bagian yang sama juga sudah berubah di cabang tujuan. Mutakhirkan cabang ini dari "
    "cabang tujuan, lalu pilih isinya; sampai saat itu yang diperiksa adalah isi permintaan ini saja."
)
_DRAFTS = {"draf-pdf": "PDF", "draf-excel": "Excel", "draf-pratinjau": "pratinjau di peramban"}


@dataclass(frozen=True, slots=True)
class Around:
    """What the forge itself says around the results; nothing of it comes from the pull request's own run.

    ``touched``: the paths by the forge's list, ``None`` when nobody asked. ``at``: address of a line of a file as it
    was proposed; ``base_at``: on the branch it is meant for. ``run``: address of the run. ``fetch``: Git's name of the
    pull request's head. ``rule``: where a rule is explained. ``exact``: the lines to paste, see ``findings``.
    """

    touched: Touched | None = None
    at: Callable[[str, int], str] | None = None
    artifacts: Sequence[Artifact] = ()
    run: str = ""
    fetch: str = ""
    rule: Callable[[str], str] | None = None
    base_at: Callable[[str, int], str] | None = None
    exact: Mapping[tuple[str, int, str], str] = field(default_factory=dict)


def render(hasil: Hasil, around: Around) -> str:
    """The comment's whole text; also used for the summary of a run."""
    tampering = _tampering(around.touched)
    parts = [
        [f"### {_state(hasil, tampered=bool(tampering))}", "", _what(hasil)],
        tampering,
        list(_warnings(hasil, around)),
        list(_ready(hasil)),
        list(_findings(hasil, around)),
        list(_changes(hasil)),
        list(_cycles(hasil.siklus)),
        list(_drafts(hasil, around)),
        list(_others(hasil, around)),
        list(_at_home(hasil, around)),
    ]
    return _joined(parts)


def broken(around: Around) -> str:
    """The comment when a run left nothing that can be read."""
    tampering = _tampering(around.touched)
    parts = [
        ["### ❌ Pemeriksaan tidak selesai", "", _UNFINISHED.format(run=link("catatan prosesnya", around.run))],
        tampering,
        list(_at_home(None, around)),
    ]
    return _joined(parts)


def _joined(parts: Sequence[Sequence[str]]) -> str:
    return "\n\n".join([MARK, *("\n".join(part).strip("\n") for part in parts if part)]) + "\n"


# --- parts ------------------------------------------------------------------------------------------------------------


def _state(hasil: Hasil, *, tampered: bool) -> str:
    own = [t.problem for t in hasil.temuan if hasil.counts(t)]
    count = findings.count(own)
    others = [f"{count[s]} {NAMES[s]}" for s in (Severity.PERINGATAN, Severity.SARAN) if count[s]]
    if count[Severity.GALAT]:
        rest = f", beserta {' dan '.join(others)}" if others else ""
        return f"❌ {count[Severity.GALAT]} galat perlu diperbaiki{rest}"
    if tampered:
        return "⚠️ Perlu persetujuan tersendiri: mesin atau kebijakan ikut berubah"
    if others:
        return f"✅ Tidak ada galat; ada {' dan '.join(others)} untuk dipertimbangkan"
    return "✅ Tidak ada temuan" + (" pada permintaan ini" if hasil.temuan else "")


def _what(hasil: Hasil) -> str:
    years = " dan ".join(map(str, hasil.tahun))
    subject = f"RKT {years}" if years else "Berkas acuan"
    final = ", diperiksa sebagai naskah akhir" if hasil.akhir else ""
    told = (
        f"{subject} menuju cabang {plain(hasil.cabang, 100)}{final} · {hasil.berkas} berkas diperiksa "
        f"pada commit `{hasil.kepala[:10]}`"
    )
    return f"{told}{_CLASH}" if hasil.bentrok else told


def _tampering(touched: Touched | None) -> list[str]:
    """A warning that the pull request's own run cannot keep back, from the forge's list of files."""
    if touched is None or not (touched.mesin or touched.kebijakan):
        return []
    lines = ["> **Permintaan ini mengubah hal yang ikut menentukan hasil pemeriksaan.**"]
    if touched.kebijakan:
        lines.append(
            "> Kebijakan pengesahan (`rkt/organisasi.yml`: pejabat, akun, kunci) berubah. "
            "Perubahan ini hanya berlaku bila kepala instansi sendiri menggabungkannya, terpisah dari RKT."
        )
    if touched.mesin:
        lines.append(
            "> Mesin pemeriksa atau alur kerjanya berubah, sehingga hasil di bawah ini dapat dibuat-buat. "
            "Pengelola sistem perlu membaca perubahannya sebelum hasil ini dipercaya:"
        )
        lines += [f"> - {plain(path, 200)}" for path in touched.mesin]
    return fit(lines, _TAMPERING, "> - dan {n} berkas lain")


def _within(lines: Iterable[str], room: int, items: int, rest: str) -> Iterator[str]:
    """Lines as far as ``room`` bytes reach; then how many of the ``items`` (lines that begin with a dash) are left.

    Lines are made one by one, so that what does not fit costs nothing.
    """
    used = shown = 0
    for line in lines:
        used += len(line.encode()) + 1
        if used > room - 200:
            yield rest.format(n=items - shown)
            return
        shown += line.startswith("- ")
        yield line


def _warnings(hasil: Hasil, around: Around) -> Iterator[str]:
    """What a stale editor does without a word, a branch that was not meant, and who else is at the same form."""
    problems = [t.problem for t in hasil.temuan if t.problem.rule in AT_HEAD]
    if not problems and not hasil.bersamaan:
        return
    yield "> **Perhatikan lebih dahulu**"
    told = (*findings.at_head(problems, around.at), *map(_at_once, hasil.bersamaan))
    yield from fit(list(told), _HEAD, "> - … dan {n} hal lain")


def _at_once(found: Bersamaan) -> str:
    names = ", ".join(plain(name, 80) for name in found.cabang[:5])
    more = f" dan {len(found.cabang) - 5} cabang lain" if len(found.cabang) > 5 else ""
    return f"> - 👥 {plain(found.berkas, 300)} sedang diubah pula di cabang {names}{more}; sepakati lebih dahulu."


def _ready(hasil: Hasil) -> Iterator[str]:
    """A final plan's checklist, as ``rkt check --final`` has it; what stands against an item is among the findings."""
    if hasil.akhir:
        items = checklist(t.problem for t in hasil.temuan if hasil.counts(t))
        yield f"#### Siap ditandatangani: {sum(item.beres for item in items)} dari {len(items)} butir\n"
        yield from (f"- {'✅' if item.beres else '❌'} {item.judul}" for item in items)


def _findings(hasil: Hasil, around: Around) -> Iterator[str]:
    """The request's own, and what else it answers for."""
    problems = [t.problem for t in hasil.temuan if hasil.counts(t) and t.problem.rule not in AT_HEAD]
    if problems:
        yield "#### Temuan"
        rest = "\n- … dan {n} temuan lain; lihat semuanya dengan perintah di bawah."
        made = findings.lines(problems, around.at, around.rule, around.exact)
        yield from _closed(_within(made, _FINDINGS, len(problems), rest))


def _others(hasil: Hasil, around: Around) -> Iterator[str]:
    """What stands on the target already, folded: nobody has to mend another's form."""
    problems = [t.problem for t in hasil.temuan if not hasil.counts(t)]
    if not problems:
        return
    words = findings.in_words(problems)
    yield from unfolded(f"Masih kurang di cabang tujuan: {words} (tidak menghalangi permintaan ini)")
    rest = "\n- … dan {n} temuan lain; lihat semuanya dengan perintah di bawah."
    made = findings.lines(problems, around.base_at, around.rule, {})
    yield from _closed(_within(made, _OTHERS, len(problems), rest))
    yield FOLDED


def _closed(lines: Iterable[str]) -> Iterator[str]:
    """Lines, with every folded part ended that was cut off before its end."""
    open_parts = 0
    for line in lines:
        open_parts += ("<details>" in line) - (line == FOLDED)
        yield line
    yield from [FOLDED] * open_parts


def _changes(hasil: Hasil) -> Iterator[str]:
    if not hasil.tahun:
        return
    yield "#### Perubahan isi"
    skipped = [path for p in hasil.perbandingan for path in p.lewat]
    if skipped:
        named = ", ".join(plain(path, 200) for path in skipped[:5])
        more = f" dan {len(skipped) - 5} berkas lain" if len(skipped) > 5 else ""
        yield f"\nBelum (seluruhnya) dapat dibandingkan sebelum galatnya diperbaiki: {named}{more}."
    found = [p for p in hasil.perbandingan if p.beda]
    if not found:
        if not skipped:
            yield "\nTidak ada isi yang berubah; hanya susunan atau bentuk penulisannya."
        return
    lines = (line for p in found for line in ("", *_comparison(p, several=len(found) > 1)))
    rest = "\n- … dan {n} perubahan lain; lihat semuanya dengan perintah di bawah."
    yield from _within(lines, _CHANGES, sum(len(p.beda) for p in found), rest)


def _comparison(comparison: Perbandingan, *, several: bool) -> Iterator[str]:
    if several:
        yield f"**RKT {comparison.tahun}**\n"
    sums = [j for j in comparison.jumlah if j.semula != j.menjadi]
    if sums:
        yield "| Pagu | Semula | Menjadi | Bertambah/Berkurang |\n|---|---:|---:|---:|"
        for j in sums[:40]:
            more = "+" if j.menjadi > j.semula else ""
            amounts = f"{rupiah(j.semula)} | {rupiah(j.menjadi)} | {more}{rupiah(j.menjadi - j.semula)}"
            yield f"| {plain(j.nama, 120)} | {amounts} |"
        if len(sums) > 40:
            yield f"| … dan {len(sums) - 40} lainnya | | | |"
        yield ""
    for bidang, group in groupby(comparison.beda, lambda b: b.bidang):
        if bidang:
            yield f"**{plain(bidang, 120)}**\n"
        yield from (f"- {_change(b)}" for b in group)
        yield ""


def _change(b: Beda) -> str:
    what = " ".join(part for part in (plain(b.kode, 60), plain(b.uraian, 160)) if part)
    happened = _HAPPENED[b.jenis]
    if b.semula is None and b.menjadi is None:
        return f"{what} {happened}"
    before = plain(b.semula, 160) if b.semula else "–"
    after = plain(b.menjadi, 160) if b.menjadi else "–"
    hal = plain(b.hal, 60) or happened
    return f"{what} · {hal}: {before} → **{after}**"


def _cycles(cycles: Sequence[SiklusRingkas]) -> Iterator[str]:
    turns = sum(len(cycle.giliran) or 1 for cycle in cycles)
    yield from _within(_cycle_lines(cycles), _CYCLES, turns, "- … dan {n} baris lain; lihat `rkt status`.")


def _cycle_lines(cycles: Sequence[SiklusRingkas]) -> Iterator[str]:
    for cycle in cycles:
        yield f"#### {plain(cycle.judul, 60)}: siapa yang ditunggu"
        yield ""
        if cycle.form:
            gathered = sum(form.keadaan in {"dikumpulkan", "bergalat", "diterima"} for form in cycle.form)
            waiting = [form for form in cycle.form if form.keadaan != "diterima"]
            names = ", ".join(f"{plain(form.bidang, 60)} ({FORM[form.keadaan]})" for form in waiting[:20])
            more = f" dan {len(waiting) - 20} bidang lain" if len(waiting) > 20 else ""
            yield f"Form terkumpul dari {gathered} di antara {len(cycle.form)} bidang" + (
                f"; yang belum selesai: {names}{more}." if waiting else "; semuanya sudah diterima."
            )
        yield from (f"- {_turn(turn)}" for turn in cycle.giliran)
        if not cycle.giliran:
            yield "- Siklus ini sudah selesai."
        yield ""


def _turn(turn: Giliran) -> str:
    left = ""
    if turn.batas is not None and turn.sisa is not None:
        when = sisa(turn.sisa) if turn.sisa > 0 else f"**{sisa(turn.sisa)}**"
        left = f", batasnya {tanggal(turn.batas)} ({when})"
    return f"Bola di tangan **{plain(turn.jabatan, 120)}** untuk {plain(turn.tugas, 200)}{left}"


def _drafts(hasil: Hasil, around: Around) -> Iterator[str]:
    found = {artifact.name: artifact.url for artifact in around.artifacts}
    links = [link(title, found[name]) for name, title in _DRAFTS.items() if name in found]
    if links:
        yield f"#### Draf hasil kompilasi\n\n{' · '.join(links)} (berkas zip, tersimpan 30 hari)"
    elif hasil.draf and around.run:
        yield f"#### Draf hasil kompilasi\n\nTersimpan pada {link('halaman proses pemeriksaan', around.run)}."


def _at_home(hasil: Hasil | None, around: Around) -> Iterator[str]:
    yield from unfolded("Melihat hasil yang sama di komputer sendiri")
    yield "```sh"
    if around.fetch:
        yield "git fetch origin"
        yield f"git fetch origin {around.fetch}"
        yield "git switch --detach FETCH_HEAD"
    yield "scripts/setup"
    years = hasil.tahun if hasil and hasil.akhir else ()
    yield from (f".venv/bin/rkt check --final --year {tahun}" for tahun in years) if years else [".venv/bin/rkt check"]
    if hasil and _SAFE_BRANCH.fullmatch(hasil.cabang):  # people copy these lines into a shell
        yield f".venv/bin/rkt diff origin/{hasil.cabang}"
    yield "```"
    yield FOLDED

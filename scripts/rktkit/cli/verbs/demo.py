"""``rkt demo``: the rehearsal, told scene by scene; then its archive as a site."""

from __future__ import annotations

import shutil
import sys
import tempfile
import textwrap
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, option, switch
from rktkit.cli.options import colourful
from rktkit.ground.findings import UsageError
from rktkit.plan.writing.words import tanggal

if TYPE_CHECKING:
    from rktkit.procedure.rehearsal.scenes import Adegan
    from rktkit.trust.verify.verdict import Verdict


class Options(Asked):
    """What the verb takes."""

    output: Path | None = option("DIR", "simpan repositori latihan di sini (bawaan: dibuang sesudahnya)")
    no_serve: bool = switch("berhenti sesudah arsip diperiksa, tanpa situs")
    port: int = option("PORT", "porta situs (bawaan: yang kosong)", default=0)


def run(options: Options) -> int:
    """Exit status 0 when the archive is SAH; its own exit status otherwise."""
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rkt-demo-")))
        folder = _folder(options.output) if options.output else work / "repositori"
        keys = work / "kunci"
        keys.mkdir()
        say = _Layar()
        say.tebal("Gladi bersih RKT 2027: 11 langkah SOP di repositori sementara")
        verdict = _mainkan(folder, keys, say)
        say.tebal(f"\nArsip: {verdict.putusan}. Semua langkah selesai.")
        if options.output:
            say.write(f"Repositori ada di {folder}. Lihat sendiri:")
            for command in ("rkt status 2027", "rkt verify"):
                say.write(f"  {command} --root {folder}")
            say.write(f"  git -C {folder} log --graph --oneline --all")
        if not options.no_serve:
            _situs(folder, work / "situs", options.port, say)
        return verdict.putusan.exit_status


def _folder(output: Path) -> Path:
    folder = output.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{output} sudah berisi; sebutkan folder yang belum ada atau kosong.")
    return folder


def _mainkan(folder: Path, keys: Path, say: _Layar) -> Verdict:
    from rktkit.ground.files import FolderFiles
    from rktkit.plan.load.office import office_day
    from rktkit.procedure.rehearsal.demo import latihan
    from rktkit.procedure.rehearsal.scenes import LATIHAN

    scenes = latihan(folder, keys, office_day(FolderFiles(LATIHAN), datetime.now(UTC)))
    step = -1
    while True:
        try:
            scene = next(scenes)
        except StopIteration as end:
            verdict: Verdict = end.value
            return verdict
        say.adegan(scene, heading=scene.langkah != step)
        step = scene.langkah


def _situs(folder: Path, site: Path, port: int, say: _Layar) -> None:
    """The archive as a site, until somebody presses Ctrl+C."""
    from rktkit.cli.verbs.site.made import SiteOptions, made
    from rktkit.cli.verbs.site.serve import serve
    from rktkit.procedure.rehearsal.scenes import TAHUN

    say.write("\nMembangun situs arsip …")
    try:
        made(SiteOptions(root=None, archive=None, head=None, draft=(), url=None, status=TAHUN), folder, site)
        serve(site, port)
    except UsageError as error:
        say.write(f"Situs tidak dibuka: {error}")


class _Layar:
    """The terminal: colours only there, long lines folded."""

    def __init__(self) -> None:
        self.colour = colourful()
        self.width = min(shutil.get_terminal_size().columns, 120)

    def warna(self, text: str, code: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self.colour else text

    def write(self, text: str) -> None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def tebal(self, text: str) -> None:
        self.write(self.warna(text, "1"))

    def adegan(self, scene: Adegan, *, heading: bool) -> None:
        """Who did what, and below it what the machine made of it."""
        if heading:
            number = f"{scene.langkah}. " if scene.langkah else ""
            self.tebal(f"\n{number}{scene.judul}")
        no = self.warna(" · TIDAK", "1;31") if scene.tidak else ""
        self.write(f"  {self.warna(tanggal(scene.tanggal), '2')} · {scene.oleh}{no}")
        self.lipat("    ", scene.kerja[0].upper() + scene.kerja[1:])
        for line in scene.mesin:
            words = line.lstrip()
            self.lipat(f"    {self.warna('│', '2')} {' ' * (len(line) - len(words))}", words, self.mesin(line))

    def mesin(self, line: str) -> Callable[[str], str]:
        """How a line of the machine looks: findings and whose turn it is stand out a little."""
        if "(galat)" in line:
            return lambda text: self.warna(text, "31")
        if "(peringatan)" in line:
            return lambda text: self.warna(text, "33")
        if line.startswith(("Bola", "Selesai", "rkt verify: SAH")):
            return lambda text: self.warna(text, "36")
        return lambda text: self.warna(text, "2")

    def lipat(self, lead: str, text: str, paint: Callable[[str], str] = str) -> None:
        for line in textwrap.wrap(text, max(40, self.width - 8), break_long_words=False, break_on_hyphens=False):
            self.write(f"{lead}{paint(line)}")

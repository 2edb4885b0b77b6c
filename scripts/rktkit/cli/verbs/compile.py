"""``rkt compile``: the draft of the office from all forms, in every format."""

from __future__ import annotations

import sys
from pathlib import Path

from rktkit.cli.asked import Asked, argument, option, switch
from rktkit.cli.options import handed_in, root
from rktkit.ground.files import FolderFiles
from rktkit.procedure.drafting import compile_folder


class Options(Asked):
    """What the verb takes."""

    year: int = argument("TAHUN", "tahun rencana")
    final: bool = switch("naskah akhir, tanpa DRAF; galat menghalangi")
    output: Path = option("DIR", "folder hasil")


def run(options: Options) -> int:
    """Exit status 1 when a galat stands in the way (always of a final document, of a draft when it has no cycle)."""
    return compile_year(root(options.root), options.year, options.output, final=options.final)


def compile_year(base: Path, tahun: int, output: Path, *, final: bool = False) -> int:
    """Compile a year and tell it; the exit status. Raises what ``compile_folder`` raises."""
    days = {} if final else handed_in(base, FolderFiles(base))
    done = compile_folder(base, tahun, output, final=final, handed_in=days)
    still = f" {done.galat} galat masih terbuka; daftarnya ada di dalam draf." if done.galat else ""
    sys.stdout.write(f"RKT {tahun} {done.rkt.jenis}: {done.documents} berkas di “{output}”.{still}\n")
    if absent := [one.kode for one in done.rkt.bidang if not one.terkumpul]:
        sys.stdout.write(
            f"Tidak ikut dihitung, sebab formnya belum ada atau isian wajibnya belum lengkap: {', '.join(absent)}.\n"
        )
    if final:
        _asked(base, tahun)
    return 0


def _asked(base: Path, tahun: int) -> None:
    """What the checklist still asks for, though it blocks nothing; ``rkt check --final`` says the same."""
    from rktkit.cli.verbs.check import policy
    from rktkit.faces.reports.status import ready_lines
    from rktkit.rules.check import check
    from rktkit.rules.ready import checklist
    from rktkit.trust.archive.closed import archived_here

    said = archived_here(base, final=(tahun,))
    items = checklist([*check(FolderFiles(base), year=tahun, final=True, archived=said).problems, *policy(base)])
    if not all(item.beres for item in items):
        sys.stdout.write("".join(f"{line}\n" for line in ready_lines(items)))

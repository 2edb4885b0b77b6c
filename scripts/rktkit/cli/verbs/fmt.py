"""``rkt fmt``: files in canonical form, in place."""

from __future__ import annotations

import sys

from rktkit.cli.asked import Asked, argument, switch
from rktkit.cli.options import relative, root
from rktkit.ground.catalogue.rules import show
from rktkit.ground.disk import replace_file
from rktkit.ground.files import Files, FolderFiles, Kind, NotPlainFile, walk
from rktkit.ground.findings import Problem, Refusal, UsageError
from rktkit.plan.canonical.format import format_file
from rktkit.plan.load.nomenclature import load_nomenklatur
from rktkit.plan.load.renstra import PERIODE
from rktkit.plan.office import Nomenklatur


class Options(Asked):
    """What the verb takes."""

    paths: tuple[str, ...] = argument("PATH", "berkas atau folder; tanpa ini, semuanya")
    check: bool = switch("hanya beri tahu mana yang belum rapi; tidak menulis")


def run(options: Options) -> int:
    """Exit status 1 when a file cannot be formatted or, with ``--check``, is not formatted yet."""
    base = root(options.root)
    files = FolderFiles(base)
    paths = _chosen(files, list(relative(options.paths, base)))
    tables: dict[int, dict[str, Nomenklatur] | None] = {}
    problems: list[Problem] = []
    untidy = []
    refused = 0
    for path in paths:
        kind = kind_of(path)
        assert kind is not None
        tahun = int(path.split("/")[1]) if kind == "form" else 0
        if tahun and tahun not in tables:
            tables[tahun] = load_nomenklatur(files, tahun)[0]
        try:
            data = files.read(path)
        except NotPlainFile:
            raise UsageError(f"{show(path)} bukan berkas biasa.") from None
        result, found = format_file(data, path, kind, tables.get(tahun))
        problems += found
        refused += result is None
        if result is not None and result != data:
            untidy.append(path)
            if not options.check:
                replace_file(base / path, result)
    for path in untidy:
        print(f"{show(path, 4096)}: {'belum rapi' if options.check else 'dirapikan'}")
    print(_closing(len(paths), len(untidy), refused, options.check))
    if problems:
        sys.stdout.flush()
        raise Refusal(problems)
    return int(options.check and bool(untidy))


def _closing(count: int, untidy: int, refused: int, check: bool) -> str:
    said = []
    if untidy:
        said.append(f"{untidy} dari {count} berkas {'belum rapi' if check else 'dirapikan'}.")
    elif count > refused or not count:
        said.append(f"{count - refused} berkas sudah rapi.")
    if refused:
        said.append(f"{refused} berkas tidak dapat dirapikan; perbaiki dulu temuannya.")
    if untidy and check:
        said.append("Jalankan rkt fmt.")
    return " ".join(said)


def kind_of(path: str) -> str | None:
    """Which schema a path under ``rkt/`` follows; ``None`` when it is no YAML file of ours."""
    parts = path.split("/")
    name = parts[-1]
    if parts[0] != "rkt" or not name.endswith(".yml") or name.startswith("."):
        return None
    if len(parts) == 2:
        stem = name.removesuffix(".yml")
        return stem if stem in ("organisasi", "kalender", "satuan", "regulasi", "sumber-dana") else None
    if len(parts) != 3:
        return None
    if parts[1] == "renstra":
        return "renstra" if PERIODE.match(name) else None
    if len(parts[1]) != 4 or not parts[1].isdecimal():
        return None
    return {"siklus.yml": "siklus", "pengesahan.yml": "pengesahan"}.get(name, "form")


def _chosen(files: Files, paths: list[str]) -> list[str]:
    every = sorted(path for path, kind in walk(files, "rkt") if kind is Kind.FILE and kind_of(path))
    if not paths:
        return every
    chosen = [path for path in every if any(path == given or path.startswith(f"{given}/") for given in paths)]
    for given in paths:
        if given != "rkt" and not any(path == given or path.startswith(f"{given}/") for path in chosen):
            raise UsageError(f"{show(given)} bukan berkas YAML di bawah rkt/.")
    return chosen

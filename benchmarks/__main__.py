"""Measures everything in one run and writes the table into ``benchmarks/README.md``: ``python -m benchmarks [forms]``.

Whole processes, by the operating system's own accounting (processor seconds of the process and its children), peers and
ours in turn, the median of the runs. Absolute times are this machine's; the ratios are what counts.
"""

import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.office import ROWS, build

HERE = Path(__file__).parent
RKT = [str(Path(sys.executable).with_name("rkt"))]
YAMALE = [str(Path(sys.executable).with_name("yamale"))]
JSONSCHEMA = [str(Path(sys.executable).with_name("check-jsonschema"))]
PEER = [sys.executable, "-m", "benchmarks.peers"]
HUGE = 560
"""Sub kegiatan a form that make about three hundred pages."""
MARK = "<!-- made by python -m benchmarks -->\n"


class Run:
    """One finished process: wall and processor seconds, peak memory of its largest process in MiB."""

    def __init__(self, command: list[str], cwd: Path, cache: Path) -> None:
        environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(HERE.parent)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
        self.wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.memory = after.ru_maxrss / 1024
        if done.returncode:
            raise SystemExit(f"{command[:4]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def cold(folder: Path) -> list[str]:
    """Seven files of one cycle from a cold start."""
    root = folder / "cold"
    forms = [str(path) for path in build(root, 2027, 1)]
    schema = folder / "form.schema.json"
    write_schema(schema)
    contestants = {
        "rkt check (all rules, positions)": [*RKT, "check", "--root", str(root)],
        "yamale (shape)": [*YAMALE, "--schema", str(HERE / "form.yamale.yml"), *forms],
        "check-jsonschema (shape)": [*JSONSCHEMA, "--schemafile", str(schema), *forms],
        "PyYAML + cerberus (shape)": [*PEER, "cerberus", *forms],
        "libyaml's events (floor)": [*PEER, "parser", *forms],
    }
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for counted in range(-1, 9):
        for name, command in contestants.items():
            run = Run(command, HERE.parent, folder / "cache")
            if counted >= 0:
                runs[name].append(run)
    reference = statistics.median(run.wall for run in runs["yamale (shape)"])
    rows = []
    for name, some in runs.items():
        wall = statistics.median(run.wall for run in some)
        cpu = statistics.median(run.cpu for run in some)
        work = instructions(contestants[name], folder)
        rows.append(f"| {name} | {wall:.3f} | {cpu:.3f} | {wall / reference:.2f} | {work} |")
    return [
        "## One cycle, seven files, cold start",
        "",
        "Five forms of 300 lines, `siklus.yml`, `pengesahan.yml`; ours also reads the office and its references.",
        "",
        "| | wall s | processor s | wall / yamale | million instructions |",
        "|---|---:|---:|---:|---:|",
        *rows,
        "",
    ]


def instructions(command: list[str], folder: Path) -> str:
    """What a command asks of the processor, by callgrind: the same on a busy machine; ``–`` without valgrind."""
    if shutil.which("valgrind") is None:
        return "–"
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": str(HERE.parent)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    python = [] if command[0] == sys.executable else [sys.executable]  # a script's first line would start another
    tool = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder / 'callgrind'}", *python, *command]
    done = subprocess.run(tool, cwd=HERE.parent, env=environment, capture_output=True, text=True, check=False)
    counted = re.search(r"Collected : ([0-9]+)", done.stderr)
    return f"{int(counted[1]) / 1e6:.0f}" if counted else "–"


def bulk(folder: Path, count: int) -> list[str]:
    """Many forms, in turn with the peers; then the same again with one form changed."""
    root, small = folder / "bulk", folder / "small"
    forms = build(root, 2000, max(count // 10, 1), 10)
    build(small, 2000, max(len(forms) // 100, 12), 10)
    some = [str(path) for path in forms[: min(500, len(forms))]]
    schema = folder / "form.schema.json"
    check = [*RKT, "check", "--root", str(root)]
    contestants = {
        "rkt check (all rules, positions)": (check, len(forms)),
        "yamale (shape)": ([*PEER, "yamale", *some], len(some)),
        "check-jsonschema (shape)": ([*JSONSCHEMA, "--schemafile", str(schema), *some[:100]], len(some[:100])),
        "PyYAML + cerberus (shape)": ([*PEER, "cerberus", *some], len(some)),
        "libyaml's events (floor)": ([*PEER, "parser", *some], len(some)),
    }
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for turn in range(3):
        for name, (command, _) in contestants.items():
            runs[name].append(Run(command, HERE.parent, folder / f"cache{turn}"))
    ms = {name: statistics.median(run.cpu for run in runs[name]) / n * 1000 for name, (_, n) in contestants.items()}
    floor, peer = ms["libyaml's events (floor)"], ms["yamale (shape)"]
    first = statistics.median(run.wall for run in runs["rkt check (all rules, positions)"])
    memory = max(run.memory for run in runs["rkt check (all rules, positions)"])
    flat = Run([*RKT, "check", "--root", str(small)], HERE.parent, folder / "other")
    return [
        f"## {len(forms):,} forms of 300 lines".replace(",", "."),
        "",
        "| | processor ms a form | / yamale | / floor |",
        "|---|---:|---:|---:|",
        *(f"| {name} | {one:.2f} | {one / peer:.2f} | {one / floor:.2f} |" for name, one in ms.items()),
        "",
        (
            f"All of them in {first:.1f} s. "
            f"Peak memory of a process {memory:.0f} MiB; {flat.memory:.0f} MiB for a hundredth of the years."
        ),
        "",
    ]


def documents(folder: Path) -> list[str]:
    """From forms to documents: a usual office, and one of three hundred pages."""
    usual, huge = folder / "documents", folder / "huge"
    build(usual, 2027, 1)
    build(huge, 2027, 1, rows=HUGE)
    compile_ = [*RKT, "compile", "2027", "--output", str(folder / "out"), "--root"]
    runs = [Run([*compile_, str(root)], HERE.parent, folder) for root in (usual, huge)]
    return [
        "## Documents",
        "",
        "| `rkt compile`, all formats, cold | wall s | processor s |",
        "|---|---:|---:|",
        *(
            f"| five bidang with {rows * 5} sub kegiatan | {run.wall:.2f} | {run.cpu:.2f} |"
            for rows, run in zip((ROWS, HUGE), runs, strict=True)
        ),
        "",
    ]


def write_schema(path: Path) -> None:
    """The JSON Schema of the form, from the one schema."""
    from rktkit.faces.reference.jsonschema import schema, text

    path.write_text(text(schema("form")))


def main() -> None:
    """Measure, and put the result under the mark in the README."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
        lines = [f"Measured on {machine}.", ""]
        lines += [*cold(folder), *bulk(folder, count), *documents(folder)]
    readme = HERE / "README.md"
    head = readme.read_text().split(MARK)[0]
    readme.write_text(head + MARK + "\n" + "\n".join(lines).rstrip() + "\n")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

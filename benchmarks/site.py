"""What building the site costs as an archive grows, written into the README: ``python -m benchmarks.site [offices]``.

Processor seconds of this process and of MkDocs below it. Warm is what an office does: the site was built when the
publication before came out, and ``.cache/`` was kept. Plans, documents and manifests are those of the tests, a sample
plan of 36 sub kegiatan for every year.
"""

import os
import platform
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.faces.site.archives import archive, bahan, other_year, sample_plans

from rktkit.faces.site.build import build
from rktkit.ground.files import MemoryFiles
from rktkit.plan.document import Rkt

HERE = Path(__file__).parent
BEGIN, END = "<!-- made by python -m benchmarks.site -->\n", "<!-- end of benchmarks.site -->\n"
YEARS = (2, 5, 10, 20, 40)
OFFICES = 40


def grown(plan: Rkt, years: int) -> MemoryFiles:
    """An archive of as many years, one plan each, up to the same last year: only what is older is more."""
    return MemoryFiles(archive([other_year(plan, year) for year in range(2065 - years, 2065)]))


def before(plan: Rkt, years: int) -> MemoryFiles:
    """The same archive without its newest year."""
    return MemoryFiles(archive([other_year(plan, year) for year in range(2065 - years, 2064)]))


def seconds(files: MemoryFiles, output: Path, cache: Path | None) -> float:
    """Processor seconds of one build."""
    start = sum(os.times()[:4])
    build(replace(bahan(files), simpanan=cache), output)
    return sum(os.times()[:4]) - start


def size(folder: Path) -> float:
    """Megabytes of a site."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def growth(plan: Rkt, folder: Path) -> list[str]:
    """A row for each number of years."""
    rows, warm = [], {}
    for years in YEARS:
        files, cache, output = grown(plan, years), folder / f"simpanan-{years}", folder / f"situs-{years}"
        cold = min(seconds(files, folder / "dingin", None) for _ in range(3))
        build(replace(bahan(before(plan, years)), simpanan=cache), output)
        runs = [seconds(files, output, cache)]
        for number in range(2):  # again from the state before the newest publication
            again = folder / f"lagi-{years}-{number}"
            build(replace(bahan(before(plan, years)), simpanan=again), folder / "lagi")
            runs.append(seconds(files, folder / "lagi", again))
        warm[years] = min(runs)
        ratio = warm[years] / warm[YEARS[0]]
        rows.append(f"| {years} | {cold:.2f} | {warm[years]:.2f} | {ratio:.2f} | {size(output):.1f} |")
        sys.stdout.write(rows[-1] + "\n")
        sys.stdout.flush()
    return rows


def many(plan: Rkt, folder: Path, offices: int) -> str:
    """Offices with ten years each, one site after the other, each with a cache of its own."""
    cold, warm, megabytes = 0.0, 0.0, 0.0
    files = grown(plan, 10)
    for number in range(offices):
        cache, output = folder / f"kantor-{number}", folder / f"situs-kantor-{number}"
        cold += seconds(files, output, cache)
        warm += seconds(files, output, cache)
        megabytes += size(output)
    return (
        f"{offices} offices × 10 years, one after the other: {cold:.0f} processor seconds cold, {warm:.0f} warm, "
        f"{megabytes:.0f} MB of sites."
    )


def main() -> None:
    """Measure, print, and write the section of the README."""
    plan = sample_plans()[1]
    with tempfile.TemporaryDirectory() as folder:
        rows = growth(plan, Path(folder))
        offices = many(plan, Path(folder), int(sys.argv[1]) if sys.argv[1:] else OFFICES)
    text = "\n".join(
        [
            "## The site",
            "",
            f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}.",
            "A plan of 36 sub kegiatan a year. Warm: one year more than in the build before, whose pages were kept.",
            "",
            "| publications | cold, processor s | warm, processor s | warm / warm of 2 | site, MB |",
            "|---:|---:|---:|---:|---:|",
            *rows,
            "",
            offices,
            "",
        ]
    )
    readme = HERE / "README.md"
    head, _, rest = readme.read_text("utf-8").partition(BEGIN)
    readme.write_text(f"{head}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()

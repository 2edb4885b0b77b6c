"""Problems for the reporters: a hostile one, and as many as it takes."""

from rktkit.ground.findings import Problem, Report, Severity

GALAT, PERINGATAN, SARAN = Severity.GALAT, Severity.PERINGATAN, Severity.SARAN

HOSTILE = (
    "<script>alert(1)</script> | `kode` ${{ secrets.X }} {{ x }} [a](https://evil.invalid) @orang #12 ![x](y)",
    "a\r\nb\n::error file=x::y\n%0A::set-output name=x::y ##[error]z",
    "\u202egnp.exe\u202c \x1b[31mmerah\x00\x07",
    "</td></table><!-- --> <img src=x onerror=alert(1)>",
    "| x |\n|---|\n\n# Judul\n```\n",
)


def problem(
    number: int = 1, severity: Severity = GALAT, file: str = "rkt/2027/pikp.yml", message: str = "Target belum diisi."
) -> Problem:
    """A problem on line ``number``."""
    return Problem("RKT-101", severity, file, number, 3, message, "Tambahkan baris “target: …”.")


def report(*problems: Problem, files: int = 7) -> Report:
    """The report that holds them."""
    return Report.of(problems, files)

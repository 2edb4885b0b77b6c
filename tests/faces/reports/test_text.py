"""The report at a terminal: what is told in full, and what is counted."""

from rktkit.faces.reports.text import SHOWN, render
from tests.faces.reports.builders import GALAT, PERINGATAN, problem, report


def test_many_warnings_of_one_rule_in_one_file_are_counted() -> None:
    other = problem(1, PERINGATAN, "rkt/2027/siklus.yml")
    text = render(report(*(problem(n, PERINGATAN) for n in range(1, 46)), other))
    assert text.count("rkt/2027/pikp.yml:") == SHOWN
    assert "rkt/2027/pikp.yml  … dan 40 RKT-101 lagi di berkas ini\n" in text
    assert "rkt/2027/siklus.yml:1:3" in text
    assert text.endswith("46 peringatan pada 7 berkas. Tidak ada yang menghalangi; pertimbangkan temuannya.\n")


def test_what_blocks_is_always_told_in_full() -> None:
    text = render(report(*(problem(n, GALAT) for n in range(1, 46))))
    assert text.count("rkt/2027/pikp.yml:") == 45
    assert "lagi di berkas ini" not in text

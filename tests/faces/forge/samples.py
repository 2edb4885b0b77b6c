"""Results to render: a small honest one, and the worst that an artifact could hold."""

from dataclasses import replace
from datetime import date
from typing import Any

from rktkit.faces.forge.review.origin import ASAL
from rktkit.faces.forge.review.results import (
    Beda,
    Bersamaan,
    FormRingkas,
    Giliran,
    Hasil,
    Jumlah,
    Perbandingan,
    SiklusRingkas,
    Temuan,
)
from rktkit.ground.findings import Problem, Severity

HEAD = "a" * 40


def problem(
    severity: Severity = Severity.GALAT, file: str = "rkt/2027/pikp.yml", line: int = 8, **more: str
) -> Problem:
    values = {
        "rule": "RKT-105",
        "message": "Target “1.000” dapat dibaca dua cara.",
        "hint": "Tulis 1000 atau 1.",
        **more,
    }
    rule, message, hint = values["rule"], values["message"], values["hint"]
    return Problem(rule, severity, file, line, 1, message, hint)


HONEST = Hasil(
    nomor=12,
    cabang="draf/2027",
    kepala=HEAD,
    tahun=(2027,),
    akhir=False,
    berkas=27,
    temuan=(Temuan.of(problem()), Temuan.of(problem(Severity.PERINGATAN, line=3, rule="RKT-306", message="Pagu 0."))),
    perbandingan=(
        Perbandingan(
            2027,
            (
                Beda("diubah", "PIKP", "S2.1", "Indeks Keterbukaan Informasi Publik", "target", "85", "86"),
                Beda("ditambah", "PIKP", "2.16.02.2.01.0014", "Relasi Media", "", None, None),
            ),
            (Jumlah("Dinas", 1_000, 3_000), Jumlah("Program 2.16.02", 500, 500)),
        ),
    ),
    siklus=(
        SiklusRingkas(
            "RKT 2027",
            (
                FormRingkas("Sekretariat", "diterima"),
                FormRingkas("Bidang PIKP", "bergalat"),
                FormRingkas("Bidang Persandian", "belum"),
            ),
            (
                Giliran("Kepala Bidang PIKP", "memperbaiki Form RKT (pikp)", date(2026, 12, 8), 10),
                Giliran("Kepala Bidang Persandian", "mengisi Form RKT (persandian)", date(2026, 11, 20), -2),
            ),
        ),
    ),
    draf=True,
)


def results(**more: Any) -> Hasil:
    """The honest one, with some fields changed."""
    return replace(HONEST, **more)


def worst(text: str) -> Hasil:
    """Every text is the same, long one, and there are many of everything."""
    long = (text or "x") * (600 // max(1, len(text)) + 1)
    return results(
        cabang=long[:300],
        tahun=(2026, 2027),
        temuan=tuple(
            Temuan.of(problem(severity, f"rkt/2027/{n}{long}.yml", n + 1, message=long, hint=long, rule=rule), asal)
            for n in range(40)
            for severity in Severity
            for asal in ASAL
            for rule in ("RKT-105", "RKT-511")
        ),
        perbandingan=tuple(
            Perbandingan(
                tahun,
                tuple(Beda("diubah", long[:200], long[:200], long, long[:200], long, long) for _ in range(40)),
                tuple(Jumlah(long, n, 10**17) for n in range(60)),
                tuple(f"{n}{long}" for n in range(40)),
            )
            for tahun in (2026, 2027)
        ),
        siklus=(
            SiklusRingkas(
                long[:100], (FormRingkas(long[:200], "belum"),) * 200, (Giliran(long, long, date.max, -9),) * 200
            ),
        )
        * 20,
        bentrok=True,
        bersamaan=tuple(Bersamaan(f"rkt/2027/{n}{long}.yml", (long[:300],) * 20) for n in range(40)),
    )

"""What a pull request touches, and what may not travel together."""

import pytest

from rktkit.faces.forge.review.touched import Touched
from rktkit.ground.findings import Severity


def test_paths_are_sorted_by_what_they_are() -> None:
    paths = ["rkt/2027/pikp.yml", "rkt/2026/a.md", "rkt/organisasi.yml", "rkt/satuan.yml", "README.md", "rkt2/2027/x"]
    assert Touched.of(paths) == Touched(
        tahun=(2026, 2027),
        mesin=("README.md", "rkt2/2027/x"),
        kebijakan=("rkt/organisasi.yml",),
        acuan=("rkt/satuan.yml",),
        form=("rkt/2026/a.md", "rkt/2027/pikp.yml"),
    )


@pytest.mark.parametrize(
    ("paths", "rules"),
    [
        (["rkt/2027/pikp.yml"], []),
        (["rkt/2027/pikp.yml", "scripts/rktkit/rules/form.py"], ["RKT-609"]),
        (["rkt/2027/pikp.yml", ".github/workflows/periksa.yml"], ["RKT-609"]),
        (["rkt/2027/pikp.yml", "rkt/organisasi.yml"], ["RKT-610"]),
        (["rkt/2027/pikp.yml", "rkt/nomenklatur/2027.csv"], ["RKT-691"]),
        (["rkt/2027/notulen: rapat.md"], ["RKT-613"]),
        (["rkt/2027/pikp.yml", "x", "rkt/organisasi.yml", "rkt/satuan.yml"], ["RKT-609", "RKT-610", "RKT-691"]),
    ],
)
def test_a_plan_does_not_travel_with_what_judges_it(paths: list[str], rules: list[str]) -> None:
    found = Touched.of(paths).problems("draf/2027")
    assert [problem.rule for problem in found] == rules
    assert all((p.severity is Severity.GALAT) == (p.rule != "RKT-691") for p in found)


def test_many_paths_are_named_by_number() -> None:
    found = Touched.of(["rkt/2027/a.yml", *(f"scripts/{n}" for n in range(9))]).problems("draf/2027")
    assert "scripts/0, scripts/1, scripts/2 dan 6 berkas lain" in found[0].message


@pytest.mark.parametrize("path", ["rkt/organisasi.yml", "scripts/rktkit/check.py", ".github/workflows/periksa.yml"])
def test_what_judges_the_plan_goes_to_main_under_an_approval_of_its_own(path: str) -> None:
    to_main, to_draft = (Touched.of([path]).problems(cabang) for cabang in ("main", "draf/2027"))
    assert [(p.rule, p.severity, p.file) for p in to_main] == [("RKT-694", Severity.PERINGATAN, path)]
    assert [(p.rule, p.severity, p.file) for p in to_draft] == [("RKT-694", Severity.GALAT, path)]
    assert "ajukan tersendiri ke main" in to_draft[0].hint

"""The one comment: what a reader finds in it, and what nobody can smuggle into it."""

import re

import html5lib
import pytest

from rktkit.faces.forge.api.protocol import Artifact
from rktkit.faces.forge.review.comment import LIMIT, MARK, Around, broken, render
from rktkit.faces.forge.review.results import Perbandingan, Temuan
from rktkit.faces.forge.review.touched import Touched
from rktkit.ground.findings import Severity
from tests.faces.forge.samples import HEAD, problem, results, worst
from tests.faces.forge.test_markup import AFTERWARDS, HOSTILE, rendered, words

TAGS = set(
    re.findall(
        r"\w+",
        "html head body details summary h3 h4 p ul li strong a code pre br blockquote table thead tbody tr th td",
    )
)
RUN = "https://github.com/pemda/rkt/actions/runs/5"


def at(file: str, line: int) -> str:
    return f"https://github.com/pemda/rkt/blob/{HEAD}/x.yml#L{line}"


AROUND = Around(
    touched=Touched.of(["rkt/2027/pikp.yml"]),
    at=at,
    artifacts=(Artifact("draf-pdf", f"{RUN}/artifacts/1"), Artifact("lain", f"{RUN}/artifacts/2")),
    run=RUN,
    fetch="pull/12/head",
    rule=lambda rule: f"https://rkt.example/aturan#{rule.lower()}",
)


def state(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("### "))


def test_says_everything_once() -> None:
    text = render(results(), AROUND)
    assert text.startswith(f"{MARK}\n")
    assert state(text) == "### ❌ 1 galat perlu diperbaiki, beserta 1 peringatan"
    assert text.index("`RKT-105`") < text.index("`RKT-306`")  # what blocks comes first
    assert f"[baris 8](<{at('', 8)}>)" in text
    assert "[`RKT-105`](<https://rkt.example/aturan#rkt-105>)" in text
    assert "| Dinas | Rp1.000 | Rp3.000 | +Rp2.000 |" in text
    assert "Program 2.16.02" not in text  # nothing changed there
    assert "S2.1 Indeks Keterbukaan Informasi Publik · target: 85 → **86**" in text
    assert "2.16.02.2.01.0014 Relasi Media ditambah" in text
    assert "Form terkumpul dari 2 di antara 3 bidang" in text
    assert "Bidang Persandian (belum diisi)" in text
    assert "10 hari kerja lagi" in text
    assert "**terlambat 2 hari kerja**" in text
    assert f"[PDF](<{RUN}/artifacts/1>)" in text
    assert "lain" not in text.split("Draf hasil kompilasi")[1].split("####")[0].replace("lainnya", "")
    assert text.endswith(
        "<details><summary>Melihat hasil yang sama di komputer sendiri</summary>\n\n"
        "```sh\ngit fetch origin\ngit fetch origin pull/12/head\ngit switch --detach FETCH_HEAD\nscripts/setup\n"
        ".venv/bin/rkt check\n.venv/bin/rkt diff origin/draf/2027\n```\n\n</details>\n"
    )


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ([], "✅ Tidak ada temuan"),
        ([Severity.SARAN], "✅ Tidak ada galat; ada 1 saran untuk dipertimbangkan"),
        (
            [Severity.PERINGATAN, Severity.SARAN],
            "✅ Tidak ada galat; ada 1 peringatan dan 1 saran untuk dipertimbangkan",
        ),
        ([Severity.GALAT] * 2, "❌ 2 galat perlu diperbaiki"),
    ],
)
def test_the_state_is_one_line(severities: list[Severity], words: str) -> None:
    found = tuple(Temuan.of(problem(severity, line=n + 1)) for n, severity in enumerate(severities))
    assert state(render(results(temuan=found), AROUND)) == f"### {words}"


def test_says_plainly_when_nothing_changed_but_form() -> None:
    text = render(results(perbandingan=(Perbandingan(2027, (), ()),)), AROUND)
    assert "Tidak ada isi yang berubah" in text


def test_says_what_could_not_be_compared() -> None:
    comparison = Perbandingan(2027, (), (), ("rkt/2027/pikp.yml",))
    text = render(results(perbandingan=(comparison,)), AROUND)
    assert "dapat dibandingkan sebelum galatnya diperbaiki: rkt/2027/pikp.yml." in text
    assert "Tidak ada isi yang berubah" not in text


def test_the_command_at_home_is_the_one_that_was_run() -> None:
    assert "rkt check --final --year 2027\n" in render(results(akhir=True, cabang="main"), AROUND)


def test_a_request_to_main_shows_the_checklist() -> None:
    found = (Temuan.of(problem(rule="RKT-508", message="Tanda TINJAU tersisa.")),)
    text = render(results(akhir=True, cabang="main", temuan=found), AROUND)
    assert "#### Siap ditandatangani: 10 dari 11 butir" in text
    assert "- ❌ Tidak ada tanda TINJAU yang tersisa\n" in text
    assert text.count("- ✅ ") == 10
    assert "Siap ditandatangani" not in render(results(temuan=found), AROUND)


@pytest.mark.parametrize("branch", ["$(rm -rf ~)", "a;b", "a b", "-x", "`id`", "a\nb", "a'b"])
def test_no_branch_name_reaches_the_shell_of_a_reader(branch: str) -> None:
    commands = render(results(cabang=branch), AROUND).split("```sh")[1]
    assert branch not in commands
    assert "rkt diff" not in commands


@pytest.mark.parametrize("rule", ["RKT-006", "RKT-501", "RKT-513"])
def test_a_file_that_is_missing_has_no_line_and_no_link(rule: str) -> None:
    found = (Temuan.of(problem(file="rkt/2027/persandian.yml", rule=rule, line=1, message="Belum ada.")),)
    text = render(results(temuan=found), AROUND)
    assert "**rkt/2027/persandian.yml**" in text
    assert "baris 1" not in text
    assert at("", 1) not in text


def test_a_changed_machine_is_told_whatever_the_results_say() -> None:
    """The results come from a run that the pull request may have rewritten; the list of files does not."""
    touched = Touched.of(["rkt/2027/pikp.yml", ".github/workflows/periksa.yml", "scripts/rktkit/rules/check.py"])
    text = render(results(temuan=()), Around(touched=touched))
    assert state(text) == "### ⚠️ Perlu persetujuan tersendiri: mesin atau kebijakan ikut berubah"
    assert "> - .github/workflows/periksa.yml" in text
    assert "dapat dibuat-buat" in text


def test_a_changed_policy_is_told() -> None:
    text = render(results(temuan=()), Around(touched=Touched.of(["rkt/organisasi.yml"])))
    assert "Kebijakan pengesahan" in text
    assert "⚠️" in state(text)


def test_a_run_that_left_nothing_is_told() -> None:
    text = broken(AROUND)
    assert state(text) == "### ❌ Pemeriksaan tidak selesai"
    assert f"(<{RUN}>)" in text
    assert "git fetch origin pull/12/head" in text


@pytest.mark.parametrize("text", ["x", "é", "|", "<", "@", "🏛️", "\u202e", "a b ", "https://evil.invalid/ "])
def test_never_longer_than_a_forge_takes(text: str) -> None:
    touched = Touched.of([f".github/{n}{text * 300}" for n in range(300)] + ["rkt/organisasi.yml", "rkt/2027/a.yml"])
    artifacts = tuple(
        Artifact(name, f"{RUN}/artifacts/{10**15}") for name in ("draf-pdf", "draf-excel", "draf-pratinjau")
    )
    around = Around(touched, lambda file, line: at(file, line) + "x" * 1000, artifacts, RUN, "pull/123456/head")
    comment = render(worst(text), around)
    assert len(comment.encode()) <= LIMIT
    assert "… dan " in comment
    assert comment.rstrip().endswith("```\n\n</details>")  # the command at home is never cut off


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_has_no_effect_anywhere(text: str) -> None:
    touched = Touched.of([f"x{text}", "rkt/organisasi.yml"])
    around = Around(touched, at, AROUND.artifacts, RUN, "pull/12/head")
    page = rendered(render(worst(text), around))
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    used = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    assert used <= TAGS
    links = {a.get("href", "") for a in tree.iter("a")}
    assert all(address.startswith("https://github.com/pemda/rkt/") for address in links)
    assert not AFTERWARDS.search(re.sub(r"commit a{10}", "", words(page)))
    assert page.count("rktkit:komentar") == 1


def test_a_long_list_says_how_much_is_left() -> None:
    found = tuple(Temuan.of(problem(line=n + 1, message=f"Temuan ke-{n} " + "panjang " * 60)) for n in range(200))
    text = render(results(temuan=found), AROUND)
    shown = text.count("`RKT-105`")
    assert f"… dan {200 - shown} temuan lain" in text
    assert shown > 20

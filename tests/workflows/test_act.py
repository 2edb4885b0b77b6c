"""The workflow files themselves, run on this machine for the pull requests that matter."""

import re
from pathlib import Path

import pytest

from rktkit.faces.forge.api import gitea_setup
from tests.faces.forge.samples import results
from tests.faces.forge.server import Reply
from tests.workflows.forge import HOST, LocalForge

pytestmark = pytest.mark.workflow


def body(forge: LocalForge, number: int = 12) -> str:
    assert len(forge.talk[number]) == 1
    text = forge.talk[number][0]["body"]
    assert isinstance(text, str)
    return text


def state(forge: LocalForge, number: int = 12) -> str:
    return next(line for line in body(forge, number).splitlines() if line.startswith("### "))


def start(forge: LocalForge) -> None:
    forge.git("switch", "--quiet", "--create", "bidang/pikp-2027", "origin/draf/2027")


def test_a_clean_form_then_one_with_findings_then_mended(forge: LocalForge) -> None:
    start(forge)
    forge.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
    good = forge.commit("Form PIKP")
    pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
    check = forge.check(pull)
    assert check.good, check.log
    comment = forge.comment(pull)
    assert comment.good, comment.log
    assert "galat perlu diperbaiki" not in state(forge)
    forge.git("switch", "--quiet", "--detach", pull["merge_commit_sha"])
    draft = forge.check(pull, "draf")
    assert draft.good, draft.log
    assert forge.comment(pull, after="Draf").good
    assert "[PDF](<https://github.com/pemda/rkt/actions/runs/5/artifacts/1>)" in body(forge)
    assert list((forge.artifacts / "draf-pdf").iterdir())

    forge.git("switch", "--quiet", "bidang/pikp-2027")
    forge.edit("rkt/2027/pikp.yml", "bidang: pikp", "bidang: egov")
    forge.commit("Salah bidang")
    pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
    check = forge.check(pull)
    assert not check.good
    assert "file=rkt/2027/pikp.yml" in check.log
    assert forge.comment(pull, "failure").good
    assert state(forge).startswith("### ❌")
    assert "`RKT-109`" in body(forge)

    forge.git("switch", "--quiet", "bidang/pikp-2027")
    forge.git("revert", "--no-edit", "HEAD")
    pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
    assert pull["head"]["sha"] != good
    assert forge.check(pull).good
    assert forge.comment(pull).good
    assert "galat perlu diperbaiki" not in state(forge)  # still the one comment, changed in place


class TestOnForgejo:
    """One run of the target branch's own file answers; nothing of the request runs, and no action is fetched."""

    def test_a_form_with_a_finding(self, forge: LocalForge) -> None:
        forge.become_forgejo()
        start(forge)
        forge.edit("rkt/2027/pikp.yml", "bidang: pikp", "bidang: egov")
        forge.commit("Salah bidang")
        pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
        run = forge.correct(pull)
        assert not run.good
        assert state(forge).startswith("### ❌")
        assert f"{HOST}/pemda/rkt/src/commit/{pull['head']['sha']}" in body(forge)
        assert [(one["context"], one["state"]) for one in forge.statuses] == [(gitea_setup.OLD_CHECK, "failure")]
        assert "token-palsu" not in run.log

    def test_the_others_are_off_there(self, forge: LocalForge) -> None:
        forge.become_forgejo()
        start(forge)
        forge.edit("rkt/2027/pikp.yml", "bidang: pikp", "bidang: egov")
        forge.commit("Salah bidang")
        pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
        for workflow in ("periksa", "draf"):
            assert forge.check(pull, workflow).good
        assert forge.comment(pull, "success").good  # a newer Gitea knows workflow_run
        assert forge.comments == []

    def test_a_comment_that_cannot_be_written_is_red(self, forge: LocalForge) -> None:
        forge.become_forgejo()
        start(forge)
        forge.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
        forge.commit("Form PIKP")
        pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
        hidden = (re.compile("/repos/pemda/rkt/pulls/12"), lambda _: Reply({"message": "Not Found"}, 404))
        forge.server.routes.insert(0, ("GET", *hidden))
        run = forge.correct(pull)
        assert not run.good
        assert "permissions: pull-requests" in run.log

    def test_the_policy_goes_to_main_under_an_approval_of_its_own(self, forge: LocalForge) -> None:
        forge.become_forgejo()
        forge.git("switch", "--quiet", "--create", "pejabat", "origin/main")
        forge.edit("rkt/organisasi.yml", "akun: [contoh-kepala]", "akun: [contoh-kepala, kepala-baru]")
        forge.commit("Akun baru")
        assert forge.correct(forge.open_pull("pejabat", "main", number=13)).good
        assert state(forge, 13) == "### ⚠️ Perlu persetujuan tersendiri: mesin atau kebijakan ikut berubah"
        forge.git("switch", "--quiet", "pejabat")
        assert not forge.correct(forge.open_pull("pejabat", "draf/2027", number=14)).good
        assert "mengubah kebijakan pengesahan" in body(forge, 14)

    def test_a_request_that_rewrites_the_workflow_changes_nothing(self, forge: LocalForge) -> None:
        forge.become_forgejo()
        start(forge)
        forge.edit("rkt/2027/pikp.yml", "bidang: pikp", "bidang: egov")
        (forge.clone / ".github/workflows/koreksi.yml").write_text("on: pull_request_target\njobs: {}\n")
        forge.commit("Form PIKP")
        pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
        assert not forge.correct(pull).good
        assert "`RKT-109`" in body(forge)


def test_on_github_the_run_for_forgejo_is_off(forge: LocalForge) -> None:
    start(forge)
    forge.edit("rkt/2027/pikp.yml", "bidang: pikp", "bidang: egov")
    forge.commit("Salah bidang")
    assert forge.correct(forge.open_pull("bidang/pikp-2027", "draf/2027")).good
    assert forge.comments == []


@pytest.mark.parametrize(("path", "tested"), [("rkt/2027/pikp.yml", False), ("scripts/rktkit/__main__.py", True)])
def test_a_form_on_its_way_to_main_runs_no_test_suite(forge: LocalForge, path: str, tested: bool) -> None:
    forge.git("switch", "--quiet", "--create", "perubahan", "origin/main")
    with (forge.clone / path).open("a") as file:
        file.write("# diubah\n")
    forge.commit("Perubahan")
    run = forge.check(forge.open_pull("perubahan", "main"), "uji")
    assert run.good, run.log
    assert ("seluruh uji berjalan" in run.log) == tested


LOOSE = {
    "the machinery": (
        "scripts/rktkit/rules/check.py",
        "\n\ndef check(*words, **more):\n    return Report()\n",
        "RKT-609",
    ),
    "the schema": ("scripts/rktkit/plan/schema/form.py", "\nraise SystemExit('semua baik')\n", "RKT-609"),
    "the policy": ("rkt/organisasi.yml", "# Bidang lain boleh juga.\n", "RKT-610"),
}


@pytest.mark.parametrize("what", LOOSE)
def test_a_form_that_edits_what_judges_it_is_not_let_through(forge: LocalForge, what: str) -> None:
    path, words, rule = LOOSE[what]
    start(forge)
    forge.edit("rkt/2027/pikp.yml", "bidang: pikp", "bidang: egov")
    with (forge.clone / path).open("a") as file:
        file.write(words)
    forge.commit("Form PIKP")
    pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
    check = forge.check(pull)
    assert not check.good
    assert forge.comment(pull, "failure").good
    assert "`RKT-109`" in body(forge)  # the form's own finding, by the machinery of main
    assert f"`{rule}`" in body(forge)
    assert "ikut menentukan hasil pemeriksaan" in body(forge)


def test_a_pull_request_that_rewrites_the_workflow_is_found_out(forge: LocalForge) -> None:
    """Its own run does what it wants, and leaves whatever results it likes. The comment says so all the same."""
    start(forge)
    forge.edit("rkt/2027/pikp.yml", "bidang: pikp", "bidang: egov")
    forge.edit(
        ".github/workflows/periksa.yml",
        'mesin/.venv/bin/rkt forge review --event "$GITHUB_EVENT_PATH" --root berkas --output hasil --no-draft',
        'mkdir hasil && printf \'{"versi":1,"nomor":12,"cabang":"draf/2027","kepala":"%s","tahun":[2027],"akhir":false,'
        '"berkas":9,"temuan":[],"perbandingan":[],"siklus":[],"draf":false,'
        '"bentrok":false,"bersamaan":[]}\' "$(git -C berkas rev-parse HEAD^2)"'
        " > hasil/hasil.json",
    )
    forge.commit("Form PIKP")
    pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
    check = forge.check(pull)
    assert check.good, check.log  # it has let itself through, which only its own run believes
    assert forge.comment(pull).good
    assert state(forge) == "### ⚠️ Perlu persetujuan tersendiri: mesin atau kebijakan ikut berubah"
    assert "> - .github/workflows/periksa.yml" in body(forge)


@pytest.mark.parametrize("left", ["nothing", "garbage", "a link", "another commit"])
def test_results_that_cannot_be_believed(forge: LocalForge, left: str) -> None:
    start(forge)
    forge.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
    forge.commit("Form PIKP")
    pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
    folder = forge.artifacts / "hasil"
    folder.mkdir(parents=True)
    file = folder / "hasil.json"
    if left == "garbage":
        file.write_text('{"versi": 1, "temuan": "<script>"}')
    elif left == "a link":
        file.symlink_to("/etc/passwd")
    elif left == "another commit":
        file.write_bytes(results(kepala="b" * 40, temuan=()).to_bytes())
    forge.server.on("GET", f"/repos/pemda/rkt/commits/{pull['head']['sha']}/pulls", Reply([pull]))
    comment = forge.comment(pull, "failure")
    assert comment.good, comment.log
    assert state(forge) == "### ❌ Pemeriksaan tidak selesai"
    assert "root:" not in body(forge)


def test_a_comment_for_a_commit_that_is_no_longer_the_newest_is_not_written(forge: LocalForge) -> None:
    start(forge)
    forge.edit("rkt/2027/pikp.yml", "tahun: 2027", "tahun: 2027  # diperiksa")
    old = forge.commit("Form PIKP")
    pull = forge.open_pull("bidang/pikp-2027", "draf/2027")
    (forge.artifacts / "hasil").mkdir(parents=True)
    (forge.artifacts / "hasil" / "hasil.json").write_bytes(results(kepala=old).to_bytes())
    forge.server.routes.insert(
        0,
        (
            "GET",
            re.compile("/repos/pemda/rkt/pulls/12"),
            lambda _: Reply({**pull, "head": {"sha": "b" * 40, "ref": "x"}}),
        ),
    )
    assert forge.comment(pull).good
    assert forge.comments == []


def test_hostile_titles_branches_and_file_names_do_nothing(forge: LocalForge, tmp_path: Path) -> None:
    trap = tmp_path / "terperangkap"
    evil = f"$(touch${{IFS}}{trap})`touch${{IFS}}{trap}`"
    branch = "bidang/x';touch${IFS}terperangkap;'"
    forge.git("switch", "--quiet", "--create", branch, "origin/draf/2027")
    name = f"rkt/2027/{evil.replace('/', '')};|<img src=x>@contoh-kepala ::error::x.yml"
    (forge.clone / name).write_text("x\n")
    (forge.clone / "rkt/2027/x\n::error file=palsu.yml::palsu\n.yml").write_text("x\n")
    forge.commit(f"Judul {evil}\n\n::add-mask::x")
    pull = forge.open_pull(branch, "draf/2027", title=f'"; {evil} ${{{{ github.token }}}} <img src=x>')
    check = forge.check(pull)
    assert not check.good  # files that are no form
    obeyed = re.sub(r"::stop-commands::(\w+).*?::\1::", "", check.log, flags=re.DOTALL)
    assert "::error file=rkt/2027/" in obeyed
    assert "::error file=palsu.yml" not in obeyed
    comment = forge.comment(pull, "failure")
    assert comment.good, comment.log
    assert not trap.exists()
    assert not list(tmp_path.rglob("terperangkap"))
    assert "<img" not in body(forge)
    assert "@contoh-kepala" not in body(forge)
    assert "token-palsu" not in check.log + comment.log + body(forge)


def test_the_reminder_says_a_thing_once(forge: LocalForge) -> None:
    forge.git("switch", "--quiet", "draf/2027")
    forge.edit("rkt/2027/siklus.yml", "pengisian: 2026-12-03", "pengisian: 2026-11-10")
    forge.commit("Jadwal")
    forge.git("push", "--quiet", "origin", "draf/2027")
    forge.git("switch", "--quiet", "--force-create", "main", "origin/main")
    for _ in range(2):
        outcome = forge.remind()
        assert outcome.good, outcome.log
    assert [issue["title"] for issue in forge.issues] == ["Pengingat RKT 2027"]
    assert "@contoh-persandian: mengisi Form RKT" in body(forge, 30)
    assert "terlambat" in body(forge, 30)

"""The settings of a forge: read before they are made, made, and read back."""

from datetime import date

import pytest

from rktkit.faces.forge.accounts import Accounts, codeowners
from rktkit.faces.forge.api import gitea_setup, github_setup
from rktkit.faces.forge.api.gitea import Gitea
from rktkit.faces.forge.api.github import GitHub
from rktkit.faces.forge.api.protections import Branch, Protections, lacks
from rktkit.faces.forge.api.protocol import Forge
from rktkit.faces.forge.roles import page
from rktkit.ground.findings import UsageError
from rktkit.plan.office import Organisasi
from tests.faces.forge import holding
from tests.faces.forge.holding import TODAY, run
from tests.faces.forge.server import Server
from tests.faces.forge.shapes import REPO
from tests.places import ROOT
from tests.sample import CONTOH


def test_accounts_are_those_in_office(organisasi: Organisasi) -> None:
    assert Accounts.of(organisasi, date(2025, 12, 31), []).kepala == ("mnor",)
    assert Accounts.of(organisasi, date(2026, 1, 1), []).kepala == ("contoh-kepala",)


def test_a_role_without_an_account_is_said(organisasi: Organisasi) -> None:
    with pytest.raises(UsageError, match="kepala"):
        Accounts.of(organisasi, date(2020, 1, 1), [])


def test_an_office_without_a_sekretaris_has_the_kasubag_as_its_gate(organisasi: Organisasi) -> None:
    """``tanpa: [sekretaris]`` in the office's file."""
    positions = tuple(one for one in organisasi.jabatan if one.peran != "sekretaris")
    office = organisasi.but(jabatan=positions, instansi=organisasi.instansi.but(tanpa=("sekretaris",)))
    accounts = Accounts.of(office, TODAY, ["contoh-pengelola"])
    assert accounts.gerbang == ("contoh-kasubag",)
    main = gitea_setup.wanted(accounts).of("main")
    assert main is not None
    assert main.approve == frozenset({"contoh-kasubag", "contoh-pengelola"})


@pytest.mark.parametrize("akun", ["a b", "@a", "a/b", "", "-a", "a\nb", "a" * 200])
def test_what_is_no_account_is_refused(organisasi: Organisasi, akun: str) -> None:
    with pytest.raises(UsageError, match="bukan nama akun"):
        Accounts.of(organisasi, TODAY, [akun])


@pytest.fixture
def forgejo(server: Server) -> tuple[holding.Forgejo, Gitea]:
    return holding.Forgejo(server), Gitea.at(REPO, "t", server.url, server.url)


class TestForgejo:
    """Against a server that drops names it does not know, as the real one did."""

    def test_each_role_has_exactly_its_acts(self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts) -> None:
        there, forge = forgejo
        good, said = run(forge, accounts)
        assert good, said
        main, draf = there.rules["main"], there.rules["draf/*"]
        assert (main["enable_push"], main["merge_whitelist_usernames"]) == (
            False,
            ["contoh-kepala", "contoh-pengelola"],
        )
        assert main["approvals_whitelist_username"] == ["contoh-pengelola", "contoh-sekretaris"]
        assert main["dismiss_stale_approvals"]
        assert draf["merge_whitelist_usernames"] == ["contoh-kasubag"]
        assert [rule["block_on_outdated_branch"] for rule in (main, draf)] == [False, False]  # nobody blocks another
        assert "Setelan lengkap." in said

    def test_a_new_cycle_needs_no_admin(self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts) -> None:
        there, forge = forgejo
        run(forge, accounts)
        draf = there.rules["draf/*"]
        assert draf["enable_push"]
        assert draf["enable_push_whitelist"]
        assert draf["push_whitelist_usernames"] == ["contoh-kasubag", "contoh-sekretaris"]

    @pytest.mark.parametrize("branch", ["arsip", "situs"])
    def test_only_the_publishing_account_writes(
        self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts, branch: str
    ) -> None:
        there, forge = forgejo
        run(forge, accounts)
        rule = there.rules[branch]
        assert rule["push_whitelist_usernames"] == rule["merge_whitelist_usernames"] == ["penerbit"]
        assert rule["enable_push_whitelist"]
        assert rule["enable_merge_whitelist"]

    def test_a_name_that_was_dropped_is_told_with_its_remedy_and_mended_by_a_second_run(
        self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts
    ) -> None:
        there, forge = forgejo
        there.people -= {"penerbit"}
        there.writers -= {"penerbit", "contoh-kasubag"}
        good, said = run(forge, accounts)
        assert not good
        assert "arsip: boleh mengirim: penerbit tidak ada di forge" in said
        assert "penerbit: tidak ada akun dengan nama itu" in said
        assert "contoh-kasubag: belum boleh menulis (membaca). Jadikan kolaborator dengan hak tulis" in said
        there.people |= {"penerbit"}
        there.writers |= {"penerbit", "contoh-kasubag"}
        assert run(forge, accounts)[0]

    def test_what_the_real_server_held_is_repaired(
        self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts
    ) -> None:
        """The set-up that locked everybody out: no cycle could be opened, and all could write the archive."""
        there, forge = forgejo
        there.rules = {one["rule_name"]: one for one in holding.recorded("aturan-cabang")}
        before = [lack.message for lack in lacks(forge.wanted(accounts), forge.holds())]
        assert "boleh mengirim: contoh-kasubag, contoh-sekretaris tidak ada di forge" in before
        assert before.count("tidak dilindungi: semua orang yang boleh menulis dapat mengubahnya") == 2
        assert run(forge, accounts)[0]

    def test_a_second_run_changes_nothing(self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts) -> None:
        there, forge = forgejo
        run(forge, accounts)
        before = {name: dict(rule) for name, rule in there.rules.items()}
        assert run(forge, accounts)[0]
        assert there.rules == before

    def test_an_older_rule_that_stands_before_ours_is_told(
        self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts
    ) -> None:
        there, forge = forgejo
        run(forge, accounts)
        there.rules["draf/2027"] = {**there.rules["draf/*"], "rule_name": "draf/2027"}
        good, said = run(forge, accounts)
        assert not good
        assert "draf/2027: aturan lain, ikut berlaku untuk draf/2027" in said

    def test_somebody_who_was_let_in_by_hand_is_told(
        self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts
    ) -> None:
        there, forge = forgejo
        run(forge, accounts)
        there.rules["arsip"]["push_whitelist_usernames"].append("contoh-pikp")
        found = [lack.message for lack in lacks(forge.wanted(accounts), forge.holds())]
        assert found == ["boleh mengirim: juga contoh-pikp, yang tidak seharusnya"]

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("unprotected_file_patterns", "rkt/**", "boleh mengirim: juga (setiap orang pada berkas rkt/**)"),
            ("push_whitelist_deploy_keys", True, "boleh mengirim: juga (setiap kunci deploy)"),
            ("block_on_rejected_reviews", False, "permintaan perbaikan (tidak) tidak menahan penggabungan"),
            ("block_on_outdated_branch", True, "permintaan lain harus dimutakhirkan sesudah setiap penggabungan"),
            ("dismiss_stale_approvals", False, "persetujuan tidak gugur ketika ada commit baru"),
            ("apply_to_admins", False, "tidak berlaku untuk pengelola repositori"),
        ],
    )
    def test_a_setting_that_was_changed_by_hand_is_told_and_mended(
        self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts, field: str, value: object, words: str
    ) -> None:
        there, forge = forgejo
        run(forge, accounts)
        there.rules["draf/*"][field] = value
        found = [lack.message for lack in lacks(forge.wanted(accounts), forge.holds())]
        assert len(found) == 1
        assert found[0].startswith(words)
        assert run(forge, accounts)[0]

    def test_scheduled_merges_cannot_be_forbidden_and_that_is_said(
        self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts
    ) -> None:
        _, said = run(forgejo[1], accounts)
        assert "Tidak tersedia di sini:\n  mematikan penggabungan terjadwal" in said

    def test_a_gitea_that_refuses_unknown_accounts_still_gets_its_rules(
        self, server: Server, accounts: Accounts
    ) -> None:
        there = holding.Forgejo(server, strict=True)
        there.people -= {"penerbit"}
        good, said = run(Gitea.at(REPO, "t", server.url, server.url, "gitea"), accounts)
        assert not good
        assert set(there.rules) == {"main", "draf/*", "arsip", "situs"}
        assert "penerbit: tidak ada akun dengan nama itu" in said


def test_capitals_of_an_account_are_no_difference() -> None:
    wanted = Protections((Branch("arsip", push=frozenset({"Penerbit"})),))
    assert lacks(wanted, Protections((Branch("arsip", push=frozenset({"penerbit"})),))) == []


def test_the_names_of_the_required_checks_are_those_of_the_workflows() -> None:
    def names(file: str, job: str) -> tuple[bool, str]:
        text = (ROOT / f".github/workflows/{file}.yml").read_text()
        return f"    name: {job}\n" in text, text

    assert names("periksa", github_setup.CHECK)[0]
    assert names("uji", github_setup.TESTS)[0]
    workflow, _, rest = gitea_setup.CHECK.partition(" / ")
    there, text = names(workflow.lower(), rest.partition(" (")[0])
    assert there
    assert f"name: {workflow}\n" in text


def test_the_environment_is_that_of_the_workflow() -> None:
    assert f"environment: {github_setup.ENVIRONMENT}" in (ROOT / ".github/workflows/terbit.yml").read_text()


def test_the_code_owners_of_the_sample(accounts: Accounts) -> None:
    assert (CONTOH / "CODEOWNERS").read_text() == codeowners(accounts)


def test_forms_and_machinery_have_different_owners(accounts: Accounts) -> None:
    rows = dict(line.split(maxsplit=1) for line in codeowners(accounts).splitlines() if not line.startswith("#"))
    assert rows["*"] == "@contoh-pengelola"
    assert rows["/rkt/*/pikp.yml"] == "@contoh-pikp @contoh-sekretaris"
    assert rows["/rkt/organisasi.yml"] == "@contoh-kepala @contoh-sekretaris"
    assert all("@contoh-pengelola" not in names for path, names in rows.items() if path.startswith("/rkt/"))
    assert next(iter(rows)) == "*"  # the last line that matches counts


class TestTheRolesPage:
    """What the office reads: by its own file, and beside it what the forge holds."""

    def test_says_who_may_do_what(self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts) -> None:
        _, forge = forgejo
        text = page(accounts, forge.wanted(accounts), None)
        rows = {line.split("`")[1]: line for line in text.splitlines() if line.startswith("| `")}
        assert (
            "Kasubbag (contoh-kasubag), Sekretaris (contoh-sekretaris) | Kasubbag (contoh-kasubag) |" in rows["draf/*"]
        )
        assert "| tidak seorang pun | kepala instansi (contoh-kepala)" in rows["main"]
        assert "akun penerbit (penerbit)" in rows["arsip"]
        assert "Sungguhnya" not in text

    def test_tells_where_the_forge_differs(self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts) -> None:
        there, forge = forgejo
        run(forge, accounts)
        assert "Sama dengan yang seharusnya." in page(accounts, forge.wanted(accounts), forge.holds())
        there.rules["arsip"]["push_whitelist_usernames"].append("<b>orang</b>")
        text = page(accounts, forge.wanted(accounts), forge.holds())
        assert "yang tidak seharusnya" in text
        assert "<b>" not in text

    def test_shows_the_rules_that_the_forge_holds(
        self, forgejo: tuple[holding.Forgejo, Gitea], accounts: Accounts
    ) -> None:
        """As the real server held them: nobody could open a cycle, and the archive was everybody's."""
        there, forge = forgejo
        there.rules = {one["rule_name"]: one for one in holding.recorded("aturan-cabang")}
        real = page(accounts, forge.wanted(accounts), forge.holds()).partition("## Sungguhnya di forge")[2]
        rows = {line.split("`")[1]: line for line in real.splitlines() if line.startswith("| `")}
        assert "| tidak seorang pun |" in rows["draf/*"]
        assert "arsip" not in rows
        assert "- arsip: tidak dilindungi" in real


FORGES = ("Forgejo", "Gitea", "GitHub")


@pytest.mark.parametrize("kind", FORGES)
@pytest.mark.parametrize("without", [(), ("sekretaris", "tim")], ids=["", "without Sekretaris and Tim"])
def test_any_office_on_any_forge_is_set_up_read_back_and_described(
    server: Server, organisasi: Organisasi, kind: str, without: tuple[str, ...]
) -> None:
    there: holding.Forgejo | holding.GitHub
    forge: Forge
    if kind == "GitHub":
        there, forge = holding.GitHub(server), GitHub.at(REPO, "t", "https://github.com", server.url)
    else:
        there = holding.Forgejo(server, strict=kind == "Gitea")
        forge = Gitea.at(REPO, "t", server.url, server.url, kind.lower())
    positions = tuple(one for one in organisasi.jabatan if one.peran not in without)
    office = organisasi.but(jabatan=positions, instansi=organisasi.instansi.but(tanpa=without))
    accounts = Accounts.of(office, TODAY, ["contoh-pengelola"])
    known = [there.people, *([there.writers] if isinstance(there, holding.Forgejo) else [])]
    there.begun = False  # before the first push, which the rule of main would refuse
    for names in known:
        names.discard("penerbit")  # before its account is made
    good, said = run(forge, accounts)
    assert not good
    assert "penerbit" in said
    assert "Cabang main belum ada di forge" in said
    assert "main: tidak dilindungi" in said
    there.begun = True
    if isinstance(there, holding.Forgejo):
        there.repository["default_branch"] = "master"
    for names in known:
        names.add("penerbit")
    good, said = run(forge, accounts)
    assert good, said
    wanted, real = page(accounts, forge.wanted(accounts), forge.holds()).split("## Sungguhnya di forge")
    rows = [[line for line in text.splitlines() if line.startswith("| `")] for text in (wanted, real)]
    assert rows[0] == rows[1]
    assert [row.split("`")[1] for row in rows[0]] == ["main", "draf/*", "arsip", "situs"]
    assert "Sama dengan yang seharusnya." in real
    assert ("Sekretaris" in wanted) is not bool(without)
    gate = rows[0][0].split(" | ")[3]
    if kind == "GitHub":
        assert "pemilik berkas menurut CODEOWNERS" in gate
    else:
        assert ("Kasubbag" if without else "Sekretaris") in gate

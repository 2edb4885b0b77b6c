"""The settings of GitHub: rulesets, environments and protection, made and read back; what a plan lacks is told."""

import pytest

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api import github_setup
from rktkit.faces.forge.api.github import GitHub
from rktkit.faces.forge.api.protections import lacks
from tests.faces.forge import holding
from tests.faces.forge.holding import run
from tests.faces.forge.server import Reply, Server
from tests.faces.forge.shapes import REPO


class TestGitHub:
    """Rules by pattern, so that branches need not exist yet."""

    def test_holds_everything(self, github: tuple[holding.GitHub, GitHub], accounts: Accounts) -> None:
        there, forge = github
        good, said = run(forge, accounts)
        assert good, said
        rules = {rule["pattern"]: rule for rule in there.rules.values()}
        assert rules["main"]["pushActorIds"] == ["U_contoh-kepala", "U_contoh-pengelola"]
        assert rules["draf/*"]["pushActorIds"] == ["U_contoh-kasubag", "U_contoh-sekretaris"]
        assert rules["arsip"]["pushActorIds"] == rules["situs"]["pushActorIds"] == ["U_penerbit"]
        assert rules["main"]["requiresCodeOwnerReviews"]
        assert not rules["main"]["requiresStrictStatusChecks"]
        assert there.settings["allow_auto_merge"] is False
        assert there.policies == [{"name": "main", "type": "branch"}]

    def test_a_second_run_changes_the_same_rules(
        self, github: tuple[holding.GitHub, GitHub], accounts: Accounts
    ) -> None:
        there, forge = github
        assert run(forge, accounts)[0]
        assert run(forge, accounts)[0]
        assert len(there.rules) == 4

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("requiresLinearHistory", True, "dikunci, atau hanya menerima riwayat lurus"),
            ("lockBranch", True, "dikunci, atau hanya menerima riwayat lurus"),
            ("requiresStrictStatusChecks", True, "permintaan lain harus dimutakhirkan"),
            ("requiresCodeOwnerReviews", False, "persetujuan pemilik berkas (CODEOWNERS) tidak diwajibkan"),
            ("isAdminEnforced", False, "tidak berlaku untuk pengelola repositori"),
        ],
    )
    def test_a_setting_that_was_changed_by_hand_is_told_and_mended(
        self, github: tuple[holding.GitHub, GitHub], accounts: Accounts, field: str, value: object, words: str
    ) -> None:
        there, forge = github
        run(forge, accounts)
        next(rule for rule in there.rules.values() if rule["pattern"] == "main")[field] = value
        found = [lack.message for lack in lacks(forge.wanted(accounts), forge.holds())]
        assert len(found) == 1
        assert found[0].startswith(words)
        assert run(forge, accounts)[0]

    @pytest.mark.parametrize(
        ("rule", "told"),
        [
            ({"type": "required_linear_history"}, True),
            ({"type": "merge_queue", "parameters": {"merge_method": "MERGE"}}, True),
            ({"type": "pull_request", "parameters": {"allowed_merge_methods": ["squash"]}}, True),
            ({"type": "pull_request", "parameters": {"allowed_merge_methods": ["merge", "squash"]}}, False),
            ({"type": "deletion"}, False),
        ],
    )
    def test_a_ruleset_that_refuses_merge_commits_is_told(
        self, github: tuple[holding.GitHub, GitHub], accounts: Accounts, server: Server, rule: object, told: bool
    ) -> None:
        """It may be the organisation's, and no set-up of ours can take it away."""
        server.on("GET", f"/repos/{REPO}/rules/branches/main", Reply([rule]))
        good, said = run(github[1], accounts)
        assert good is not told
        assert ("tidak ada ruleset yang menolak merge commit: seharusnya ya, di forge tidak" in said) is told

    def test_an_account_that_is_not_there_is_told(
        self, github: tuple[holding.GitHub, GitHub], accounts: Accounts
    ) -> None:
        there, forge = github
        there.people -= {"penerbit"}
        good, said = run(forge, accounts)
        assert not good
        assert "penerbit: tidak ada akun dengan nama itu" in said

    def test_a_persons_repository_cannot_limit_people(self, server: Server, accounts: Accounts) -> None:
        there = holding.GitHub(server, organisation=False)
        good, said = run(GitHub.at(REPO, "t", "https://github.com", server.url), accounts)
        assert good, said
        assert github_setup.PEOPLE in said
        assert all(not rule["restrictsPushes"] for rule in there.rules.values())

    def test_a_plan_without_rules_is_told(self, server: Server, accounts: Accounts) -> None:
        message = "Upgrade to GitHub Pro or make this repository public to enable this feature."
        holding.GitHub(server, refuse=message)
        good, said = run(GitHub.at(REPO, "t", "https://github.com", server.url), accounts)
        assert good, said  # nothing that publishing relies on
        assert github_setup.RULES in said

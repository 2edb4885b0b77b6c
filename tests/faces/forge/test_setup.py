"""The settings of a forge, as calls that can be read before they are made."""

from datetime import date
from pathlib import Path

import pytest

from rktkit.faces.forge.accounts import Accounts, codeowners
from rktkit.faces.forge.api import setup
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import UsageError
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Organisasi
from tests.sample import CONTOH

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 24)


@pytest.fixture
def organisasi() -> Organisasi:
    found, _ = load_organisasi(FolderFiles(CONTOH))
    assert found is not None
    return found


@pytest.fixture
def accounts(organisasi: Organisasi) -> Accounts:
    return Accounts.of(organisasi, TODAY, ["contoh-pengelola"])


def test_accounts_are_those_in_office(organisasi: Organisasi) -> None:
    assert Accounts.of(organisasi, date(2025, 12, 31), []).kepala == ("mnor",)
    assert Accounts.of(organisasi, date(2026, 1, 1), []).kepala == ("contoh-kepala",)


def test_a_role_without_an_account_is_said(organisasi: Organisasi) -> None:
    with pytest.raises(UsageError, match="kepala"):
        Accounts.of(organisasi, date(2020, 1, 1), [])


@pytest.mark.parametrize("akun", ["a b", "@a", "a/b", "", "-a", "a\nb", "a" * 200])
def test_what_is_no_account_is_refused(organisasi: Organisasi, akun: str) -> None:
    with pytest.raises(UsageError, match="bukan nama akun"):
        Accounts.of(organisasi, TODAY, [akun])


def test_github(accounts: Accounts) -> None:
    calls = {call.path: call for call in setup.github("pemda/rkt", accounts, [2027])}
    main = calls["/repos/pemda/rkt/branches/main/protection"].body
    assert main["restrictions"]["users"] == ["contoh-kepala", "contoh-pengelola"]
    assert main["required_pull_request_reviews"]["dismiss_stale_reviews"]
    assert main["required_pull_request_reviews"]["require_code_owner_reviews"]
    assert main["required_status_checks"] == {"strict": True, "contexts": ["Form RKT", "Seluruh uji"]}
    assert main["enforce_admins"]
    draf = calls["/repos/pemda/rkt/branches/draf%2F2027/protection"].body
    assert draf["restrictions"]["users"] == ["contoh-kasubag"]
    assert draf["required_status_checks"]["contexts"] == ["Form RKT"]
    arsip = calls["/repos/pemda/rkt/branches/arsip/protection"].body
    assert (arsip["allow_force_pushes"], arsip["allow_deletions"]) == (False, False)
    assert calls["/repos/pemda/rkt"].body["allow_squash_merge"] is False
    policy = calls["/repos/pemda/rkt/environments/publikasi/deployment-branch-policies"].body
    assert policy == {"name": "main", "type": "branch"}


def test_github_for_a_person_cannot_limit_who_merges(accounts: Accounts) -> None:
    calls = setup.github("orang/rkt", accounts, [], personal=True)
    assert all(call.body.get("restrictions") is None for call in calls)


def test_every_protection_of_github_has_the_four_required_fields(accounts: Accounts) -> None:
    needed = {"required_status_checks", "enforce_admins", "required_pull_request_reviews", "restrictions"}
    found = [c.body for c in setup.github("pemda/rkt", accounts, [2027]) if c.path.endswith("/protection")]
    assert len(found) == 3
    assert all(needed <= body.keys() for body in found)


def test_forgejo(accounts: Accounts) -> None:
    calls = setup.forgejo("pemda/rkt", accounts)
    rules = {call.body["rule_name"]: call.body for call in calls if "rule_name" in call.body}
    assert rules["main"]["merge_whitelist_usernames"] == ["contoh-kepala", "contoh-pengelola"]
    assert rules["main"]["dismiss_stale_approvals"]
    assert rules["main"]["approvals_whitelist_username"] == ["contoh-pengelola", "contoh-sekretaris"]
    assert "Periksa / Form RKT (pull_request)" in rules["main"]["status_check_contexts"]
    assert rules["draf/*"]["merge_whitelist_usernames"] == ["contoh-kasubag"]
    assert rules["arsip"]["enable_push"]
    assert calls[0].body["default_merge_style"] == "merge"


def test_the_names_of_the_required_checks_are_those_of_the_workflows() -> None:
    text = (ROOT / ".github/workflows/periksa.yml").read_text()
    assert "name: Periksa\n" in text
    assert f"    name: {setup.CHECK}\n" in text
    text = (ROOT / ".github/workflows/uji.yml").read_text()
    assert "name: Uji\n" in text
    assert f"    name: {setup.TESTS}\n" in text


def test_the_environment_is_that_of_the_workflow() -> None:
    assert f"environment: {setup.ENVIRONMENT}" in (ROOT / ".github/workflows/terbit.yml").read_text()


def test_the_code_owners_of_the_sample(accounts: Accounts) -> None:
    assert (CONTOH / "CODEOWNERS").read_text() == codeowners(accounts)


def test_forms_and_machinery_have_different_owners(accounts: Accounts) -> None:
    rows = dict(line.split(maxsplit=1) for line in codeowners(accounts).splitlines() if not line.startswith("#"))
    assert rows["*"] == "@contoh-pengelola"
    assert rows["/rkt/*/pikp.yml"] == "@contoh-pikp @contoh-sekretaris"
    assert rows["/rkt/organisasi.yml"] == "@contoh-kepala @contoh-sekretaris"
    assert all("@contoh-pengelola" not in names for path, names in rows.items() if path.startswith("/rkt/"))
    assert next(iter(rows)) == "*"  # the last line that matches counts

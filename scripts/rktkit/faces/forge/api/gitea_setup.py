"""Forgejo and Gitea: branch rules of API v1, written and read back.

One glob rule covers every ``draf/<tahun>``, also those that do not exist yet; who may push there may make one. Both
servers take names that they do not know with 201 and drop them (Gitea answers 422 for an unknown account), and neither
can be told not to schedule merges.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api import wire
from rktkit.faces.forge.api.protections import DEFAULT, Branch, Names, Protections
from rktkit.faces.forge.api.protocol import Call

CHECK = "Koreksi / Form dan komentar (pull_request_target)"
TESTS = "Uji / Seluruh uji (pull_request)"
"""``<workflow> / <job> (<event>)``: how both name the result of a job in ``.github/workflows``."""

OLD_CHECK = "Periksa / Form RKT (pull_request)"
"""What ``CHECK`` was called before; reported beside it until every office has run the set-up again."""

MERGES = "hanya merge commit"
REQUESTS = "permintaan penggabungan menyala"
RUNS = "alur kerja (Actions) menyala"
ISSUES = "isu menyala, untuk pengingat"
NEVER = (
    "mematikan penggabungan terjadwal (“bila pemeriksaan berhasil”): rkt publish menolak yang dijadwalkan lebih awal",
    "lingkungan (environment) yang terikat pada main: kunci penerbit tidak pernah disimpan di repositori ini",
)


def wanted(accounts: Accounts) -> Protections:
    """What the procedure needs here."""
    gate, keepers = accounts.gerbang, accounts.mesin
    ours = frozenset(accounts.penerbit)
    return Protections(
        branches=(
            Branch(
                "main",
                push=frozenset(),
                merge=frozenset((*accounts.kepala, *keepers)),
                approve=frozenset((*gate, *keepers)),
                approvals=1,
                checks=frozenset((CHECK, TESTS)),
                fresh=True,
                stops=True,
            ),
            Branch(
                "draf/*",
                push=frozenset((*accounts.kasubag, *accounts.sekretaris)),
                merge=frozenset(accounts.kasubag),
                approve=frozenset((*accounts.kasubag, *accounts.sekretaris)),
                approvals=1,
                checks=frozenset((CHECK,)),
                fresh=True,
                stops=True,
            ),
            Branch("arsip", push=ours, merge=ours),
            Branch("situs", push=ours, merge=ours),
        ),
        settings={MERGES: True, REQUESTS: True, RUNS: True, ISSUES: True, DEFAULT: True},
    )


def calls(repo: str, protections: Protections) -> list[Call]:
    """The calls that bring it about."""
    base = f"/repos/{repo}"
    settings = {
        "has_pull_requests": True,
        "has_actions": True,
        "has_issues": True,
        "allow_merge_commits": True,
        "allow_squash_merge": False,
        "allow_rebase": False,
        "allow_rebase_explicit": False,
        "allow_fast_forward_only_merge": False,
        "allow_manual_merge": False,
        "autodetect_manual_merge": False,
        "default_merge_style": "merge",
    }
    return [
        Call("Hanya merge commit; permintaan, isu, dan alur kerja menyala", "PATCH", base, settings),
        Call("Cabang bawaan: main", "PATCH", base, {"default_branch": "main"}, "main"),
        *(
            Call(branch.title, "POST", f"{base}/branch_protections", rule(branch), branch.name)
            for branch in protections.branches
        ),
    ]


def rule(branch: Branch) -> dict[str, Any]:
    """A branch as the body of ``POST /branch_protections``."""

    def names(some: Names | None) -> list[str]:
        return sorted(some or ())

    return {
        "rule_name": branch.name,
        "enable_push": branch.push is None or bool(branch.push),
        "enable_push_whitelist": bool(branch.push),
        "push_whitelist_usernames": names(branch.push),
        "push_whitelist_deploy_keys": False,
        "unprotected_file_patterns": "",  # else everybody may push such files, whoever is on the list
        "enable_force_push": False,  # Gitea
        "enable_merge_whitelist": branch.merge is not None,
        "merge_whitelist_usernames": names(branch.merge),
        "enable_approvals_whitelist": branch.approve is not None,
        "approvals_whitelist_username": names(branch.approve),
        "required_approvals": branch.approvals,
        "enable_status_check": bool(branch.checks),
        "status_check_contexts": names(branch.checks),
        "block_on_rejected_reviews": branch.stops,
        "block_on_outdated_branch": branch.waits,
        "dismiss_stale_approvals": branch.fresh,
        "apply_to_admins": True,  # Forgejo
        "block_admin_merge_override": True,  # Gitea
    }


_Names = tuple[wire.Name, ...] | None


@dataclass(frozen=True, slots=True)
class Repository:
    """What ``GET /repos/…`` says of merges."""

    allow_merge_commits: bool
    allow_squash_merge: bool | None = None
    allow_rebase: bool | None = None
    allow_rebase_explicit: bool | None = None
    allow_fast_forward_only_merge: bool | None = None
    allow_manual_merge: bool | None = None
    default_branch: wire.Name | None = None
    empty: bool | None = None
    has_pull_requests: bool | None = None
    has_actions: bool | None = None
    has_issues: bool | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What ``GET /branch_protections`` says of a pattern."""

    required_approvals: wire.Id
    branch_name: wire.Name = ""
    rule_name: wire.Name | None = None
    enable_push: bool | None = None
    enable_push_whitelist: bool | None = None
    push_whitelist_usernames: _Names = None
    push_whitelist_teams: _Names = None
    push_whitelist_deploy_keys: bool | None = None
    unprotected_file_patterns: wire.Text | None = None
    enable_merge_whitelist: bool | None = None
    merge_whitelist_usernames: _Names = None
    merge_whitelist_teams: _Names = None
    enable_approvals_whitelist: bool | None = None
    approvals_whitelist_username: _Names = None
    approvals_whitelist_teams: _Names = None
    enable_status_check: bool | None = None
    status_check_contexts: _Names = None
    dismiss_stale_approvals: bool | None = None
    block_on_rejected_reviews: bool | None = None
    block_on_outdated_branch: bool | None = None
    apply_to_admins: bool | None = None
    block_admin_merge_override: bool | None = None
    enable_force_push: bool | None = None


def held(rules: Iterable[Rule], there: Repository) -> Protections:
    """What a repository and its rules say."""
    others = there.allow_squash_merge or there.allow_rebase or there.allow_rebase_explicit or there.allow_manual_merge
    only = there.allow_merge_commits and not others and not there.allow_fast_forward_only_merge
    return Protections(
        branches=tuple(_branch(one) for one in rules),
        settings={
            MERGES: only,
            REQUESTS: there.has_pull_requests is not False,
            RUNS: there.has_actions is not False,
            ISSUES: there.has_issues is not False,
            DEFAULT: there.default_branch in (None, "main"),
        },
        unavailable=NEVER,
    )


def _branch(rule: Rule) -> Branch:
    admins = rule.block_admin_merge_override if rule.apply_to_admins is None else rule.apply_to_admins
    return Branch(
        name=rule.rule_name or rule.branch_name,
        push=_push(rule),
        merge=_people(rule.enable_merge_whitelist, rule.merge_whitelist_usernames, rule.merge_whitelist_teams),
        approve=_people(
            rule.enable_approvals_whitelist, rule.approvals_whitelist_username, rule.approvals_whitelist_teams
        ),
        approvals=rule.required_approvals,
        checks=frozenset(rule.status_check_contexts or ()) if rule.enable_status_check else frozenset(),
        fresh=bool(rule.dismiss_stale_approvals),
        stops=bool(rule.block_on_rejected_reviews),
        waits=bool(rule.block_on_outdated_branch),
        admins=admins is not False,
        lasting=not rule.enable_force_push,
    )


def _push(rule: Rule) -> Names | None:
    push = _people(rule.enable_push_whitelist, rule.push_whitelist_usernames, rule.push_whitelist_teams)
    if push is not None and rule.push_whitelist_deploy_keys:
        push |= {"(setiap kunci deploy)"}
    push = push if rule.enable_push else frozenset()
    if push is not None and rule.unprotected_file_patterns:
        push |= {f"(setiap orang pada berkas {rule.unprotected_file_patterns})"}
    return push


def _people(on: bool | None, users: _Names, teams: _Names) -> Names | None:
    return frozenset((*(users or ()), *(f"tim {one}" for one in teams or ()))) if on else None

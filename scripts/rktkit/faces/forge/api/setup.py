"""The settings of a forge that the procedure needs, as a list of API calls that can be read before they are made.

Branch ``main`` takes a plan only after the Sekretaris' approval and only from the Kepala Dinas; ``draf/<tahun>`` only
from the Kasubag; ``arsip`` never goes back. Approvals fall away with a new commit, checks must be green, and only merge
commits are made, since a squash or a rebase would lose the commit that was approved.

These settings keep honest people from mistakes. Whoever administers the forge can lift them, so nothing is proved by
them: ``rkt publish`` and ``rkt verify`` judge the merge itself.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api.protocol import Call

CHECK = "Form RKT"
TESTS = "Seluruh uji"
"""The names of the jobs in ``.github/workflows`` that must be green."""

ENVIRONMENT = "publikasi"


def github(repo: str, accounts: Accounts, years: Sequence[int], *, personal: bool = False) -> list[Call]:
    """The calls for GitHub (REST API version 2022-11-28).

    Args:
        repo: ``owner/name``.
        accounts: who does what.
        years: cycles whose branch ``draf/<tahun>`` is there already.
        personal: the repository belongs to a person; GitHub limits who may merge for organisations only.
    """
    base = f"/repos/{repo}"

    def protection(checks: list[str], reviews: dict[str, Any] | None, who: Sequence[str]) -> dict[str, Any]:
        return {
            "required_status_checks": {"strict": True, "contexts": checks} if checks else None,
            "enforce_admins": True,
            "required_pull_request_reviews": reviews,
            "restrictions": {"users": sorted(set(who)), "teams": [], "apps": []} if who and not personal else None,
            "required_linear_history": False,
            "allow_force_pushes": False,
            "allow_deletions": False,
            "required_conversation_resolution": reviews is not None,
        }

    def reviews(*, owners: bool) -> dict[str, Any]:
        return {
            "dismiss_stale_reviews": True,
            "require_code_owner_reviews": owners,
            "required_approving_review_count": 1,
            "require_last_push_approval": True,
        }

    def branch(name: str) -> str:
        return f"{base}/branches/{quote(name, safe='')}/protection"

    deployment = f"{base}/environments/{ENVIRONMENT}"
    return [
        Call(
            "Hanya merge commit",
            "PATCH",
            base,
            {
                "allow_merge_commit": True,
                "allow_squash_merge": False,
                "allow_rebase_merge": False,
                "allow_auto_merge": False,
            },
        ),
        Call(
            "Token alur kerja hanya membaca",
            "PUT",
            f"{base}/actions/permissions/workflow",
            {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": False},
        ),
        Call(
            "Cabang main: Sekretaris menyetujui, Kepala Dinas menggabungkan",
            "PUT",
            branch("main"),
            protection([CHECK, TESTS], reviews(owners=True), (*accounts.kepala, *accounts.mesin)),
        ),
        *(
            Call(
                f"Cabang draf/{tahun}: Kasubbag memeriksa dan menggabungkan",
                "PUT",
                branch(f"draf/{tahun}"),
                protection([CHECK], reviews(owners=False), accounts.kasubag),
            )
            for tahun in years
        ),
        Call("Cabang arsip: hanya bertambah", "PUT", branch("arsip"), protection([], None, ())),
        Call(
            f"Lingkungan {ENVIRONMENT}: hanya untuk main",
            "PUT",
            deployment,
            {"deployment_branch_policy": {"protected_branches": False, "custom_branch_policies": True}},
        ),
        Call(
            f"Lingkungan {ENVIRONMENT}: nama cabangnya",
            "POST",
            f"{deployment}/deployment-branch-policies",
            {"name": "main", "type": "branch"},
        ),
    ]


def forgejo(repo: str, accounts: Accounts) -> list[Call]:
    """The calls for Forgejo and Gitea (API v1). One rule covers every ``draf/<tahun>``."""
    base = f"/repos/{repo}"

    def protection(name: str, merge: Sequence[str], approve: Sequence[str], checks: list[str]) -> dict[str, Any]:
        return {
            "rule_name": name,
            "enable_push": False,
            "enable_merge_whitelist": True,
            "merge_whitelist_usernames": sorted(set(merge)),
            "enable_status_check": True,
            "status_check_contexts": checks,
            "required_approvals": 1,
            "enable_approvals_whitelist": True,
            "approvals_whitelist_username": sorted(set(approve)),
            "block_on_rejected_reviews": True,
            "block_on_outdated_branch": True,
            "dismiss_stale_approvals": True,
            "apply_to_admins": True,  # Forgejo
            "block_admin_merge_override": True,  # Gitea
        }

    def context(workflow: str, job: str) -> str:
        return f"{workflow} / {job} (pull_request)"

    check, tests = context("Periksa", CHECK), context("Uji", TESTS)
    main = protection(
        "main", (*accounts.kepala, *accounts.mesin), (*accounts.sekretaris, *accounts.mesin), [check, tests]
    )
    draf = protection("draf/*", accounts.kasubag, (*accounts.kasubag, *accounts.sekretaris), [check])
    return [
        Call(
            "Hanya merge commit",
            "PATCH",
            base,
            {
                "has_pull_requests": True,
                "allow_merge_commits": True,
                "allow_squash_merge": False,
                "allow_rebase": False,
                "allow_rebase_explicit": False,
                "allow_fast_forward_only_merge": False,
                "default_merge_style": "merge",
            },
        ),
        Call(
            "Cabang main: Sekretaris menyetujui, Kepala Dinas menggabungkan", "POST", f"{base}/branch_protections", main
        ),
        Call("Cabang draf/*: Kasubbag memeriksa dan menggabungkan", "POST", f"{base}/branch_protections", draf),
        Call(
            "Cabang arsip: hanya bertambah",
            "POST",
            f"{base}/branch_protections",
            {"rule_name": "arsip", "enable_push": True, "enable_force_push": False, "apply_to_admins": True},
        ),
    ]

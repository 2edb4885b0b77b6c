"""Forgejo and Gitea: branch rules of API v1, written and read back.

One glob rule covers every ``draf/<tahun>``, also those that do not exist yet; who may push there may make one. Both
servers take names that they do not know with 201 and drop them (Gitea answers 422 for an unknown account), and neither
can be told not to schedule merges.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api import shapes
from rktkit.faces.forge.api.protections import Branch, Names, Protections
from rktkit.faces.forge.api.protocol import Call

CHECK = "Koreksi / Form dan komentar (pull_request_target)"
TESTS = "Uji / Seluruh uji (pull_request)"
"""``<workflow> / <job> (<event>)``: how both name the result of a job in ``.github/workflows``."""

OLD_CHECK = "Periksa / Form RKT (pull_request)"
"""What ``CHECK`` was called before; reported beside it until every office has run the set-up again."""

MERGES = "hanya merge commit"
REQUESTS = "permintaan penggabungan menyala"
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
            ),
            Branch(
                "draf/*",
                push=frozenset((*accounts.kasubag, *accounts.sekretaris)),
                merge=frozenset(accounts.kasubag),
                approve=frozenset((*accounts.kasubag, *accounts.sekretaris)),
                approvals=1,
                checks=frozenset((CHECK,)),
                fresh=True,
            ),
            Branch("arsip", push=ours, merge=ours),
            Branch("situs", push=ours, merge=ours),
        ),
        settings={MERGES: True, REQUESTS: True},
    )


def calls(repo: str, protections: Protections) -> list[Call]:
    """The calls that bring it about."""
    base = f"/repos/{repo}"
    titles = {
        "main": "Cabang main: penyetuju menyetujui, kepala instansi menggabungkan",
        "draf/*": "Cabang draf/*: Kasubbag dan Sekretaris membuka, Kasubbag memeriksa dan menggabungkan",
    }
    settings = {
        "has_pull_requests": True,
        "allow_merge_commits": True,
        "allow_squash_merge": False,
        "allow_rebase": False,
        "allow_rebase_explicit": False,
        "allow_fast_forward_only_merge": False,
        "default_merge_style": "merge",
    }
    return [
        Call("Hanya merge commit", "PATCH", base, settings),
        *(
            Call(
                titles.get(branch.name, f"Cabang {branch.name}: hanya akun penerbit"),
                "POST",
                f"{base}/branch_protections",
                rule(branch),
            )
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
        "enable_force_push": False,  # Gitea
        "enable_merge_whitelist": branch.merge is not None,
        "merge_whitelist_usernames": names(branch.merge),
        "enable_approvals_whitelist": branch.approve is not None,
        "approvals_whitelist_username": names(branch.approve),
        "required_approvals": branch.approvals,
        "enable_status_check": bool(branch.checks),
        "status_check_contexts": names(branch.checks),
        "block_on_rejected_reviews": branch.approvals > 0,
        "block_on_outdated_branch": False,  # else each merge makes everybody else update and wait again
        "dismiss_stale_approvals": branch.fresh,
        "apply_to_admins": True,  # Forgejo
        "block_admin_merge_override": True,  # Gitea
    }


def held(rules: Iterable[Mapping[str, Any]], repository: Mapping[str, Any]) -> Protections:
    """What ``GET /branch_protections`` and ``GET /repos/…`` say.

    Raises:
        MalformedError: they say it in another shape than documented.
    """
    others = ("allow_squash_merge", "allow_rebase", "allow_rebase_explicit", "allow_fast_forward_only_merge")
    only = shapes.flag(repository, "allow_merge_commits") and not any(repository.get(name) for name in others)
    return Protections(
        branches=tuple(_branch(one) for one in rules),
        settings={MERGES: only, REQUESTS: repository.get("has_pull_requests") is not False},
        unavailable=NEVER,
    )


def _branch(body: Mapping[str, Any]) -> Branch:
    def people(on: str, users: str, teams: str) -> Names | None:
        return _names(body.get(users), body.get(teams)) if body.get(on) else None

    push = people("enable_push_whitelist", "push_whitelist_usernames", "push_whitelist_teams")
    if push is not None and body.get("push_whitelist_deploy_keys"):
        push |= {"(setiap kunci deploy)"}
    return Branch(
        name=shapes.optional(body, "rule_name", 255) or shapes.text(body, "branch_name", 255),
        push=push if body.get("enable_push") else frozenset(),
        merge=people("enable_merge_whitelist", "merge_whitelist_usernames", "merge_whitelist_teams"),
        approve=people("enable_approvals_whitelist", "approvals_whitelist_username", "approvals_whitelist_teams"),
        approvals=shapes.number(body, "required_approvals"),
        checks=_names(body.get("status_check_contexts"), None) if body.get("enable_status_check") else frozenset(),
        fresh=bool(body.get("dismiss_stale_approvals")),
        admins=bool(body.get("apply_to_admins", body.get("block_admin_merge_override", True))),
        lasting=not body.get("enable_force_push"),
    )


def _names(users: Sequence[Any] | None, teams: Sequence[Any] | None) -> Names:
    both = (*((one, "") for one in users or ()), *((one, "tim ") for one in teams or ()))
    return frozenset(f"{kind}{one}" for one, kind in both if isinstance(one, str))

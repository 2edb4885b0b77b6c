"""GitHub: branch rules by GraphQL, since only they hold for a pattern and name people; written and read back.

A pattern holds for branches that do not exist yet, so the order of doing things does not matter. Who may push to a
restricted branch may make it and may merge into it: GitHub knows no difference. People are limited in repositories of
organisations only, and private repositories of free plans have no branch rules at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api import wire
from rktkit.faces.forge.api.protections import DEFAULT, Branch, Names, Protections
from rktkit.faces.forge.api.protocol import Call

CHECK = "Form RKT"
TESTS = "Seluruh uji"
"""The names of the jobs in ``.github/workflows`` that must be green."""

ENVIRONMENT = "publikasi"

MERGES = "hanya merge commit"
SCHEDULED = "tanpa penggabungan terjadwal"
BOUND = f"lingkungan {ENVIRONMENT} terikat pada main"
READING = "token alur kerja hanya membaca"
RULESETS = "tidak ada ruleset yang menolak merge commit"
PEOPLE = "membatasi siapa yang mendorong dan menggabungkan: hanya untuk repositori milik organisasi"
RULES = "melindungi cabang: paket ini tidak menyediakannya untuk repositori tertutup"

HELD = """
query($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
  id isInOrganization defaultBranchRef { name }
  mergeCommitAllowed squashMergeAllowed rebaseMergeAllowed autoMergeAllowed
  branchProtectionRules(first: 100) { nodes {
    id pattern isAdminEnforced allowsForcePushes allowsDeletions restrictsPushes lockBranch requiresLinearHistory
    requiresApprovingReviews requiredApprovingReviewCount requiresCodeOwnerReviews dismissesStaleReviews
    requiresStatusChecks requiresStrictStatusChecks requiredStatusCheckContexts
    pushAllowances(first: 100) { nodes { actor {
      __typename ... on User { login } ... on Team { slug } ... on App { slug } } } } } } } }"""
CREATE = (
    "mutation($input: CreateBranchProtectionRuleInput!) {createBranchProtectionRule(input: $input) {clientMutationId}}"
)
UPDATE = (
    "mutation($input: UpdateBranchProtectionRuleInput!) {updateBranchProtectionRule(input: $input) {clientMutationId}}"
)


def wanted(accounts: Accounts) -> Protections:
    """What the procedure needs here."""

    def branch(name: str, who: tuple[str, ...], checks: tuple[str, ...] = ()) -> Branch:
        people = frozenset(who)
        approvals = int(bool(checks))
        asked = approvals > 0
        return Branch(
            name,
            push=people,
            merge=people,
            approvals=approvals,
            checks=frozenset(checks),
            fresh=asked,
            owners=name == "main",
            stops=asked,
        )

    return Protections(
        branches=(
            branch("main", (*accounts.kepala, *accounts.mesin), (CHECK, TESTS)),
            branch("draf/*", (*accounts.kasubag, *accounts.sekretaris), (CHECK,)),
            branch("arsip", accounts.penerbit),
            branch("situs", accounts.penerbit),
        ),
        settings={MERGES: True, SCHEDULED: True, BOUND: True, READING: True, DEFAULT: True, RULESETS: True},
    )


def calls(repo: str, protections: Protections) -> list[Call]:
    """The calls that bring it about. A rule names people; ``GitHub.apply`` looks up the numbers that GraphQL wants."""
    base = f"/repos/{repo}"
    merges = {
        "allow_merge_commit": True,
        "allow_squash_merge": False,
        "allow_rebase_merge": False,
        "allow_auto_merge": False,
    }
    reading = {"default_workflow_permissions": "read", "can_approve_pull_request_reviews": False}
    custom = {"deployment_branch_policy": {"protected_branches": False, "custom_branch_policies": True}}
    deployment = f"{base}/environments/{ENVIRONMENT}"
    return [
        Call("Hanya merge commit, tanpa penggabungan terjadwal", "PATCH", base, merges),
        Call("Cabang bawaan: main", "PATCH", base, {"default_branch": "main"}, "main"),
        Call("Token alur kerja hanya membaca", "PUT", f"{base}/actions/permissions/workflow", reading),
        *(Call(branch.title, "POST", "/graphql", rule(branch), branch.name) for branch in protections.branches),
        Call(f"Lingkungan {ENVIRONMENT}: hanya untuk main", "PUT", deployment, custom),
        Call(
            f"Lingkungan {ENVIRONMENT}: nama cabangnya",
            "POST",
            f"{deployment}/deployment-branch-policies",
            {"name": "main", "type": "branch"},
        ),
    ]


def rule(branch: Branch) -> dict[str, Any]:
    """A branch as the input of ``createBranchProtectionRule``, with names in ``pushActors`` instead of numbers."""
    asked = branch.approvals > 0
    return {
        "pattern": branch.name,
        "isAdminEnforced": True,
        "allowsForcePushes": False,
        "allowsDeletions": False,
        "lockBranch": False,
        "requiresLinearHistory": False,  # which would refuse every merge commit
        "restrictsPushes": True,
        "blocksCreations": True,
        "pushActors": sorted(branch.push or ()),
        "requiresApprovingReviews": asked,
        "requiredApprovingReviewCount": branch.approvals if asked else None,
        "dismissesStaleReviews": branch.fresh,
        "requiresCodeOwnerReviews": branch.owners,
        "requireLastPushApproval": asked,
        "requiresConversationResolution": asked,
        "requiresStatusChecks": bool(branch.checks),
        "requiresStrictStatusChecks": branch.waits,
        "requiredStatusCheckContexts": sorted(branch.checks),
    }


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a team or an app."""

    typename: wire.Name = ""
    login: wire.Name = ""
    slug: wire.Name = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Who may push; the actor is gone where the account is."""

    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Allowances:
    """All of them."""

    nodes: tuple[Allowance, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A branch rule."""

    id: wire.Name
    pattern: wire.Name
    is_admin_enforced: bool | None = None
    allows_force_pushes: bool | None = None
    allows_deletions: bool | None = None
    restricts_pushes: bool | None = None
    lock_branch: bool | None = None
    requires_linear_history: bool | None = None
    requires_approving_reviews: bool | None = None
    required_approving_review_count: int | None = None
    requires_code_owner_reviews: bool | None = None
    dismisses_stale_reviews: bool | None = None
    requires_status_checks: bool | None = None
    requires_strict_status_checks: bool | None = None
    required_status_check_contexts: tuple[wire.Name, ...] | None = None
    push_allowances: Allowances | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """All of them."""

    nodes: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Repository:
    """The answer to ``HELD``."""

    id: wire.Name
    is_in_organization: bool
    merge_commit_allowed: bool
    squash_merge_allowed: bool
    rebase_merge_allowed: bool
    auto_merge_allowed: bool
    branch_protection_rules: Rules
    default_branch_ref: wire.Named | None = None


def refuses(rule: Mapping[str, Any]) -> bool:
    """Whether a rule of a ruleset, which may be the organisation's, lets no merge commit of a person through."""
    methods = (rule.get("parameters") or {}).get("allowed_merge_methods")
    return rule.get("type") in {"required_linear_history", "merge_queue"} or bool(methods and "merge" not in methods)


def held(
    there: Repository, rulesets: Iterable[Mapping[str, Any]], *, protects: bool, reading: bool, bound: bool
) -> Protections:
    """What the answer to ``HELD`` says.

    Args:
        there: the answer.
        rulesets: the rules that stand beside it for ``main``, of ``GET /repos/{repo}/rules/branches/main``.
        protects: this plan has branch rules for this repository.
        reading: the token of a run only reads unless the workflow asks.
        bound: the environment deploys from ``main`` alone.
    """
    people = there.is_in_organization
    others = there.squash_merge_allowed or there.rebase_merge_allowed
    return Protections(
        branches=tuple(_branch(rule, people=people) for rule in there.branch_protection_rules.nodes),
        settings={
            MERGES: there.merge_commit_allowed and not others,
            SCHEDULED: not there.auto_merge_allowed,
            BOUND: bound,
            READING: reading,
            RULESETS: not any(map(refuses, rulesets)),
            DEFAULT: there.default_branch_ref is None or there.default_branch_ref.name == "main",
        },
        unavailable=(*(() if people else (PEOPLE,)), *(() if protects else (RULES,))),
        people=people,
        rules=protects,
    )


def _branch(rule: Rule, *, people: bool) -> Branch:
    who: Names | None = None
    if people and rule.restricts_pushes:
        kinds = {"Team": "tim ", "App": "aplikasi "}
        allowed = rule.push_allowances.nodes if rule.push_allowances else ()
        actors = [one.actor or Actor() for one in allowed]
        who = frozenset(f"{kinds.get(actor.typename, '')}{actor.login or actor.slug}" for actor in actors)
    return Branch(
        name=rule.pattern,
        push=who,
        merge=who,
        approvals=(rule.required_approving_review_count or 0) if rule.requires_approving_reviews else 0,
        checks=frozenset(rule.required_status_check_contexts or ()) if rule.requires_status_checks else frozenset(),
        fresh=bool(rule.dismisses_stale_reviews),
        owners=bool(rule.requires_approving_reviews and rule.requires_code_owner_reviews),
        stops=bool(rule.requires_approving_reviews),
        waits=bool(rule.requires_status_checks and rule.requires_strict_status_checks),
        closed=bool(rule.lock_branch or rule.requires_linear_history),
        admins=bool(rule.is_admin_enforced),
        lasting=not (rule.allows_force_pushes or rule.allows_deletions),
    )

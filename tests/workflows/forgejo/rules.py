"""What a branch's rule allows, as the real server decides it."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from tests.workflows.forgejo.people import ROBOT

Rule = Mapping[str, Any]


def rule_of(rules: Mapping[str, Rule], branch: str) -> Rule | None:
    """The rule of a branch: its own, else the first pattern; also before the branch exists."""
    found = [rule for name, rule in rules.items() if name != branch and fnmatchcase(branch, name)]
    return rules.get(branch) or next(iter(found), None)


def why_no_push(rule: Rule | None, branch: str, user: str) -> str:
    """Why a writer may not push; empty if he may."""
    if rule is None:
        return ""
    if user == ROBOT:
        return "Forgejo: Internal Server Error (no message for end users)"
    people = rule["push_whitelist_usernames"]
    if rule["enable_push"] and (not rule["enable_push_whitelist"] or user in people):
        return ""
    return f"Forgejo: Not allowed to push to protected branch {branch}"


def counts(rule: Rule, review: Mapping[str, Any], writers: set[str]) -> bool:
    """Whether a review is official and stands."""
    people = rule["approvals_whitelist_username"] if rule["enable_approvals_whitelist"] else writers
    return review["user"]["login"] in people and not review["dismissed"]


def why_no_merge(
    rule: Rule | None, user: str, reviews: list[dict[str, Any]], good: set[str], writers: set[str], *, outdated: bool
) -> str:
    """Why a writer may not merge a request now; empty if he may.

    Args:
        good: the contexts that succeeded on its head.
        outdated: whether its base has moved on.
    """
    if rule is None:
        return ""
    if rule["enable_merge_whitelist"] and user not in rule["merge_whitelist_usernames"]:
        return "User not allowed to merge PR"
    standing = [review for review in reviews if counts(rule, review, writers)]
    if sum(review["state"] == "APPROVED" for review in standing) < rule["required_approvals"]:
        return "Does not have enough approvals"
    if rule["block_on_rejected_reviews"] and any(review["state"] == "REQUEST_CHANGES" for review in standing):
        return "There are requested changes"
    if rule["block_on_outdated_branch"] and outdated:
        return "The head branch is behind the base branch"
    if rule["enable_status_check"] and not set(rule["status_check_contexts"]) <= good:
        return "Not all required status checks successful"
    return ""

"""Nobody writes English to a clerk: every sentence that the forge, its runs, the comment or a finding shows."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

import rktkit.ground.catalogue
from rktkit.faces.forge.accounts import Accounts
from rktkit.faces.forge.api import gitea_setup, github_setup
from rktkit.faces.forge.api.http import refused
from rktkit.faces.forge.api.protections import Lack, Protections, lacks
from rktkit.faces.forge.review.comment import broken, render
from rktkit.faces.forge.roles import page
from rktkit.faces.forge.setup import held_lines
from rktkit.ground.catalogue.refusals import remedy
from tests.faces.forge.samples import results
from tests.faces.forge.test_comment import AROUND
from tests.places import ROOT

GITHUB = ROOT / ".github"
ENGLISH = re.compile(
    r"\b(the|and|of|is|are|with|this|that|not|from|your|you|please|checks?|failed|error|warnings?|build|deploy|upload"
    r"|download|missing|when|must|should|has|have|been|by|for|or|was|were|will|only|on|in|to|be|if|no|a|it|file|line"
    r"|done|success|summary|comment|draft|results?|setup|install|publish|remind|test)\b",
    re.IGNORECASE,
)
"""Words that no Indonesian sentence has; commands and code are taken out of it before."""

_CODE = re.compile(
    r"```.*?```|`[^`]*`|“[^”]*”|\brkt( [a-z]+)+|<[^>]*>|\*[A-Za-z ]+\*|\S*/\S*|--[a-z-]+|\b[A-Z_]{3,}\b"
    r"|\bmerge commit\b",
    re.DOTALL,
)


def english(text: str) -> list[str]:
    """The English words of a text, with what stands around them."""
    bare = _CODE.sub(" ", text)
    return [bare[max(0, found.start() - 40) : found.end() + 40] for found in ENGLISH.finditer(bare)]


def strings(value: Any) -> Iterator[str]:
    """Every text in a form of the forge that people read."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name in {
                "name",
                "description",
                "title",
                "label",
                "value",
                "placeholder",
                "options",
                "attributes",
                "body",
            }:
                yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def workflow(path: str) -> Iterator[str]:
    """The names that a run shows: of the workflow, its jobs and its steps."""
    found = yaml.load((GITHUB / path).read_text(), Loader=yaml.BaseLoader)
    yield found["name"]
    yield found.get("description", "")
    for job in found.get("jobs", {"": found.get("runs", {})}).values():
        yield job.get("name", "")
        for step in job.get("steps", ()):
            assert step.get("name"), f"{path}: a step without a name shows its command"
            yield step["name"]


NAMED = sorted(
    str(one.relative_to(GITHUB)) for folder in ("workflows", "actions") for one in (GITHUB / folder).rglob("*.yml")
)


@pytest.mark.parametrize("path", NAMED)
def test_names_of_runs(path: str) -> None:
    assert [found for text in workflow(path) for found in english(text)] == []


@pytest.mark.parametrize("path", sorted(one.name for one in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml")))
def test_forms_of_issues(path: str) -> None:
    found = yaml.load((GITHUB / "ISSUE_TEMPLATE" / path).read_text(), Loader=yaml.BaseLoader)
    assert [word for text in strings(found) for word in english(text)] == []


def test_the_template_of_a_request() -> None:
    assert english((GITHUB / "pull_request_template.md").read_text()) == []


def test_the_comment() -> None:
    for text in (render(results(), AROUND), render(results(akhir=True, bentrok=True), AROUND), broken(AROUND)):
        assert english(text) == []


def texts() -> Iterator[tuple[str, str]]:
    """Every sentence and remedy of the catalogue."""
    for module in pkgutil.walk_packages(rktkit.ground.catalogue.__path__, "rktkit.ground.catalogue."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, dict):
                for name, pair in value.items():
                    if isinstance(name, str) and name.startswith("RKT-") and isinstance(pair, tuple):
                        yield from ((name, text) for text in pair if isinstance(text, str))


def test_findings_and_their_remedies() -> None:
    found = dict.fromkeys(texts())
    assert len(found) > 400
    assert [(name, word) for name, text in found for word in english(text)] == []


ACCOUNTS = Accounts(("kepala",), ("sekretaris",), ("kasubag",), (("pikp", ("pikp",)),), ("pengelola",))


@pytest.mark.parametrize("forge", [gitea_setup, github_setup], ids=["Forgejo and Gitea", "GitHub"])
def test_the_set_up(forge: Any) -> None:
    wanted = forge.wanted(ACCOUNTS)
    none = Protections((), dict.fromkeys(wanted.settings, False), unavailable=getattr(forge, "NEVER", ()))
    differing: list[Lack] = lacks(wanted, none)
    shown = [
        *(call.title for call in forge.calls("a/b", wanted)),
        *held_lines(wanted),
        *(f"{one.where}: {one.message}" for one in differing),
        page(ACCOUNTS, wanted, none),
    ]
    assert [word for text in shown for word in english(text)] == []


REFUSALS = (
    "user does not exist [uid: -2]",
    "Forgejo: Not allowed to push to protected branch draf/2027",
    "PushRejected Error: exit status 1",
    "approve your own pull is not allowed",
    "Does not have enough approvals",
    "token does not have at least one of required scope(s): [write:repository]",
    "Resource not accessible by personal access token",
    "Authentication failed",
    "Could not resolve host",
)


@pytest.mark.parametrize("said", REFUSALS)
def test_what_a_forge_refuses_with_has_a_remedy(said: str) -> None:
    """The forge's own words stay its own, on one line; what to do about them is ours."""
    cure = remedy(said)
    assert cure is not None
    assert english(cure) == []
    (problem,) = refused(403, said).problems
    assert problem.hint == cure


@pytest.mark.parametrize("text", ["Write the comment", "Tulis komentar for the request", "Build selesai"])
def test_english_is_seen(text: str) -> None:
    assert english(text)

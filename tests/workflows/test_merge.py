"""The merge: publishing decides everything again, by the policy before it and the forge's own record."""

import re
import shutil
from typing import Any

import pytest

from tests.faces.forge.server import Reply, paged
from tests.workflows.forge import REPO, LocalForge

pytestmark = pytest.mark.workflow

AT = "2024-12-02T06:00:00Z"


def propose(forge: LocalForge) -> dict[str, Any]:
    """A whole plan, RKT 2025, on its way to ``main``."""
    forge.git("switch", "--quiet", "--create", "dasar", "origin/main")
    shutil.move(forge.clone / "rkt/2025", forge.place / "2025")
    forge.commit("Belum ada RKT 2025")
    forge.git("push", "--quiet", "origin", "dasar:main")
    forge.git("switch", "--quiet", "--create", "draf/2025")
    shutil.move(forge.place / "2025", forge.clone / "rkt/2025")
    forge.commit("RKT 2025")
    return forge.open_pull("draf/2025", "main", "RKT 2025")


def approval(commit: str, by: str = "contoh-sekretaris") -> list[dict[str, Any]]:
    return [
        {
            "id": 1,
            "user": {"login": by},
            "state": "APPROVED",
            "commit_id": commit,
            "submitted_at": "2024-12-02T03:00:00Z",
            "body": "Setuju.",
        }
    ]


def test_by_the_kepala_dinas_is_published(forge: LocalForge) -> None:
    pull = propose(forge)
    push = forge.merge(pull, "mnor", AT, approval(pull["head"]["sha"]))
    outcome = forge.publish(push, "pages")
    assert outcome.good, outcome.log
    assert forge.archive() == ["2025/murni-0"]
    assert (forge.artifacts / "terpasang" / "index.html").exists()


@pytest.mark.parametrize(
    ("by", "approved_by", "rule"),
    [
        ("contoh-kasubag", "contoh-sekretaris", "RKT-616"),
        ("orang-luar", "contoh-sekretaris", "RKT-617"),
        ("contoh-kepala", "contoh-sekretaris", "RKT-619"),
        ("mnor", "contoh-kasubag", "RKT-632"),
    ],
)
def test_by_somebody_else_is_refused(forge: LocalForge, by: str, approved_by: str, rule: str) -> None:
    pull = propose(forge)
    push = forge.merge(pull, by, AT, approval(pull["head"]["sha"], approved_by))
    outcome = forge.publish(push)
    assert not outcome.good
    assert rule in outcome.log
    assert forge.archive() == []


@pytest.mark.parametrize(("taken_back", "published"), [(False, []), (True, ["2025/murni-0"])])
def test_one_that_was_put_off_until_the_checks_succeed_is_refused_unless_taken_back(
    forge: LocalForge, taken_back: bool, published: list[str]
) -> None:
    """*Auto-merge* by the Kepala Dinas, hours before the Sekretaris approved."""
    pull = propose(forge)
    push = forge.merge(pull, "mnor", AT, approval(pull["head"]["sha"]))
    events = [
        {"event": kind, "actor": {"login": "mnor"}, "created_at": f"2024-12-02T0{n}:00:00Z"}
        for n, kind in enumerate(["auto_merge_enabled", *(["auto_merge_disabled"] if taken_back else [])], 1)
    ]
    path = re.compile(f"/repos/{REPO}/issues/{pull['number']}/timeline")
    forge.server.routes.insert(0, ("GET", path, paged(events, 100)))
    outcome = forge.publish(push)
    assert outcome.good is taken_back, outcome.log
    assert ("RKT-695" in outcome.log) is not taken_back
    assert forge.archive() == published


def test_a_direct_push_is_refused(forge: LocalForge) -> None:
    propose(forge)
    before = forge.git("rev-parse", "origin/main")
    forge.git("switch", "--quiet", "--force-create", "main", "draf/2025")
    forge.git("push", "--quiet", "origin", "main")
    head = forge.git("rev-parse", "HEAD")
    forge.server.on("GET", "/repos/pemda/rkt/commits/[0-9a-f]+/pulls", Reply([]))
    outcome = forge.publish({"ref": "refs/heads/main", "before": before, "after": head})
    assert not outcome.good
    assert "RKT-60" in outcome.log
    assert forge.archive() == []


def test_nothing_is_published_while_the_office_has_not_said_where(forge: LocalForge) -> None:
    pull = propose(forge)
    push = forge.merge(pull, "mnor", AT, approval(pull["head"]["sha"]))
    outcome = forge.act("push", ".github/workflows/terbit.yml", push)
    assert outcome.good, outcome.log
    assert forge.archive() == []


def test_the_site_can_go_to_a_branch(forge: LocalForge) -> None:
    pull = propose(forge)
    push = forge.merge(pull, "mnor", AT, approval(pull["head"]["sha"]))
    outcome = forge.publish(push, "cabang")
    assert outcome.good, outcome.log
    forge.git("fetch", "--quiet", "origin", "situs")
    assert "index.html" in forge.git("ls-tree", "--name-only", "FETCH_HEAD").split()


def test_the_site_can_go_to_a_host_of_the_office(forge: LocalForge) -> None:
    """Its key stands in a file that only the runner may read, and in no line of the log."""
    rsync = forge.place / "bin" / "rsync"
    rsync.parent.mkdir()
    rsync.write_text(f"""#!/bin/bash
printf '%s\\n' "$@" > "{forge.place}/kata"
stat --format=%a "$RUNNER_TEMP/kunci" >> "{forge.place}/kata"
cp -r "${{@: -2:1}}" "{forge.place}/server"
""")
    rsync.chmod(0o755)
    pull = propose(forge)
    push = forge.merge(pull, "mnor", AT, approval(pull["head"]["sha"]))
    outcome = forge.publish(push, "rsync", RKT_RSYNC_TUJUAN="situs@web:/srv/rkt/", RKT_RSYNC_HOST="web ssh-ed25519 A")
    assert outcome.good, outcome.log
    words = (forge.place / "kata").read_text().splitlines()
    assert words[-3:] == ["situs/", "situs@web:/srv/rkt/", "600"]
    assert any("StrictHostKeyChecking=yes" in word for word in words)
    assert (forge.place / "server" / "index.html").exists()
    assert "kunci-palsu" not in outcome.log

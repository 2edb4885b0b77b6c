"""What stands in the way of a document, and what does not."""

import pytest

from rktkit.documents.compile.rkt import compile_rkt
from rktkit.ground.files import Files, FolderFiles, MemoryFiles
from rktkit.ground.findings import Refusal
from tests.kantor import BASE


def without(*paths: str) -> Files:
    """The base office without some files."""
    files = {p.relative_to(BASE).as_posix(): p.read_bytes() for p in sorted(BASE.rglob("*")) if p.is_file()}
    return MemoryFiles({path: data for path, data in files.items() if path not in paths})


def test_a_draft_needs_no_cycle_yet() -> None:
    rkt = compile_rkt(without("rkt/2027/siklus.yml"), 2027, final=False)
    assert (rkt.publikasi, rkt.jadwal, rkt.pagu) == (
        "2027/murni-0",
        (),
        compile_rkt(FolderFiles(BASE), 2027, final=False).pagu,
    )


def test_a_final_document_does() -> None:
    with pytest.raises(Refusal) as refusal:
        compile_rkt(without("rkt/2027/siklus.yml"), 2027, final=True)
    found = [(p.rule, p.file) for p in refusal.value.problems]
    assert found == [("RKT-513", "rkt/2027/pengesahan.yml"), ("RKT-006", "rkt/2027/siklus.yml")]


def test_a_draft_leaves_out_forms_that_are_missing() -> None:
    rkt = compile_rkt(without("rkt/2027/egov.yml"), 2027, final=False)
    assert [bidang.kode for bidang in rkt.bidang if not bidang.terkumpul] == ["egov"]


@pytest.mark.parametrize("path", ["rkt/organisasi.yml", "rkt/renstra/2025-2029.yml"])
def test_what_no_document_can_do_without_is_told_once(path: str) -> None:
    with pytest.raises(Refusal) as refusal:
        compile_rkt(without(path), 2027, final=False)
    [found] = [p for p in refusal.value.problems if not p.weight]
    assert found.rule == "RKT-006"
    assert found.file.startswith(path.split("-")[0].rsplit("/", 1)[0])

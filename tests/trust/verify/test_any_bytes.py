"""Whatever stands in an archive: a verdict comes out, never an exception."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.git.objects import BadObject, parse_tree
from rktkit.trust.approval.policy import signed_part
from rktkit.trust.archive.evidence import BadBukti, read_given
from rktkit.trust.archive.manifest import BadManifest, Manifest, json_bytes, parse_manifest
from rktkit.trust.archive.objects import BadProof, check_proof
from rktkit.trust.verify.question import Question
from rktkit.trust.verify.verdict import verify
from tests.trust.acts import Archived
from tests.trust.tampering import FIRST, SECOND, THIRD, rechain

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.just("2027/murni-0"),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=10), inside, max_size=3),
    max_leaves=8,
)


@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_a_manifest_or_a_reason(data: bytes) -> None:
    with suppress(BadManifest):
        assert parse_manifest(data).to_bytes() == data


@given(st.data())
def test_a_manifest_with_any_field(data: st.DataObject) -> None:
    good: dict[str, Any] = {
        "versi": 1, "publikasi": "2027/murni-0", "urutan": 1, "sebelumnya": None, "tahun": 2027, "jenis": "murni",
        "penetapan": {}, "commit": "0" * 40, "berkas": [{"path": "a", "sha256": "0" * 64, "bytes": 1}], "alat": {},
    }  # fmt: skip
    assert isinstance(parse_manifest(json_bytes(good)), Manifest)
    field = data.draw(st.sampled_from(sorted(good)))
    with suppress(BadManifest):
        parse_manifest(json_bytes({**good, field: data.draw(JSON)}))


@given(JSON)
def test_bukti_or_a_reason(value: Any) -> None:
    base = {"versi": 1, "waktu_server": "2026-12-01T00:00:00+00:00", "commit": "a", "induk": ["a", "b"]}
    base |= {"catatan_forge": None, "perkenalan": None, "alamat": None}
    assert read_given(base).naskah == "b"
    for field in base:
        with suppress(BadBukti):
            read_given({**base, field: value})


@given(st.binary(max_size=300), JSON)
def test_git_objects_or_a_reason(data: bytes, value: Any) -> None:
    signed_part(data)
    with suppress(BadObject):
        list(parse_tree(data))
    with suppress(BadProof):
        check_proof(value, "0" * 40, "1" * 40, 2027, {})
    with suppress(BadProof):
        check_proof({"commit": value, "tree": value}, "0" * 40, "1" * 40, 2027, {})


@given(
    st.dictionaries(
        st.from_regex(r"(2027/(murni-0/)?)?[a-z.]{1,14}", fullmatch=True), st.binary(max_size=50), max_size=4
    )
)
def test_any_files_are_no_archive(files: dict[str, bytes]) -> None:
    assert verify(MemoryFiles(files), Question()).putusan.exit_status in {1, 3}


@pytest.mark.parametrize("field", ["git", "catatan_forge", "perkenalan", "kepala", "waktu_server", "induk", "commit"])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON)
def test_evidence_of_nonsense(field: str, value: Any, archived_once: Archived, tmp_path: Path) -> None:
    """Every hash recomputed, one field of the evidence replaced."""
    folder = tmp_path / "arsip"
    if not folder.exists():
        archived_once.export(folder)
    place = folder / FIRST / "bukti.json"
    good = place.read_bytes()
    try:
        place.write_bytes(json_bytes({**json.loads(good), field: value}))
        rechain(folder, [FIRST, SECOND, THIRD])
        trust = (archived_once.office.path / "rkt/organisasi.yml").read_bytes()
        verify(FolderFiles(folder), Question(trust=trust, publikasi=FIRST))
    finally:
        place.write_bytes(good)


@pytest.mark.parametrize("field", ["waktu_server", "alamat", "kepala", "sekretaris", "catatan_forge", "git", "induk"])
@pytest.mark.parametrize(
    "value", ["9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+23:59", None, 5, [[]], {"commit": {"a": "b"}}]
)
def test_evidence_made_to_break_a_reader(field: str, value: Any, folder: Path, trust: bytes) -> None:
    """Nor does one that is asked to make everything again."""
    place = folder / FIRST / "bukti.json"
    place.write_bytes(json_bytes({**json.loads(place.read_bytes()), field: value}))
    rechain(folder, [FIRST])
    verify(FolderFiles(folder), Question(FIRST, trust=trust, reproduce=True))

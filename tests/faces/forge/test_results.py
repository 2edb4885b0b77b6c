"""The file between the two runs: read back exactly, or refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit.faces.forge.review.results import LIMIT, Temuan, read_results
from rktkit.ground.records import RecordError
from tests.faces.forge.samples import problem, results, worst


def test_what_was_written_is_read_back() -> None:
    assert read_results(results().to_bytes()) == results()


def test_file_names_that_are_no_utf8_survive() -> None:
    hasil = results(temuan=(Temuan.of(problem(file="rkt/2027/\udcff.yml")),))
    assert read_results(hasil.to_bytes()) == hasil


def test_the_largest_honest_one_is_accepted() -> None:
    assert read_results(worst("panjang ").to_bytes()) == worst("panjang ")


Change = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("versi", lambda d: d.update(versi=2)),
        ("nomor", lambda d: d.update(nomor="12")),
        ("nomor", lambda d: d.update(nomor=-1)),
        ("nomor", lambda d: d.update(nomor=True)),
        ("cabang", lambda d: d.update(cabang=None)),
        ("cabang", lambda d: d.update(cabang="x" * 301)),
        ("kepala", lambda d: d.update(kepala="a" * 39 + "\n")),
        ("kepala", lambda d: d.update(kepala="A" * 40)),
        ("tahun", lambda d: d.update(tahun=["2027"])),
        ("tahun", lambda d: d.update(tahun=list(range(2000, 2030)))),
        ("akhir", lambda d: d.update(akhir=1)),
        ("temuan", lambda d: d.update(temuan={})),
        ("temuan", lambda d: d.update(temuan=["x"])),
        ("rule", lambda d: d["temuan"][0].update(rule="RKT-1<b>")),
        ("severity", lambda d: d["temuan"][0].update(severity="fatal")),
        ("line", lambda d: d["temuan"][0].update(line=0)),
        ("line", lambda d: d["temuan"][0].update(line=1.5)),
        ("message", lambda d: d["temuan"][0].pop("message")),
        ("message", lambda d: d["temuan"][0].update(message="x" * 10_001)),
        ("asal", lambda d: d["temuan"][0].pop("asal")),
        ("asal", lambda d: d["temuan"][0].update(asal="orang lain")),
        ("bentrok", lambda d: d.update(bentrok=None)),
        ("bersamaan", lambda d: d.update(bersamaan="x")),
        ("cabang", lambda d: d.update(bersamaan=[{"berkas": "a", "cabang": [1]}])),
        ("jenis", lambda d: d["perbandingan"][0]["beda"][0].update(jenis="<b>")),
        ("semula", lambda d: d["perbandingan"][0]["jumlah"][0].update(semula="1000")),
        ("keadaan", lambda d: d["siklus"][0]["form"][0].update(keadaan="beres")),
        ("batas", lambda d: d["siklus"][0]["giliran"][0].update(batas="kemarin")),
        ("sisa", lambda d: d["siklus"][0]["giliran"][0].update(sisa="1")),
        ("draf", lambda d: d.update(draf="ya")),
    ],
)
def test_anything_odd_is_refused_as_a_whole(name: str, change: Change) -> None:
    document = json.loads(results().to_bytes())
    change(document)
    with pytest.raises(RecordError, match=name):
        read_results(json.dumps(document).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff",
        b'{"versi": NaN}',
        b'{"versi": Infinity}',
        b"[" * 100_000,
        b'{"a":' * 5_000,
        b"9" * 5_000,
        b" " * (LIMIT + 1),
        b"PK\x03\x04",
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    with pytest.raises(RecordError):
        read_results(data)


@given(
    st.binary(max_size=400)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda v: json.dumps(v).encode())
)
def test_any_bytes_are_refused_without_another_exception(data: bytes) -> None:
    with pytest.raises(RecordError):
        read_results(data)

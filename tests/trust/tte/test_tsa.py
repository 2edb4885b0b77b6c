"""A trusted time from an RFC 3161 authority on the loopback, and what happens when there is none."""

import traceback
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from rktkit.ground.findings import Refusal
from rktkit.trust.tte import Tools
from rktkit.trust.tte.ways import p12 as pades
from tests.trust.chain import PASSPHRASE, Answer, Authority, authority, showing, write_p12
from tests.trust.esign import NOW
from tests.trust.paper import REQUEST, Bench


def tools(address: str, bench: Bench, folder: Path) -> Tools:
    options = {"--p12": str(write_p12(folder, bench.kepala)), "--timestamp": address}
    return Tools(lambda _: PASSPHRASE, lambda: NOW, options)


def honest(clock: Authority, moment: timedelta = timedelta(0)) -> Answer:
    return showing(clock, NOW + moment)


def test_a_time_stamp_is_asked_for_and_counts(bench: Bench, tmp_path: Path) -> None:
    with authority(honest(bench.authority, timedelta(minutes=3))) as address:
        signed = pades.sign_pdf(bench.pdf, REQUEST, tools(address, bench, tmp_path))
    said = bench.judge(signed)
    assert said["cap_waktu"] == (NOW + timedelta(minutes=3)).isoformat()
    assert "cap waktu" in said["keterangan"]


def _refused(body: bytes) -> tuple[int, bytes]:
    return 200, bytes.fromhex("30053003020102")  # a status of 2, rejection, and nothing else


def _of_another_question(bench: Bench) -> Answer:
    first: list[bytes] = []

    def answer(body: bytes) -> tuple[int, bytes]:
        first.append(body)
        return honest(bench.authority)(first[0])

    return answer


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda bench: lambda body: (500, b""), "RKT-679 Layanan cap waktu"),
        (lambda bench: lambda body: (200, b""), "tidak dapat dimengerti"),
        (lambda bench: lambda body: (200, b"<html>"), "tidak dapat dimengerti"),
        (lambda bench: lambda body: (200, b"\x30\x80\x00"), "tidak dapat dimengerti"),
        (lambda bench: _refused, "menolak permintaan"),
        (_of_another_question, "tidak dapat dimengerti"),
    ],
)
def test_no_time_stamp_no_signature(answer: Callable[[Bench], Answer], said: str, bench: Bench, tmp_path: Path) -> None:
    with authority(answer(bench)) as address, pytest.raises(Refusal, match="RKT-679") as caught:
        pades.sign_pdf(bench.pdf, REQUEST, tools(address, bench, tmp_path))
    assert said in f"{caught.value.problems[0].rule} {caught.value.problems[0].message}"
    assert PASSPHRASE not in "".join(traceback.format_exception(caught.value))


def test_nobody_there(bench: Bench, tmp_path: Path) -> None:
    with authority(_refused) as address:
        pass
    with pytest.raises(Refusal, match="RKT-679"):
        pades.sign_pdf(bench.pdf, REQUEST, tools(address, bench, tmp_path))

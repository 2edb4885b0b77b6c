"""The configuration of BSrE's service: what it must say, what it need not, and that no secret lies near it."""

from pathlib import Path
from typing import Any

import pytest

from rktkit.ground.findings import Refusal, UsageError
from rktkit.trust.tte.ways.bsre_config import read_config

GOOD = "alamat: https://esign.contoh.invalid\npengguna: rkt\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "kosong"),
        ("[", ""),
        ("alamat: esign.contoh.invalid\npengguna: rkt\n", "alamat harus seperti"),
        ("alamat: ftp://esign.contoh.invalid\npengguna: rkt\n", "alamat harus seperti"),
        ("alamat: https://a:b@esign.contoh.invalid\npengguna: rkt\n", "alamat harus seperti"),
        ("alamat: http://esign.contoh.invalid\npengguna: rkt\n", "passphrase terbaca di jaringan"),
        ("alamat: https://esign.contoh.invalid\n", "pengguna belum diisi"),
        (GOOD + "versi: 3\n", "versi harus 1 atau 2"),
        (GOOD + "versi: 1\nrahasia: totp\n", "hanya ada pada versi 2"),
        (GOOD + "batas_waktu: 0\n", "batas_waktu"),
        (GOOD + "batas_waktu: lama\n", "batas_waktu"),
        (GOOD + "tampilan: besar\n", "tampilan harus visible atau invisible"),
        (GOOD + "sandi: rahasia\n", "isian sandi tidak dikenal"),
        (GOOD + "passphrase: rahasia\n", "isian passphrase tidak dikenal"),
        (GOOD + "jalur: {masuk: /x}\n", "jalur.masuk tidak dikenal"),
        (GOOD + "isian: nik\n", "isian harus daftar"),
        (GOOD + "ca: [x]\n", "ca harus satu nilai"),
    ],
)
def test_a_configuration_that_cannot_be_used(text: str, said: str, tmp_path: Path) -> None:
    place = tmp_path / "bsre.yml"
    place.write_text(text)
    with pytest.raises(Refusal, match="RKT-689") as caught:
        read_config(place, None)
    assert said in caught.value.problems[0].message


def test_nothing_of_it_lies_in_the_repository(tmp_path: Path) -> None:
    place = tmp_path / "repo" / "bsre.yml"
    place.parent.mkdir()
    place.write_text(GOOD)
    with pytest.raises(Refusal, match="di dalam repositori"):
        read_config(place, tmp_path / "repo")
    outside = tmp_path / "bsre.yml"
    outside.write_text(f"{GOOD}berkas_sandi: {tmp_path / 'repo' / 'sandi'}\n")
    with pytest.raises(Refusal, match="di dalam repositori"):
        read_config(outside, tmp_path / "repo")
    outside.unlink()
    outside.symlink_to(place)
    with pytest.raises(Refusal, match="di dalam repositori"):
        read_config(outside, tmp_path / "repo")
    with pytest.raises(UsageError, match="--config"):
        read_config(tmp_path / "tiada.yml", None)


def test_what_is_usual_need_not_be_said(tmp_path: Path) -> None:
    place = tmp_path / "bsre.yml"
    place.write_text(f"{GOOD}izinkan_http: true\n")
    config = read_config(place, tmp_path / "repo")
    shown: dict[str, Any] = {name: getattr(config, name) for name in ("versi", "identitas", "rahasia", "batas_waktu")}
    assert shown == {"versi": 2, "identitas": "nik", "rahasia": "passphrase", "batas_waktu": 60.0}
    assert (config.visible, config.dari_atas, config.sudut) == (True, True, False)

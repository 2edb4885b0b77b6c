"""The procedure: every state of a cycle says whose turn it is, and how late everything is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit import cli
from rktkit.faces.reports.ics import kalender
from rktkit.ground.files import FolderFiles
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.model import LANGKAH
from rktkit.plan.office import Organisasi
from rktkit.procedure.rehearsal.scenes import LATIHAN
from rktkit.procedure.sop import SOP, Keadaan, KeadaanForm, Kejadian
from rktkit.procedure.turns import compute
from tests.procedure.states import DITERIMA, JADWAL, KEMBALI, MASUK, SENIN, cycle, on, turns

# --- the steps as data ----------------------------------------------------------------------------------------------


def test_the_sop_has_eleven_steps_in_the_order_of_the_schedule() -> None:
    assert [step.kunci for step in SOP] == list(LANGKAH)
    assert [step.nomor for step in SOP] == list(range(1, 12))
    assert sum(step.hari for step in SOP) == 19


def test_only_what_the_office_wrote_is_called_its_own() -> None:
    assert [(step.nomor, step.pelaku) for step in SOP if step.dari_sop] == [(1, "Sekretaris"), (9, "Sekretaris")]
    assert {step.nomor: step.tidak for step in SOP if step.tidak} == {7: 4, 9: 8, 10: 9}


# --- whose turn -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pikp", "egov", "later", "expected"),
    [
        (KeadaanForm(), KeadaanForm(), {}, [("kabid-pikp", 4), ("kabid-egov", 4)]),
        (MASUK, KeadaanForm(), {}, [("kabid-egov", 4), ("kasubag-perencanaan", 7)]),
        (MASUK, KeadaanForm(diisi=on("pengisian")), {}, [("kabid-egov", 5), ("kasubag-perencanaan", 7)]),
        (MASUK, replace(MASUK, galat=2), {}, [("kabid-egov", 6), ("kasubag-perencanaan", 7)]),
        (DITERIMA, KEMBALI, {}, [("kabid-egov", 4)]),
        (DITERIMA, MASUK, {}, [("kasubag-perencanaan", 7)]),
        (DITERIMA, DITERIMA, {}, [("tim-penyusun", 8)]),
        (DITERIMA, replace(DITERIMA, galat=1), {}, [("kabid-egov", 6)]),
        (DITERIMA, DITERIMA, {"diajukan": on("penyusunan")}, [("sekretaris", 9)]),
        (DITERIMA, DITERIMA, {"ditolak": on("koreksi_sekretaris")}, [("tim-penyusun", 8)]),
        (
            DITERIMA,
            DITERIMA,
            {"diajukan": on("penyusunan"), "disetujui": on("koreksi_sekretaris")},
            [("kepala", 10)],
        ),
        (DITERIMA, DITERIMA, {"ditetapkan": on("penandatanganan")}, [("tim-penyusun", 11)]),
        (DITERIMA, DITERIMA, {"ditetapkan": on("penandatanganan"), "diarsipkan": on("pengarsipan")}, []),
    ],
)
def test_the_ball_moves_from_hand_to_hand(
    organisasi: Organisasi,
    pikp: KeadaanForm,
    egov: KeadaanForm,
    later: dict[str, Kejadian],
    expected: list[tuple[str, int]],
) -> None:
    status = compute(cycle(organisasi, pikp, egov, **later), JADWAL["pengisian"])
    assert turns(status) == expected
    assert {step.langkah.nomor for step in status.langkah if step.keadaan == "berjalan"} <= {n for _, n in expected}


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("disposisi", ("sekretaris", 1)),
        ("perencanaan", ("kasubag-perencanaan", 2)),
        ("sosialisasi", ("kasubag-perencanaan", 3)),
    ],
)
def test_the_beginning_waits_for_each_of_its_steps(
    organisasi: Organisasi, missing: str, expected: tuple[str, int]
) -> None:
    begin: dict[str, Any] = {key: on(key) for key in LANGKAH[:3] if key != missing}
    empty = {"pikp": KeadaanForm(), "egov": KeadaanForm()}
    assert turns(compute(Keadaan(2027, "murni", 0, organisasi, JADWAL, empty, **begin), SENIN)) == [expected]


def test_what_a_file_dates_in_the_future_has_not_happened(organisasi: Organisasi) -> None:
    state = Keadaan(2027, "murni", 0, organisasi, JADWAL, {}, disposisi=Kejadian(SENIN + timedelta(days=1)))
    assert compute(state, SENIN).langkah[0].keadaan == "berjalan"
    assert compute(state, SENIN + timedelta(days=1)).langkah[0].keadaan == "selesai"


def test_minutes_that_were_never_written_do_not_stop_the_forms(organisasi: Organisasi) -> None:
    state = replace(cycle(organisasi, MASUK, KeadaanForm()), sosialisasi=None)
    assert turns(compute(state, SENIN)) == [
        ("kasubag-perencanaan", 3),
        ("kabid-egov", 4),
        ("kasubag-perencanaan", 7),
    ]
    finished = replace(cycle(organisasi, DITERIMA, DITERIMA), sosialisasi=None)
    status = compute(finished, SENIN)
    assert turns(status) == [("tim-penyusun", 8)]
    assert (status.langkah[2].keadaan, status.langkah[2].terlambat) == ("lewat", 0)


def test_an_office_without_the_role_names_the_role(organisasi: Organisasi) -> None:
    without = organisasi.but(jabatan=tuple(j for j in organisasi.jabatan if j.peran != "kepala"))
    state = cycle(without, DITERIMA, DITERIMA, diajukan=on("penyusunan"), disetujui=on("koreksi_sekretaris"))
    (bola,) = compute(state, SENIN).bola
    assert (bola.jabatan, bola.pejabat) == ("kepala", None)
    assert "belum ada pejabatnya" in compute(state, SENIN).kalimat


# --- how late -------------------------------------------------------------------------------------------------------


def test_lateness_counts_working_days_only(organisasi: Organisasi) -> None:
    due = JADWAL["pengisian"]  # a Wednesday
    libur = {due + timedelta(days=1)}
    late = replace(MASUK, diisi=Kejadian(due + timedelta(days=5)), dikumpulkan=Kejadian(due + timedelta(days=5)))
    status = compute(cycle(organisasi, MASUK, late), due + timedelta(days=30), libur)
    assert status.langkah[3].terlambat == 2  # Friday and Monday; Thursday was a holiday


def test_what_is_not_done_is_late_from_the_day_after_its_deadline(organisasi: Organisasi) -> None:
    state = cycle(organisasi, KeadaanForm(), KeadaanForm())
    due = JADWAL["pengisian"]
    for day, sisa, late in ((due, 0, 0), (due + timedelta(days=1), -1, 1), (due - timedelta(days=1), 1, 0)):
        status = compute(state, day)
        assert (status.bola[0].sisa, status.langkah[3].terlambat) == (sisa, late)


def test_the_sentence_names_people_task_and_days(organisasi: Organisasi) -> None:
    status = compute(cycle(organisasi, MASUK, KeadaanForm()), JADWAL["sosialisasi"])
    assert status.kalimat == (
        "Bola di tangan: CONTOH Kepala Bidang Aplikasi Informatika (egov) untuk mengisi Form RKT, batasnya "
        "11 November 2026 (5 hari kerja lagi); CONTOH Kasubbag Perencanaan (pikp) untuk mengoreksi Form RKT yang "
        "dikumpulkan, batasnya 18 November 2026 (10 hari kerja lagi)."
    )


def test_the_sentence_joins_those_who_owe_the_same(organisasi: Organisasi) -> None:
    status = compute(cycle(organisasi, KeadaanForm(), KeadaanForm()), JADWAL["sosialisasi"])
    assert "CONTOH Kepala Bidang PIKP (pikp) dan CONTOH Kepala Bidang Aplikasi Informatika (egov)" in status.kalimat


events = st.none() | st.builds(Kejadian, st.none() | st.dates(), st.none() | st.just("seseorang"))
forms = st.builds(KeadaanForm, events, events, events, events, st.none() | st.dates(), st.integers(0, 2))
later = st.fixed_dictionaries(
    dict.fromkeys((*LANGKAH[:3], "diajukan", "ditolak", "disetujui", "ditetapkan", "diarsipkan"), events)
)


@given(forms, forms, later, st.dates(), st.dictionaries(st.sampled_from(LANGKAH), st.dates()))
def test_any_state_has_an_answer(
    pikp: KeadaanForm, egov: KeadaanForm, later: dict[str, Any], today: date, deadlines: dict[str, date]
) -> None:
    office, _ = load_organisasi(FolderFiles(LATIHAN))
    assert office is not None
    state = Keadaan(2027, "murni", 0, office, deadlines, {"pikp": pikp, "egov": egov}, **later)
    status = compute(state, today)
    assert len(status.langkah) == 11
    assert bool(status.bola) != (later["ditetapkan"] is not None and later["diarsipkan"] is not None)
    assert all(step.terlambat >= 0 for step in status.langkah)
    assert status.kalimat.endswith(".")
    kalender(status, datetime(2026, 11, 2, tzinfo=UTC)).decode()


@pytest.mark.parametrize(
    ("jenis", "urutan", "expected"),
    [("murni", 0, "RKT 2027"), ("perubahan", 1, "RKT Perubahan 2027"), ("perubahan", 2, "RKT Perubahan Kedua 2027")],
)
def test_the_cycle_is_called_as_on_its_documents(
    organisasi: Organisasi, jenis: str, urutan: int, expected: str
) -> None:
    state = replace(cycle(organisasi, MASUK, MASUK), jenis=jenis, urutan=urutan)
    assert compute(state, SENIN).judul == expected


def test_a_name_from_git_cannot_move_the_cursor(organisasi: Organisasi) -> None:
    from rktkit.faces.reports.status import text

    hostile = Kejadian(SENIN, "jahat\033[2J\rSAH")
    out = text(compute(cycle(organisasi, MASUK, MASUK, disposisi=hostile), SENIN), colour=True)
    assert "\033[2J" not in out
    assert "\r" not in out


def test_no_cycle_at_all_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rkt").mkdir()
    assert cli.main(["status", "--root", str(tmp_path)]) == 2
    assert "rkt open" in capsys.readouterr().err


# --- the calendar ---------------------------------------------------------------------------------------------------


def unfold(data: bytes) -> list[str]:
    """The content lines of an iCalendar stream (RFC 5545, 3.1), each checked for its form."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in physical)
    assert all(b"\n" not in line and b"\r" not in line for line in physical)
    return data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def test_the_calendar_has_an_event_for_each_step_with_a_stable_uid(organisasi: Organisasi) -> None:
    status = compute(cycle(organisasi, MASUK, KeadaanForm()), SENIN)
    lines = unfold(kalender(status, datetime(2026, 11, 2, 1, 2, 3, tzinfo=UTC)))
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == 11
    assert uids[0] == "UID:rkt-2027-murni-0-disposisi@64.99.Dinas-Kominfo"
    moved = replace(status.keadaan, jadwal={key: day + timedelta(days=7) for key, day in JADWAL.items()})
    again = unfold(kalender(compute(moved, SENIN), datetime(2026, 12, 1, tzinfo=UTC)))
    assert [line for line in again if line.startswith("UID:")] == uids
    start = lines.index(uids[3])
    assert lines[start + 1] == "DTSTAMP:20261102T010203Z"
    assert lines[start + 2 : start + 4] == ["DTSTART;VALUE=DATE:20261111", "DTEND;VALUE=DATE:20261112"]
    assert lines.count("BEGIN:VALARM") == sum(step.selesai is None for step in status.langkah)


@given(st.text(max_size=200))
def test_any_name_survives_folding_and_escaping(nama: str) -> None:
    office, _ = load_organisasi(FolderFiles(LATIHAN))
    assert office is not None
    named = office.but(instansi=office.instansi.but(singkatan=nama))
    lines = unfold(kalender(compute(cycle(named, MASUK, MASUK), SENIN), datetime(2026, 11, 2, tzinfo=UTC)))
    (told,) = [line.removeprefix("X-WR-CALNAME:") for line in lines if line.startswith("X-WR-CALNAME:")]
    back = told.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";") if "\\\\" not in told else None
    kept = "".join(c for c in nama.replace("\r\n", "\n").replace("\r", "\n") if c.isprintable() or c == "\n")
    assert back is None or back == f"RKT 2027 {kept}"
    assert sum(line == "BEGIN:VEVENT" for line in lines) == 11

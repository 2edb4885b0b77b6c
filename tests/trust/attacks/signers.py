"""A merge by the wrong person, in the wrong term, with a date or a signature that is not his."""

import subprocess
from datetime import date, timedelta

from tests.office import Office, official, organisasi
from tests.trust.attacks.registry import refused_by, replace_head, with_signature


@refused_by("RKT-621")
def unsigned(office: Office) -> str:
    return office.merge("kasubag", sign=False)


@refused_by("RKT-621")
def unsigned_in_the_name_of_the_sekretaris(office: Office) -> str:
    """Nobody pretends to be the Kepala Dinas; that it is unsigned is all there is to say."""
    return office.merge("sekretaris", sign=False)


@refused_by("RKT-629")
def forged_names(office: Office) -> str:
    kepala = office.people["kepala"]
    office.environment = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", kepala.nama), ("EMAIL", "kepala@contoh.invalid"))
    }
    return office.merge("kasubag", sign=False)


@refused_by("RKT-624")
def signed_by_the_kasubag_under_a_forged_name(office: Office) -> str:
    office.environment = {"GIT_COMMITTER_NAME": office.people["kepala"].nama}
    return office.merge("kasubag")


@refused_by("RKT-624")
def signed_by_the_kasubag(office: Office) -> str:
    return office.merge("kasubag")


@refused_by("RKT-623")
def signed_by_nobody_we_know(office: Office) -> str:
    return office.merge("orang-luar")


@refused_by("RKT-618")
def signed_by_the_former_kepala(office: Office) -> str:
    return office.merge("lama")


@refused_by("RKT-619")
def signed_by_the_next_kepala(office: Office) -> str:
    return office.merge("nanti")


@refused_by("RKT-618")
def signed_by_the_plh_after_his_days(office: Office) -> str:
    """He stood in for the Kepala Dinas until yesterday."""
    _stand_in(office, "plh", date(2026, 11, 20), date(2026, 11, 30))
    return office.merge("kasubag")


@refused_by("RKT-619")
def signed_by_the_plt_before_his_days(office: Office) -> str:
    _stand_in(office, "plt", date(2026, 12, 2), date(2026, 12, 31))
    return office.merge("kasubag")


@refused_by("RKT-618")
def signed_by_the_kepala_while_a_plh_stands_in(office: Office) -> str:
    _stand_in(office, "plh", date(2026, 12, 1), date(2026, 12, 5))
    return office.merge("kepala")


def _stand_in(office: Office, status: str, begin: date, end: date) -> None:
    """The Kepala Dinas lets the Kasubag act for him on some days, in a change of the policy that he signs before."""
    day = timedelta(days=1)
    entries = official(office.people["kepala"], "2026-01-01", f"{begin - day}")
    entries += official(office.people["kasubag"], f"{begin}", f"{end}", status=status)
    entries += official(office.people["kepala"], f"{end + day}")
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", entries)})
    office.commit("kepala", "Penugasan", "-S")


@refused_by("RKT-626")
def former_kepala_sets_his_clock_back(office: Office) -> str:
    return office.merge("lama", at=office.now.replace(year=2025, day=30))


@refused_by("RKT-626")
def kepala_signs_after_his_term_with_an_old_date(office: Office) -> str:
    sha = office.merge(at=office.now)
    office.tick(timedelta(days=40))  # the server sees it in January, when somebody else is in office
    return sha


@refused_by("RKT-626")
def kepala_signs_with_an_old_date(office: Office) -> str:
    sha = office.merge(at=office.now)
    office.tick(timedelta(days=10))
    return sha


@refused_by("RKT-626")
def dated_in_the_future(office: Office) -> str:
    return office.merge(at=office.now + timedelta(days=2))


@refused_by("RKT-622")
def changed_after_signing(office: Office) -> str:
    sha = office.merge()
    raw = office.git("cat-file", "commit", sha) + "\n"
    return replace_head(office, raw.replace("Gabungkan", "Gabungkan dan ubah"))


@refused_by("RKT-627")
def signature_made_for_something_else(office: Office) -> str:
    sha = office.merge(sign=False)
    raw = office.git("cat-file", "commit", sha) + "\n"
    sign = ["ssh-keygen", "-Y", "sign", "-n", "rkt", "-f", str(office.people["kepala"].key)]
    armour = subprocess.run(sign, input=raw, text=True, capture_output=True, check=True).stdout
    return replace_head(office, with_signature(raw, armour))


@refused_by("RKT-628")
def signed_by_the_forge(office: Office) -> str:
    sha = office.merge(sign=False)
    raw = office.git("cat-file", "commit", sha) + "\n"
    armour = "-----BEGIN PGP SIGNATURE-----\n\nwsFc\n-----END PGP SIGNATURE-----\n"
    return replace_head(office, with_signature(raw, armour))


@refused_by("RKT-623")
def a_key_behind_options(office: Office) -> str:
    """As it stands in ``authorized_keys``; here it is no key, but nobody has taken it out either."""
    path = office.path / "rkt/organisasi.yml"
    public = office.people["kepala"].public
    office.write({"rkt/organisasi.yml": path.read_text().replace(f'"{public}"', f'"no-pty {public}"')})
    office.commit("kepala", "Kunci seperti di authorized_keys", "-S")
    return office.merge()


@refused_by("RKT-625")
def revoked_key(office: Office) -> str:
    kepala = office.people["kepala"]
    entry = official(kepala, "2026-01-01", "2026-12-31", key=False)
    office.write({"rkt/organisasi.yml": organisasi(office.people, "ssh", kepala=entry)})
    office.commit("kepala", "Kunci hilang, dicabut", "-S")
    return office.merge()

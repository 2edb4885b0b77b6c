"""One whole cycle, its amendment and the opening of the next, driven through a forge by several people.

It knows nothing but an address and an administrator.
"""

import re
import subprocess
from pathlib import Path

from rktkit.faces.forge.api.gitea_setup import CHECK, TESTS
from tests.workflows.beginning import Beginning
from tests.workflows.office import Person

FORMS = ("statistik", "pikp", "persandian", "sekretariat", "egov")
"""In the order they come in, which is no order of the office."""


def unmarked(text: str) -> str:
    """A file in which everything that was to be looked at has been."""
    return "".join(line for line in text.splitlines(keepends=True) if "# TINJAU" not in line)


class Cycle(Beginning):
    """The sample's open cycle, from an empty server to a verified archive and on. Each step asserts its own end."""

    # --- forms --------------------------------------------------------------------------------------------------------

    def kabid(self, kode: str) -> Person:
        bidang = self.staff.organisasi.find_bidang(kode)
        assert bidang is not None
        return self.staff[bidang.pimpinan]

    def form(self, kode: str) -> str:
        """The form as its bidang fills it; the sample's own cycle still waits for one."""
        own = self.filled / f"{kode}.yml"
        return (own if own.exists() else Path(__file__).parent / f"{kode}-{self.year}.yml").read_text()

    def path(self, kode: str) -> str:
        return f"rkt/{self.year}/{kode}.yml"

    def handed_in(self, kode: str, text: str) -> int:
        """From a clone, on the bidang's own branch; the request's number."""
        person, branch = self.kabid(kode), f"bidang/{kode}-{self.year}"
        person.git("fetch", "--quiet", "origin")
        person.git("switch", "--quiet", "--create", branch, f"origin/{self.draf}")
        person.write(self.path(kode), text, f"Form {kode}")
        assert person.push(branch) == ""
        return person.request(branch, self.draf, f"Form RKT {kode}")

    def again(self, kode: str, text: str) -> None:
        """A correction on the same branch."""
        person = self.kabid(kode)
        person.write(self.path(kode), text, f"Form {kode}, diperbaiki")
        assert person.push(f"bidang/{kode}-{self.year}") == ""

    def accepted(self, number: int) -> None:
        """The Kasubag's *ya*, and his merge."""
        kasubag = self.staff["kasubag-perencanaan"]
        assert kasubag.merge(number) == 405  # not before he has approved
        assert kasubag.review(number, "APPROVED") == 200
        assert kasubag.merge(number) == 200

    def state(self, kode: str) -> str:
        found = self.staff["kasubag-perencanaan"].status(self.year)["form"]
        return next(str(one["keadaan"]) for one in found if one["bidang"] == kode)

    def turns(self) -> set[int]:
        """The steps whose turn it is."""
        return {int(one["langkah"]) for one in self.staff["sekretaris"].status(self.year)["bola"]}

    def collected(self) -> None:
        """Five forms: two at once, one red and mended, one returned, one in peace, one by the pencil, to ``main``."""
        first, red, returned, peace, pencil = FORMS
        wrong = self.form(red).replace(f"bidang: {red}", "bidang: tidak-ada")
        numbers = {red: self.handed_in(red, wrong), first: self.handed_in(first, self.form(first))}
        kasubag = self.staff["kasubag-perencanaan"]

        assert not kasubag.checked(numbers[red], CHECK)
        assert kasubag.checked(numbers[first], CHECK)
        assert ["### ❌" in kasubag.comments(numbers[name])[0] for name in (red, first)] == [True, False]
        assert self.kabid(first).review(numbers[first], "APPROVED") == 422  # nobody approves his own
        assert self.kabid(first).merge(numbers[first]) == 405
        self.accepted(numbers[first])
        self.again(red, self.form(red))
        assert kasubag.checked(numbers[red], CHECK)  # its base moved meanwhile, and nobody had to update it
        assert len(kasubag.comments(numbers[red])) == 1
        assert "❌" not in kasubag.comments(numbers[red])[0]
        self.accepted(numbers[red])

        number = self.handed_in(returned, self.form(returned))
        assert kasubag.checked(number, CHECK)
        assert self.state(returned) == "dikumpulkan"
        assert kasubag.review(number, "REQUEST_CHANGES", "Target belum disepakati.") == 200
        assert self.state(returned) == "dikembalikan"
        assert kasubag.merge(number) == 405
        self.again(returned, self.form(returned) + "# target disepakati\n")
        assert self.state(returned) == "dikumpulkan"
        assert kasubag.checked(number, CHECK)
        self.accepted(number)
        assert self.state(returned) == "diterima"

        number = self.handed_in(peace, self.form(peace))
        assert kasubag.checked(number, CHECK)
        self.accepted(number)
        person = self.kabid(pencil)
        branch = f"{person.name}-patch-1"
        assert person.pencil(self.path(pencil), self.form(pencil), self.draf, self.draf).status >= 400
        assert person.pencil(self.path(pencil), self.form(pencil), self.draf, branch).status < 300
        number = person.request(branch, "main", f"Form RKT {pencil}")  # as the forge's own banner proposes
        assert not kasubag.checked(number, CHECK)
        assert f"cabang draf/{self.year}" in kasubag.comments(number)[0]
        person.done("PATCH", f"/pulls/{number}", {"base": self.draf})
        assert kasubag.becomes_good(number, CHECK)
        assert len(kasubag.comments(number)) == 1
        assert "❌" not in kasubag.comments(number)[0]
        self.accepted(number)

    def collected_already(self) -> None:
        """The same in one step, without rules, reviews or runs: where a test begins later."""
        for person in self.staff.people.values():
            self.staff.admin.done("PUT", f"/collaborators/{person.name}", {"permission": "write"})
        kasubag = self.staff["kasubag-perencanaan"].clone()
        kasubag.git("switch", "--quiet", "--create", self.draf)
        folder = kasubag.place / f"rkt/{self.year}"
        folder.mkdir()
        for name in ("siklus.yml", "notulen-sosialisasi.md"):
            (folder / name).write_bytes((self.filled / name).read_bytes())
        for kode in FORMS:
            (folder / f"{kode}.yml").write_text(self.form(kode))
        kasubag.git("add", "--all")
        kasubag.git("commit", "--quiet", "--message", f"RKT {self.year}", at=self.staff.day)
        assert kasubag.push(self.draf) == ""

    # --- the draft ----------------------------------------------------------------------------------------------------

    def decision(self, nomor: str = "041") -> str:
        """What the Kepala Dinas is to sign."""
        return (
            f"nomor: 000.7/{nomor}/DISKOMINFOSAN/{self.staff.day.year}\ntanggal: {self.staff.day}\ntempat: Paringin\n"
            "jabatan: kepala\ndasar: Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja "
            "Instansi Pemerintah\n"
        )

    def submitted(self, nomor: str = "041") -> int:
        """The Kasubag brings the decision and asks for ``main``; the request's number."""
        kasubag = self.staff["kasubag-perencanaan"]
        kasubag.git("pull", "--quiet", "--ff-only", "origin", self.draf)
        kasubag.write(f"rkt/{self.year}/pengesahan.yml", self.decision(nomor), "Ajukan")
        assert kasubag.push(self.draf) == ""
        return kasubag.request(self.draf, "main", f"RKT {self.year}")

    def approved(self, number: int) -> None:
        """*Tidak* first, by a review alone; then a correction, and *ya* on the newest commit."""
        kasubag, sekretaris, kepala = (self.staff[role] for role in ("kasubag-perencanaan", "sekretaris", "kepala"))
        assert self.turns() == {9}
        assert sekretaris.review(number, "REQUEST_CHANGES", "Dasar hukum keliru.") == 200
        assert self.turns() == {8}
        file = kasubag.place / f"rkt/{self.year}/pengesahan.yml"
        kasubag.write(f"rkt/{self.year}/pengesahan.yml", file.read_text() + "# diperiksa\n", "Ajukan lagi")
        assert kasubag.push(self.draf) == ""
        assert self.turns() == {9}
        assert all(sekretaris.checked(number, one) for one in (CHECK, TESTS))
        assert kepala.merge(number) == 405
        assert kasubag.review(number, "APPROVED") == 422
        assert sekretaris.review(number, "APPROVED") == 200
        assert self.turns() == {10}

    def signed(self, number: int) -> None:
        """The Kepala Dinas alone merges, and with a merge commit alone."""
        assert self.staff["sekretaris"].merge(number) == 405
        assert self.staff["kepala"].merge(number, "squash") == 405
        assert self.staff["kepala"].merge(number) == 200

    # --- the archive --------------------------------------------------------------------------------------------------

    def publish(self) -> "subprocess.CompletedProcess[str]":
        """What the timer on the office's machine does, with the publishing account's token and key."""
        person = self.staff["penerbit"]
        return person.run(
            person.place / "scripts/publish-outside", RKT_SITUS="cabang", RKT_KUNCI_PENERBIT=str(self.key)
        )

    def published(self, publikasi: str = "murni-0") -> None:
        """Once, sealed, with the site; and anybody who clones can verify it."""
        for said in (" terbit.", "Tidak ada RKT yang belum terbit"):
            done = self.publish()
            assert done.returncode == 0, done.stdout + done.stderr
            assert said in done.stdout
        reader = self.staff["tim-penyusun"]
        reader.git("fetch", "--quiet", "origin", "main:main", "arsip:arsip", "situs:situs", "--update-head-ok")
        reader.git("reset", "--quiet", "--hard", "main")
        files = reader.git("ls-tree", "-r", "--name-only", "arsip").splitlines()
        assert f"{self.year}/{publikasi}/manifest.json.penerbit.sig" in files
        assert "index.html" in reader.git("ls-tree", "--name-only", "situs").splitlines()
        verdict = reader.rkt("verify")
        assert verdict.returncode == 0, verdict.stdout + verdict.stderr
        assert "SAH" in verdict.stdout

    # --- after it -----------------------------------------------------------------------------------------------------

    def amended(self) -> None:
        """The Kasubag opens an RKT Perubahan; all five bidang answer at once, one of them with a change."""
        kasubag = self.staff["kasubag-perencanaan"]
        kasubag.git("fetch", "--quiet", "origin")
        kasubag.git("switch", "--quiet", "--force-create", self.draf, "origin/main")
        done = kasubag.rkt("open", str(self.year), "--perubahan", "--start", str(self.staff.day))
        assert done.returncode == 0, done.stderr
        cycle = kasubag.place / f"rkt/{self.year}/siklus.yml"
        cycle.write_text(unmarked(cycle.read_text()))  # the ceilings stay, and so does what the Sekretaris said
        kasubag.git("add", "--all")
        kasubag.git("commit", "--quiet", "--message", f"Buka RKT Perubahan {self.year}", at=self.staff.day)
        assert kasubag.push(self.draf) == ""  # the branch of before goes on, and nobody rewrites it
        numbers = [self.answered(kode, change=kode == FORMS[0]) for kode in FORMS]
        for number in numbers:
            assert kasubag.checked(number, CHECK)
            self.accepted(number)

    def answered(self, kode: str, *, change: bool) -> int:
        """The bidang takes its mark away, and says what changes; the request's number."""
        person, branch = self.kabid(kode), f"bidang/{kode}-{self.year}"
        person.git("fetch", "--quiet", "origin")
        person.git("switch", "--quiet", "--force-create", branch, f"origin/{self.draf}")
        text = unmarked((person.place / self.path(kode)).read_text())
        changed = re.sub(r"pagu: ([0-9]+)000\n", r"pagu: \g<1>500\n", text, count=1) if change else text
        assert (changed != text) == change
        person.write(self.path(kode), changed, f"Form {kode}, perubahan")
        assert person.push("--force", branch) == ""  # a bidang's own branch is its own
        return person.request(branch, self.draf, f"Form RKT Perubahan {kode}")

    def again_approved(self, number: int) -> None:
        """*Ya* at the first try."""
        sekretaris = self.staff["sekretaris"]
        assert all(sekretaris.checked(number, one) for one in (CHECK, TESTS)), sekretaris.comments(number)
        assert sekretaris.review(number, "APPROVED") == 200

    def next_year(self) -> None:
        """The next table of codes comes by its own request; the cycle after it needs no administrator either."""
        year = self.year + 1
        branch, table = f"draf/{year}", f"rkt/nomenklatur/{year}.csv"
        kasubag = self.staff["kasubag-perencanaan"]
        kasubag.git("fetch", "--quiet", "origin")
        kasubag.git("switch", "--quiet", "--create", f"acuan/{year}", "origin/main")
        old = (kasubag.place / f"rkt/nomenklatur/{self.year}.csv").read_text()
        kasubag.write(table, old, f"Nomenklatur {year}")
        assert kasubag.push(f"acuan/{year}") == ""
        number = kasubag.request(f"acuan/{year}", "main", f"Nomenklatur {year}")
        self.again_approved(number)
        self.signed(number)
        assert "protected branch" in self.staff["kabid-egov"].push(f"main:{branch}")
        sekretaris = self.staff["sekretaris"]  # who opens by step 1
        sekretaris.git("fetch", "--quiet", "origin")
        sekretaris.git("switch", "--quiet", "--create", branch, "origin/main")
        done = sekretaris.rkt("open", str(year), "--start", str(self.staff.day))
        assert done.returncode == 0, done.stderr
        sekretaris.git("add", "--all")
        sekretaris.git("commit", "--quiet", "--message", f"Buka RKT {year}", at=self.staff.day)
        assert sekretaris.push(branch) == ""

    def reminded(self) -> None:
        """The morning's run can be started by hand."""
        self.staff.admin.done("POST", "/actions/variables/RKT_SITUS", {"value": "tidak"})
        self.staff.admin.done("POST", "/actions/workflows/pengingat.yml/dispatches", {"ref": "main"})

    def whole(self) -> None:
        """From an empty server to a verified archive."""
        self.founded(hasty=True)
        self.set_up()
        self.opened()
        self.nobody_else_writes()
        self.reminded()
        self.collected()
        number = self.submitted()
        assert self.publish().returncode == 0  # nothing is there yet, and that is no error
        self.approved(number)
        self.signed(number)
        self.published()
        self.amended()
        number = self.submitted("042")
        self.again_approved(number)
        self.signed(number)
        self.published("perubahan-1")
        self.next_year()

"""Who approved and who may sign (RKT-601 … 640, RKT-695): the commit, the forge's record, signatures, the decision."""

_ULANG = "Buka permintaan penggabungan dari draf/{tahun} ke main, lalu minta kepala instansi menggabungkannya"
_MERGE = f"{_ULANG} dengan cara “merge commit”."

TEXTS: dict[str, tuple[str, str]] = {
    # --- 601 … 613: what kind of commit it is ------------------------------------------------------------------------
    "RKT-601": (
        "RKT {tahun} masuk ke main lewat commit langsung {commit}, bukan lewat penggabungan yang disetujui.",
        f"{_MERGE} Batasi main agar hanya menerima penggabungan.",
    ),
    "RKT-602": (
        "Penggabungan {commit} memakai “squash”: commit yang disetujui Sekretaris tidak ada lagi di dalamnya.",
        f"{_MERGE} Matikan pilihan squash di pengaturan forge.",
    ),
    "RKT-603": (
        "Penggabungan {commit} memakai “rebase”: commit yang disetujui Sekretaris ditulis ulang.",
        f"{_MERGE} Matikan pilihan rebase di pengaturan forge.",
    ),
    "RKT-604": (
        "main dimajukan begitu saja (fast-forward) ke {commit}; tidak ada commit penggabungan sebagai bukti.",
        f"{_MERGE} Di komputer sendiri: git merge --no-ff.",
    ),
    "RKT-605": (
        "Commit {commit} menggabungkan {jumlah} cabang sekaligus; tidak jelas naskah mana yang disetujui.",
        f"{_ULANG}, satu cabang saja.",
    ),
    "RKT-606": (
        "Commit {commit} tidak ada pada garis utama main, jadi induk pertamanya bukan main sebelumnya.",
        "Terbitkan dari commit penggabungan di main. Periksa dengan: git log --first-parent main.",
    ),
    "RKT-606.main": (
        "Cabang main tidak ditemukan di repositori ini.",
        "Ambil dahulu: git fetch origin main:main. Di alur kerja otomatis, pakai checkout dengan fetch-depth: 0.",
    ),
    "RKT-607": (
        "Riwayat repositori ini terpotong (shallow), sehingga wewenang tidak dapat diperiksa.",
        "Ambil riwayat lengkap: git fetch --unshallow. Di alur kerja otomatis, pakai fetch-depth: 0.",
    ),
    "RKT-607.ssh": (
        "ssh-keygen tidak terpasang di sini, sehingga tanda tangan SSH tidak dapat diperiksa.",
        "Pasang paket openssh-client, lalu ulangi.",
    ),
    "RKT-608.kosong": (
        "Penggabungan {commit} tidak mengubah RKT tahun mana pun.",
        "Sebutkan commit penggabungan yang membawa rkt/<tahun>/ dengan --commit.",
    ),
    "RKT-608.banyak": (
        "Penggabungan {commit} membawa RKT lebih dari satu tahun: {tahun}.",
        "Gabungkan tiap tahun lewat permintaan sendiri, agar tiap dokumen punya persetujuannya sendiri.",
    ),
    "RKT-609": (
        "Penggabungan ini juga mengubah perangkat sistem: {berkas}.",
        "Pisahkan perubahan di luar rkt/ ke permintaan lain; penggabungan RKT hanya boleh berisi rkt/.",
    ),
    "RKT-610": (
        "Penggabungan ini juga mengubah kebijakan pengesahan (organisasi.yml atau rkt/akar/).",
        "Ubah kebijakan lewat penggabungan tersendiri oleh kepala instansi, sesudah itu gabungkan RKT.",
    ),
    "RKT-611": (
        "Isi {berkas} pada commit penggabungan berbeda dari naskah {naskah} yang disetujui.",
        "Perbarui draf/{tahun} dari main, minta persetujuan Sekretaris lagi, lalu gabungkan tanpa mengubah isinya.",
    ),
    "RKT-612": (
        "Kebijakan pengesahan pada main sebelum penggabungan ({commit}) tidak dapat dibaca: {sebab}",
        "Perbaiki organisasi.yml di main lewat penggabungan tersendiri oleh kepala instansi.",
    ),
    "RKT-612.ganda": (
        "Kunci atau akun yang sama tertulis untuk dua orang, {satu} dan {lain}: {tanda}.",
        "Beri tiap orang kunci dan akunnya sendiri di organisasi.yml, supaya diketahui siapa yang bertindak.",
    ),
    "RKT-613": (
        "Commit {commit} tidak ditulis seperti Git menulisnya ({sebab}), sehingga tiap program dapat membacanya lain.",
        "Buat ulang draf dengan Git biasa (git commit, git merge), minta persetujuan lagi, lalu gabungkan.",
    ),
    "RKT-613.nama": (
        "Nama berkas ini tidak dapat disimpan di setiap komputer, atau hanya beda huruf besar-kecil dengan yang lain.",
        "Beri nama pendek dengan huruf kecil, angka, titik, dan tanda hubung, lalu ulangi pengajuannya.",
    ),
    # --- 614 … 620: the forge's record -------------------------------------------------------------------------------
    "RKT-614": (
        "Catatan forge tentang penggabungan ini belum ada, padahal kebijakan mewajibkannya.",
        "Jalankan rkt publish di alur kerja forge, atau berikan catatannya dengan --event BERKAS.",
    ),
    "RKT-615.commit": (
        "Catatan forge menceritakan penggabungan lain ({catatan}), bukan {commit}.",
        "Berikan catatan permintaan penggabungan yang menghasilkan commit ini.",
    ),
    "RKT-615.naskah": (
        "Menurut forge yang digabungkan adalah {catatan}, padahal induk kedua commit ini {naskah}.",
        "Gabungkan cabang lewat tombol forge tanpa menambah commit di antaranya.",
    ),
    "RKT-615.tujuan": (
        "Menurut forge permintaan ini ditujukan ke cabang “{cabang}”, bukan ke main.",
        "Buka permintaan penggabungan dari draf/{tahun} ke main.",
    ),
    "RKT-615.alamat": (
        "Catatan forge tidak menyebut forge dan repositorinya: html_url “{alamat}”, permintaan nomor {nomor}.",
        "Berikan catatan sebagaimana dikirim forge, dengan html_url permintaan penggabungannya.",
    ),
    "RKT-615.waktu": (
        "Catatan forge bertanggal {catatan}, padahal commit yang diceritakannya baru dibuat {waktu}.",
        "Berikan catatan penggabungan ini dari forge, dan periksa jam komputer yang membuat commitnya.",
    ),
    "RKT-616": (
        "Menurut forge yang menggabungkan adalah “{akun}” ({peran}), bukan kepala instansi.",
        f"{_ULANG} sendiri, dengan akunnya sendiri.",
    ),
    "RKT-617": (
        "Menurut forge yang menggabungkan adalah “{akun}”; akun itu tidak dikenal kebijakan sebelum penggabungan.",
        "Akun baru harus lebih dahulu masuk ke organisasi.yml lewat penggabungan tersendiri oleh kepala instansi.",
    ),
    "RKT-618": (
        "Masa jabatan {nama} sebagai {jabatan} telah berakhir pada {selesai}; penggabungan terjadi pada {tanggal}.",
        "Minta kepala instansi (atau Plt./Plh.) yang menjabat sekarang menggabungkan.",
    ),
    "RKT-619": (
        "Masa jabatan {nama} sebagai {jabatan} baru mulai pada {mulai}; penggabungan terjadi pada {tanggal}.",
        "Minta kepala instansi (atau Plt./Plh.) yang menjabat pada tanggal itu menggabungkan.",
    ),
    "RKT-620.isian": (
        "Catatan forge tidak lengkap: isian “{isian}” tidak ada atau tidak dapat dipakai.",
        "Pakai berkas peristiwa pull_request (closed, merged) dari forge, dilengkapi ulasannya.",
    ),
    "RKT-620.json": (
        "Catatan forge bukan JSON yang dapat dibaca.",
        "Pakai berkas peristiwa asli dari forge; jangan disunting.",
    ),
    # --- 621 … 629: the SSH signature --------------------------------------------------------------------------------
    "RKT-621": (
        "Commit penggabungan {commit} tidak bertanda tangan SSH, padahal kebijakan mewajibkannya.",
        "Kepala instansi menggabungkan dengan git merge --no-ff -S, atau menerbitkan dengan rkt publish --key KUNCI.",
    ),
    "RKT-622": (
        "Tanda tangan pada commit {commit} rusak: isi commit tidak sama dengan yang ditandatangani.",
        "Jangan terbitkan. Ambil ulang repositori; bila tetap rusak, kepala instansi menggabungkan lagi.",
    ),
    "RKT-623": (
        "Commit {commit} ditandatangani dengan kunci {kunci} yang tidak dikenal kebijakan sebelum penggabungan.",
        "Kunci baru harus lebih dahulu masuk ke organisasi.yml lewat penggabungan tersendiri oleh kepala instansi.",
    ),
    "RKT-623.tulisan": (
        "Commit {commit} ditandatangani dengan kunci {kunci}, yang di organisasi.yml tidak tertulis sebagai kunci.",
        "Di bawah kunci, tulis tiap kunci sebagai satu teks yang diawali jenisnya, misalnya ssh-ed25519, lalu isinya.",
    ),
    "RKT-624": (
        "Commit {commit} ditandatangani {nama} ({peran}), bukan kepala instansi.",
        f"{_ULANG} sendiri, dengan kuncinya sendiri.",
    ),
    "RKT-625": (
        "Commit {commit} ditandatangani dengan kunci {kunci} yang sudah dicabut dari organisasi.yml.",
        "Pakai kunci yang masih berlaku. Anggap kunci yang dicabut sudah jatuh ke tangan orang lain.",
    ),
    "RKT-626.masa": (
        "Commit bertanggal {tanggal}, ketika {nama} masih menjabat, tetapi menurut jam server hari itu {server}.",
        (
            "Jam penanda tangan tidak membuktikan harinya. Yang dapat: cap waktu atas commit itu, diminta saat itu "
            "juga (rkt sign TAHUN --stamp COMMIT). Tanpa itu, kepala instansi yang menjabat sekarang menggabungkan."
        ),
    ),
    "RKT-626.lama": (
        "Commit bertanggal {tanggal}, lebih dari {hari} hari sebelum sampai di server ({server}).",
        (
            "Terbitkan segera sesudah penggabungan, atau minta cap waktu atasnya saat itu juga (rkt sign TAHUN --stamp "
            "COMMIT). Bila jam komputernya salah: perbaiki, lalu gabungkan lagi."
        ),
    ),
    "RKT-626.depan": (
        "Commit bertanggal {tanggal}, padahal menurut jam server baru {server}.",
        "Periksa jam komputer kepala instansi, lalu gabungkan lagi.",
    ),
    "RKT-626.induk": (
        "Commit bertanggal {tanggal}, lebih awal daripada induknya ({induk}).",
        "Tanggal mundur tidak diterima. Periksa jam komputer, lalu gabungkan lagi.",
    ),
    "RKT-627": (
        "Tanda tangan pada {benda} dibuat untuk keperluan lain (namespace “{ruang}”, seharusnya “{seharusnya}”).",
        "Tanda tangan untuk keperluan lain tidak dapat dipindahkan; tandatangani lagi (git merge -S, rkt sign).",
    ),
    "RKT-628": (
        "Commit {commit} bertanda tangan, tetapi bukan dengan kunci SSH (misalnya kunci milik forge).",
        "Itu pernyataan forge, bukan kepala instansi. Kepala instansi menerbitkan dengan rkt publish --key KUNCI.",
    ),
    "RKT-629": (
        "Commit {commit} memakai nama “{nama}” tanpa tanda tangannya; nama dan surel di Git dapat ditulis siapa saja.",
        f"{_ULANG} dengan tanda tangannya (git merge --no-ff -S).",
    ),
    # --- 630 … 634: the Sekretaris -----------------------------------------------------------------------------------
    "RKT-630": (
        "Sekretaris belum menyetujui naskah {naskah}.",
        (
            "Minta Sekretaris memberi ulasan “setuju” pada commit terakhir. Tanpa forge, di ujung draf/{tahun}: "
            "git commit --allow-empty -S -m 'Disetujui: RKT {tahun}'."
        ),
    ),
    "RKT-631": (
        "Persetujuan Sekretaris diberikan pada commit {lama}, padahal yang digabungkan {naskah}.",
        "Naskah berubah sesudah disetujui. Minta Sekretaris memeriksa dan menyetujui commit terakhir.",
    ),
    "RKT-632": (
        "Naskah {naskah} disetujui oleh {siapa}, yang bukan Sekretaris pada tanggal itu.",
        "Minta Sekretaris yang sedang menjabat (atau Plt./Plh.) menyetujui.",
    ),
    "RKT-632.dua": (
        "{nama} menyetujui dan menandatangani, padahal kebijakan meminta dua orang (dua_orang).",
        "Minta pejabat lain yang berwenang menyetujui, lalu gabungkan lagi.",
    ),
    "RKT-633": (
        "Sekretaris menarik persetujuannya atas naskah {naskah} pada {waktu}.",
        "Kembali ke langkah 8: perbaiki naskah, lalu minta persetujuan lagi.",
    ),
    "RKT-634": (
        "Persetujuan Sekretaris ({waktu}) diberikan sesudah penggabungan ({merge}).",
        "Persetujuan harus mendahului penggabungan. Kepala instansi menggabungkan lagi lewat permintaan baru.",
    ),
    # --- 635 … 640: policy, decision, other evidence -----------------------------------------------------------------
    "RKT-635": (
        "Kebijakan (organisasi.yml, rkt/akar/) diubah pada commit {commit} tanpa persetujuan kepala sebelumnya.",
        (
            "Kembalikan berkasnya, lalu ubah lewat penggabungan oleh kepala instansi. Bila tidak ada lagi yang dapat "
            "menyetujui: rkt publish --introduce {commit}, yang akan terlihat oleh setiap pembaca arsip."
        ),
    ),
    "RKT-635.perkenalkan": (
        "organisasi.yml berubah di main tanpa persetujuan kepala; publikasi pertama akan ditolak (RKT-635).",
        (
            "Bila isinya benar, perkenalkan pada publikasi pertama (dari forge: rkt forge publish): "
            "rkt publish --introduce {commit}"
        ),
    ),
    "RKT-635.catatan": (
        "Catatan forge tentang perubahan kebijakan {commit} bukan dari {repositori}, atau lebih tua darinya: {lain}.",
        "Berikan catatan penggabungan kebijakan itu sebagaimana dikirim forge repositori ini sendiri.",
    ),
    "RKT-635.lewat": (
        "Penggabungan {commit} melewati perubahan kebijakan {lain}, yang sudah ditandatangani kepala instansi.",
        "Induk pertamanya harus main yang terbaru. Perbarui main, lalu gabungkan lagi tanpa memajukan main sendiri.",
    ),
    "RKT-636": (
        "Kebijakan tidak dapat diperkenalkan dari {commit}: di sana organisasi.yml tidak berubah, atau sudah terbit.",
        "Cari commit yang memuat organisasi.yml baru: git log --first-parent main -- rkt/organisasi.yml.",
    ),
    "RKT-637": (
        "Pengesahan RKT {tahun} belum lengkap: {isian} kosong.",
        "Isi rkt/{tahun}/pengesahan.yml sebelum penggabungan.",
    ),
    "RKT-638": (
        "Pengesahan bertanggal {tanggal} atas nama {tertulis}, tetapi yang menggabungkan {nama}.",
        "Samakan tanggal dan jabatan di pengesahan.yml dengan pejabat yang menandatangani.",
    ),
    "RKT-639.berkas": (
        "Kebijakan mewajibkan tanda tangan elektronik, tetapi rkt/{tahun}/rkt-ttd.pdf tidak ada.",
        "Tandatangani PDF sebelum penggabungan: rkt sign {tahun} --with bsre (atau p12).",
    ),
    "RKT-639.alat": (
        "Kebijakan mewajibkan tanda tangan elektronik, tetapi pemeriksanya tidak terpasang di sini.",
        "Pasang rktkit lengkap (scripts/setup), lalu ulangi.",
    ),
    "RKT-640": (
        "Tanda tangan atas manifest ditolak: {sebab}",
        "Tandatangani dengan kunci SSH kepala instansi yang tercatat di organisasi.yml.",
    ),
    "RKT-640.penerbit": (
        "Kebijakan menyebut kunci mesin penerbit, tetapi kuncinya tidak diberikan.",
        "Berikan kuncinya: rkt publish --seal-key BERKAS, atau RKT_KUNCI_PENERBIT=BERKAS.",
    ),
    "RKT-640.tanpa": (
        "Terbit tanpa segel: organisasi.yml tidak menyebut kunci mesin penerbit.",
        "Tambahkan penerbit di organisasi.yml; tanpa segel, pembaca perlu --head atau tanda tangan kepala instansi.",
    ),
    "RKT-640.asing": (
        "Kunci mesin penerbit yang diberikan ({kunci}) tidak tercatat di organisasi.yml.",
        "Pakai kunci yang tercatat di bawah penerbit, atau ubah kebijakan lewat penggabungan oleh kepala instansi.",
    ),
    "RKT-640.masa": (
        "Kunci mesin penerbit {kunci} tidak berlaku pada {tanggal}.",
        "Pakai kunci yang sedang berlaku menurut penerbit di organisasi.yml.",
    ),
    # --- a merge that was scheduled -----------------------------------------------------------------------------------
    "RKT-695": (
        "Penggabungan dijadwalkan “{akun}” pada {waktu}, sebelum commit atau persetujuan terakhir ({kemudian}).",
        f"{_ULANG} sesudah persetujuan; jangan memakai “gabungkan bila pemeriksaan berhasil”.",
    ),
}

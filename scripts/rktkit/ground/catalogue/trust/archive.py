"""What is wrong with the archive, and what a verifier finds (RKT-641 … 669)."""

TEXTS: dict[str, tuple[str, str]] = {
    # --- 641 … 660: the archive --------------------------------------------------------------------------------------
    "RKT-641": (
        "Ada yang bukan bagian arsip: {path}.",
        "Abaikan, atau hapus: rantai arsip tidak menyebutnya. Isinya tidak diperiksa; jangan percaya isinya.",
    ),
    "RKT-641.akar": (
        "{path} di akar arsip tidak ada atau bukan yang dicatat publikasi terakhir.",
        "Jangan jalankan periksa.py dari arsip ini; ambil dari sumber yang resmi.",
    ),
    "RKT-642.hilang": ("kepala.json tidak ada atau tidak dapat dibaca.", "Ambil ulang arsip dari sumber yang resmi."),
    "RKT-642.beda": (
        "kepala.json menyebut {kepala}, padahal publikasi terakhir {publikasi} ({sha256}), {jumlah} publikasi.",
        "Arsip terpotong atau kepalanya diubah. Bandingkan dengan arsip dari sumber yang resmi.",
    ),
    "RKT-643": (
        "Manifest {publikasi} tidak dapat dipakai: {sebab}.",
        "Manifest diubah atau rusak. Bandingkan dengan arsip dari sumber yang resmi.",
    ),
    "RKT-644": (
        "Isi {path} berubah: sidik jarinya tidak sama dengan yang tercatat di manifest.",
        "Jangan pakai berkas ini. Ambil ulang arsip dari sumber yang resmi.",
    ),
    "RKT-645": ("Berkas {path} tercatat di manifest tetapi hilang.", "Ambil ulang arsip dari sumber yang resmi."),
    "RKT-645.publikasi": (
        "{jumlah} publikasi sebelum {publikasi} tidak ada di salinan ini, jadi rantainya terputus di situ.",
        "Ambil ulang arsip dari sumber yang resmi.",
    ),
    "RKT-646": (
        "Berkas {path} tidak tercatat di manifest, jadi bukan bagian arsip.",
        "Abaikan, atau hapus; isinya tidak diperiksa.",
    ),
    "RKT-647": (
        "Rantai terputus di {publikasi}: publikasi sebelumnya bukan yang dicatatnya.",
        "Ada publikasi yang diubah, dihapus, atau ditukar urutannya. Bandingkan dengan arsip resmi.",
    ),
    "RKT-648": (
        "Nomor urut {publikasi} adalah {urutan}, seharusnya {seharusnya}.",
        "Ada publikasi yang hilang, ganda, atau ditukar urutannya. Bandingkan dengan arsip resmi.",
    ),
    "RKT-649": (
        "{publikasi} mengubah RKT {tahun} yang belum terbit lengkap: {sebelumnya} tidak ada dalam arsip.",
        "Terbitkan dahulu RKT yang diubah, atau perbaiki jenis dan urutan di siklus.yml.",
    ),
    "RKT-650": (
        "Cabang arsip pada {commit} memuat {path} yang lain daripada ketika terbit (ditulis {oleh}).",
        "Yang terbit diganti. Pulihkan cabang arsip dari salinan sebelumnya, dan periksa siapa yang menulisnya.",
    ),
    "RKT-650.kecelakaan": (
        "Commit {commit} pada cabang arsip menyentuh yang sudah terbit ({path}), ditulis {oleh}; rantainya tetap utuh.",
        "Tidak mengubah putusan. Catat sebabnya, kembalikan dengan git revert, batasi siapa yang dapat menulis arsip.",
    ),
    "RKT-651": (
        "Kepala {sha256} tidak ada dalam rantai arsip ini.",
        "Bila kepalanya tidak salah ketik, arsip ini terpotong atau ditulis ulang. Minta arsip resmi kepada kantor.",
    ),
    "RKT-652": (
        "Publikasi {publikasi} dibuat dari commit {commit} yang tidak ada pada garis utama main.",
        "main ditulis ulang, atau publikasi itu tidak pernah digabungkan. Bandingkan dengan salinan lain.",
    ),
    "RKT-653.baris": (
        "Akhir baris {jumlah} berkas ditulis ulang (CRLF), misalnya {contoh}; selebihnya sama dengan yang terbit.",
        "Ambil ulang tanpa mengubah akhir baris: git -c core.autocrlf=false clone, atau unduh arsipnya sebagai ZIP.",
    ),
    "RKT-653.sampah": (
        "Ada {jumlah} berkas yang ditinggalkan sistem operasi dan bukan bagian arsip, misalnya {contoh}.",
        "Abaikan, atau hapus; isinya tidak diperiksa.",
    ),
    "RKT-654": (
        "bukti.json pada {publikasi} tidak dapat dipakai: {sebab}.",
        "Bandingkan dengan arsip dari sumber yang resmi.",
    ),
    "RKT-655": (
        "{publikasi} sudah terbit dari commit {lama}; yang terbit tidak dapat diganti.",
        "Buat RKT Perubahan: rkt open {tahun} --perubahan.",
    ),
    "RKT-655.ganda": (
        "{publikasi} dibuat dari commit yang sudah terbit sebagai {lama}; satu penggabungan hanya terbit satu kali.",
        "Salah satunya disisipkan. Bandingkan dengan arsip dari sumber yang resmi.",
    ),
    "RKT-656": (
        "Arsip sedang diisi oleh proses lain berulang kali; publikasi ini belum ditambahkan.",
        "Tunggu sebentar, lalu jalankan rkt publish lagi. Arsip tidak berubah.",
    ),
    "RKT-657": (
        "Cabang arsip di sini dan di {remote} berbeda jalan.",
        "Salah satunya bukan kelanjutan yang lain. Periksa dengan rkt verify sebelum menerbitkan apa pun.",
    ),
    "RKT-658": (
        "Cabang arsip sedang dibuka (checkout) di folder kerja ini.",
        "Pindah dahulu: git switch main.",
    ),
    "RKT-659": (
        "Arsip tidak dapat ditulis: {sebab}",
        "Periksa ruang penyimpanan dan hak tulis, lalu jalankan lagi. Arsip tidak berubah.",
    ),
    "RKT-659.arsip": (
        "Arsip tidak dapat dibaca ({sebab}): tahun yang sudah terbit dan nomor yang sudah dipakai tidak diketahui.",
        "Ambil ulang cabang arsip (git fetch origin arsip), atau periksa repositorinya dengan git fsck.",
    ),
    "RKT-659.baca": (
        "Repositori tidak dapat dibaca: {sebab}",
        "Periksa dengan git fsck, atau ambil ulang repositori. Arsip tidak berubah.",
    ),
    "RKT-660": (
        "PDF yang diberikan tidak sama dengan dokumen mana pun dalam {lingkup}.",
        "Dokumen itu bukan dari arsip ini, atau banyak diubah. Pakai PDF dari arsip.",
    ),
    "RKT-660.isi": (
        "Isi PDF yang diberikan berbeda dari {publikasi}, pertama di halaman {halaman}.",
        "Jangan pakai. Bandingkan halaman itu dengan rkt.pdf dari arsip.",
    ),
    "RKT-660.baca": (
        "Teks PDF yang diberikan tidak dapat dibaca (hasil pindai, atau rusak), jadi tidak dapat dibandingkan.",
        "Mintalah berkas aslinya, atau bandingkan cetakannya dengan rkt.pdf dari arsip.",
    ),
    # --- 661 … 669: what a verifier finds ----------------------------------------------------------------------------
    "RKT-661": (
        "Tanda tangan pada {publikasi} ditolak: {sebab}",
        "Jangan pakai sebagai bukti. Bila kuncinya pernah diganti, berikan organisasi.yml dari masa itu, atau --head.",
    ),
    "RKT-662": (
        "Bukti Git pada {publikasi} tidak cocok dengan sumbernya: {sebab}",
        "Commit yang ditandatangani tidak memuat naskah ini. Jangan pakai publikasi ini.",
    ),
    "RKT-663": (
        "Publikasi {publikasi} tidak ada dalam arsip.",
        "Publikasi yang ada: {daftar}",
    ),
    "RKT-663.gabung": (
        "Penggabungan {commit} di main belum terbit dalam arsip ini.",
        "Jalankan rkt publish, atau ambil arsip yang terbaru: arsip ini terpotong atau tertinggal.",
    ),
    "RKT-663.tolak": (
        "Penggabungan {commit} di main tidak dapat diterbitkan: {sebab}.",
        "Batalkan lewat permintaan penggabungan (git revert -m 1), lalu gabungkan lagi dengan cara yang benar.",
    ),
    "RKT-663.tahun": (
        "RKT {tahun} belum terbit, jadi belum ada yang dapat ditandatangani.",
        "Sesudah penggabungan: rkt publish --key KUNCI, yang menerbitkan sekaligus menandatangani.",
    ),
    "RKT-664": (
        "Kebijakan diperkenalkan ulang pada commit {commit} sebelum {publikasi}: {pesan}",
        "Tanyakan kepada kantor mengapa, lalu berikan organisasi.yml yang Anda percayai dengan --trust.",
    ),
    "RKT-665": (
        "{publikasi} menandatangani {sasaran}, yang tidak ada atau bukan isi yang sama.",
        "Tanda tangan itu bukan untuk dokumen ini.",
    ),
    "RKT-666": (
        "{remote} menolak arsip yang dikirim: {sebab}",
        "Periksa sambungan dan hak tulis pada cabang arsip, lalu jalankan rkt publish lagi.",
    ),
    "RKT-667": (
        "Arsip belum berisi publikasi.",
        "Pembaca: pastikan foldernya memuat kepala.json, atau tanyakan kepada kantornya. Kantor: rkt publish.",
    ),
    "RKT-669": (
        "Wewenang yang dihitung ulang untuk {publikasi} berbeda dari bukti.json: {hal}.",
        "bukti.json ditulis tangan atau diubah sebelum diterbitkan. Jangan pakai publikasi ini.",
    ),
}

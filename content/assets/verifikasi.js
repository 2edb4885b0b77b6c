// Computes hashes in the reader's own browser and says what is known of them. Three answers, as `rkt verify` gives them:
// what could not be read is never called false.
(() => {
  "use strict";

  const page = document.querySelector(".rkt-verifikasi"), box = document.querySelector(".rkt-periksa");
  const base = new URL("../", document.currentScript.src).href;
  const subtle = globalThis.crypto?.subtle;
  if (!page && !box) return;
  if (!subtle) { // the commands on the page remain
    const said = document.createElement("p");
    said.textContent = "Peramban hanya menghitung sidik jari pada alamat https, atau pada situs yang dibuka dari folder. Di sini pakailah perintah berikut:";
    (page ?? box).prepend(said);
    return;
  }

  const known = new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `${base}assets/sidik.js`;
    script.onload = () => done(globalThis.rktSidik);
    script.onerror = () => failed(new Error("sidik.js"));
    document.head.append(script);
  });
  known.catch(() => {});

  const digest = async (data) =>
    [...new Uint8Array(await subtle.digest("SHA-256", data))].map((b) => b.toString(16).padStart(2, "0")).join("");

  const make = (tag, text, kind) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };

  // What is to be said of one file: a verdict, and the claims behind it.
  const judge = async (file) => {
    const said = make("li");
    const name = make("strong", file.name);
    const unsure = (text, word = "TIDAK DAPAT DIPASTIKAN") => { said.append(name, make("span", word, "ragu"), make("p", text)); return said; };
    let sha256, table;
    try { sha256 = await digest(await file.arrayBuffer()); } catch {
      return unsure("Ini tidak dapat dibaca oleh peramban. Bila sebuah folder: bukalah, lalu jatuhkan berkas di dalamnya.");
    }
    if (!file.size) return unsure("Berkas ini kosong (0 byte): barangkali unduhannya terputus. Unduh kembali, lalu periksa lagi.");
    try { table = await known; } catch {
      return unsure(`Daftar sidik jari arsip tidak dapat dibaca. Sidik jari berkas Anda: ${sha256}`);
    }
    const found = table.berkas[sha256];
    if (!found) {
      return unsure(/^(arsip.*\.zip|kepala.*\.json)$/i.test(file.name)
        ? `Tidak ada berkas arsip dengan sidik jari ${sha256}. Berkas ini berganti setiap ada RKT baru, jadi unduhan lama memang berbeda. Ekstrak, lalu jalankan periksa.py di dalamnya.`
        : `Tidak ada berkas arsip dengan sidik jari ${sha256}. Pindaian, cetakan ulang, dan berkas yang disimpan ulang oleh program lain selalu berbeda; itu belum berarti isinya palsu. Bandingkan dengan dokumen dari arsip.`, "Bukan berkas arsip ini");
    }
    if (!found[0]) { // stands beside the publications
      said.append(name, make("span", "UTUH", "cocok"), make("p", found[1] === "arsip.zip"
        ? `Utuh: seluruh arsip, ${Object.keys(table.publikasi).length} publikasi. Ekstrak untuk memeriksa isinya satu per satu.`
        : `Utuh: sama persis dengan ${found[1]} pada akar arsip.`));
      return said;
    }
    const [plan, path] = found, [title, address, force, later] = table.publikasi[plan];
    const link = make("a", title);
    link.href = base + address;
    const claims = make("dl");
    const claim = (term, text) => { const row = make("div"); row.append(make("dt", term), make("dd", text)); claims.append(row); };
    claim("Dokumen", `utuh: sama persis dengan ${path} dalam publikasi ${plan}`);
    claim("Berlaku", later ? `${force}; sudah diganti oleh ${later}` : force);
    claim("Orang dan waktu", "tertulis pada halaman RKT-nya; tanda tangan dinilai oleh rkt verify");
    const where = make("p");
    where.append(make("span", later ? "Utuh, sudah diganti. " : "Utuh. "), link);
    said.append(name, make("span", later ? "UTUH, SUDAH DIGANTI" : "UTUH", later ? "ragu" : "cocok"), where, claims);
    return said;
  };

  const spoken = () => { // a list that is read aloud as it grows
    const live = make("div"), results = make("ul", "", "hasil");
    live.setAttribute("role", "status");
    live.append(results);
    return [live, results];
  };

  const picker = (text, many) => {
    const label = make("label", text, "pilih"), input = make("input", "", "rkt-sembunyi");
    input.type = "file";
    input.multiple = many;
    label.append(input);
    return [label, input];
  };

  if (page) {
    const drop = make("div", "", "jatuh"), [label, input] = picker("Jatuhkan berkas di sini, atau pilih", true);
    const [live, results] = spoken();
    drop.append(label);
    page.prepend(drop, live);
    const take = async (files) => {
      for (const file of files) {
        const busy = make("li", `Menghitung sidik jari ${file.name} …`);
        results.prepend(busy);
        busy.replaceWith(await judge(file));
      }
    };
    input.addEventListener("change", async () => { await take([...input.files]); input.value = ""; });
    for (const kind of ["dragenter", "dragover"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("di-atas"); });
    for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("di-atas"));
    for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault()); // a miss opens no file
    drop.addEventListener("drop", (event) => take([...event.dataTransfer.files]));
  }

  if (box) {
    const tools = make("div", "", "alat"), [label, input] = picker("Cocokkan berkas yang Anda pegang", false);
    const [live, results] = spoken();
    const rows = [...document.querySelectorAll("tr[data-sha256]")];
    const say = (kind, strong, rest) => { const line = make("li"); line.append(make("strong", strong, kind), ` ${rest}`); results.replaceChildren(line); };
    if (location.protocol !== "file:") { // a page from a folder may not read its neighbours
      const button = make("button", "Hitung sidik jari semua berkas di halaman ini");
      button.type = "button";
      tools.append(button);
      button.addEventListener("click", async () => {
        button.disabled = true;
        const wanted = [[box.dataset.manifest, box.dataset.sidik], ...rows.map((r) => [r.querySelector("a").getAttribute("href"), r.dataset.sha256, r])];
        const wrong = [], unread = [];
        for (const [place, [path, sha256, row]] of wanted.entries()) {
          say("", `${place + 1} dari ${wanted.length}`, path);
          let state = "ragu";
          try {
            const answer = await fetch(path, { cache: "no-store" });
            if (answer.ok) state = (await digest(await answer.arrayBuffer())) === sha256 ? "cocok" : "beda";
          } catch { /* it did not arrive: not known */ }
          if (state === "beda") wrong.push(path);
          if (state === "ragu") unread.push(path);
          if (row) row.dataset.hasil = state;
        }
        const list = (paths) => paths.slice(0, 5).join(", ") + (paths.length > 5 ? ` dan ${paths.length - 5} lagi` : "");
        if (wrong.length) say("beda", "TIDAK COCOK:", `${list(wrong)}. Jangan pakai berkas itu; bandingkan dengan arsip dari sumber resmi lain.`);
        else if (unread.length) say("ragu", "TIDAK DAPAT DIPASTIKAN:", `${list(unread)} tidak dapat diambil. Yang terbaca semuanya cocok; coba lagi nanti.`);
        else say("cocok", "COCOK.", `${rows.length} berkas dan manifestnya sama dengan sidik jari di halaman ini. Untuk kepastian yang tidak bergantung pada situs ini, cocokkan kepala arsip dengan yang tercetak di kertas, atau jalankan pemeriksa mandiri.`);
        button.disabled = false;
      });
    }
    input.addEventListener("change", async () => { if (input.files[0]) results.replaceChildren(await judge(input.files[0])); input.value = ""; });
    tools.append(label);
    box.prepend(tools, live);
  }
})();

// What a page can do beyond reading: unfold for print and for an address, scroll tables from the keyboard, and compute
// hashes in the reader's own browser, of files of this very page or of one that the reader picks. It sends nothing.
(() => {
  "use strict";

  const box = document.querySelector(".rkt-periksa");
  const rows = [...document.querySelectorAll("tr[data-sha256]")];

  const open = () => document.querySelectorAll("details:not([open])").forEach((d) => { d.open = true; d.dataset.cetak = ""; });
  const close = () => document.querySelectorAll("details[data-cetak]").forEach((d) => { d.open = false; delete d.dataset.cetak; });
  addEventListener("beforeprint", open);
  addEventListener("afterprint", close);
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const details = target && (target.closest("details") || target.parentElement.querySelector(":scope > details"));
    if (details) { details.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();

  document.querySelector(".md-search[role=dialog]")?.setAttribute("aria-label", "Cari"); // the theme's has no name

  addEventListener("load", () => {
    for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) { // the theme's own, around plain tables
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", "Tabel");
    }
  });

  if (!box) return;
  if (!globalThis.crypto || !crypto.subtle) return; // not a secure address: the commands on the page remain

  const digest = async (data) =>
    [...new Uint8Array(await crypto.subtle.digest("SHA-256", data))].map((b) => b.toString(16).padStart(2, "0")).join("");

  const tools = document.createElement("div");
  tools.className = "alat";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Hitung sidik jari semua berkas di halaman ini";
  const pick = document.createElement("label");
  pick.className = "pilih";
  pick.textContent = "Cocokkan berkas yang Anda pegang";
  const input = document.createElement("input");
  input.type = "file";
  input.className = "rkt-sembunyi";
  pick.append(input);
  tools.append(button, pick);
  const result = document.createElement("p");
  result.className = "hasil";
  result.setAttribute("role", "status");
  box.prepend(tools, result);

  const say = (kind, strong, rest) => {
    const mark = document.createElement("strong");
    mark.className = kind;
    mark.textContent = strong;
    result.replaceChildren(mark, ` ${rest}`);
  };

  const read = async (path) => {
    const answer = await fetch(path, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    return digest(await answer.arrayBuffer());
  };

  button.addEventListener("click", async () => {
    button.disabled = true;
    const wanted = [[box.dataset.manifest, box.dataset.sidik], ...rows.map((r) => [r.querySelector("a").getAttribute("href"), r.dataset.sha256, r])];
    const wrong = [];
    for (const [index, [path, sha256, row]] of wanted.entries()) {
      say("", `${index + 1} dari ${wanted.length}`, path);
      let same = false;
      try { same = (await read(path)) === sha256; } catch { /* counts as different: the file did not arrive */ }
      if (!same) wrong.push(path);
      if (row) row.dataset.hasil = same ? "cocok" : "beda";
    }
    if (wrong.length) say("beda", "TIDAK COCOK:", `${wrong.join(", ")}. Jangan pakai berkas itu; bandingkan dengan arsip dari sumber resmi lain.`);
    else say("cocok", "COCOK.", `${rows.length} berkas dan manifestnya sama dengan sidik jari di halaman ini. Untuk kepastian yang tidak bergantung pada situs ini, cocokkan kepala arsip dengan yang tercetak di kertas, atau jalankan pemeriksa mandiri.`);
    button.disabled = false;
  });

  input.addEventListener("change", async () => {
    const file = input.files && input.files[0];
    if (!file) return;
    say("", "Menghitung", `${file.name} …`);
    const sha256 = await digest(await file.arrayBuffer());
    const found = rows.find((row) => row.dataset.sha256 === sha256);
    if (found) say("cocok", "COCOK.", `${file.name} sama persis dengan ${found.dataset.path} dalam publikasi ini.`);
    else say("beda", "TIDAK COCOK.", `${file.name} tidak sama dengan berkas mana pun dalam publikasi ini. Sidik jarinya ${sha256}. Hasil pindaian atau cetakan ulang memang selalu berbeda.`);
    input.value = "";
  });
})();

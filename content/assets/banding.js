// Compares any two plans by kode: the sum, then each bidang, then what was added, changed and removed.
(() => {
  "use strict";

  const box = document.querySelector(".rkt-banding");
  if (!box) return;
  const form = box.querySelector("form"), result = box.querySelector(".hasil");
  const base = new URL("../", document.currentScript.src).href;
  box.querySelector(".tanpa-skrip").remove();
  form.hidden = false;

  const rupiah = (amount) => `${amount < 0 ? "−" : ""}Rp${String(Math.abs(amount)).replace(/\B(?=(\d{3})+$)/g, ".")}`;
  const change = (amount) => (amount > 0 ? "+" : "") + rupiah(amount);
  const make = (tag, text, kind) => { const e = document.createElement(tag); if (text !== undefined) e.textContent = text; if (kind) e.className = kind; return e; };

  const load = (option) => new Promise((done, failed) => {
    const there = globalThis.rktBaris?.[option.value];
    if (there) return done(there);
    const script = document.createElement("script");
    script.src = `${base}assets/baris/${option.dataset.berkas}`;
    script.onload = () => done(globalThis.rktBaris[option.value]);
    script.onerror = () => failed(new Error(option.textContent));
    document.head.append(script);
  });

  const table = (title, heads, rows) => {
    const wrap = make("div", undefined, "rkt-gulir lebar"), grid = make("table", undefined, "rkt-tabel");
    wrap.setAttribute("role", "region");
    wrap.setAttribute("aria-label", title);
    wrap.tabIndex = 0;
    const head = make("tr"), body = make("tbody"), top = make("thead");
    for (const [text, kind] of heads) { const th = make("th", text, kind); th.scope = "col"; head.append(th); }
    top.append(head);
    for (const cells of rows) {
      const row = make("tr");
      cells.forEach((cell, place) => { const td = make(place ? "td" : "th", cell, heads[place][1]); if (place) td.dataset.nama = heads[place][0]; else td.scope = "row"; row.append(td); });
      body.append(row);
    }
    grid.append(make("caption", title), top, body);
    wrap.append(grid);
    return wrap;
  };

  const both = (from, to) => [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();

  const show = async () => {
    let from, to;
    try { [from, to] = await Promise.all([load(form.dari.selectedOptions[0]), load(form.ke.selectedOptions[0])]); }
    catch (error) { result.replaceChildren(make("p", `Data ${error.message} tidak dapat dibaca, jadi tidak dapat dibandingkan.`)); return; }
    const parts = [make("p", `Pagu ${from.judul} ${rupiah(from.pagu)} menjadi ${rupiah(to.pagu)} pada ${to.judul}: ${from.pagu === to.pagu ? "sama" : change(to.pagu - from.pagu)}.`, "rkt-jumlah")];
    const money = [[from.judul, "rupiah"], [to.judul, "rupiah"], ["Selisih", "rupiah"]];
    const cell = (value) => (value === undefined ? "–" : rupiah(value));
    parts.push(table("Pagu menurut bidang", [["Bidang", ""], ...money], both(from.bidang, to.bidang).map((kode) => {
      const [a, b] = [from.bidang[kode], to.bidang[kode]];
      return [(b || a)[0], cell(a?.[1]), cell(b?.[1]), change((b?.[1] || 0) - (a?.[1] || 0))];
    })));
    const targets = both(from.indikator, to.indikator).filter((k) => from.indikator[k]?.[1] !== to.indikator[k]?.[1]);
    if (targets.length) parts.push(table("Target yang berbeda", [["Indikator", ""], [from.judul, ""], [to.judul, ""]],
      targets.map((k) => [`${k} ${(to.indikator[k] || from.indikator[k])[0]}`, from.indikator[k]?.[1] ?? "–", to.indikator[k]?.[1] ?? "–"])));
    const subs = both(from.sub, to.sub).filter((k) => JSON.stringify(from.sub[k]?.slice(1, 3)) !== JSON.stringify(to.sub[k]?.slice(1, 3)));
    if (subs.length) parts.push(table("Sub kegiatan yang berbeda", [["Sub kegiatan", ""], ["Perubahan", ""], ["Target", ""], ...money],
      subs.map((k) => {
        const [a, b] = [from.sub[k], to.sub[k]];
        const kind = !a ? "ditambah" : !b ? "dihapus" : "diubah";
        const target = a && b && a[2] !== b[2] ? `${a[2]} → ${b[2]}` : (b || a)[2];
        return [`${k} ${(b || a)[0]}`, kind, target, cell(a?.[1]), cell(b?.[1]), change((b?.[1] || 0) - (a?.[1] || 0))];
      })));
    if (!targets.length && !subs.length) parts.push(make("p", "Tidak ada target maupun sub kegiatan yang berbeda."));
    result.replaceChildren(...parts);
  };

  form.addEventListener("change", show);
  show();
})();

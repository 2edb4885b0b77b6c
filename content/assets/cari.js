// The search: an index that is loaded when somebody begins to look, as a script, so that it works from a folder as well.
// Public pages find plans first; staff pages find the guide first; each can be asked for the other.
(() => {
  "use strict";

  const base = new URL("../", document.currentScript.src).href;
  const header = document.querySelector(".md-header__inner");
  if (!header) return;
  const staffPage = location.href.startsWith(base) && /^(panduan|acuan|rekayasa)\//.test(location.href.slice(base.length));
  const SOURCES = { publik: "cari-publik.js", petugas: "cari-petugas.js" };
  const SHOWN = 12;

  const box = document.createElement("div");
  box.className = "rkt-cari";
  box.innerHTML =
    '<label class="rkt-sembunyi" for="rkt-cari">Cari di situs ini</label>' +
    '<input id="rkt-cari" type="search" role="combobox" aria-expanded="false" aria-controls="rkt-cari-hasil" aria-autocomplete="list" autocomplete="off" spellcheck="false" placeholder="Cari kode, sub kegiatan, angka …">' +
    '<div class="kotak" hidden><p role="status"></p><ul id="rkt-cari-hasil" role="listbox" aria-label="Hasil pencarian"></ul><button type="button"></button></div>';
  header.append(box);
  const input = box.querySelector("input"), panel = box.querySelector(".kotak"), list = box.querySelector("ul");
  const status = box.querySelector("p"), other = box.querySelector("button");
  let scope = staffPage ? "petugas" : "publik", chosen = -1, asked = "";

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const digits = (text) => (text.match(/[0-9][0-9.]*/g) || []).map((run) => run.replace(/\./g, "")).join(" ");

  const load = (name) => new Promise((done, failed) => {
    if (globalThis.rktCari?.[name]) return done();
    const script = document.createElement("script");
    script.src = `${base}assets/${SOURCES[name]}`;
    script.onload = () => done();
    script.onerror = () => failed(new Error(name));
    document.head.append(script);
  });

  const prepared = {};
  const index = (name) => (prepared[name] ??= globalThis.rktCari[name].map((row) => {
    const [title, address, note, words, weight] = row;
    return { title, address, note, weight, head: fold(title), text: fold(` ${title} ${note} ${words}`), first: ` ${digits(title)} `, numbers: ` ${digits(`${title} ${note}`)} ` };
  }));

  const begins = (text, token) => {
    for (let place = text.indexOf(token); place > 0; place = text.indexOf(token, place + 1)) {
      if (!/[\p{L}\p{N}]/u.test(text[place - 1])) return true;
    }
    return false;
  };

  const find = (name, query) => {
    const tokens = fold(query).split(/[^\p{L}\p{N}./-]+/u).filter(Boolean);
    if (!tokens.length) return [];
    const found = [];
    for (const entry of index(name)) {
      let score = 0;
      for (const token of tokens) {
        const number = /^[0-9][0-9.]*$/.test(token) ? token.replace(/\./g, "") : "";
        const runs = number.length > 2 ? entry.numbers : "";
        if (runs && entry.first.includes(` ${number} `)) score += 80;
        else if (runs.includes(` ${number} `)) score += 60;
        else if (number.length > 3 && runs.includes(number)) score += 30;
        else if (entry.head.startsWith(token)) score += 25;
        else if (entry.head.includes(token)) score += 15;
        else if (begins(entry.text, token)) score += 8;
        else if (token.length > 3 && entry.text.includes(token)) score += 3; // inside a word: "IKU" is not in "berikut"
        else { score = -1; break; }
      }
      if (score > 0) found.push([score, entry]);
    }
    return found.sort((a, b) => b[0] - a[0] || b[1].weight - a[1].weight).map(([, entry]) => entry);
  };

  const point = (place) => {
    const items = [...list.children];
    items[chosen]?.setAttribute("aria-selected", "false");
    chosen = items.length ? (place + items.length) % items.length : -1;
    const item = items[chosen];
    if (!item) return input.removeAttribute("aria-activedescendant");
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", item.id);
  };

  const hide = () => { panel.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };

  const show = async () => {
    const query = asked = input.value.trim();
    if (!query) return hide();
    panel.hidden = false;
    try { await load(scope); } catch { status.textContent = "Daftar pencarian tidak dapat dibaca."; list.replaceChildren(); other.hidden = true; return; }
    if (asked !== query) return;
    const found = find(scope, query);
    list.replaceChildren(...found.slice(0, SHOWN).map((entry, place) => {
      const item = document.createElement("li");
      item.id = `rkt-cari-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.dataset.alamat = base + entry.address;
      const title = document.createElement("strong"), note = document.createElement("small");
      title.textContent = entry.title;
      note.textContent = entry.note;
      item.append(title, note);
      return item;
    }));
    status.textContent = found.length ? `${found.length} hasil${found.length > SHOWN ? `, ${SHOWN} teratas` : ""}` : "Tidak ada hasil.";
    other.hidden = false;
    other.textContent = scope === "publik" ? "Cari di panduan dan acuan petugas" : "Cari di RKT";
    chosen = -1;
    input.setAttribute("aria-expanded", String(found.length > 0));
  };

  const go = (item, aside) => { if (!item) return; if (aside) open(item.dataset.alamat, "_blank", "noopener"); else { hide(); location.href = item.dataset.alamat; } };

  input.addEventListener("focus", () => { load(scope).catch(() => {}); if (input.value) show(); });
  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); point(chosen + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); point(chosen - 1); }
    else if (event.key === "Enter") { event.preventDefault(); go(list.children[Math.max(chosen, 0)], event.ctrlKey || event.metaKey); }
    else if (event.key === "Escape") { hide(); input.value = ""; }
  });
  list.addEventListener("mousedown", (event) => { event.preventDefault(); go(event.target.closest("li"), event.ctrlKey || event.metaKey); });
  other.addEventListener("click", () => { scope = scope === "publik" ? "petugas" : "publik"; input.focus(); show(); });
  const missing = document.querySelector("[data-tidak-ada]"); // what was looked for is a first guess
  if (missing) {
    const plain = (text) => { try { return decodeURIComponent(text); } catch { return ""; } };
    const parts = location.pathname.split("/").map(plain).filter((part) => part && !/^index\.html?$/.test(part));
    const year = parts.find((part) => /^20\d\d$/.test(part));
    const query = year ? `RKT ${year}` : (parts.pop() ?? "").replace(/\.[a-z]\w*$/i, "").replace(/[-_]+/g, " ");
    load(scope).then(() => {
      const found = query ? find(scope, query).slice(0, 5) : [];
      if (!found.length) return;
      const said = document.createElement("p"), links = document.createElement("ul");
      said.textContent = "Barangkali ini yang Anda cari:";
      links.append(...found.map((entry) => {
        const item = document.createElement("li"), link = document.createElement("a"), note = document.createElement("small");
        link.href = base + entry.address;
        link.textContent = entry.title;
        note.textContent = entry.note;
        item.append(link, " ", note);
        return item;
      }));
      missing.parentElement.append(said, links);
    }, () => {});
  }
  addEventListener("click", (event) => { if (!box.contains(event.target)) hide(); });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(document.activeElement.tagName)) { event.preventDefault(); input.focus(); }
  });
})();

// What every page can do beyond reading: unfold for print and for an address, say where to scroll, copy the address of a
// row or a citation of it. Sends nothing anywhere.
(() => {
  "use strict";

  const today = () => new Date().toLocaleDateString("id-ID", { day: "numeric", month: "long", year: "numeric" });
  const hash = document.querySelector('meta[name="rkt-kepala"]')?.content;
  const office = document.querySelector('meta[property="og:site_name"]')?.content ?? document.title;

  // --- print: everything unfolded, and on top where and when it was printed, and of which archive
  const paper = document.createElement("p");
  paper.className = "rkt-cetak";
  paper.hidden = true;
  document.querySelector("article")?.prepend(paper);
  addEventListener("beforeprint", () => {
    paper.textContent = `${office} · dicetak ${today()} dari ${location.href}${hash ? ` · kepala arsip ${hash}` : ""}`;
    paper.hidden = false;
    document.querySelectorAll("details:not([open])").forEach((d) => { d.open = true; d.dataset.cetak = ""; });
  });
  addEventListener("afterprint", () => {
    paper.hidden = true;
    document.querySelectorAll("details[data-cetak]").forEach((d) => { d.open = false; delete d.dataset.cetak; });
  });

  // --- an address inside a fold opens it
  const reveal = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* no address of ours */ }
    const target = document.getElementById(name);
    const details = target && (target.closest("details") || target.parentElement.querySelector(":scope > details"));
    if (details) { details.open = true; target.scrollIntoView(); }
  };
  addEventListener("hashchange", reveal);
  reveal();

  // --- a row's address and its citation
  const copy = async (text, button, done) => {
    try { await navigator.clipboard.writeText(text); } catch { prompt("Salin:", text); return; }
    const said = document.createElement("p");
    said.className = "rkt-sembunyi";
    said.setAttribute("role", "alert");
    said.textContent = done;
    document.body.append(said);
    button.dataset.disalin = "";
    setTimeout(() => { delete button.dataset.disalin; said.remove(); }, 1500);
  };
  const words = (element) => {
    const bare = element.cloneNode(true);
    for (const tool of bare.querySelectorAll(".rkt-tautan, .rkt-kutip, .headerlink")) tool.remove();
    return bare.textContent.replace(/\s+/g, " ").trim();
  };
  const meaning = (place) => {
    const row = place.closest("tr");
    if (!row) return words(place.closest("h2, h3, h4"));
    return [...row.cells].map((cell) => (cell.dataset.nama ? `${cell.dataset.nama}: ` : "") + words(cell)).filter((part) => !/: ?$/.test(part)).join("; ");
  };
  const source = document.querySelector("[data-kutip]")?.dataset.kutip;
  for (const link of source ? document.querySelectorAll("a.rkt-tautan") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rkt-kutip";
    button.textContent = "kutip";
    button.setAttribute("aria-label", link.getAttribute("aria-label").replace("Tautan ke", "Kutip"));
    link.after(button);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.rkt-tautan");
    if (link) copy(link.href, link, "Alamat disalin");
    const button = event.target.closest?.("button.rkt-kutip");
    if (!button) return;
    const address = button.previousElementSibling.href;
    copy(`${source} ${meaning(button)}. ${address} (diakses ${today()}).`, button, "Kutipan disalin");
  });

  // --- what is wider than its place says so
  const measure = new ResizeObserver((boxes) => {
    for (const { target } of boxes) {
      const box = target.closest(".rkt-gulir, .md-typeset__scrollwrap");
      box?.toggleAttribute("data-geser", box.scrollWidth > box.clientWidth + 1);
    }
  });
  const watch = (box) => { measure.observe(box); for (const inside of box.children) measure.observe(inside); };
  addEventListener("load", () => {
    for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) { // the theme's own, around plain tables
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", "Tabel");
    }
    const all = () => document.querySelectorAll(".rkt-gulir, .md-typeset__scrollwrap").forEach(watch);
    new MutationObserver(all).observe(document.body, { childList: true, subtree: true }); // a comparison that is made anew
    all();
  });
})();

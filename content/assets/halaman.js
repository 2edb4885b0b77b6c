// What every page can do beyond reading: unfold for print and for an address, scroll tables from the keyboard, copy the
// address of a row. Sends nothing anywhere.
(() => {
  "use strict";

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

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.rkt-tautan");
    if (!link || !navigator.clipboard) return;
    navigator.clipboard.writeText(link.href).then(() => { link.dataset.disalin = ""; setTimeout(() => delete link.dataset.disalin, 1500); }, () => {});
  });

  addEventListener("load", () => {
    for (const wrap of document.querySelectorAll(".md-typeset__scrollwrap")) { // the theme's own, around plain tables
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", "Tabel");
    }
  });
})();

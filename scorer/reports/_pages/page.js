"use strict";
/* What every page has: its theme, its tips, its keys. */
const Page = (() => {
  const THEMES = ["system", "light", "dark"];
  const keys = new Map();
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  function remember(name, value) {
    try { localStorage.setItem(name, value); } catch { /* a page may be forbidden to keep anything */ }
  }

  function recall(name) {
    try { return localStorage.getItem(name); } catch { return null; }
  }

  function setTheme(theme) {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    const button = one("#theme");
    if (button) button.textContent = `Theme: ${theme}`;
    remember("scorer-theme", theme);
  }

  function nextTheme() {
    const now = document.documentElement.dataset.theme || "system";
    setTheme(THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]);
  }

  function showTip(mark) {
    const tip = one("#tip");
    tip.textContent = mark.dataset.tip;
    tip.hidden = false;
    mark.setAttribute("aria-describedby", "tip");
    const place = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const box = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - box.width - 8));
    const above = place.top - box.height - 6;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(above > 0 ? above : place.bottom + 6) + scrollY}px`;
  }

  function hideTip() {
    one("#tip").hidden = true;
    all("[aria-describedby=tip]").forEach((mark) => mark.removeAttribute("aria-describedby"));
  }

  /* With scripts, what stands in a noscript is one piece of text: half of a long page need not be built until somebody looks. */
  function fill(part) {
    const kept = one("noscript", part);
    if (kept) kept.outerHTML = kept.textContent;
  }

  function openAll() {
    for (const part of all("details")) {
      fill(part);
      part.dataset.was = part.open;
      part.open = true;
    }
  }

  function onKey(event) {
    if (event.key === "Escape") hideTip();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    const act = keys.get(event.key);
    if (!act) return;
    event.preventDefault();
    act(event);
  }

  for (const [on, off] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(on, (event) => {
      const mark = event.target.closest("[data-tip]");
      if (mark) showTip(mark);
    });
    document.addEventListener(off, hideTip);
  }
  document.addEventListener("keydown", onKey);
  document.addEventListener("toggle", (event) => fill(event.target), true);
  addEventListener("beforeprint", openAll);
  addEventListener("afterprint", () => all("details").forEach((part) => { part.open = part.dataset.was === "true"; }));
  all(".scripted").forEach((part) => { part.hidden = false; });
  one("#theme")?.addEventListener("click", nextTheme);
  keys.set("t", nextTheme);
  if (THEMES.includes(recall("scorer-theme"))) setTheme(recall("scorer-theme"));

  /* The focus goes to the next of some articles that are shown, or to the one before. */
  function walk(articles, step) {
    const visible = articles.filter((article) => !article.hidden);
    const at = visible.indexOf(document.activeElement.closest("article"));
    const next = visible[at < 0 ? (step > 0 ? 0 : visible.length - 1) : at + step];
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  }

  return { one, all, keys, remember, recall, walk };
})();

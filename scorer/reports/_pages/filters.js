/* Paragraphs by level, family of evidence and mark; the keys that walk through them. */
(() => {
  const { one, all, keys } = Page;
  const LEVELS = ["accountable", "qualified", "weak", "unsupported", "background"];
  const form = one("#filters");
  const paragraphs = all("article.paragraph");
  if (!form) return;

  const ticked = (name) => all(`input[name=${name}]`, form).filter((box) => box.checked).map((box) => box.value);
  const hasAny = (told, wanted) => wanted.length === 0 || told.split(" ").some((word) => wanted.includes(word));

  function apply() {
    const levels = new Set(ticked("level"));
    const families = ticked("family");
    const marks = ticked("mark");
    let shown = 0;
    for (const paragraph of paragraphs) {
      const { level, family, mark } = paragraph.dataset;
      paragraph.hidden = !(levels.has(level) && hasAny(family, families) && hasAny(mark, marks));
      shown += !paragraph.hidden;
    }
    one("#shown").textContent = `${shown} of ${paragraphs.length} paragraphs shown`;
  }

  function reset() {
    form.reset();
    apply();
  }

  function toggleLevel(at) {
    one(`input[name=level][value=${LEVELS[at]}]`, form)?.click();
  }

  function toggleEvidence() {
    const part = one("details", document.activeElement.closest("article.paragraph") || form);
    if (part) part.open = !part.open;
  }

  function reveal() {
    const aimed = document.getElementById(location.hash.slice(1));
    if (aimed && aimed.hidden) reset();
    if (aimed && paragraphs.includes(aimed)) {
      aimed.scrollIntoView({ block: "start" });
      aimed.focus({ preventScroll: true });
    }
  }

  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  keys.set("j", () => Page.walk(paragraphs, 1));
  keys.set("k", () => Page.walk(paragraphs, -1));
  keys.set("0", reset);
  keys.set("e", toggleEvidence);
  keys.set("f", () => one("input", form).focus());
  for (let at = 0; at < 5; at += 1) keys.set(String(at + 1), () => toggleLevel(at));
  apply();
  if (location.hash) reveal();
})();

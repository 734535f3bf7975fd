/* Changes by kind and trait; the keys that walk through them; links into what is folded or filtered away. */
(() => {
  const { one, all, keys } = Page;
  const form = one("#filters");
  const changes = all("article.change");
  const parts = all("article.change, details.run, p.left");
  if (!form) return;

  const ticked = (name) => all(`input[name=${name}]`, form).filter((box) => box.checked).map((box) => box.value);

  function apply() {
    const kinds = new Set(ticked("kind"));
    const traits = ticked("trait");
    const whole = traits.length === 0 && all("input[name=kind]", form).every((box) => box.checked);
    for (const part of parts) {
      const { kind, trait = "" } = part.dataset;
      const wanted = kind === "left" ? whole : kinds.has(kind);
      part.hidden = !(wanted && (traits.length === 0 || trait.split(" ").some((word) => traits.includes(word))));
    }
    const shown = changes.filter((change) => !change.hidden).length;
    one("#shown").textContent = `${shown} of ${changes.length} changes shown`;
  }

  function reset() {
    form.reset();
    apply();
  }

  function reveal() {
    const aimed = document.getElementById(location.hash.slice(1));
    const part = aimed?.closest("article.change, details.run");
    if (!part) return;
    if (part.hidden) reset();
    if (part.matches("details")) part.open = true;
    else part.focus({ preventScroll: true });
    aimed.scrollIntoView({ block: "start" });
  }

  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  keys.set("j", () => Page.walk(changes, 1));
  keys.set("k", () => Page.walk(changes, -1));
  keys.set("0", reset);
  keys.set("f", () => one("input", form)?.focus());
  apply();
  if (location.hash) reveal();
})();

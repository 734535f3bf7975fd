/* The order of the cards, and which of them are shown. */
(() => {
  const { one, all } = Page;
  const form = one("#sorting");
  const list = one("#cards");
  const cards = all(".card", list);
  const numbered = (name) => (a, b) => Number(b.dataset[name]) - Number(a.dataset[name]) || a.dataset.at - b.dataset.at;
  const orders = {
    given: (a, b) => a.dataset.at - b.dataset.at,
    name: (a, b) => a.dataset.name.localeCompare(b.dataset.name) || a.dataset.at - b.dataset.at,
    findings: numbered("findings"),
    unsupported: numbered("unsupported"),
  };

  function apply() {
    const wanted = form.elements.named.value.trim().toLowerCase();
    let shown = 0;
    for (const card of cards) {
      card.hidden = !card.dataset.name.toLowerCase().includes(wanted);
      shown += !card.hidden;
    }
    list.append(...[...cards].sort(orders[form.elements.order.value]));
    one("#shown").textContent = `${shown} of ${cards.length} drafts shown`;
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
})();

/* The check-first ranking again, under other weights. */
(() => {
  const { one, all } = Page;
  const form = one("#weights");
  const list = one("#ranking");
  if (!form || !list) return;
  const entries = JSON.parse(one("#ranking-data").textContent);
  const LEAST = 0.1;
  const FIRST = list.children.length;
  const LONGEST = 160;
  const two = (number) => Math.abs(number).toFixed(2);

  function weigh([number, needed, gap, parts], weights) {
    const sum = parts.reduce((whole, part) => whole + weights[part], 1);
    const consequence = Math.max(sum, LEAST);
    return { number, needed, gap, consequence, value: needed * gap * consequence, parts: parts.map((part) => [part, weights[part]]) };
  }

  function write(tag, text, name = "") {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  function tell(entry) {
    const terms = entry.parts.map(([part, weight]) => ` ${weight >= 0 ? "+" : "−"} ${part} ${two(weight)}`).join("");
    const sum = terms ? ` (1${terms})` : "";
    return `needs a source ${two(entry.needed)} × without one ${two(entry.gap)} × consequence ${two(entry.consequence)}${sum}`;
  }

  function describe(entry) {
    const paragraph = document.getElementById(`p${entry.number}`);
    const text = one(".copy", paragraph).textContent.trim();
    const link = write("a", `P${entry.number}`);
    link.href = `#p${entry.number}`;
    const head = document.createElement("p");
    head.append(link, " ", one(".letter", paragraph).cloneNode(true), " ", write("strong", two(entry.value), "number"), " ",
      write("q", text.length > LONGEST ? `${text.slice(0, text.lastIndexOf(" ", LONGEST))}…` : text));
    const item = document.createElement("li");
    item.append(head, write("p", tell(entry), "parts"));
    return item;
  }

  function rank() {
    const weights = {};
    for (const field of all("input", form)) weights[field.name] = Number.isFinite(field.valueAsNumber) ? field.valueAsNumber : 0;
    const ranked = entries.map((entry) => weigh(entry, weights)).sort((a, b) => b.value - a.value || a.number - b.number);
    list.replaceChildren(...ranked.slice(0, FIRST).map(describe));
  }

  form.addEventListener("input", rank);
  form.addEventListener("reset", () => setTimeout(rank));
  form.addEventListener("submit", (event) => event.preventDefault());
})();

/* The label page: answers by button and key, what the model would say for what is answered, progress, download. */
(() => {
  const { one, all, keys } = Page;
  const { data, places } = Answers;
  const suggestions = JSON.parse(one("#suggestion-data").textContent).flat();
  const articles = all("article.asked");
  const LEVELS = [...data.levels].reverse();
  const FLAGS = new Set(data.flags);
  const UNSAFE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/u;
  let current = 0;
  let pressed = false;
  let pending = null;

  const count = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
  const nameLevel = (level) => (level === "background" ? "no source needed" : level);
  const percent = (share) => `${Math.round(100 * share)}\u00a0%`;

  function write(tag, text, name = "") {
    const element = document.createElement(tag);
    element.textContent = text;
    if (name) element.className = name;
    return element;
  }

  /* Every paragraph has the same controls, under names of its own; all but those of its level once something is answered. */
  function equip(at, template) {
    const controls = one(template).content.cloneNode(true);
    for (const input of all("input", controls)) input.name = `${input.name}-${at}`;
    for (const legend of all("legend", controls)) legend.append(write("span", ` of paragraph ${places[at].number}`, "hidden"));
    articles[at].append(controls);
  }

  const holder = (element) => element?.closest?.("article.asked");
  const setOf = (answer, part, value) => ({ ...answer, [part]: value });

  function withLevel(answer, level) {
    const kind = level === "background" ? "na" : answer.kind === "na" ? "" : answer.kind;
    return { ...answer, level, kind, alt: answer.alt === level ? "" : answer.alt };
  }

  function withFlag(answer, flag) {
    const flags = answer.flags.includes(flag) ? answer.flags.filter((one) => one !== flag) : [...answer.flags, flag];
    return setOf(answer, "flags", data.flags.filter((one) => flags.includes(one)));
  }

  function answer(at, after) {
    if (!Answers.change([[at, after]])) return;
    say(`P${places[at].number}: ${describe(after)}.`);
  }

  function describe(answer) {
    if (Answers.isEmpty(answer)) return "cleared";
    const parts = [answer.level && nameLevel(answer.level), answer.level !== "background" && answer.kind && data.kinds[answer.kind], ...answer.flags];
    if (answer.alt) parts.push(`or ${nameLevel(answer.alt)}`);
    const cues = Object.values(answer.cues).flat().length;
    if (cues) parts.push(count(cues, "cue"));
    return parts.filter(Boolean).join(", ");
  }

  const say = (text) => { one("#status").textContent = text; };

  function warn(text) {
    one("#warning").textContent = text;
    one("#warning").hidden = !text;
  }

  /* Draw one paragraph as it is answered now. */
  function draw(at) {
    const article = articles[at];
    const answer = Answers.at(at);
    const empty = Answers.isEmpty(answer);
    tick(at, "level", answer.level);
    for (const level of LEVELS) article.classList.toggle(`level-${level}`, level === answer.level);
    article.classList.toggle("answered", Boolean(answer.level));
    if (!one(".more", article)) {
      if (empty) return;
      equip(at, "#more");
    }
    one(".more", article).hidden = empty;
    drawMore(at, article, answer);
    drawSuggestion(at);
  }

  function tick(at, name, value) {
    for (const input of all(`input[name="${name}-${at}"]`, articles[at])) input.checked = input.value === value;
  }

  function drawMore(at, article, answer) {
    tick(at, "kind", answer.kind);
    tick(at, "alt", answer.alt);
    for (const input of all(`input[name="flag-${at}"]`, article)) input.checked = answer.flags.includes(input.value);
    for (const input of all(`input[name="alt-${at}"]`, article)) input.disabled = input.value !== "" && input.value === answer.level;
    one(".kinds", article).hidden = answer.level === "background";
    one(".marked", article).replaceChildren(...Object.entries(answer.cues).flatMap(([family, spans]) =>
      spans.map((span, index) => drawCue(at, family, span, index))));
    const doubt = one(".doubt", article);
    doubt.hidden = !answer.level || !(data.unlikely[answer.level] || []).includes(answer.kind);
    doubt.textContent = doubt.hidden ? "" : `By the guide, “${data.kinds[answer.kind]}” does not go with “${nameLevel(answer.level)}”.`;
  }

  function drawCue(at, family, [start, end], index) {
    const item = write("li", `${data.cues[family]}: “${shown(places[at].text.slice(start, end))}” `);
    const remove = write("button", "×");
    remove.type = "button";
    remove.dataset.cueOff = `${family} ${index}`;
    remove.setAttribute("aria-label", `Remove ${item.textContent.trim()}`);
    item.append(remove);
    return item;
  }

  /* What the model says: its level once there is one, the rest once the kind is said or the reader has gone on. */
  function drawSuggestion(at) {
    const box = one(".suggestion", articles[at]);
    if (!box) return;
    const answer = Answers.at(at);
    const said = suggestions[at];
    const open = Boolean(said && answer.level && !one("#blind")?.checked);
    const whole = open && Boolean(answer.kind || at !== current);
    const state = !open ? "" : whole ? `all ${JSON.stringify(answer)}` : `level ${answer.level}`;
    if (box.dataset.state === state) return;
    box.dataset.state = state;
    box.hidden = !open;
    box.replaceChildren(...(open ? tellSuggestion(said, answer, whole) : []));
    drawCopy(at, whole ? said.pieces : [[shown(places[at].text), "", []]]);
  }

  function tellSuggestion(told, answer, everything) {
    const share = (level) => told.shares[data.levels.indexOf(level)];
    const agrees = told.level === answer.level;
    const head = document.createElement("p");
    head.append("Model: ", write("strong", nameLevel(told.level)), ` (${percent(share(told.level))})`,
      agrees ? " – as you say" : ` – you say ${nameLevel(answer.level)} (${percent(share(answer.level))})`);
    head.className = agrees ? "agrees" : "differs";
    if (!everything) return [head];
    const kind = told.kind === answer.kind ? `${data.kinds[told.kind]} – as you say`
      : `${data.kinds[told.kind] || told.kind}${answer.kind ? ` – you say ${data.kinds[answer.kind]}` : ""}`;
    const flags = told.flags.length ? told.flags.join(", ") : "none";
    return [head, write("p", `From: ${kind}. Flags: ${flags}. All levels: ${LEVELS.map((level) => `${nameLevel(level)} ${percent(share(level))}`).join(" · ")}`)];
  }

  function drawCopy(at, pieces) {
    one(".copy", articles[at]).replaceChildren(...pieces.map(([text, tip, families]) => {
      if (!tip) return text;
      const mark = write("mark", text, families.length ? families.map((family) => `family-${family}`).join(" ") : "reason");
      mark.dataset.tip = tip;
      mark.tabIndex = 0;
      return mark;
    }));
  }

  /* What steers a display is spelled out, as everywhere in the scorer; offsets find their way back. */
  const widthOf = (char) => (UNSAFE.test(char) ? (char.charCodeAt(0) < 256 ? 4 : 6) : char.length);

  function shown(text) {
    return [...text].map((char) => {
      if (!UNSAFE.test(char)) return char;
      const code = char.charCodeAt(0);
      return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
    }).join("");
  }

  function rawOffset(text, offset, up) {
    let raw = 0;
    let seen = 0;
    for (const char of text) {
      const width = widthOf(char);
      if (up ? seen >= offset : seen + width > offset) break;
      seen += width;
      raw += char.length;
    }
    return raw;
  }

  /* The selected words of a paragraph, without white space around them; null where nothing of one is selected. */
  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const copy = range.startContainer.parentElement?.closest(".copy") || (range.startContainer.closest?.(".copy"));
    if (!copy || !copy.contains(range.endContainer)) return null;
    const at = Number(holder(copy).dataset.at);
    const before = document.createRange();
    before.selectNodeContents(copy);
    before.setEnd(range.startContainer, range.startOffset);
    const first = before.toString().length;
    const { text } = places[at];
    let [start, end] = [rawOffset(text, first, false), rawOffset(text, first + range.toString().length, true)];
    while (start < end && !text[start].trim()) start += 1;
    while (end > start && !text[end - 1].trim()) end -= 1;
    return start < end ? { at, span: [start, end] } : null;
  }

  function markCue(at, family) {
    const found = selected();
    if (!found || found.at !== at) {
      say(`Select words of paragraph ${places[at].number} first.`);
      return;
    }
    const now = Answers.at(at);
    const spans = now.cues[family] || [];
    if (spans.some((span) => span[0] === found.span[0] && span[1] === found.span[1])) return;
    const cues = { ...now.cues, [family]: [...spans, found.span].sort((a, b) => a[0] - b[0] || a[1] - b[1]) };
    answer(at, setOf(now, "cues", cues));
  }

  function removeCue(at, family, index) {
    const now = Answers.at(at);
    const cues = { ...now.cues, [family]: now.cues[family].filter((_, here) => here !== index) };
    if (!cues[family].length) delete cues[family];
    answer(at, setOf(now, "cues", cues));
  }

  function drawProgress() {
    const everything = places.map((_, at) => at);
    const number = Answers.answered(everything);
    const bar = one("#progress");
    bar.max = Math.max(places.length, 1);
    bar.value = number;
    one("#told").textContent = `${number} of ${places.length} answered`;
    all(".part").forEach((part, draft) => {
      const ats = Answers.inDraft(draft);
      part.textContent = `${Answers.answered(ats)} of ${ats.length}`;
    });
    one("#undo").disabled = !Answers.canUndo();
    one("#redo").disabled = !Answers.canRedo();
    one("#download").disabled = !number;
    if (!Answers.keeps()) warn("This browser keeps nothing of this page: download the labels before you close it.");
    else if (one("#warning").dataset.kind !== "other") warn("");
  }

  /* Where the reader is. */
  function hold(at) {
    if (at === current) return;
    const before = current;
    current = at;
    pending = null;
    articles[before]?.removeAttribute("aria-current");
    articles[at].setAttribute("aria-current", "true");
    drawSuggestion(before);
    drawSuggestion(at);
  }

  /* While a button of the mouse is down nothing may move, or the click would miss. */
  function release() {
    pressed = false;
    if (pending !== null) hold(pending);
    pending = null;
  }

  function go(at) {
    if (!articles[at]) return;
    hold(at);
    articles[at].focus({ preventScroll: true });
    articles[at].scrollIntoView({ block: "start", behavior: "instant" });
  }

  function firstOpen(from) {
    const order = places.map((_, step) => (from + step) % places.length);
    return order.find((at) => !Answers.at(at).level);
  }

  function goOn() {
    const next = firstOpen(holder(document.activeElement) ? current + 1 : current);
    if (next === undefined) say("Every paragraph is answered.");
    else go(next);
  }

  const walk = (step) => go(holder(document.activeElement) ? current + step : current);

  /* Whether a key may act: nobody shall answer for a paragraph that is out of sight. */
  function isInSight() {
    if (!places.length) return false;
    const { top, bottom } = articles[current].getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) {
      go(current);
      say(`This is P${places[current].number}, where you were; press the key again to answer.`);
      return false;
    }
    if (!articles[current].contains(document.activeElement)) articles[current].focus({ preventScroll: true });
    return true;
  }

  function takeBack(shift, word) {
    const steps = shift();
    if (!steps) {
      say(`Nothing to ${word}.`);
      return;
    }
    if (steps.length === 1) go(steps[0][0]);
    say(`${word === "undo" ? "Undone" : "Redone"}: ${steps.length === 1 ? `P${places[steps[0][0]].number} is ${describe(Answers.at(steps[0][0]))}` : count(steps.length, "paragraph")}.`);
  }

  function download() {
    const text = Answers.write();
    if (!text) {
      say("Nothing is answered yet.");
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/x-ndjson" }));
    link.download = "labels.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    Answers.delivered();
    const drafts = text.split("\n").length - 1;
    say(`Downloaded labels.jsonl: ${count(Answers.answered(places.map((_, at) => at)), "paragraph")} of ${count(drafts, "draft")}.`);
  }

  async function open(input) {
    const [file] = input.files;
    if (!file) return;
    const text = await file.text();
    input.value = "";
    const { found, changed, problems } = Answers.read(text);
    if (problems.length) {
      one("#warning").dataset.kind = "other";
      warn(`${file.name}: ${problems[0]}${problems.length > 1 ? ` (and ${count(problems.length - 1, "more problem")})` : ""}`);
    } else {
      delete one("#warning").dataset.kind;
      drawProgress();
    }
    one("#annotator").value = Answers.annotator();
    say(`Opened ${file.name}: labels of ${count(found, "paragraph")}, ${changed} changed.`);
    if (places.length) go(firstOpen(0) ?? 0);
  }

  function restart() {
    const changed = Answers.change(places.map((_, at) => [at, Answers.EMPTY]));
    say(changed ? `Cleared ${count(changed, "paragraph")}; undo brings them back.` : "Nothing to clear.");
  }

  /* The same drafts in another tab: what is answered there is answered here. */
  function follow() {
    Answers.restore();
    articles.forEach((_, at) => draw(at));
    drawProgress();
    one("#annotator").value = Answers.annotator();
    say("Answered in another tab; this one follows.");
  }

  function onChange({ target }) {
    const article = holder(target);
    if (!article) return;
    const at = Number(article.dataset.at);
    hold(at);
    const now = Answers.at(at);
    const [part] = target.name.split("-");
    if (part === "level") answer(at, withLevel(now, target.value));
    else if (part === "flag") answer(at, withFlag(now, target.value));
    else answer(at, setOf(now, part, target.value));
  }

  function onClick({ target }) {
    const button = target.closest("button");
    const at = Number(holder(target)?.dataset.at);
    if (!button || !(at >= 0)) return;
    if ("clear" in button.dataset) answer(at, Answers.EMPTY);
    if (button.dataset.cue) markCue(at, button.dataset.cue);
    if (button.dataset.cueOff) {
      const [family, index] = button.dataset.cueOff.split(" ");
      removeCue(at, family, Number(index));
    }
    if (!button.isConnected || button.closest("[hidden]")) articles[at].focus({ preventScroll: true });
  }

  /* Keys with Ctrl, and digits with Shift, whose character depends on the keyboard. */
  function onKey(event) {
    if (event.altKey || event.isComposing || event.target.closest("input[type=text]")) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) takeBack(Answers.redo, "redo");
      else takeBack(Answers.undo, "undo");
      return;
    }
    const level = LEVELS[["Digit1", "Digit2", "Digit3", "Digit4", "Digit5"].indexOf(event.code)];
    if (!event.shiftKey || !level || "0123456789".includes(event.key)) return;
    event.preventDefault();
    if (!isInSight()) return;
    const now = Answers.at(current);
    if (level === now.level) say("The second level is another than the first.");
    else answer(current, setOf(now, "alt", now.alt === level ? "" : level));
  }

  function setKeys() {
    const here = (change) => () => { if (isInSight()) answer(current, change(Answers.at(current))); };
    LEVELS.forEach((level, index) => keys.set(String(index + 1), here((now) => withLevel(now, level))));
    for (const [value, key] of Object.entries(data.keys)) {
      keys.set(key, here((now) => (FLAGS.has(value) ? withFlag(now, value)
        : now.level === "background" ? now : setOf(now, "kind", now.kind === value ? "" : value))));
    }
    keys.set("x", here(() => Answers.EMPTY));
    keys.set("j", () => walk(1));
    keys.set("k", () => walk(-1));
    keys.set("g", goOn);
    keys.set("z", () => takeBack(Answers.undo, "undo"));
    keys.set("Z", () => takeBack(Answers.redo, "redo"));
    keys.set("s", download);
    keys.set("?", () => { one("#guide").open = !one("#guide").open; });
  }

  articles.forEach((article, at) => {
    article.dataset.at = at;
    equip(at, "#controls");
  });
  Answers.listen((ats) => { ats.forEach(draw); drawProgress(); });
  const restored = Answers.restore();
  if (one("#blind")) one("#blind").checked = Page.recall("scorer-labels-blind") === "true";
  articles.forEach((_, at) => draw(at));
  current = places.length ? firstOpen(0) ?? 0 : 0;
  articles.forEach((_, at) => drawSuggestion(at));
  articles[current]?.setAttribute("aria-current", "true");
  one("#annotator").value = Answers.annotator();
  drawProgress();
  if (restored) say(`Restored ${count(restored, "answer")} of an earlier session in this browser; “Start over” clears them.`);
  setKeys();

  document.addEventListener("keydown", onKey);
  one("#main").addEventListener("change", onChange);
  one("#main").addEventListener("click", onClick);
  one("#main").addEventListener("focusin", ({ target }) => {
    if (!holder(target)) return;
    const at = Number(holder(target).dataset.at);
    if (pressed) pending = at;
    else hold(at);
  });
  addEventListener("pointerdown", () => { pressed = true; });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(release));
  one("#undo").addEventListener("click", () => takeBack(Answers.undo, "undo"));
  one("#redo").addEventListener("click", () => takeBack(Answers.redo, "redo"));
  one("#next").addEventListener("click", goOn);
  one("#download").addEventListener("click", download);
  one("#restart").addEventListener("click", restart);
  one("#open").addEventListener("change", ({ target }) => open(target));
  one("#annotator").addEventListener("input", ({ target }) => { Answers.sign(target.value); drawProgress(); });
  one("#blind")?.addEventListener("change", ({ target }) => {
    Page.remember("scorer-labels-blind", String(target.checked));
    articles.forEach((_, at) => drawSuggestion(at));
  });
  addEventListener("storage", (event) => { if (event.key === Answers.KEY) follow(); });
  addEventListener("beforeunload", (event) => { if (Answers.isAtRisk()) event.preventDefault(); });
})();

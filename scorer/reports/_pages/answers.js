/* What a person answered: changed by steps that can be taken back, kept in the browser, read and written as labels. */
const Answers = (() => {
  const { one } = Page;
  const data = JSON.parse(one("#session-data").textContent);
  const KEY = `scorer-labels-${data.digest}`;
  const FAMILIES = Object.keys(data.cues);
  const EMPTY = { level: "", kind: "", flags: [], alt: "", cues: {} };
  const places = data.records.flatMap((record, draft) =>
    record.paragraphs.map((text, index) => ({ draft, number: index + 1, text })));
  const answers = places.map(() => EMPTY);
  const done = [];
  const undone = [];
  let annotator = "";
  let keeps = true;
  let undelivered = false;
  let tell = () => {};

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const isEmpty = (answer) => same(answer, EMPTY);
  const inDraft = (draft) => places.map((_, at) => at).filter((at) => places[at].draft === draft);
  const answered = (ats) => ats.filter((at) => answers[at].level).length;

  /* Steps are lists of [paragraph, before, after]. */
  function put(steps, side) {
    for (const step of steps) answers[step[0]] = step[side];
    undelivered = true;
    keep();
    tell(steps.map(([at]) => at));
  }

  function change(wanted) {
    const steps = wanted.filter(([at, after]) => !same(answers[at], after)).map(([at, after]) => [at, answers[at], after]);
    if (!steps.length) return 0;
    done.push(steps);
    undone.length = 0;
    put(steps, 2);
    return steps.length;
  }

  function shift(from, to, side) {
    const steps = from.pop();
    if (!steps) return null;
    to.push(steps);
    put(steps, side);
    return steps;
  }

  /* Kept in the browser, as far as it lets us. */
  function keep() {
    const kept = { annotator, answers: {} };
    answers.forEach((answer, at) => { if (!isEmpty(answer)) kept.answers[at] = answer; });
    try {
      if (annotator || Object.keys(kept.answers).length) localStorage.setItem(KEY, JSON.stringify(kept));
      else localStorage.removeItem(KEY);
      keeps = true;
    } catch {
      keeps = false;
    }
  }

  function restore() {
    let kept;
    try {
      kept = JSON.parse(localStorage.getItem(KEY) || "{}");
    } catch (error) {
      keeps = error instanceof SyntaxError;
      return 0;
    }
    annotator = typeof kept?.annotator === "string" ? kept.annotator : "";
    answers.fill(EMPTY);
    for (const [at, answer] of Object.entries(kept?.answers || {})) if (places[at]) answers[at] = checked(answer, places[at].text);
    return answers.filter((answer) => !isEmpty(answer)).length;
  }

  function checked(answer, text) {
    const known = (value, values) => (values.includes(value) ? value : "");
    const inside = ([start, end]) => Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= text.length;
    const cues = {};
    for (const family of FAMILIES) {
      const spans = (Array.isArray(answer?.cues?.[family]) ? answer.cues[family] : []).filter((span) => Array.isArray(span) && inside(span));
      if (spans.length) cues[family] = spans;
    }
    return {
      level: known(answer?.level, data.levels), kind: known(answer?.kind, Object.keys(data.kinds)),
      flags: data.flags.filter((flag) => Array.isArray(answer?.flags) && answer.flags.includes(flag)),
      alt: known(answer?.alt, data.levels), cues,
    };
  }

  /* Labels count characters, scripts count halves of some of them. */
  const characters = (text, unit) => [...text.slice(0, unit)].length;
  const units = (text, character) => [...text].slice(0, character).join("").length;

  function writeLabel(answer, place) {
    const label = { paragraph: place.number, level: answer.level };
    if (answer.kind) label.kind = answer.kind;
    label.flags = answer.flags;
    for (const family of FAMILIES) label[family] = (answer.cues[family] || []).map(([start, end]) => place.text.slice(start, end));
    if (answer.alt) label.alt = answer.alt;
    const marked = Object.entries(answer.cues);
    if (marked.length) {
      label.places = Object.fromEntries(marked.map(([family, spans]) =>
        [family, spans.map((span) => span.map((unit) => characters(place.text, unit)))]));
    }
    return label;
  }

  function write() {
    return data.records.map((record, draft) => {
      const ats = inDraft(draft);
      if (!answered(ats)) return "";
      const by = annotator.trim() ? { annotator: annotator.trim() } : {};
      return `${JSON.stringify({ ...record, ...by, labels: ats.map((at) => writeLabel(answers[at], places[at])) })}\n`;
    }).join("");
  }

  /* Throws an Error whose message is one line for the reader. */
  function readLabel(label, place, where) {
    const wrong = (what) => { throw new Error(`${where}, paragraph ${place.number}: ${what}`); };
    if (label === null) return EMPTY;
    if (typeof label !== "object") wrong("its label is no object");
    const one = (name, values) => {
      const value = label[name] ?? "";
      if (value !== "" && !values.includes(value)) wrong(`${name} ${JSON.stringify(value)} is none of ${values.join(", ")}`);
      return value;
    };
    const list = (name) => {
      const value = label[name] ?? [];
      if (!Array.isArray(value) || !value.every((entry) => typeof entry === "string")) wrong(`${name} must be a list of words`);
      return value;
    };
    const flags = list("flags");
    const unknown = flags.find((flag) => !data.flags.includes(flag));
    if (unknown !== undefined) wrong(`flag ${JSON.stringify(unknown)} is none of ${data.flags.join(", ")}`);
    const cues = {};
    for (const family of FAMILIES) {
      const words = list(family);
      const told = label.places?.[family];
      const spans = Array.isArray(told) ? told.map(([start, end]) => [units(place.text, start), units(place.text, end)]) : find(place.text, words);
      if (spans.some((span, index) => !span || place.text.slice(...span) !== words[index])) wrong(`a cue of ${family} is not in the paragraph`);
      if (spans.length) cues[family] = spans;
    }
    return {
      level: one("level", data.levels), kind: one("kind", Object.keys(data.kinds)), flags: data.flags.filter((flag) => flags.includes(flag)),
      alt: one("alt", data.levels), cues,
    };
  }

  function find(text, words) {
    const from = new Map();
    return words.map((cue) => {
      const start = cue ? text.indexOf(cue, from.get(cue) || 0) : -1;
      from.set(cue, start + 1);
      return start < 0 ? null : [start, start + cue.length];
    });
  }

  function readRecord(line, where) {
    let record;
    try { record = JSON.parse(line); } catch { throw new Error(`${where}: no JSON; open a file that was downloaded here`); }
    if (!Array.isArray(record?.paragraphs) || !Array.isArray(record.labels)) throw new Error(`${where}: has no paragraphs with labels`);
    const draft = data.records.findIndex((own) => same(own.paragraphs, record.paragraphs));
    if (draft < 0) throw new Error(`${where}: the draft ${JSON.stringify(String(record.id ?? "").slice(0, 60))} is none of this page, or its text has changed`);
    if (record.labels.length !== record.paragraphs.length) throw new Error(`${where}: ${record.labels.length} labels for ${record.paragraphs.length} paragraphs`);
    if (!annotator && typeof record.annotator === "string") annotator = record.annotator;
    return inDraft(draft).map((at, index) => [at, readLabel(record.labels[index], places[at], where)]).filter(([, answer]) => !isEmpty(answer));
  }

  /* Labels that were downloaded, as one step; says what could not be taken. */
  function read(text) {
    const wanted = [];
    const problems = [];
    (text.startsWith("\ufeff") ? text.slice(1) : text).split("\n").forEach((line, index) => {
      if (!line.trim()) return;
      try { wanted.push(...readRecord(line, `line ${index + 1}`)); } catch (error) { problems.push(error.message); }
    });
    if (!wanted.length && !problems.length) problems.push("no labels in it");
    return { changed: change(wanted), found: wanted.length, problems };
  }

  return {
    data, places, KEY, EMPTY, isEmpty, inDraft, answered, change, write, read, restore,
    at: (at) => answers[at],
    undo: () => shift(done, undone, 1),
    redo: () => shift(undone, done, 2),
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
    keeps: () => keeps,
    isAtRisk: () => undelivered && !keeps && answers.some((answer) => !isEmpty(answer)),
    delivered: () => { undelivered = false; },
    annotator: () => annotator,
    sign: (name) => { annotator = name; undelivered = true; keep(); },
    listen: (listener) => { tell = listener; },
  };
})();

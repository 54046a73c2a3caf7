// javascript-time-ago has more labels than its styles print. Its data is CLDR's, with labels of its own added.
import fs from "node:fs";
import path from "node:path";

const UNITS = ["second", "minute", "hour", "day", "week", "month", "year"];
const COUNTED = { one: 1, two: 2 }; // the plurals that may hold their number in the word, as Arabic's dual does

// A label is a text, texts by plural, or either of them by tense.
function* texts(label, tense = "bare", plural = "other") {
  if (typeof label === "string") yield { tense, plural, text: label };
  else
    for (const [key, inner] of Object.entries(label)) {
      if (key === "past" || key === "future") yield* texts(inner, key);
      else if (!/^(previous|current|next)/.test(key)) yield* texts(inner, tense, key);
    }
}

function* unitLabels(style, unit, label) {
  for (const { tense, plural, text } of texts(label)) {
    const lifted = text.replace("{0}", "#");
    const value = lifted === text ? COUNTED[plural] : null;
    if (value !== undefined) yield { style, tense, text: lifted, meaning: { value, unit, approx: null } };
  }
}

function* nowLabels(style, label) {
  const said = typeof label === "string" ? { current: label } : label;
  for (const [key, text] of Object.entries(said)) {
    const tense = key === "future" ? "future" : "past";
    if (typeof text === "string") yield { style, tense, text, meaning: { value: null, unit: "second", approx: null, now: true } };
  }
}

function* localeLabels({ now, ...styles }) {
  yield* nowLabels("now", now?.now ?? {});
  for (const [style, labels] of Object.entries(styles)) {
    for (const unit of UNITS) yield* unitLabels(style, unit, labels[unit] ?? {});
    yield* nowLabels(style, labels.now ?? {});
  }
}

export function* labels() {
  const folder = path.resolve(process.env.NODE_MODULES, "javascript-time-ago/locale");
  for (const file of fs.readdirSync(folder).sort()) {
    if (!file.endsWith(".json")) continue;
    const { locale, ...styles } = JSON.parse(fs.readFileSync(path.join(folder, file)));
    for (const row of localeLabels(styles)) yield { source: "javascript-time-ago", locale, ...row };
  }
}

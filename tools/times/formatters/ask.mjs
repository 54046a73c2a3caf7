// Asks the formatters of JavaScript what they print: NODE_MODULES=... node ask.mjs > samples.jsonl
// A text means what the same formatter says in English at the same instant, so each sample carries the English too.
import fs from "node:fs";
import { labels } from "./labels.mjs";
import { libraries } from "./libraries.mjs";

const NOW = new Date("2026-03-18T12:00:00Z");
const { shares, units } = JSON.parse(fs.readFileSync(new URL("deltas.json", import.meta.url)));

const deltas = Object.values(units).flatMap(([seconds, counts]) =>
  counts.flatMap((count) => shares.map((share) => (count + share) * seconds)),
);

function both(print, name, delta) {
  const at = (seconds) => print(name, new Date(NOW.getTime() + seconds * 1000), NOW);
  return { past: at(-delta), future: at(delta) };
}

// One delta for everything that the formatter can say in English.
function* cases(print, english) {
  const seen = new Set();
  for (const delta of deltas) {
    const { past, future } = both(print, english, delta);
    if (!seen.has(past) || !seen.has(future)) yield { delta, english: { past, future } };
    seen.add(past).add(future);
  }
}

function* samples({ source, english, locales, styles }) {
  for (const [style, print] of Object.entries(styles)) {
    for (const { delta, english: meant } of cases(print, english)) {
      for (const { name, tag } of locales) {
        const texts = both(print, name, delta);
        const bare = style.includes("bare") || (meant.past === meant.future && texts.past === texts.future);
        for (const tense of bare ? ["past"] : ["past", "future"]) {
          const row = { source, locale: tag, style, tense: bare ? "bare" : tense };
          if (texts[tense]) yield { ...row, text: texts[tense], english: meant[tense] };
        }
      }
    }
  }
}

function* all() {
  for (const library of libraries) yield* samples(library());
  yield* labels();
}

let written = "";
for (const row of all()) written += JSON.stringify(row) + "\n";
process.stdout.write(written);

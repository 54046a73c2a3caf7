// Asks formatters of relative times, in every locale they have, what they print.
// node sample.mjs NODE_MODULES > samples.jsonl: one row for each phrase, its number still in it.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";

const modules = path.resolve(process.argv[2]);
const require = createRequire(path.join(modules, "index.js"));

// Numbers at which languages change their plural, as far as each unit goes.
const NUMBERS = {
  second: [1, 2, 3, 4, 5, 10, 11, 20, 21, 22, 25, 30, 31, 40, 59],
  minute: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 19, 20, 21, 22, 25, 30, 31, 40, 44],
  hour: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 19, 20, 21],
  day: [1, 2, 3, 4, 5, 6, 10, 11, 12, 20, 21, 22, 25],
  week: [1, 2, 3, 4],
  month: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  year: [1, 2, 3, 4, 5, 6, 10, 11, 12, 20, 21, 22, 25],
};
const TENSES = { past: -1, future: 1 };

function write(source, locale, style, tense, number, unit, text, more = {}) {
  if (typeof text === "string" && text.trim()) {
    process.stdout.write(JSON.stringify({ source, locale, style, tense, number, unit, text, ...more }) + "\n");
  }
}

function* cases() {
  for (const [unit, numbers] of Object.entries(NUMBERS)) for (const number of numbers) yield [unit, number];
}

// Some locales lack a phrase and fail when it is asked for: the library prints nothing there either.
function attempt(ask) {
  try {
    return ask();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function names(folder, ending) {
  const files = fs.readdirSync(path.join(modules, folder)).filter((name) => name.endsWith(ending));
  return files.map((name) => name.slice(0, -ending.length)).sort();
}

function momentLike() {
  const moment = require("moment");
  for (const locale of names("moment/locale", ".js")) {
    moment.locale(locale);
    sampleMoment("moment", locale, (number, unit) => moment.duration(number, unit).locale(locale).humanize(true));
  }
  const dayjs = require("dayjs");
  dayjs.extend(require("dayjs/plugin/relativeTime"));
  dayjs.extend(require("dayjs/plugin/duration"));
  for (const locale of names("dayjs/locale", ".js")) {
    require(`dayjs/locale/${locale}.js`);
    sampleMoment("dayjs", locale, (number, unit) => dayjs.duration(number, unit).locale(locale).humanize(true));
  }
}

function sampleMoment(source, locale, ask) {
  for (const [tense, sign] of Object.entries(TENSES)) {
    write(source, locale, "fromNow", tense, null, "second", ask(sign * 3, "second"));
    for (const [unit, number] of cases()) {
      if (unit !== "second" && unit !== "week") write(source, locale, "fromNow", tense, number, unit, ask(sign * number, unit));
    }
  }
}

// The words of date-fns by token, with the numbers that it asks for where these are few.
const TOKENS = {
  xSeconds: ["second", null], halfAMinute: ["second", "half", [30]], lessThanXSeconds: ["second", "less", [5, 10, 20]],
  lessThanXMinutes: ["minute", "less", [1]], xMinutes: ["minute", null], aboutXHours: ["hour", "about"], xHours: ["hour", null],
  xDays: ["day", null], aboutXWeeks: ["week", "about"], xWeeks: ["week", null], aboutXMonths: ["month", "about"],
  xMonths: ["month", null], aboutXYears: ["year", "about"], xYears: ["year", null], overXYears: ["year", "over"],
  almostXYears: ["year", "almost"],
};

function dateFns() {
  const locales = require("date-fns/locale");
  for (const locale of Object.values(locales).sort((a, b) => (a.code < b.code ? -1 : 1))) {
    for (const [token, [unit, approx, numbers]] of Object.entries(TOKENS)) {
      for (const [tense, comparison] of Object.entries(TENSES)) {
        const ask = (number) => attempt(() => locale.formatDistance(token, number, { addSuffix: true, comparison }));
        for (const number of numbers ?? NUMBERS[unit]) write("date-fns", locale.code, token, tense, number, unit, ask(number), { approx });
      }
    }
  }
}

// timeago.js counts its phrases: just now, n seconds, a minute, n minutes, ...
const STEPS = ["now", "second", "minute", "minute", "hour", "hour", "day", "day", "week", "week", "month", "month", "year", "year"];

function timeagoJs() {
  for (const name of names("timeago.js/lib/lang", ".js")) {
    if (name === "index") continue;
    const words = require(path.join(modules, `timeago.js/lib/lang/${name}.js`)).default;
    STEPS.forEach((unit, index) => {
      const numbers = unit === "now" ? [0] : index > 1 && index % 2 === 0 ? [1] : NUMBERS[unit].filter((number) => number > 1);
      for (const number of numbers) {
        const [past, future] = words(number, index, 0);
        const fill = (text) => text.replace("%s", number);
        if (unit === "now") write("timeago.js", name, "now", "past", null, "second", past, { now: true });
        else { write("timeago.js", name, "long", "past", number, unit, fill(past)); write("timeago.js", name, "long", "future", number, unit, fill(future)); }
      }
    });
  }
}

// The plugin for jQuery that most older sites use, and its twin for React.
function jqueryTimeago() {
  for (const name of names("timeago/locales", ".js")) {
    const jQuery = { timeago: { settings: { strings: {} } } };
    const code = fs.readFileSync(path.join(modules, "timeago/locales", `${name}.js`), "utf8");
    vm.runInNewContext(code, { jQuery, $: jQuery, window: { jQuery }, define: undefined, module: undefined, String, Math });
    sampleStrings("jquery-timeago", name.replace("jquery.timeago.", ""), jQuery.timeago.settings.strings);
  }
  for (const name of names("react-timeago/lib/language-strings", ".js")) {
    const strings = require(path.join(modules, `react-timeago/lib/language-strings/${name}.js`)).default;
    sampleStrings("react-timeago", name, strings);
  }
}

function sampleStrings(source, locale, strings) {
  const say = (key, number) => {
    const words = strings[key];
    const text = typeof words === "function" ? words(number, number * 1000) : words;
    return typeof text === "string" ? text.replace(/%d/i, number) : undefined;
  };
  const affix = (key) => (typeof strings[key] === "string" ? strings[key] : "");
  for (const [tense, side] of [["past", "Ago"], ["future", "FromNow"]]) {
    const whole = (text) => text && [affix(`prefix${side}`), text, affix(`suffix${side}`)].filter(Boolean).join(strings.wordSeparator ?? " ").trim();
    if (tense === "past") write(source, locale, "seconds", tense, null, "second", whole(say("seconds", 20)));
    for (const [unit, number] of cases()) {
      if (unit === "second") continue;
      const text = whole(say(number === 1 ? unit : `${unit}s`, number));
      const said = affix(`prefix${side}`) || affix(`suffix${side}`) ? tense : "bare";
      if (said !== "bare" || tense === "past") write(source, locale, "long", said, number, unit, text);
    }
  }
}

function javascriptTimeAgo() {
  for (const name of names("javascript-time-ago/locale", ".json.js").concat(names("javascript-time-ago/locale", ".json"))) {
    const file = fs.existsSync(path.join(modules, `javascript-time-ago/locale/${name}.json`)) ? `${name}.json` : `${name}.json.js`;
    const data = require(path.join(modules, `javascript-time-ago/locale/${file}`));
    const styles = data.default ?? data;
    for (const [style, units] of Object.entries(styles)) {
      if (typeof units !== "object" || style === "now") continue;
      for (const [unit, forms] of Object.entries(units)) sampleForms(name, style, unit, forms);
    }
  }
}

function sampleForms(locale, style, unit, forms) {
  if (!(unit in NUMBERS) || !forms) return;
  const tenses = typeof forms === "string" || forms.other ? { bare: forms } : { past: forms.past, future: forms.future };
  for (const [tense, plurals] of Object.entries(tenses)) {
    const patterns = typeof plurals === "string" ? { other: plurals } : (plurals ?? {});
    for (const [plural, pattern] of Object.entries(patterns)) {
      const number = { one: 1, two: 2 }[plural] ?? 5;
      write("javascript-time-ago", locale, style, tense, number, unit, pattern.replace("{0}", number));
    }
  }
}

for (const sample of [momentLike, dateFns, timeagoJs, jqueryTimeago, javascriptTimeAgo]) sample();

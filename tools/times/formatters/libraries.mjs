// The formatters of JavaScript: for each its locales (name in the library, tag to write), the name of its English,
// and its styles, which print an instant as it looks from another: (name, then, now) => text.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const folder = path.resolve(process.env.NODE_MODULES, "_");
const require = createRequire(folder);

const named = (names) => names.sort().map((name) => ({ name, tag: name.replaceAll("_", "-") }));

function files(directory, ending) {
  const all = fs.readdirSync(path.join(path.dirname(folder), directory));
  return all.filter((file) => file.endsWith(ending)).map((file) => file.slice(0, -ending.length));
}

// Some locales lack a unit and fail when asked for it.
function attempt(print) {
  try {
    return print();
  } catch (error) {
    if (error instanceof TypeError) return "";
    throw error;
  }
}

function dayjsLibrary() {
  const dayjs = require("dayjs");
  dayjs.extend(require("dayjs/plugin/relativeTime"));
  const names = require("dayjs/locale.json").map(({ key }) => key);
  names.forEach((name) => require(`dayjs/locale/${name}`));
  return {
    source: "dayjs",
    english: "en",
    locales: named(names),
    styles: {
      from: (name, then, now) => dayjs(then).locale(name).from(now),
      bare: (name, then, now) => dayjs(then).locale(name).from(now, true),
    },
  };
}

function momentLibrary() {
  const moment = require("moment");
  const names = files("moment/locale", ".js").filter((name) => name !== "x-pseudo"); // English in disguise
  names.forEach((name) => require(`moment/locale/${name}`));
  return {
    source: "moment",
    english: "en",
    locales: named([...names, "en"]),
    styles: {
      from: (name, then, now) => moment(then).locale(name).from(now),
      // Weeks are printed only where they are asked for.
      weeks: (name, then, now) => moment.duration(then - now).locale(name).humanize(true, { d: 7, w: 4 }),
      bare: (name, then, now) => moment(then).locale(name).from(now, true),
    },
  };
}

function dateFnsLibrary() {
  const { formatDistance, formatDistanceStrict, formatDuration } = require("date-fns");
  const locales = Object.fromEntries(Object.values(require("date-fns/locale")).map((locale) => [locale.code, locale]));
  const style = (format, options) => (name, then, now) => format(then, now, { ...options, locale: locales[name] });
  const weeks = (then, now) => Math.floor(Math.abs(then - now) / 604_800_000);
  return {
    source: "date-fns",
    english: "en-US",
    locales: named(Object.keys(locales)),
    styles: {
      distance: style(formatDistance, { addSuffix: true, includeSeconds: true }),
      strict: style(formatDistanceStrict, { addSuffix: true }),
      bare: style(formatDistance, { includeSeconds: true }),
      "strict-bare": style(formatDistanceStrict, {}),
      "weeks-bare": (name, then, now) =>
        attempt(() => formatDuration({ weeks: weeks(then, now) }, { locale: locales[name] })),
    },
  };
}

function timeagoLibrary() {
  const timeago = require("timeago.js");
  const words = require("timeago.js/lib/lang");
  Object.entries(words).forEach(([name, phrases]) => timeago.register(name, phrases));
  const long = named(Object.keys(words).filter((name) => name !== "en_short"));
  return {
    source: "timeago.js",
    english: "en_US",
    locales: [...long, { name: "en_short", tag: "en" }],
    styles: { long: (name, then, now) => timeago.format(then, name, { relativeDate: now }) },
  };
}

function javascriptTimeAgoLibrary() {
  const { default: TimeAgo } = require("javascript-time-ago");
  console.warn = () => {}; // it warns of each locale that it answers in English
  const names = files("javascript-time-ago/locale", ".json");
  names.forEach((name) => TimeAgo.addLocale(require(`javascript-time-ago/locale/${name}.json`)));
  const formatters = Object.fromEntries(names.map((name) => [name, new TimeAgo(name)]));
  const style = (kind) => (name, then, now) => formatters[name].format(then, kind, { now: now.getTime() });
  // Its styles named after Twitter print what the mini ones do, and dates.
  const kinds = ["round", "approximate", "mini", "mini-now"];
  return {
    source: "javascript-time-ago",
    english: "en",
    locales: named(names),
    styles: Object.fromEntries(kinds.map((kind) => [kind, style(kind)])),
  };
}

export const libraries = [
  dayjsLibrary,
  momentLibrary,
  dateFnsLibrary,
  timeagoLibrary,
  javascriptTimeAgoLibrary,
];

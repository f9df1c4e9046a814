/** Scripts must run in Chrome 64: nothing newer is called without another way. Syntax is in site.test.ts; the real engine, `npm run bench -- old-engine`. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What came after Chrome 64, as it stands in a script; with the version. */
const NEWER: Record<string, RegExp> = {
  'Array.flat, flatMap (69)': /\.flat(Map)?\(/, 'Array.at (92)': /\.at\(-?\w/, 'findLast (97)': /\.findLast/, 'toSorted, toReversed, with (110)': /\.to(Sorted|Reversed|Spliced)\(/,
  'Object.fromEntries (73)': /Object\.fromEntries/, 'Object.hasOwn (93)': /Object\.hasOwn/, 'groupBy (117)': /(Object|Map)\.groupBy/,
  'replaceAll (85)': /\.replaceAll\(/, 'matchAll of texts (73)': /(?<!clients)\.matchAll\(/, 'trimStart, trimEnd (66)': /\.trim(Start|End)\(/,
  'allSettled (76), any (85), withResolvers (119), try (128)': /Promise\.(allSettled|any|withResolvers|try)\b/,
  'globalThis (71)': /\bglobalThis\b/, 'structuredClone (98)': /\bstructuredClone\b/, 'queueMicrotask (71)': /\bqueueMicrotask\b/, 'BigInt (67)': /\bBigInt\b/, 'WeakRef (84)': /\bWeakRef\b/,
  'AbortController (66)': /\bAbort(Controller|Signal)\b/, 'Intl beyond formats (71–87)': /Intl\.(Segmenter|ListFormat|RelativeTimeFormat|DisplayNames)/, 'dateStyle (76)': /\b(dateStyle|timeStyle):/,
  'replaceChildren (86)': /\.replaceChildren\(/, 'toggleAttribute (69)': /\.toggleAttribute\(/, 'ariaLabel and the like as properties (81)': /\.aria[A-Z]\w+\s*=/, 'inert (102)': /\.inert\b/, 'popover (114)': /\.(showPopover|togglePopover)\(/,
  'randomUUID (92)': /randomUUID/, 'clipboard (66)': /navigator\.clipboard/, 'locks (69)': /navigator\.locks/, 'adoptedStyleSheets (73)': /adoptedStyleSheets/,
  'selectors is, where, has, focus-visible (86–105)': /(querySelector(All)?|closest|matches)\([^)]*:(is|where|has|focus-visible)\b/, 'submit by requestSubmit (76)': /\.requestSubmit\(/,
  'addEventListener on MediaQueryList (64 has addListener alone)': /matchMedia\([^)]*\)\.addEventListener/,
};
/** Tried, with another way when it fails. */
const TRIED: Record<string, RegExp> = { 'clipboard (66)': /try\{return await navigator\.clipboard\.writeText/ };
/** Loaded only where WebAssembly has references, Chrome 96 (search-loader.ts). */
const AFTER_THE_PROBE = /^(search-engine|respell|excerpt)\./;

const scripts = [
  ...readdirSync('dist/_astro').filter((name) => name.endsWith('.js') && !AFTER_THE_PROBE.test(name)).map((name) => `dist/_astro/${name}`),
  ...readdirSync('dist').filter((name) => name.endsWith('.js')).map((name) => `dist/${name}`),
];

test('scripts call nothing that Chrome 64 lacks', () => {
  const calls = scripts.flatMap((path) => {
    const source = readFileSync(path, 'utf8');
    return Object.entries(NEWER).filter(([api, pattern]) => pattern.test(source) && !TRIED[api]?.test(source)).map(([api, pattern]) => `${path}: ${api}: …${source.slice(Math.max(0, source.search(pattern) - 30), source.search(pattern) + 40)}`);
  });
  expect(calls).toEqual([]);
  expect(scripts.length).toBeGreaterThan(10);
});

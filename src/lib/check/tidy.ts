/** Chinese punctuation and spacing as the house writes them; see 「文字」 in CONTRIBUTING.md. */
import { format, loadConfig } from 'autocorrect-node';

// A text of English words alone would get half-width punctuation; there is no English prose here.
loadConfig(JSON.stringify({ rules: { 'halfwidth-punctuation': 0, spellcheck: 0 } }));

const HAN = /\p{Script=Han}/u;
const FULL: Record<string, string> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' };
const full = (marks: string) => [...marks].map((mark) => FULL[mark] ?? mark).join('');

/** In this order: what a later line sees is already the house's own. */
const HABITS: readonly [RegExp, (whole: string, ...rest: string[]) => string][] = [
  // Quotation marks and brackets around or beside Chinese.
  [/(\D?)[“"]([^“”"\n]+)[”"](?=(.?))/gu, (whole, before = '', inside = '', after = '') => (HAN.test(before + inside + after) ? `${before}「${inside}」` : whole)],
  [/(.?)[ \t]*\(([^()\n]+)\)(?=(.?))/gu, (whole, before = '', inside = '', after = '') => (HAN.test(before + inside + after) ? `${before}（${inside.trim()}）` : whole)],
  [/(?<=[\p{Script=Han}，。！？；」）])\.{2,}|\.{3,}(?=\p{Script=Han})|。{3,}|…+/gu, () => '……'],
  [/(?<=[\p{Script=Han}」）])[ \t]*(?:-{2,}|—{3,})[ \t]*|[ \t]*(?:-{2,}|—{3,})[ \t]*(?=[\p{Script=Han}「（])/gu, () => '——'],
  // Half-width marks after Chinese, or between anything and Chinese; not the end of `&amp;`, not `https://`.
  [/(?<=[\p{Script=Han}」』）》])[ \t]*([,;:!?]+)(?!\/\/)/gu, (_, marks = '') => full(marks)],
  [/(?<=[A-Za-z0-9])(?<!&#?\w+)([,;:!?]+)[ \t]*(?=[\p{Script=Han}「（])/gu, (_, marks = '') => full(marks)],
  [/(?<=[\p{Script=Han}」）])\.(?=[\p{Script=Han}\s「（]|$)/gu, () => '。'],
  [/([，、。；：！？])\1+/gu, (_, mark = '') => mark],
  // No space beside a full-width mark; the anchor of a heading keeps its own.
  [/[ \t]+(?=[，。、；：！？（）「」『』《》])/gu, () => ''],
  [/(?<=[，。、；：！？（）「」『』《》])[ \t]+(?!\[#)/gu, () => ''],
];

/** @returns the text as it should be; the same when nothing is wrong. Letters, digits and Chinese characters stay. */
export function tidy(text: string): string {
  const once = format(HABITS.reduce((so, [pattern, write]) => so.replace(pattern, write), text));
  return once === text ? text : tidy(once);
}

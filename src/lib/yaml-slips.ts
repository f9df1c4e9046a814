/** What to write instead of a line that is no YAML: the slips of people who type Chinese, and of merges. */

export interface Slip { message: string; tip: string; /** Where in the line, counted from 0. */ at: number }

const HALF: Record<string, string> = { '，': ', ', '：': ': ', '【': '[', '】': ']', '［': '[', '］': ']', '｛': '{', '｝': '}', '“': '"', '”': '"', '‘': "'", '’': "'" };
const FULL_IN_FLOW = /[，：【】［］｛｝“”‘’]/g;
const KEY = String.raw`^(\s*(?:- )*[\w-]+)`;

const write = (line: string) => `写成：${line.trim()}`;
const quoted = (value: string) => (value.includes('"') ? `'${value.replaceAll("'", "''")}'` : `"${value}"`);
const count = (line: string, marks: string) => [...line].filter((mark) => marks.includes(mark)).length;

/** Tried in order; the first that fits is told. */
const SLIPS: readonly [RegExp, (match: RegExpExecArray, line: string) => Slip | null][] = [
  [/^(?:<{7}|={7}|>{7})/, () => ({ at: 0, message: '合并冲突没有解决', tip: '留下对的一种写法，删掉 <<<<<<<、=======、>>>>>>> 这几行' })],
  [/^ *\t/, (_, line) => ({ at: line.indexOf('\t'), message: '缩进用了制表符，要用空格', tip: `${write(line)}，前面用空格，和上一行对齐` })],
  [new RegExp(`${KEY}\\s*：\\s*(.*)$`), ({ 1: key = '', 2: value = '' }) => ({ at: key.length, message: '冒号要用英文的「:」，后面空一格', tip: write(`${key}: ${value}`) })],
  [new RegExp(`${KEY}:(?=[^\\s/])(.*)$`), ({ 1: key = '', 2: value = '' }) => ({ at: key.length, message: '冒号后面要空一格', tip: write(`${key}: ${value}`) })],
  [/^(\s*)(?:[－—–•·]\s*|-(?=[^\s-]))(.*)$/, ({ 1: indent = '', 2: value = '' }) => ({ at: indent.length, message: '列表每行开头是英文的「-」，后面空一格', tip: write(`- ${value}`) })],
  [/[[{【［｛].*[，：】］｝“”‘’]/, (_, line) => ({ at: line.search(FULL_IN_FLOW), message: '方括号、花括号里的标点要用英文的', tip: write(line.replace(FULL_IN_FLOW, (mark) => HALF[mark]!).replace(/([,:]) {2,}/g, '$1 ')) })],
  [new RegExp(`${KEY}: (["'])([^"']*)$`), ({ 1: key = '', 2: mark = '', 3: value = '' }) => ({ at: key.length + 2, message: '引号没有配上', tip: write(`${key}: ${mark}${value}${mark}`) })],
  [new RegExp(`${KEY}: ([@\`%].*|[^"'[{|>].*: .*)$`), ({ 1: key = '', 2: value = '' }) => ({ at: key.length + 2, message: /^[@`%]/.test(value) ? '值不能用这个符号开头' : '值里有英文冒号', tip: write(`${key}: ${quoted(value)}`) })],
  [/[[{]/, ({ index }, line) => {
    const missing = ([['[', ']'], ['{', '}']] as const).find(([open, close]) => count(line, open) > count(line, close));
    return missing ? { at: index, message: `括号没有配上，缺「${missing[1]}」`, tip: write(`${line}${missing[1]}`) } : null;
  }],
];

/** @returns what is likely wrong with a line that could not be read, or nothing */
export function slipIn(line: string): Slip | null {
  for (const [pattern, explain] of SLIPS) {
    const match = pattern.exec(line);
    const slip = match && explain(match, line);
    if (slip) return slip;
  }
  return null;
}

/** Why a body cannot be read, for people: the parser's words are about tags and trees. */
import type { Position } from '../yaml.ts';
import { COMPONENTS, insteadOf } from './components.ts';

interface Explained { message: string; tip: string }

/** @param cause a VFileMessage: `ruleId`, `reason`, and `place` as a point or a range */
export function syntaxError(cause: unknown, text: string, bodyStart: number): Position & Explained {
  const { ruleId = '', reason = String(cause), place } = cause as { ruleId?: string; reason?: string; place?: { line?: number; column?: number; start?: Position } };
  const [, tag, line, column] = /closing tag for `<([^\s`>]*)>?` \((\d+):(\d+)/.exec(reason) ?? [];
  if (ruleId === 'end-tag-mismatch' && tag !== undefined) return { line: Number(line), column: Number(column), ...unclosed(tag) };
  // What was never closed is said to be wrong at the end of the file; the editor looks for its beginning.
  const brace = text.indexOf('{', bodyStart);
  const open = brace < 0 ? text.lastIndexOf('<') : brace;
  const before = text.slice(0, open).split('\n');
  const { line: row = 1, column: at = 1 } = ruleId !== 'unexpected-eof' || open < bodyStart ? place?.start ?? place ?? {} : { line: before.length, column: before.at(-1)!.length + 1 };
  return { line: row, column: at, ...explained(ruleId, reason, text.split(/\r?\n/)[row - 1] ?? '') };
}

const unclosed = (tag: string): Explained => (Object.hasOwn(COMPONENTS, tag)
  ? { message: `标签没有成对：<${tag}> 没有结束`, tip: `写上 </${tag}>；<${tag}> 和 </${tag}> 各占一行，前后各空一行` }
  : { message: `标签没有成对，也不能用标签 <${tag}>`, tip: insteadOf(tag) });

function explained(ruleId: string, reason: string, row: string): Explained {
  if (row.includes('<!--')) return { message: '正文里不能写注释，<!-- 里有不该有的字', tip: '删掉注释' };
  if (ruleId === 'unexpected-character' && /<[A-Za-z][^>]*[“”‘’]/.test(row)) return { message: '标签里有不该有的字：引号要用英文的', tip: `写成：${row.replace(/<[A-Za-z][^>]*>/g, (tag) => tag.replace(/[“”‘’]/g, '"')).trim()}` };
  if (ruleId === 'unexpected-character' && /<\s*[\d\p{Script=Han}]/u.test(row)) return { message: '标签里有不该有的字：「<」会被当成标签', tip: `写成：${row.replace(/\s*<\s*/g, ' 小于 ').trim()}` };
  return { message: MESSAGES[ruleId] ?? reason, tip: TIP };
}

const TIP = '多半是多了 <、{ 或没写完的标签。正文里不用花括号；标签只用 CONTRIBUTING 里列出的';

const MESSAGES: Record<string, string> = {
  'end-tag-mismatch': '标签没有成对，<…> 和 </…> 要配上',
  'unexpected-closing-slash': '多了一个结束标签 </…>',
  'unexpected-self-closing-slash': '结束标签写成 </…>，末尾不要再加斜杠',
  'unexpected-attribute': '结束标签里不能有属性',
  'unexpected-lazy': '标签写到一半，引用或列表就断了',
  'unexpected-character': '标签里有不该有的字；要写「<」本身，改成「小于」',
  'unexpected-eof': '标签或花括号没写完',
  acorn: '花括号、import、export 里是代码，正文不能写',
};

/** What keeps a file from being read at all, before anything in it is looked at. */
import type { Finding } from './problem.ts';

type Fault = Omit<Finding, 'path'>;

const START = { line: 1, column: 1 };

/** Files come decoded as UTF-8: what was none shows as `\ufffd`, UTF-16 also as NUL. */
export function encodingFault(text: string): Fault | null {
  const [mark = ''] = /^\ufeff+/.exec(text) ?? [];
  if (mark) return { ...START, message: '文件开头有看不见的标记（BOM）', tip: '另存为 UTF-8，不带 BOM；npm run check -- --fix 能自动改', fix: { start: 0, end: mark.length, text: '' } };
  const at = text.search(/[\ufffd\0]/);
  if (at < 0) return null;
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1, message: '文件不是 UTF-8 编码，从这里起读不出', tip: '用编辑器打开，选「另存为」，编码选 UTF-8；打开已经是乱码的，先用原来的编码（多半是 GBK）打开' };
}

const ENDINGS = new Map([['guides', '.mdx'], ['pages', '.md'], ['trees', '.yaml'], ['codes', '.yaml']]);

/** A file nobody reads: by its ending, or by its folder. */
export function misplaced(path: string): Fault {
  const ending = ENDINGS.get(path.split('/')[0]!) ?? (path.includes('/') ? undefined : '.yaml');
  return ending && !path.endsWith(ending) ? { ...START, message: `文件的结尾不对，要是 ${ending}`, tip: `改名成 ${path.replace(/\.\w+$/, '')}${ending}` }
    : { ...START, message: '这个文件放错了地方', tip: '指南放 guides/<分类>/<小类>/<名字>.mdx，排查树放 trees/<id>.yaml，错误码放 codes/<码>.yaml' };
}

/** Front matter is not there, or nobody can tell where it ends. */
export function headless(text: string): Fault {
  const rows = text.split(/\r?\n/);
  const heading = rows.findIndex((row) => /^#{2,6} /.test(row));
  if (rows[0]?.trimEnd() === '---') return { line: heading < 0 ? rows.length : heading + 1, column: 1, message: '没有文件头：第一行开了头，后面没有一行 --- 结束', tip: '在正文前面单独写一行 ---，前后不加别的字' };
  return { ...START, message: '没有文件头：第一行不是 ---', tip: '文件第一行写 ---，前面不空行；接着写 n、title 等，再用一行 --- 结束' };
}

/** Numbers and addresses are given once. */
import { compareNumbers } from '../catalog.ts';
import { toContent, urls } from '../urls.ts';
import { change, type Content, type Edit } from './content.ts';
import { insertItem } from './yaml-edit.ts';

/** Every number ever given: the register, retired ones included, and whatever content bears without being registered. */
const given = ({ corpus }: Content): Set<string> => new Set([...corpus.numbers.data, ...corpus.guides.map(({ data }) => data)].map(({ n }) => n));

/** The number after the highest ever given in a sub-issue; a gap is never filled. @param subIssue e.g. `1.3` */
export function nextNumber(content: Content, subIssue: string): string {
  const last = [...given(content)].filter((n) => n.startsWith(`${subIssue}.`)).map((n) => Number(n.split('.')[2]));
  return `${subIssue}.${Math.max(0, ...last) + 1}`;
}

/** Why a number cannot be given to a guide of a sub-issue. */
export function numberFault(content: Content, n: string, subIssue: string): string | undefined {
  if (!/^[1-9]\d*(\.[1-9]\d*){2}$/.test(n) || !n.startsWith(`${subIssue}.`)) return `小类 ${subIssue} 的编号写成 ${nextNumber(content, subIssue)} 的样子`;
  const entry = content.corpus.numbers.data.find((known) => known.n === n);
  if (entry?.retired) return `编号 ${n} 停用了，不能再用；下一个是 ${nextNumber(content, subIssue)}`;
  return given(content).has(n) ? `编号 ${n} 已经给了 ${entry?.path ?? '别的指南'}；下一个是 ${nextNumber(content, subIssue)}` : undefined;
}

/**
 * Why a guide cannot live at an address.
 * @param folder `category/sub-issue`
 * @param slug as somebody typed it
 * @param comingFrom the address a guide leaves: it may return to where it once was
 */
export function addressFault({ corpus, texts }: Content, folder: string, slug: string, comingFrom?: string): string | undefined {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return `短名「${slug}」不能做地址：只用小写字母、数字和连字符，例如 sync-delay`;
  const path = `${folder}/${slug}`;
  if (texts.has(`guides/${path}.mdx`)) return `已经有 guides/${path}.mdx，不会覆盖它。换一个短名`;
  const owner = corpus.numbers.data.find((entry) => entry.path === path);
  if (owner) return `地址 ${path} 给过编号 ${owner.n}，不能再用。换一个短名`;
  const moved = corpus.redirects.data.find(({ from }) => from === toContent(urls.guide(path)));
  return moved && moved.to !== comingFrom ? `${moved.from} 是 ${moved.to} 的旧地址，还有人会来。换一个短名` : undefined;
}

/** numbers.yaml with one line more, in its place. */
export function register(content: Content, n: string, path: string): Edit {
  const before = content.corpus.numbers.data.findLastIndex((entry) => compareNumbers(entry.n, n) < 0);
  return change(content, 'numbers.yaml', (text) => insertItem(text, before < 0 ? Infinity : before, `{n: "${n}", path: ${path}}`));
}

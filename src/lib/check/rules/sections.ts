import type { Heading, List, ListItem, Root, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { ROLES, SECTIONS, splitSections } from '../../mdx/sections.ts';
import type { Finding } from '../../problem.ts';
import type { Rule } from '../rule.ts';

const ORDER = SECTIONS.map(({ title }) => title).join('、');

/** Readers learn one shape and find the fix in the same place on every guide. */
export const sections: Rule = {
  name: 'sections',
  reason: '每篇指南四节、顺序相同；每一步写明谁做、做完看到什么',
  alone: true,
  check: ({ guides }) => guides.flatMap(({ path, body }) => [...headings(path, body), ...steps(path, body)]),
};

const place = (path: string, node: RootContent | ListItem | undefined) => ({ path, line: node?.position?.start.line ?? 1, column: node?.position?.start.column ?? 1 });

function headings(path: string, body: Root): Finding[] {
  const found = body.children.filter((node): node is Heading => node.type === 'heading' && node.depth <= 2);
  const titles = found.map((node) => toString(node));
  if (titles.join('、') === ORDER) return [];
  const wrong = found.find((_, index) => titles[index] !== SECTIONS[index]?.title) ?? body.children.at(-1);
  const instead = titles.find((title) => !SECTIONS.some((section) => section.title === title));
  const missing = SECTIONS.filter(({ title }) => !titles.includes(title)).map(({ title }) => `「${title}」`);
  return [{
    ...place(path, wrong),
    message: missing.length > 0 ? `缺少${missing.join('、')}` : '四节的顺序不对，或多了二级标题',
    tip: missing.length === 1 && instead && found.length === SECTIONS.length ? `把「${instead}」改成${missing[0]}` : `二级标题依次是：${ORDER}；别的标题用三级（###）`,
  }];
}

function steps(path: string, body: Root): Finding[] {
  const content = splitSections(body).find(({ id }) => id === 'steps')?.content;
  if (!content) return [];
  const list = content.find((node): node is List => node.type === 'list' && node.ordered === true);
  if (!list) return [{ ...place(path, content[0]), message: '「处理步骤」里没有带编号的步骤', tip: '写成 1. **收银员** 做什么。' }];
  return list.children.flatMap((item) => stepFaults(path, item));
}

function stepFaults(path: string, item: ListItem): Finding[] {
  const [action, ...rest] = item.children;
  const lead = action?.type === 'paragraph' ? action.children[0] : undefined;
  const roles = lead?.type === 'strong' ? toString(lead).split(/[、，和]/) : [];
  const unmarked = action ? [...ROLES].find((role) => toString(action).startsWith(role)) : undefined;
  const seen = rest.some((node) => node.type === 'paragraph' && toString(node).startsWith('看到：'));
  return [
    ...(roles.length > 0 && roles.every((role) => ROLES.has(role)) ? [] : [{
      ...place(path, item), message: '这一步没有写明谁来做', tip: unmarked ? `开头的「${unmarked}」用粗体：**${unmarked}**` : `开头用粗体写：${[...ROLES].map((role) => `**${role}**`).join('、')}`,
    }]),
    ...(seen ? [] : [{ ...place(path, item), message: '这一步没有写做完会看到什么', tip: '空一行，缩进三格，写「看到：…」' }]),
  ];
}

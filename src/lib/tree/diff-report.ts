/** The report on a change of trees that an editor or reviewer approves: Markdown in Chinese. Pure. */
import type { Tree } from '../schema.ts';
import { changesOf, wordsOf, type Change } from './changes.ts';
import { diffTrees, MOST_PATHS, pathsOf, type Landing, type Path } from './diff.ts';
import { hasNode } from './graph.ts';
import { mermaid } from './mermaid.ts';

/** A table longer than this is read by nobody; the rest is counted. */
const MOST_ROWS = 60;

/** @returns the report, and whether a shared link would silently show something else. */
export function reportDiff(before: readonly Tree[], after: readonly Tree[]): { markdown: string; silent: boolean } {
  const old = new Map(before.map((tree) => [tree.id, tree]));
  const kept = new Set(after.map(({ id }) => id));
  const reports = [
    ...after.map((tree) => named(tree, () => reportTree(old.get(tree.id), tree))),
    ...before.filter(({ id }) => !kept.has(id)).map((tree) => ({ text: `## ${tree.title}（${tree.id}）\n\n**这棵树删掉了**，以前发出去的链接都打不开。\n`, silent: false })),
  ].filter(({ text }) => text !== '');
  if (reports.length === 0) return { markdown: '排查树的走法、文字和分享过的链接都没有变。\n', silent: false };
  return { markdown: `# 排查树的改动\n\n${reports.map(({ text }) => text).join('\n')}`, silent: reports.some(({ silent }) => silent) };
}

function named<T>(tree: Tree, report: () => T): T {
  try {
    return report();
  } catch (error) {
    throw new Error(`排查树「${tree.id}」走不通，没法比较：${(error as Error).message}。先照 npm run check 的提示改好`);
  }
}

function reportTree(before: Tree | undefined, after: Tree): { text: string; silent: boolean } {
  const heading = `## ${after.title}（${after.id}）`;
  if (!before) {
    const count = pathsOf(after).length;
    const news = `**新增的树**：${Object.keys(after.questions).length} 个问题、${Object.keys(after.outcomes).length} 个结果、${count > MOST_PATHS ? `超过 ${MOST_PATHS}` : count} 条路。`;
    return { text: joined([heading, news, mermaid(after, new Map())]), silent: false };
  }
  const diff = diffTrees(before, after);
  const changes = changesOf(before, after);
  const status = before.status === after.status ? '' : `状态从 ${before.status} 改成 ${after.status}。${before.status === 'published' ? `**这棵树不再发布${after.successor ? `，由「${after.successor}」接替` : ''}，以前发出去的链接回不到原来那一步。**` : ''}`;
  const { added, removed, repointed, landings, capped } = diff;
  if (changes.length + added.length + removed.length + repointed.length + landings.length === 0 && !status) return { text: '', silent: false };
  const silent = landings.some(({ stale }) => !stale);
  const reroutes = removed.length + repointed.length + landings.length > 0;
  return { silent, text: joined([
    heading,
    status,
    silent ? '> ⚠️ **有链接会落到别处，读者看不到任何提示。** 只是换了 id 的，在 aliases 里写「旧 id: 新 id」。真的改了去处的，给答案换一个新 id，再写「旧 id: 这个问题的 id」，旧链接就会停在这一问并提示。' : '',
    reroutes && after.version <= before.version ? `> version 还是 ${after.version}：走法变了，请加一。` : '',
    capped ? `> 路太多，下面只比较了前 ${MOST_PATHS} 条；链接全部比较过。` : '',
    section('分享过的链接', ['情况', '链接里的回答', '原来在', '现在在', '几个链接'], landings.map((landing) => landingRow(before, after, landing))),
    section('走法', ['改动', '回答', '原来的结果', '现在的结果'], [
      ...repointed.map(({ path, was, now }) => ['改了去处', words(path), wordsOf(before, was), wordsOf(after, now)]),
      ...removed.map((path) => ['去掉', words(path), wordsOf(before, path.outcome), '']),
      ...added.map((path) => ['增加', words(path), '', wordsOf(after, path.outcome)]),
    ]),
    section('文字和节点', ['在哪里', '哪一项', '原来', '现在'], changes.map(({ node, field, was, now }) => [place(before, after, node), field, was, now])),
    mermaid(after, marksOf(after, changes)),
  ]) };
}

const joined = (parts: readonly string[]) => `${parts.filter(Boolean).join('\n\n')}\n`;

const words = ({ texts }: Pick<Path, 'texts'>) => texts.join(' → ');

const landingRow = (before: Tree, after: Tree, landing: Landing): string[] => [
  landing.stale ? '会停下' : '⚠️ 会落到别处', words(landing), wordsOf(before, landing.was),
  landing.stale ? `会停在「${wordsOf(after, landing.now)}」，并提示步骤已更新` : wordsOf(after, landing.now), String(landing.count),
];

const place = (before: Tree, after: Tree, node: string | undefined): string =>
  node === undefined ? '整棵树' : wordsOf(hasNode(after, node) ? after : before, node);

function marksOf(after: Tree, changes: readonly Change[]): Map<string, 'new' | 'changed'> {
  const marks = changes.flatMap(({ node, field, was }) => (node === undefined ? [] : [[node, field === '整个节点' && was === '' ? 'new' : 'changed'] as const]));
  return new Map(marks.filter(([node]) => hasNode(after, node)));
}

function section(title: string, head: readonly string[], rows: readonly string[][]): string {
  if (rows.length === 0) return '';
  const shown = [head, head.map(() => '---'), ...rows.slice(0, MOST_ROWS).map((row) => row.map(escaped))].map((row) => `| ${row.join(' | ')} |`);
  const rest = rows.length > MOST_ROWS ? `\n\n还有 ${rows.length - MOST_ROWS} 行没有列出。` : '';
  return `### ${title}\n\n${shown.join('\n')}${rest}`;
}

/** Content is plain text: nothing of it is Markdown. */
const escaped = (text: string) => text.replace(/[\\`*_~[\]<>|#]/g, '\\$&').replace(/\s+/g, ' ');

/** What makes a tree harder to follow than it need be. Thresholds are our own; none of them refuses a tree. */
import { isOverdue, reviewDue } from '../dates.ts';
import type { Ledger, Tree } from '../schema.ts';
import type { Fault } from './check.ts';
import { repointed } from './ledger.ts';
import { sortGraph, stepsFrom } from './paths.ts';

const MOST_DEPTH = 7;
const MOST_QUESTIONS = 12;
const MOST_ANSWERS = 6;
const MOST_HAN = 30;
const MOST_ESCALATING = 0.4;

const UNSURE_ID = /unsure|unknown/;
const UNSURE = /不(?:确定|知道|清楚|记得|会查)|没(?:看清|法)|看不了|都不像|[说分记看认拿]不(?:清|准|出|懂|定)/;
const BARE = /^(?:是|否|不是|有|没有|对|不对|能|不能|会|不会|行|不行|可以|不可以)[。！]?$/;
const SCREEN = /屏幕|页面|提示|显示|后台|设置/;

/**
 * @param today `YYYY-MM-DD`; empty: no date is judged
 * @param entry what the ledger holds of this tree
 */
export function treeWarnings(tree: Tree, today: string, entry: Ledger[string] | undefined): Fault[] {
  return [...size(tree), ...questions(tree), ...longTexts(tree), ...overdue(tree, today), ...unversioned(tree, entry)];
}

function size(tree: Tree): Fault[] {
  const count = Object.keys(tree.questions).length;
  const paths = survey(tree);
  return [
    ...(count > MOST_QUESTIONS ? [{ keys: ['questions'], message: `有 ${count} 个问题，太多了`, tip: `最多 ${MOST_QUESTIONS} 个；把一块分出去成另一棵树，用 kind: redirect 指过去` }] : []),
    ...(paths && paths.depth > MOST_DEPTH ? [{ keys: ['questions'], message: `最长的路要答 ${paths.depth} 个问题`, tip: `最多 ${MOST_DEPTH} 个；合并问题，或把后半截分成另一棵树` }] : []),
    ...(paths && paths.escalating / paths.all > MOST_ESCALATING ? [{ keys: ['outcomes'], message: `${paths.all} 条路里有 ${paths.escalating} 条直接叫人找别人`, tip: '先给一件自己能做的事（kind: fix），没解决再用 then 指到找人' }] : []),
  ];
}

/**
 * Counts paths without walking them: there may be exponentially many. A path ends at its first outcome.
 * @returns nothing when the tree goes in a circle
 */
function survey(tree: Tree): { all: number; escalating: number; depth: number } | undefined {
  const { order, circle } = sortGraph([tree.start], (id) => stepsFrom(tree, id));
  if (circle.length > 0) return undefined;
  const from = new Map<string, { all: number; escalating: number; depth: number }>();
  for (const id of order) {
    const kind = Object.hasOwn(tree.outcomes, id) ? tree.outcomes[id]!.kind : undefined;
    const sum = { all: kind ? 1 : 0, escalating: kind === 'escalate' ? 1 : 0, depth: kind ? 0 : 1 };
    for (const { to } of kind ? [] : stepsFrom(tree, id)) {
      const next = from.get(to)!;
      sum.all += next.all;
      sum.escalating += next.escalating;
      sum.depth = Math.max(sum.depth, next.depth + 1);
    }
    from.set(id, sum);
  }
  return from.get(tree.start);
}

function questions(tree: Tree): Fault[] {
  const asked = new Map<string, string>();
  return Object.entries(tree.questions).flatMap(([id, { text, why, where, answers }]) => {
    const earlier = asked.get(text);
    asked.set(text, id);
    const keys = ['questions', id];
    return [
      ...(earlier === undefined ? [] : [{ keys: [...keys, 'text'], message: `「${id}」和「${earlier}」问的一样`, tip: '合成一个问题，或把两处的差别写出来' }]),
      ...(why ? [] : [{ keys, message: `问题「${id}」没写为什么问`, tip: '加一行 why:，说清这个答案分开了什么' }]),
      ...(!where && SCREEN.test(text) ? [{ keys, message: `问题「${id}」要人看屏幕，没写在哪里看`, tip: '加一行 where:，写在哪台设备、哪一页能看到' }] : []),
      ...(answers.some((answer) => UNSURE_ID.test(answer.id) || UNSURE.test(answer.text)) ? [] : [{ keys: [...keys, 'answers'], message: `问题「${id}」没有「不确定」的答案`, tip: '加一个答案，写「不确定」「说不清」之类，指到最稳妥的一步' }]),
      ...(answers.length > MOST_ANSWERS ? [{ keys: [...keys, 'answers'], message: `问题「${id}」有 ${answers.length} 个答案`, tip: `最多 ${MOST_ANSWERS} 个；先问一个大类，再细分` }] : []),
      ...answers.flatMap((answer, index) => (BARE.test(answer.text) ? [{ keys: [...keys, 'answers', index, 'text'], message: `答案「${answer.text}」太短，离开问题看不懂`, tip: '把话说全，例如「有通知」「没有通知」' }] : [])),
    ];
  });
}

function longTexts(tree: Tree): Fault[] {
  const texts = [
    ...Object.entries(tree.questions).flatMap(([id, { text, answers }]) => [
      { keys: ['questions', id, 'text'], text }, ...answers.map((answer, index) => ({ keys: ['questions', id, 'answers', index, 'text'], text: answer.text })),
    ]),
    ...Object.entries(tree.outcomes).map(([id, { title }]) => ({ keys: ['outcomes', id, 'title'], text: title })),
  ];
  return texts.flatMap(({ keys, text }) => {
    const length = text.match(/\p{Script=Han}/gu)?.length ?? 0;
    return length > MOST_HAN ? [{ keys, message: `有 ${length} 个汉字，手机上一眼看不完`, tip: `最多 ${MOST_HAN} 个；补充的话写进 why、where 或 note` }] : [];
  });
}

function overdue(tree: Tree, today: string): Fault[] {
  const due = reviewDue(tree);
  return isOverdue(due, today) ? [{ keys: ['reviewed'], message: `${due} 就该再核对了`, tip: `照着走一遍，改好不对的，再运行 npm run reviewed -- ${tree.id}` }] : [];
}

function unversioned(tree: Tree, entry: Ledger[string] | undefined): Fault[] {
  const changed = entry ? repointed(tree, entry) : [];
  return changed.length > 0 ? [{ keys: ['version'], message: `改指或删掉了 ${changed.join('、')}，版本还是 ${tree.version}`, tip: `写 version: ${tree.version + 1}，再运行 npm run tree -- ids` }] : [];
}

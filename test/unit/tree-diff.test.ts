import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { treeSchema, type Tree } from '../../src/lib/schema.ts';
import { changesOf } from '../../src/lib/tree/changes.ts';
import { diffTrees, MOST_PATHS, type TreeDiff } from '../../src/lib/tree/diff.ts';
import { reportDiff } from '../../src/lib/tree/diff-report.ts';
import { inOrder } from '../../src/lib/tree/graph.ts';
import { nodeIds, stepsFrom } from '../../src/lib/tree/paths.ts';
import { measureTree, reportTrees } from '../../src/lib/tree/report.ts';
import { UNSOLVED, walk } from '../../src/lib/tree/walk.ts';

/** first –yes→ second –good→ done –unsolved→ call; second –bad→ call; first –no→ third –good→ done, –none→ call */
const sample = (): Tree => treeSchema.parse({
  id: 'sample', title: '样例', version: 1, status: 'published', owner: 'till', reviewed: '2026-11-22', reviewEvery: '180d', sayings: ['样例'], start: 'first',
  questions: {
    first: { text: '第一问？', answers: [{ id: 'yes', text: '是', next: 'second' }, { id: 'no', text: '不是', next: 'third' }] },
    second: { text: '第二问？', answers: [{ id: 'good', text: '好', next: 'done' }, { id: 'bad', text: '不好', next: 'call' }] },
    third: { text: '第三问？', answers: [{ id: 'good', text: '好的', next: 'done' }, { id: 'none', text: '都没有', next: 'call' }] },
  },
  outcomes: {
    done: { kind: 'fix', title: '好了', guide: '1.3.2', confirm: '能收款', then: 'call' },
    call: { kind: 'escalate', title: '打电话', channel: '合同上的电话', collect: ['商户号'] },
  },
  tests: [{ name: '好', answers: ['yes', 'good', UNSOLVED], outcome: 'call' }],
});

type Edit = (tree: Tree) => void;
const edited = (edit: Edit, from = sample()): Tree => {
  const tree = structuredClone(from);
  edit(tree);
  return tree;
};
const answersOf = (tree: Tree, question: string) => tree.questions[question]!.answers;

function renameNode(tree: Tree, from: string, to: string): void {
  const kind = Object.hasOwn(tree.questions, from) ? tree.questions : tree.outcomes;
  (kind as Record<string, unknown>)[to] = kind[from];
  delete kind[from];
  pointAll(tree, from, to);
}

function pointAll(tree: Tree, from: string, to: string): void {
  if (tree.start === from) tree.start = to;
  for (const answer of Object.values(tree.questions).flatMap(({ answers }) => answers)) if (answer.next === from) answer.next = to;
  for (const outcome of Object.values(tree.outcomes)) if ('then' in outcome && outcome.then === from) outcome.then = to;
}

const shape = ({ added, removed, repointed, landings }: TreeDiff) => ({
  added: added.map(({ answers, outcome }) => `${answers.join('.')} ${outcome}`),
  removed: removed.map(({ answers, outcome }) => `${answers.join('.')} ${outcome}`),
  repointed: repointed.map(({ path, was, now }) => `${path.answers.join('.')} ${was} ${now}`),
  silent: landings.filter(({ stale }) => !stale).map(({ answers, was, now, count }) => `${answers.join('.')} ${was} ${now} ${count}`),
  stale: landings.filter(({ stale }) => stale).map(({ answers, was, now, count }) => `${answers.join('.')} ${was} ${now} ${count}`),
});
const NOTHING = { added: [], removed: [], repointed: [], silent: [], stale: [] };

describe('diffTrees', () => {
  test.each<[string, Edit, Partial<typeof NOTHING | Record<keyof typeof NOTHING, string[]>>]>([
    ['answers reordered', (tree) => { answersOf(tree, 'first').reverse(); }, {}],
    ['other words', (tree) => { answersOf(tree, 'first')[0]!.text = '是的'; }, {}],
    ['a question renamed with an alias', (tree) => { renameNode(tree, 'second', 'two'); tree.aliases['second'] = 'two'; }, {}],
    ['an outcome renamed with an alias', (tree) => { renameNode(tree, 'call', 'phone'); tree.aliases['call'] = 'phone'; }, {}],
    ['an answer renamed with an alias', (tree) => { answersOf(tree, 'first')[0]!.id = 'sure'; tree.aliases['yes'] = 'sure'; }, {}],
    ['a path added', (tree) => { answersOf(tree, 'second').push({ id: 'other', text: '别的', next: 'call' }); }, { added: ['yes.other call'] }],
    ['a path removed', (tree) => { answersOf(tree, 'second').pop(); }, { removed: ['yes.bad call'], stale: ['yes.bad call second 1'] }],
    ['an answer re-pointed', (tree) => { answersOf(tree, 'second')[1]!.next = 'done'; }, { repointed: ['yes.bad call done'], silent: ['yes.bad call done 1'] }],
    ['an answer re-pointed under a new id that stops old links', (tree) => {
      answersOf(tree, 'second')[1] = { id: 'worse', text: '不好', next: 'done' };
      tree.aliases['bad'] = 'second';
    }, { added: ['yes.worse done'], removed: ['yes.bad call'], stale: ['yes.bad call second 1'] }],
    ['an answer renamed without an alias', (tree) => { answersOf(tree, 'third')[1]!.id = 'nothing'; }, { added: ['no.nothing call'], removed: ['no.none call'], stale: ['no.none call third 1'] }],
    ['a question renamed without an alias', (tree) => { renameNode(tree, 'third', 'three'); }, { silent: ['no third three 1'] }],
    ['a question removed', (tree) => { delete tree.questions['third']; answersOf(tree, 'first').pop(); }, {
      removed: ['no.good done', 'no.none call'], stale: ['no third first 1', 'no.good done first 1', 'no.none call first 2'],
    }],
    ['a question removed from the middle: a later answer of the same id meets another question', (tree) => { answersOf(tree, 'first')[0]!.next = 'third'; delete tree.questions['second']; }, {
      added: ['yes.none call'], removed: ['yes.bad call'], silent: ['yes second third 1'], stale: ['yes.bad call third 1'],
    }],
    ['a question put in between', (tree) => {
      tree.questions['between'] = { text: '插一问？', answers: [{ id: 'left', text: '左', next: 'second' }, { id: 'right', text: '右', next: 'call' }] };
      answersOf(tree, 'first')[0]!.next = 'between';
    }, { added: ['yes.left.good done', 'yes.left.bad call', 'yes.right call'], removed: ['yes.good done', 'yes.bad call'], silent: ['yes second between 1'], stale: ['yes.good done between 1', 'yes.bad call between 2'] }],
    ['an outcome that leads on elsewhere', (tree) => {
      tree.outcomes['away'] = { kind: 'redirect', title: '去别处', to: '/guides/' };
      (tree.outcomes['done'] as { then?: string }).then = 'away';
    }, { silent: ['no.good.unsolved call away 2'] }],
  ])('%s', (_, edit, expected) => {
    expect(shape(diffTrees(sample(), edited(edit)))).toEqual({ ...NOTHING, ...expected });
  });

  test('replays old spellings too', () => {
    const before = edited((tree) => { tree.aliases['ja'] = 'yes'; });
    expect(shape(diffTrees(before, sample())).stale).toContain('ja second first 1');
    expect(shape(diffTrees(before, before))).toEqual(NOTHING);
  });

  test('knows that a draft was never shared', () => {
    const gone = edited((tree) => { answersOf(tree, 'second').pop(); });
    expect(shape(diffTrees({ ...sample(), status: 'draft' }, gone))).toMatchObject({ stale: [], removed: ['yes.bad call'] });
  });

  test('compares no more paths than it can, but every link', () => {
    const wide = edited((tree) => {
      for (let level = 0; level < 13; level += 1) tree.questions[`q${level}`] = { text: `${level}？`, answers: ['a', 'b'].map((id) => ({ id: `${id}${level}`, text: id, next: level < 12 ? `q${level + 1}` : 'done' })) };
      tree.start = 'q0';
    });
    const diff = diffTrees(wide, edited((tree) => { answersOf(tree, 'q12').pop(); }, wide));
    expect(diff.capped).toBe(true);
    expect(diff.removed.length).toBe(MOST_PATHS / 2);
    expect(diff.landings.map(({ was, now, count }) => [was, now, count])).toEqual([['done', 'q12', 4096], ['call', 'q12', 4096]]);
    expect(measureTree(wide)).toMatchObject({ paths: { fix: 8192, escalate: 0 }, depth: { median: 13, most: 13 }, firstFix: 13 });
  });
});

describe('changesOf', () => {
  test.each<[string, Edit, string[]]>([
    ['nothing when ids alone differ', (tree) => { renameNode(tree, 'second', 'two'); tree.aliases['second'] = 'two'; answersOf(tree, 'first')[0]!.id = 'sure'; tree.aliases['yes'] = 'sure'; }, []],
    ['words', (tree) => { tree.title = '新题'; tree.questions['first']!.text = '头一问？'; }, [' 题目 样例→新题', 'first 问句 第一问？→头一问？']],
    ['kinds in words', (tree) => { tree.outcomes['call'] = { kind: 'redirect', title: '打电话' }; }, ['call 种类 找人处理→去这里看', 'call 找谁 合同上的电话→', 'call 先备齐 商户号→']],
    ['targets in words', (tree) => { answersOf(tree, 'second')[1]!.next = 'done'; }, ['second 答「不好」就去 打电话→好了']],
    ['nodes that came and went', (tree) => { renameNode(tree, 'third', 'three'); }, ['three 整个节点 →第三问？', 'third 整个节点 第三问？→']],
  ])('tells %s', (_, edit, expected) => {
    expect(changesOf(sample(), edited(edit)).map(({ node = '', field, was, now }) => `${node} ${field} ${was}→${now}`)).toEqual(expected);
  });
});

describe('reportDiff', () => {
  const silent: Edit = (tree) => { answersOf(tree, 'second')[1]!.next = 'done'; };
  test.each<[string, Tree[], Tree[], boolean, RegExp]>([
    ['no change', [sample()], [sample()], false, /^排查树的走法、文字和分享过的链接都没有变。\n$/],
    ['answers reordered', [sample()], [edited((tree) => { answersOf(tree, 'first').reverse(); })], false, /^排查树的走法、文字和分享过的链接都没有变。\n$/],
    ['a new tree', [], [sample()], false, /## 样例（sample）\n\n\*\*新增的树\*\*：3 个问题、2 个结果、4 条路。\n\n```mermaid\nflowchart TD\n/],
    ['a deleted tree', [sample()], [], false, /\*\*这棵树删掉了\*\*/],
    ['a retired tree', [sample()], [{ ...sample(), status: 'retired', successor: 'other' }], false, /由「other」接替/],
    ['a silent landing', [sample()], [edited(silent)], true, /\| ⚠️ 会落到别处 \| 是 → 不好 \| 打电话 \| 好了 \| 1 \|/],
    ['a path re-pointed', [sample()], [edited(silent)], true, /\| 改了去处 \| 是 → 不好 \| 打电话 \| 好了 \|/],
    ['a forgotten version', [sample()], [edited(silent)], true, /version 还是 1：走法变了，请加一/],
    ['a link that stops', [sample()], [edited((tree) => { answersOf(tree, 'second').pop(); })], false, /\| 会停下 \| 是 → 不好 \| 打电话 \| 会停在「第二问？」，并提示步骤已更新 \| 1 \|/],
    ['signs that mean something in Markdown', [sample()], [edited((tree) => { tree.title = 'a|b <x> `c`'; })], false, /a\\\|b \\<x\\> \\`c\\`/],
    ['signs that mean something in Mermaid', [], [edited((tree) => { tree.questions['first']!.text = '"``` <b>'; })], false, /n0\("#34;#96;#96;#96; #60;b#62;"\)/],
    ['changed nodes in the drawing', [sample()], [edited((tree) => { tree.questions['third']!.why = '因为'; })], false, /n2\("【改】第三问？"\)[^]*class n2 marked/],
  ])('tells %s', (_, before, after, expected, text) => {
    const { markdown, silent: found } = reportDiff(before, after);
    expect(markdown).toMatch(text);
    expect(found).toBe(expected);
  });

  test('names the tree that cannot be compared', () => {
    expect(() => reportDiff([sample()], [edited((tree) => { answersOf(tree, 'second')[0]!.next = 'first'; })])).toThrow(/「sample」走不通，没法比较：走成了圈：first → second → first/);
    expect(() => reportDiff([sample()], [edited((tree) => { answersOf(tree, 'second')[0]!.next = 'nowhere'; })])).toThrow(/没有「nowhere」/);
  });
});

test('measureTree counts ways to first outcomes', () => {
  expect(measureTree(sample())).toEqual({
    questions: 3, outcomes: 2, paths: { fix: 2, wait: 0, escalate: 2, redirect: 0 }, depth: { median: 2, most: 2 }, firstFix: 2, nodes: [4, 5], answers: [2, 6],
  });
  expect(reportTrees([sample()], [])).toContain('| sample | 3 | 2 | 4 | 2 | 0 | 2 | 0 | 2 | 2 | 2 | 50% | 4/5 | 2/6 |');
});

test.each([[['diff', 'no-such-ref'], /没有「no-such-ref」这个版本/], [['diff'], /参数不对/], [['draw'], /没有「draw」这个命令/]])('the command refuses %s readably', { timeout: 30_000 }, (args, message) => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/tree.ts', ...args], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
});

describe('a thousand edits of the real trees', async () => {
  const real = (await readCorpus('content')).trees.map(({ data }) => data);
  // The hard case: every question has the same answer ids.
  const alike = real.map((tree) => edited(({ questions }) => Object.values(questions).forEach(({ answers }) => answers.forEach((answer, index) => { answer.id = `a${index}`; })), tree));
  test.each([['as they are', real, 1], ['with answer ids alike in every question', alike, 2]] as const)('%s: no link lands elsewhere unreported', (_, trees, seed) => {
    const random = randomOf(seed);
    const seen = { same: 0, stale: 0, astray: 0, silent: 0 };
    for (let edit = 0; edit < 500; edit += 1) {
      const before = trees[random(trees.length)]!;
      const after = randomlyEdited(before, random);
      const { landings } = diffTrees(before, after);
      const reported = (was: string, now: string, stale: boolean) => landings.find((landing) => landing.was === was && landing.now === now && landing.stale === stale);
      const counts = { stale: 0, silent: 0 };
      for (const { answers, nodes } of statesOf(before)) {
        const visit = walk(after, answers);
        const was = nodes.at(-1)!;
        if (!visit.stale && todayOf(after, was) === visit.at) {
          seen.same += 1;
          continue;
        }
        expect(reported(was, visit.at, visit.stale), `${before.id} ${answers.join('.')}: ${was}, now ${visit.at}`).toBeDefined();
        counts[visit.stale ? 'stale' : 'silent'] += 1;
        if (visit.stale && !nodes.some((node) => todayOf(after, node) === visit.at)) {
          // It stops with a notice, but off its old way: then a shorter link must already have been reported as silent.
          expect(landings.some(({ stale }) => !stale)).toBe(true);
          seen.astray += 1;
        }
      }
      for (const stale of [true, false]) expect(landings.filter((landing) => landing.stale === stale).reduce((sum, { count }) => sum + count, 0)).toBe(counts[stale ? 'stale' : 'silent']);
      seen.stale += counts.stale;
      seen.silent += counts.silent;
    }
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(100);
  });
});

/** Every state that can be shared, by brute force. */
function statesOf(tree: Tree): { answers: string[]; nodes: string[] }[] {
  const states = [{ answers: [] as string[], nodes: [tree.start] }];
  for (const { answers, nodes } of states) for (const { answer, to } of stepsFrom(tree, nodes.at(-1)!)) states.push({ answers: [...answers, answer], nodes: [...nodes, to] });
  return states.slice(1);
}

const todayOf = (tree: Tree, node: string) => (nodeIds(tree).includes(node) ? node : tree.aliases[node]);

function randomlyEdited(before: Tree, random: (below: number) => number): Tree {
  for (;;) {
    const tree = structuredClone(before);
    for (let times = 1 + random(3); times > 0; times -= 1) EDITS[random(EDITS.length)]!(tree, (list) => list[random(list.length)]!);
    try {
      inOrder(tree);
      return tree;
    } catch {
      // A circle: not a tree anybody could publish.
    }
  }
}

const EDITS: ((tree: Tree, pick: <T>(from: readonly T[]) => T) => void)[] = [
  function renamesNode(tree, pick) {
    const id = pick(nodeIds(tree));
    renameNode(tree, id, `${id}-n`);
    tree.aliases[id] = `${id}-n`;
  },
  function renamesAnswer(tree, pick) {
    const answer = pick(pick(Object.values(tree.questions)).answers);
    tree.aliases[answer.id] = `${answer.id}-n`;
    answer.id = `${answer.id}-n`;
  },
  function removesNode(tree, pick) {
    const id = pick(nodeIds(tree).filter((node) => node !== tree.start));
    pointAll(tree, id, pick(nodeIds(tree).filter((node) => node !== id)));
    delete tree.questions[id];
    delete tree.outcomes[id];
  },
  function repoints(tree, pick) {
    pick(pick(Object.values(tree.questions)).answers).next = pick(nodeIds(tree));
  },
  function deletesAnswer(tree, pick) {
    const { answers } = pick(Object.values(tree.questions));
    if (answers.length > 2) answers.splice(answers.indexOf(pick(answers)), 1);
  },
  function addsAnswer(tree, pick) {
    const { answers } = pick(Object.values(tree.questions));
    const id = pick(['added', pick(pick(Object.values(tree.questions)).answers).id]);
    if (!answers.some((answer) => answer.id === id)) answers.push({ id, text: '新的答案', next: pick(nodeIds(tree)) });
  },
];

/** Mulberry32: small, seeded, good enough. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

import { describe, expect, test } from 'vitest';
import { checkGraph } from '../../src/lib/tree/check.ts';
import { shortestPaths } from '../../src/lib/tree/paths.ts';
import { formatState, parseState } from '../../src/lib/tree/state.ts';
import { UNSOLVED, walk } from '../../src/lib/tree/walk.ts';
import type { Tree } from '../../src/lib/schema.ts';

const tree = (change: Partial<Tree> = {}): Tree => ({
  id: 'sample', title: '样例', version: 2, status: 'published', owner: 'till', reviewed: '2026-11-22', reviewEvery: '180d', sayings: ['样例'], start: 'first',
  questions: {
    first: { text: '第一问？', answers: [{ id: 'yes', text: '是', next: 'second' }, { id: 'no', text: '不是', next: 'call' }] },
    second: { text: '第二问？', answers: [{ id: 'good', text: '好', next: 'done' }, { id: 'bad', text: '不好', next: 'call' }] },
  },
  outcomes: {
    done: { kind: 'fix', title: '好了', guide: '1.3.2', confirm: '能收款', then: 'call' },
    call: { kind: 'escalate', title: '打电话', channel: '合同上的电话', collect: ['商户号'] },
  },
  tests: [], aliases: { fine: 'good' }, ...change,
});

describe('walk', () => {
  test.each([
    { answers: [], at: 'first', outcome: false, stale: false },
    { answers: ['yes'], at: 'second', outcome: false, stale: false },
    { answers: ['yes', 'good'], at: 'done', outcome: true, stale: false },
    { answers: ['yes', 'fine'], at: 'done', outcome: true, stale: false },
    { answers: ['yes', 'good', UNSOLVED], at: 'call', outcome: true, stale: false },
    { answers: ['yes', 'gone'], at: 'second', outcome: false, stale: true },
    { answers: ['no', 'more'], at: 'call', outcome: true, stale: true },
    { answers: ['no', UNSOLVED], at: 'call', outcome: true, stale: true },
    { answers: ['constructor'], at: 'first', outcome: false, stale: true },
    { answers: ['__proto__'], at: 'first', outcome: false, stale: true },
  ])('$answers leads to $at', ({ answers, ...expected }) => {
    expect(walk(tree(), answers)).toMatchObject(expected);
  });

  test('tells the steps in today’s ids', () => {
    expect(walk(tree(), ['yes', 'fine']).steps).toEqual([{ question: 'first', answer: 'yes' }, { question: 'second', answer: 'good' }]);
  });
});

describe('state in the address', () => {
  test.each([
    ['?v=2&a=yes.good', { version: 2, answers: ['yes', 'good'] }],
    ['', { version: 0, answers: [] }],
    ['?a=yes', { version: 0, answers: ['yes'] }],
    ['?v=x&a=yes.<b>.good', { version: 0, answers: ['yes'] }],
    ['?v=1&a=13800000000@x', { version: 1, answers: [] }],
  ])('%s', (search, state) => {
    expect(parseState(search)).toEqual(state);
  });

  test('comes back as it went, and is bounded', () => {
    expect(parseState(formatState({ version: 3, answers: ['a', 'b-c'] }))).toEqual({ version: 3, answers: ['a', 'b-c'] });
    expect(formatState({ version: 3, answers: [] })).toBe('');
    expect(parseState(`?a=${'x.'.repeat(5000)}`).answers.length).toBeLessThanOrEqual(64);
  });
});

describe('checkGraph', () => {
  const messages = (change: Partial<Tree>) => checkGraph(tree(change)).map(({ message }) => message).join('\n');
  const { questions, outcomes } = tree();

  test('accepts a good tree', () => expect(messages({})).toBe(''));
  test.each<[string, Partial<Tree>, RegExp]>([
    ['a start that is no question', { start: 'done' }, /没有问题「done」/],
    ['an answer to nowhere', { questions: { ...questions, second: { text: '？', answers: [{ id: 'a', text: '甲', next: 'nowhere' }, { id: 'b', text: '乙', next: 'done' }] } } }, /没有「nowhere」/],
    ['a circle', { questions: { ...questions, second: { text: '？', answers: [{ id: 'a', text: '甲', next: 'first' }, { id: 'b', text: '乙', next: 'done' }] } } }, /走成了圈：first → second → first/],
    ['a node nobody reaches', { outcomes: { ...outcomes, lost: { kind: 'redirect', title: '孤岛' } } }, /走到「lost」/],
    ['an answer twice', { questions: { ...questions, second: { text: '？', answers: [{ id: 'a', text: '甲', next: 'done' }, { id: 'a', text: '乙', next: 'call' }] } } }, /用了两次/],
    ['the same words twice', { questions: { ...questions, second: { text: '？', answers: [{ id: 'a', text: '甲', next: 'done' }, { id: 'b', text: '甲', next: 'call' }] } } }, /出现两次/],
    ['an id for two things', { outcomes: { ...outcomes, second: { kind: 'redirect', title: '重名' } } }, /既是问题又是结果/],
    ['a test that ends elsewhere', { tests: [{ name: '样', answers: ['no'], outcome: 'done' }] }, /走到了「call」/],
    ['a test that does not end', { tests: [{ name: '样', answers: ['yes'], outcome: 'done' }] }, /走不到头/],
  ])('names %s', (_, change, expected) => expect(messages(change)).toMatch(expected));
});

test('shortestPaths leads to every node', () => {
  expect(Object.fromEntries(shortestPaths(tree()))).toEqual({ first: [], second: ['yes'], call: ['no'], done: ['yes', 'good'] });
});

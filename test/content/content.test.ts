/** Every real entry, against what the site promises of it. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { checkCorpus } from '../../src/lib/check/check.ts';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { splitSections } from '../../src/lib/mdx/sections.ts';
import { shortestPaths } from '../../src/lib/tree/paths.ts';
import { walk } from '../../src/lib/tree/walk.ts';

const corpus = await readCorpus('content');

test('runs on the Node the project brings', () => {
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(22);
});

test('npm run check has nothing to say', () => {
  // An overdue review is no reason to refuse: it comes with the days.
  expect(checkCorpus(corpus).filter(({ warning }) => !warning)).toEqual([]);
});

test('the content may have more files than a process may open at once', () => {
  const { status, stderr } = spawnSync('sh', ['-c', 'ulimit -n 64; exec "$0" scripts/check.ts', process.execPath], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test('every number of the register answers', () => {
  expect(corpus.categories.data).toHaveLength(5);
  expect(corpus.categories.data.flatMap(({ issues }) => issues)).toHaveLength(15);
  const numbers = corpus.numbers.data.map(({ n }) => n);
  expect(numbers).toHaveLength(82);
  expect(corpus.guides).toHaveLength(62);
});

describe.each(corpus.guides.map((guide) => [guide.data.n, guide] as const))('guide %s', (_, { data, body }) => {
  test('has steps, a confirmation, a reason and an escalation, none empty', () => {
    expect(splitSections(body).map(({ id, content }) => [id, content.length > 0])).toEqual([['steps', true], ['confirm', true], ['why', true], ['escalate', true]]);
  });
  test('has eight different sayings, a short reply, and sources or a reason', () => {
    expect(new Set(data.sayings).size).toBeGreaterThanOrEqual(8);
    expect(new Set(data.sayings).size).toBe(data.sayings.length);
    expect([...data.reply].length).toBeLessThanOrEqual(120);
    expect(data.sources.length > 0 || data.noSources).toBeTruthy();
  });
});

test('titles are different', () => {
  const titles = corpus.guides.map(({ data }) => data.title);
  expect(new Set(titles).size).toBe(titles.length);
});

describe.each(corpus.trees.map(({ data }) => [data.id, data] as const))('tree %s', (_, tree) => {
  test('tests cover every answer and every outcome', () => {
    const visits = tree.tests.map(({ answers }) => walk(tree, answers));
    const answered = new Set(visits.flatMap(({ steps }) => steps.map(({ question, answer }) => `${question}.${answer}`)));
    const declared = Object.entries(tree.questions).flatMap(([question, { answers }]) => answers.map(({ id }) => `${question}.${id}`));
    expect(declared.filter((answer) => !answered.has(answer))).toEqual([]);
    const reached = new Set(visits.flatMap(({ at }) => at));
    const direct = Object.values(tree.questions).flatMap(({ answers }) => answers.map(({ next }) => next)).filter((next) => Object.hasOwn(tree.outcomes, next));
    expect([...new Set(direct)].filter((outcome) => !reached.has(outcome))).toEqual([]);
  });
  test('leads to at least three outcomes, and from every outcome on or to a person', () => {
    expect(Object.keys(tree.outcomes).length).toBeGreaterThanOrEqual(3);
    expect([...shortestPaths(tree).keys()].sort()).toEqual([...Object.keys(tree.questions), ...Object.keys(tree.outcomes)].sort());
  });
});

test('every code that matters at a counter is there', () => {
  expect(corpus.codes.length).toBeGreaterThanOrEqual(68);
  expect(corpus.codes.filter(({ data }) => data.top)).toHaveLength(15);
  expect(Object.keys(corpus.terms.data).length).toBeGreaterThanOrEqual(80);
});

/**
 * The judged queries, a little under what is reached (`npm run bench -- search` prints the figures):
 * a change that makes the search worse fails here.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readCorpus } from '../../src/lib/content-fs.ts';
import { searchInMemory } from '../../src/lib/search/in-memory.ts';
import { score, type Judged } from '../../src/lib/search/judge.ts';

const search = searchInMemory(await readCorpus('content'));

test.each([
  ['queries.dev', { s1: 0.76, s3: 0.86, silent: 0.01, abstained: 0.85 }],
  ['real.dev', { s1: 0.8, s3: 0.91, silent: 0.01, abstained: 0 }],
])('%s', async (name, floor) => {
  const judged = parse(readFileSync(`test/eval/${name}.yaml`, 'utf8')) as Judged[];
  const figures = score(judged, await Promise.all(judged.map(({ q }) => search.ask(q))));
  expect(figures.s1).toBeGreaterThanOrEqual(floor.s1);
  expect(figures.s3).toBeGreaterThanOrEqual(floor.s3);
  expect(figures.silent).toBeLessThanOrEqual(floor.silent);
  if (figures.unanswerable > 0) expect(figures.abstained).toBeGreaterThanOrEqual(floor.abstained);
});

test('no piece of a title is silent', async () => {
  for (const record of search.records.filter(({ kind }) => kind === 'guide')) {
    const run = /\p{Script=Han}{2,}/u.exec(record.title)![0];
    expect(await search.ask(run.slice(0, 4)), run).not.toEqual([]);
  }
});

/**
 * A content folder of any size, for measuring: the real one, and beside its guides made ones, whose sections are real
 * guides' recombined, every sentence with a word of its own; trees and codes in proportion. It passes
 * `npm run check`. Seeded: the same size is the same folder.
 */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Corpus } from '../../src/lib/corpus.ts';
import type { Code, Guide, Tree } from '../../src/lib/schema.ts';
import { randomNumbers } from '../../src/lib/random.ts';
import { commonCharacters } from '../../src/lib/search/respell.ts';
import { updateLedger } from '../../src/lib/tree/ledger.ts';

/** Guides a made tree leads to, in groups of three, a question each. */
const GUIDES_A_TREE = 9;
const GROUP = 3;
const SAYINGS = 12;

interface Made { i: number; n: string; id: string; code: string }

/**
 * @param guides all together, the real ones among them; at least as many as there are
 * @param dir an empty folder
 */
export async function writeSynthetic(corpus: Corpus, guides: number, dir: string): Promise<void> {
  if (guides < corpus.guides.length) throw new Error(`there are ${corpus.guides.length} guides already`);
  await cp('content', dir, { recursive: true });
  const random = randomNumbers(guides);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const characters = [...commonCharacters()];
  const word = () => pick(characters) + pick(characters) + pick(characters);
  const subIssueOf = (n: string) => n.split('.').slice(0, 2).join('.');
  const folders = [...Map.groupBy(corpus.guides, ({ data }) => subIssueOf(data.n))];
  const given = new Map(folders.map(([subIssue]) => [subIssue, Math.max(...corpus.numbers.data.filter(({ n }) => subIssueOf(n) === subIssue).map(({ n }) => Number(n.split('.')[2] ?? 0)))]));

  const ordinary = corpus.codes.filter(({ path }) => !corpus.exceptions.data.some((exception) => exception.path === path));
  const made = Array.from({ length: guides - corpus.guides.length }, (_, i): Made => {
    const [subIssue, own] = folders[i % folders.length]!;
    given.set(subIssue, given.get(subIssue)! + 1);
    return { i, n: `${subIssue}.${given.get(subIssue)!}`, id: `${dirname(own[0]!.id)}/made-${i}`, code: `MADE.CODE_${i}` };
  });
  const files = new Map<string, string>();
  for (const { i, n, id, code } of made) {
    const base = pick(folders[i % folders.length]![1]).data;
    const body = sectionsOf(pick(corpus.guides).text).map((_, at) => varied(sectionsOf(pick(corpus.guides).text)[at]!, word)).join('\n');
    const name = word();
    const neighbour = made[i ^ 1];
    const data: Guide = {
      ...base, n, title: `${name}，${base.title.slice(0, 20)}`, summary: varied(firstSentence(base.summary), word).slice(0, 80), reply: varied(firstSentence(base.reply), word).slice(0, 120),
      sayings: Array.from({ length: SAYINGS }, () => `${word()}${pick(pick(corpus.guides).data.sayings)}`), symptoms: [`${name}出现${word()}`, `${word()}没有${word()}`],
      related: neighbour ? [neighbour.n] : [], codes: [...new Set([...body.matchAll(/<Code id="([^"]+)"/g)].map(([, known]) => known!)).add(code)],
    };
    delete data.noTree;
    files.set(`guides/${id}.mdx`, `---\n${yaml(data)}---\n\n${body}`);
    const like = pick(ordinary).data;
    files.set(`codes/${code}.yaml`, yaml({ ...like, meaning: varied(like.meaning, word), cause: varied(like.cause, word), action: varied(like.action, word), avoid: varied(like.avoid, word), guide: n, messages: [], sayings: [`${word()}报错`], top: false } satisfies Code));
  }
  const trees = chunks(made, GUIDES_A_TREE).map((part) => tree(`made-${part[0]!.i}`, part.map(({ n }) => n), word));
  for (const one of trees) files.set(`trees/${one.id}.yaml`, yaml(one));
  files.set('tree-ids.yaml', yaml(updateLedger(corpus.treeIds.data, trees)));
  files.set('numbers.yaml', yaml([...corpus.numbers.data, ...made.map(({ n, id }) => ({ n, path: id }))]));
  for (const [path, text] of files) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

const chunks = <T>(items: readonly T[], size: number): T[][] => Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** A guide's body, cut before each heading of the second level. */
const sectionsOf = (text: string): string[] => text.slice(text.indexOf('\n## ')).split(/\n(?=## )/).filter((part) => part.startsWith('## '));

/** Guides may share a list, but YAML's own way to share is none that editors use. */
const yaml = (data: unknown): string => stringify(data, { aliasDuplicateObjects: false });

const firstSentence = (text: string): string => text.split(/(?<=[。！？；])/)[0]!;

/** A word of its own at the end of every sentence, table cell and line, but for headings. */
const varied = (text: string, word: () => string): string =>
  text.split('\n').map((line) => (/^#/.test(line) ? line : line.replace(/(?<=[^\s。！？；])(?=[。！？；]|：\s*$)|(?<=[\p{L}\p{N}」）])(?=\s*\||\s*$)/gu, () => `，${word()}`))).join('\n');

function tree(id: string, guides: readonly string[], word: () => string): Tree {
  const unsure = { id: 'unsure', text: '说不清', next: 'call' };
  const groups = chunks(guides, GROUP);
  const questions: Tree['questions'] = { start: { text: `${word()}是哪一种？`, why: `${word()}分得开`, answers: [...groups.map((_, g) => ({ id: `kind${g}`, text: `是${word()}`, next: `q${g}` })), unsure] } };
  const outcomes: Tree['outcomes'] = { call: { kind: 'escalate', title: `${word()}找服务商`, channel: '合同上的电话', collect: ['商户号'] } };
  const tests: Tree['tests'] = [{ name: '说不清', answers: ['unsure'], outcome: 'call' }];
  groups.forEach((group, g) => {
    questions[`q${g}`] = { text: `${word()}是什么样？`, why: `${word()}分得开`, answers: [...group.map((_, k) => ({ id: `like${k}`, text: `像${word()}`, next: `fix${g}-${k}` })), unsure] };
    tests.push({ name: `第 ${g + 1} 种，说不清`, answers: [`kind${g}`, 'unsure'], outcome: 'call' });
    group.forEach((guide, k) => {
      outcomes[`fix${g}-${k}`] = { kind: 'fix', title: `照着做${word()}`, guide, confirm: '再收一笔，看到成功', then: 'call' };
      tests.push({ name: `第 ${g + 1} 种第 ${k + 1} 样`, answers: [`kind${g}`, `like${k}`], outcome: `fix${g}-${k}` }, { name: `第 ${g + 1} 种第 ${k + 1} 样，没解决`, answers: [`kind${g}`, `like${k}`, 'unsolved'], outcome: 'call' });
    });
  });
  return { id, title: `${word()}怎么办`, version: 1, status: 'published', owner: 'till', reviewed: '2026-11-22', reviewEvery: '180d', sayings: [`${word()}了`, `${word()}坏了`], start: 'start', questions, outcomes, tests, aliases: {} };
}

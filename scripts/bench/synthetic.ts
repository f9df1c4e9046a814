/**
 * A content folder of any size, for measuring: real guides' sections recombined, every sentence with a word
 * of its own, trees in proportion. Seeded: the same size is the same folder.
 */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Corpus, MarkdownEntry } from '../../src/lib/corpus.ts';
import type { Guide } from '../../src/lib/schema.ts';
import { randomNumbers } from '../../src/lib/random.ts';
import { commonCharacters } from '../../src/lib/search/respell.ts';

/** Guides one synthetic tree leads to. */
const GUIDES_A_TREE = 10;
const SAYINGS = 12;

/** @param dir an empty folder */
export async function writeSynthetic(corpus: Corpus, guides: number, dir: string): Promise<void> {
  await cp('content', dir, { recursive: true, filter: (path) => !/content\/(guides|trees)\//.test(path) });
  const random = randomNumbers(guides);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const characters = [...commonCharacters()];
  const word = () => pick(characters) + pick(characters);
  const bySubIssue = [...Map.groupBy(corpus.guides, ({ data }) => data.n.split('.').slice(0, 2).join('.'))];
  const numbers = [...corpus.numbers.data.filter(({ n }) => n.split('.').length < 3)];
  const made: string[] = [];
  const texts: Promise<void>[] = [];
  for (let i = 0; i < guides; i++) {
    const [subIssue, own] = bySubIssue[i % bySubIssue.length]!;
    const base = pick(own);
    const n = `${subIssue}.${Math.floor(i / bySubIssue.length) + 1}`;
    const id = `${dirname(base.id)}/synthetic-${i}`;
    const name = word();
    const data = {
      ...base.data, n, title: `${name}${base.data.title.slice(0, 20)}`, sayings: Array.from({ length: SAYINGS }, () => `${word()}${pick(pick(corpus.guides).data.sayings)}`),
      symptoms: [`${name}出现${word()}`, `${word()}没有${word()}`], related: [], codes: [], reviewed: base.data.reviewed,
    };
    const body = sectionsOf(pick(corpus.guides)).map((_, at) => varied(sectionsOf(pick(corpus.guides))[at]!, word)).join('\n');
    texts.push(write(join(dir, 'guides', `${id}.mdx`), `---\n${stringify(data)}---\n\n${body}`));
    numbers.push({ n, path: id });
    made.push(n);
  }
  for (let i = 0; i < made.length; i += GUIDES_A_TREE) texts.push(write(join(dir, 'trees', `synthetic-${i}.yaml`), stringify(tree(`synthetic-${i}`, made.slice(i, i + GUIDES_A_TREE), word))));
  await write(join(dir, 'numbers.yaml'), stringify(numbers));
  await Promise.all(texts);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** A guide's body, cut before each heading of the second level. */
const sectionsOf = ({ body, text }: MarkdownEntry<Guide>): string[] => text.slice(text.indexOf('\n## ')).split(/\n(?=## )/).filter((part) => part.startsWith('## ') && Boolean(body));

/** A word of its own before each full stop. */
const varied = (section: string, word: () => string) => section.replace(/。/g, () => `，${word()}。`);

function tree(id: string, guides: readonly string[], word: () => string) {
  const question = (at: number) => ({
    text: `${word()}是不是${word()}？`,
    answers: [{ id: 'yes', text: `是${word()}`, next: `fix${at}` }, { id: 'no', text: `不是${word()}`, next: at + 1 < guides.length - 1 ? `q${at + 1}` : `fix${at + 1}` }],
  });
  const questions = Object.fromEntries(guides.slice(0, -1).map((_, at) => [`q${at}`, question(at)]));
  const outcomes = Object.fromEntries(guides.map((guide, at) => [`fix${at}`, { kind: 'fix', title: `照着做${word()}`, guide, confirm: '再收一笔，看到成功' }]));
  return { id, title: `${word()}怎么办`, version: 1, status: 'published', owner: 'till', reviewed: '2026-11-22', reviewEvery: '180d', sayings: [`${word()}了`, `${word()}坏了`], start: 'q0', questions, outcomes, tests: [] };
}

/** What cards are made of, from disk: front matter without bodies, which would take ten times as long to read. */
import { contentDir, readSources } from '../content-fs.ts';
import { parseCorpus } from '../corpus.ts';
import type { CardContent } from './card.ts';

const NEEDED = /^(guides|pages|trees|codes)\/|^(categories|terms|synonyms)\.yaml$/;
const BODY = /(?<=^---[ \t]*\r?\n(?:.*\r?\n)*?---[ \t]*\r?\n)[\s\S]+/;

/** @throws Error with a readable message when the folder is missing. */
export async function readCardContent(dir = contentDir()): Promise<CardContent> {
  const files = (await readSources(dir)).filter(({ path }) => NEEDED.test(path));
  return parseCorpus(files.map(({ path, text }) => ({ path, text: /\.mdx?$/.test(path) ? text.replace(BODY, '') : text })));
}

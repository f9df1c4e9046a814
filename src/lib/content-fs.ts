/** Reads the content folder from disk: the only way from files to a corpus. */
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { parseCorpus, type Corpus, type SourceFile } from './corpus.ts';
import type { Term } from './schema.ts';

/** The folder to build: `CONTENT_DIR`, else `content/`. */
export const contentDir = (dir = process.env['CONTENT_DIR'] ?? 'content') => resolve(dir);

/**
 * Every text file the corpus knows of, sorted by path.
 * @throws Error with a readable message when the folder is missing.
 */
export async function readSources(dir = contentDir()): Promise<SourceFile[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => {
    throw new Error(`找不到内容文件夹：${relative(process.cwd(), dir) || dir}`);
  });
  const files = found
    .filter((entry) => entry.isFile() && /\.(mdx|ya?ml|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Promise.all(files.map(async (file) => ({
    path: relative(dir, file).split(sep).join('/'),
    text: await readFile(file, 'utf8'),
  })));
}

/** The glossary alone: what turning Markdown into pages needs, without reading everything twice. */
export async function readTerms(dir = contentDir()): Promise<Record<string, Term>> {
  const text = await readFile(join(dir, 'terms.yaml'), 'utf8').catch(() => '{}');
  return parseCorpus([{ path: 'terms.yaml', text }]).terms.data;
}

export const readCorpus = async (dir = contentDir()): Promise<Corpus> => parseCorpus(await readSources(dir));

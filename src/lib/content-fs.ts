/** Reads the content folder from disk: the only way from files to a corpus. */
import { readFileSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { imageType, type ImageFile } from './check/image-type.ts';
import { parseCorpus, type Corpus, type Reading, type SourceFile } from './corpus.ts';
import { dayOf } from './dates.ts';
import { keepingReader } from './parsed-fs.ts';

/** The folder to build: `CONTENT_DIR`, else `content/`. */
export const contentDir = (dir = process.env['CONTENT_DIR'] ?? 'content') => resolve(dir);

/** Names of the files a corpus is read from. */
export const TEXT = /\.(mdx|ya?ml|md)$/;
/** Of an image, what is looked at: an SVG is looked through, and none may be larger. */
const HEAD_BYTES = 256 * 1024;

/** @throws Error with a readable message when the folder is missing. */
const list = (dir: string) => readdir(dir, { recursive: true, withFileTypes: true }).catch(() => {
  throw new Error(`找不到内容文件夹：${relative(process.cwd(), dir) || dir}`);
});
const pathIn = (dir: string, file: string) => relative(dir, file).split(sep).join('/');

/**
 * Every text file the corpus knows of, sorted by path.
 * @param wanted paths to read; all, if left out
 * @throws Error with a readable message when the folder is missing.
 */
export async function readSources(dir = contentDir(), wanted = TEXT): Promise<SourceFile[]> {
  const files = (await list(dir))
    .filter((entry) => entry.isFile() && TEXT.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => wanted.test(pathIn(dir, file)))
    .sort();
  // One after the other: a large folder has more files than a process may open at once, and it takes no longer.
  return files.map((file) => ({ path: pathIn(dir, file), text: readFileSync(file, 'utf8') }));
}

/** Everything else in the folder: images, and what does not belong there. A link is not followed. */
export async function readImages(dir = contentDir()): Promise<ImageFile[]> {
  const found = (await list(dir)).filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.') && !(entry.isFile() && TEXT.test(entry.name)));
  const files = found.map((entry) => ({ file: join(entry.parentPath, entry.name), regular: entry.isFile() })).sort((a, b) => (a.file < b.file ? -1 : 1));
  const images: ImageFile[] = [];
  for (const { file, regular } of files) images.push(regular ? { path: pathIn(dir, file), size: (await stat(file)).size, type: imageType(await head(file)) } : { path: pathIn(dir, file), size: 0, type: 'link' });
  return images;
}

async function head(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Everything. @param sources what `readSources` gave, if it was asked @throws Error with a readable message when the folder is missing. */
export const readCorpus = async (dir = contentDir(), reading: Reading = {}, sources?: readonly SourceFile[]): Promise<Corpus> =>
  parseCorpus(sources ?? await readSources(dir), { today: dayOf(new Date()), images: await readImages(dir), reader: keepingReader(), ...reading });

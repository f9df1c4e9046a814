/** The compressed twins of files, for servers that send them as they are (`gzip_static`, `brotli_static`). */
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXT = /\.(html|css|js|json|md|svg|txt|webmanifest|xml)$/;
const TWIN = /\.(br|gz)$/;
/** As many as zlib has threads. */
const AT_ONCE = 4;
/** A twin that saves less than this share, or fits one packet anyway, is not worth a file. */
const LEAST_SAVING = 0.05;
const LEAST_BYTES = 512;

const METHODS = {
  // Node writes no time into the header, so equal files give equal twins.
  gz: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
};

export interface Compressed { files: number; from: number; gz: number; br: number }

/**
 * Writes `x.gz` and `x.br` beside every `x` they save something on; removes twins that save nothing or whose file is gone.
 * @param tell called after each file
 * @returns how many files got twins, and bytes before and after
 */
export async function compressFolder(dir: string, tell: (done: number, all: number) => void = () => undefined): Promise<Compressed> {
  const names = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  await Promise.all(names.filter((name) => TWIN.test(name)).map((name) => rm(name)));
  const texts = names.filter((name) => TEXT.test(name));
  const sum: Compressed = { files: 0, from: 0, gz: 0, br: 0 };
  const queue = texts.values();
  let done = 0;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const name of queue) {
      await writeTwins(name, sum);
      tell(++done, texts.length);
    }
  }));
  return sum;
}

async function writeTwins(name: string, sum: Compressed): Promise<void> {
  const bytes = await readFile(name);
  if (bytes.length < LEAST_BYTES) return;
  const [gz, br] = await Promise.all([METHODS.gz(bytes), METHODS.br(bytes)]);
  if (gz.length > bytes.length * (1 - LEAST_SAVING)) return;
  await Promise.all([writeFile(`${name}.gz`, gz), writeFile(`${name}.br`, br)]);
  sum.files += 1;
  sum.from += bytes.length;
  sum.gz += gz.length;
  sum.br += br.length;
}
